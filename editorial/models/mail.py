from datetime import datetime, time, timedelta
from typing import ClassVar, Final
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.user import User

KEPT: Final = timedelta(days=30)
MORNING: Final = 7
LANGUAGES: Final = [("id", _("Indonesian")), ("en", _("English")), ("ar", _("Arabic"))]
"""Those that the newsroom's own pages are in."""


class MailWhen(models.TextChoices):
    """What of the inbox goes out by mail, and when."""

    FIRST = (
        "first",
        _("At once, what is returned to me, where I am mentioned, and what missed its time"),
    )
    NOW = "now", _("At once, all of it")
    DAILY = "daily", _("Once a day, all that I have not read")
    NONE = "none", _("No mail")


class MailChoiceQuerySet(models.QuerySet["MailChoice"]):
    def due(self, now: datetime) -> "MailChoiceQuerySet":
        """Those whose daily mail is to be written."""
        return self.filter(when=MailWhen.DAILY, next_at__lte=now).order_by("next_at", "pk")


class MailChoice(models.Model):
    """What somebody wants by mail; who never chose is as one who left all as it was.

    ``last_at`` is when the last daily mail was written, ``next_at`` when the next one will be.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_choice"
    )
    when = models.CharField(
        _("mail of what is in my inbox"),
        max_length=5,
        choices=MailWhen,
        default=MailWhen.FIRST,
    )
    hour = models.PositiveSmallIntegerField(
        _("hour of the daily mail"),
        choices={hour: f"{hour:02}:00" for hour in range(24)},
        default=MORNING,
    )
    language = models.CharField(
        _("language of the mail"), max_length=2, choices=LANGUAGES, default="id"
    )
    last_at = models.DateTimeField(default=timezone.now, editable=False)
    next_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(when__in=list(MailWhen), hour__lt=24), name="mail_choice_is_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=Q(when=MailWhen.DAILY), name="mail_choice_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"

    def after(self, now: datetime) -> datetime:
        """The next time of the daily mail."""
        today = timezone.localtime(now)
        at = datetime.combine(today.date(), time(self.hour), tzinfo=today.tzinfo)
        return at if at > now else at + timedelta(days=1)


class Outcome(models.TextChoices):
    """What became of a mail."""

    SENT = "sent", _("Sent")
    NO_SERVER = "no-server", _("Not sent: no mail server is set")
    REFUSED = "refused", _("Not sent: the mail server refuses it")
    EMPTY = "empty", _("Not sent: nothing in it is left to say")


class AccountNews(models.TextChoices):
    """What a mail tells of somebody's account, where it tells of that.

    ``INVITED``, ``FOUND`` and ``SET_UP`` are for a subscriber's people.
    """

    RESET = "reset", _("A new password")
    SIGNED_IN = "signed-in", _("A new sign-in")
    FACTOR_ADDED = "factor-added", _("A second factor was set up")
    FACTOR_GONE = "factor-gone", _("A second factor was removed")
    INVITED = "invited", _("Access to the wire")
    FOUND = "found", _("Found by a saved search")
    SET_UP = "set-up", _("Something was set up on the wire")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self, now: datetime) -> "OutgoingMailQuerySet":
        """Mails to be sent, the longest waiting first."""
        return self.filter(outcome="", at__lte=now).order_by("at", "pk")

    def tell(self, user: User, news: "AccountNews", **said: str | int) -> None:
        """Write to somebody what happened to their account, if mail reaches them."""
        if settings.MAILERS and user.email:
            self.create(to=user, news=news, said=said)

    def last_refused(self, user: User) -> "OutgoingMail | None":
        """The newest mail to ``user``, if nobody took it."""
        done = self.filter(to=user).exclude(outcome="").order_by("-pk").first()
        return done if done and done.outcome == Outcome.REFUSED else None

    def forget(self, now: datetime) -> None:
        """Delete what went out long ago, or didn't."""
        self.filter(done_at__lt=now - KEPT).delete()


class OutgoingMail(models.Model):
    """A mail that tells somebody what is in their inbox, whose entries name it, or invites them.

    Or it tells of their account: ``news``, with what is ``said`` of it in plain data.
    It is written when it is sent: ``address``, ``subject`` and ``text`` are what went out, or would
    have. ``uid`` makes its Message-ID, so a mail that goes out twice is known to be one.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name=pgettext_lazy("mail", "to"),
    )
    is_daily = models.BooleanField(default=False)
    is_invitation = models.BooleanField(default=False)
    news = models.CharField(max_length=12, choices=AccountNews, blank=True)
    said = models.JSONField(default=dict)
    at = models.DateTimeField(_("written at"), default=timezone.now)
    address = models.EmailField(_("e-mail"), blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, blank=True)
    why = models.CharField(_("reason"), max_length=300, blank=True)
    done_at = models.DateTimeField(pgettext_lazy("mail", "done at"), null=True, db_index=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        default_permissions: ClassVar = ["view"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", done_at__isnull=True)
                | Q(outcome__in=list(Outcome), done_at__isnull=False),
                name="mail_is_done_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(news__in=["", *AccountNews]), name="mail_news_is_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["at", "id"], condition=Q(outcome=""), name="mail_waiting"),
            models.Index(fields=["outcome", "-id"], name="mail_by_outcome"),
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.pk}"
