from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import public_address
from articles.models.dispatch import Dispatch, NoticeKind, Signal
from articles.models.edition import Edition
from articles.models.words import words_index, words_of

COMPLAINT_WORDS = words_of("reference", "name", "story_address")
TIME_TO_ANSWER = timedelta(hours=48)
"""Pedoman 3: a complaint is handled within 2×24 hours."""
LONGEST_ADDRESS = 500
"""Of a story, with its letters as such."""
KEPT = timedelta(days=180)
"""How long after the decision it is known who complained, and with what words."""


class ComplaintKind(models.TextChoices):
    """What is asked for: one of the three notices of Pedoman 4a, or something else."""

    ERROR = NoticeKind.ERROR.value, _("An erratum: something is misspelt or mistyped")
    CORRECTION = NoticeKind.CORRECTION.value, _("A correction: a fact is wrong")
    REPLY = NoticeKind.REPLY.value, _("Right of reply: the story concerns me")
    OTHER = "lain", _("Another complaint")


NAMES = {
    ComplaintKind.ERROR: _("Erratum"),
    ComplaintKind.CORRECTION: _("Correction"),
    ComplaintKind.REPLY: _("Right of reply"),
    ComplaintKind.OTHER: _("Other complaint"),
}


class ComplaintStatus(models.TextChoices):
    NEW = "new", _("New")
    IN_WORK = "in-work", _("In work")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


OPEN = frozenset({ComplaintStatus.NEW, ComplaintStatus.IN_WORK})
CLOSED = frozenset({ComplaintStatus.GRANTED, ComplaintStatus.REFUSED})


class ComplaintVerb(models.TextChoices):
    """What can be done with a complaint; its log keeps these words."""

    RECEIVE = "receive", _("received")
    ASSIGN = "assign", _("taken in hand")
    GRANT = "grant", _("granted")
    REFUSE = "refuse", _("refused")
    ANSWER = "answer", _("answered by a notice")
    ERASE = "erase", _("personal data erased")


def _unanswered() -> Q:
    withdrawal = Dispatch.objects.filter(story_uid=OuterRef("story_uid"), signal=Signal.WITHDRAWAL)
    granted = Q(status=ComplaintStatus.GRANTED, story_uid__isnull=False, answered_by__isnull=True)
    return granted & ~Q(kind=ComplaintKind.OTHER) & Q(~Exists(withdrawal))


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def waiting(self) -> Self:
        """What an editor has to do: decide it, or publish the notice that was granted."""
        return self.filter(Q(status__in=OPEN) | _unanswered()).order_by("due_at", "pk")

    def unanswered(self) -> Self:
        """Granted, and no notice has answered them; a withdrawal of their story answers all."""
        return self.filter(_unanswered())

    def to_erase(self, now: datetime) -> Self:
        """Closed long enough ago that who complained is no longer ours to know."""
        return self.filter(decided_at__lt=now - KEPT, erased_at__isnull=True)


class Complaint(models.Model):
    """A request for a correction or a reply, or another complaint, from the public form.

    ``dispatch`` is the version of the story that was on the site then, ``answered_by`` the notice
    that did what was granted. ``status`` changes in ``actions.complaints`` alone, which also
    empties the personal fields in the end.
    """

    reference = models.CharField(_("reference number"), max_length=9, unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name=_("edition"))
    kind = models.CharField(_("kind"), max_length=10, choices=ComplaintKind)
    story_address = models.CharField(
        _("address of the story"), max_length=LONGEST_ADDRESS, blank=True
    )
    story_uid = models.UUIDField(null=True, editable=False)
    dispatch = models.ForeignKey(
        Dispatch, models.PROTECT, null=True, related_name="+", verbose_name=_("version read")
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    capacity = models.CharField(_("relation to the story"), max_length=160, blank=True)
    text = models.TextField(_("text"), blank=True)
    consent = models.TextField(_("consent given"))
    submission = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 - NULL, once erased, is out of the unique index
    received_at = models.DateTimeField(_("received at"))
    due_at = models.DateTimeField(_("due at"))

    status = models.CharField(
        _("status"), max_length=8, choices=ComplaintStatus, default=ComplaintStatus.NEW
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("in the hands of"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision = models.TextField(_("decision"), blank=True)
    answered_by = models.ForeignKey(
        Dispatch, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    erased_at = models.DateTimeField(_("personal data erased at"), null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        default_permissions: ClassVar = ["view"]
        permissions: ClassVar = [("decide_complaint", "Can take, grant and refuse complaints")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=list(ComplaintKind)), name="complaint_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=sorted(OPEN),
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    erased_at__isnull=True,
                )
                | (
                    Q(
                        status__in=sorted(CLOSED),
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                    )
                    & ~Q(decision="")
                ),
                name="complaint_closed_by_someone_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | Q(status=ComplaintStatus.GRANTED),
                name="complaint_answered_once_granted",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "-due_at", "-id"], name="complaint_waiting"),
            models.Index(fields=["-due_at", "-id"], name="complaint_by_time"),
            words_index(COMPLAINT_WORDS, name="complaint_words"),
            models.Index(fields=["decided_at"], name="complaint_decided"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return public_address("intake_received", edition=self.edition_id, reference=self.reference)

    @property
    def kind_name(self) -> str:
        """The kind in a word or two."""
        return str(NAMES[ComplaintKind(self.kind)])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been decided by now."""
        return self.is_open and self.due_at < timezone.now()


class ComplaintEvent(models.Model):
    """What was done with a complaint: append-only by trigger, and without personal data."""

    complaint = models.ForeignKey(
        Complaint, models.PROTECT, related_name="events", verbose_name=_("complaint")
    )
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    actor_name = models.CharField(_("name"), max_length=150, blank=True)
    verb = models.CharField(_("what"), max_length=8, choices=ComplaintVerb)
    from_status = models.CharField(_("from"), max_length=8, choices=ComplaintStatus, blank=True)
    to_status = models.CharField(_("to"), max_length=8, choices=ComplaintStatus)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("step of a complaint")
        verbose_name_plural = _("steps of complaints")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"{self.verb} {self.complaint_id}"


class IntakeCount(models.Model):
    """How often one network address used the form in an hour; ``key`` is a hash of both."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"{self.count}"
