from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Left, Upper
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from articles.models.words import words_index, words_of

DISPATCH_WORDS = words_of("slug")


def token_of(picture: str) -> Coalesce:
    """What the files of a printed picture are named by: of an old one, the start of its SHA-256."""
    checksum = Left(KT(f"{picture}__checksum"), 20, output_field=models.TextField())
    return Coalesce(KT(f"{picture}__token"), checksum)


class Signal(models.TextChoices):
    """What a Dispatch is to who received the ones before it."""

    NEW = "new", _("New")
    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correction")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    HOLD = "hold", _("Hold")
    LIFT = "lift", _("Lift")


class PubStatus(models.TextChoices):
    """The standing of an item, in IPTC's words (NewsCodes ``pubstatus``)."""

    USABLE = "usable", _("Usable")
    WITHHELD = "withheld", _("Withheld")
    CANCELED = "canceled", _("Canceled")


class NoticeKind(models.TextChoices):
    """The three notices of Pedoman Pemberitaan Media Siber 4a."""

    ERROR = "ralat", _("Erratum")
    CORRECTION = "koreksi", _("Correction")
    REPLY = "hak-jawab", _("Right of reply")

    @classmethod
    def named(cls, kind: str) -> str:
        """What readers see a notice called; one of no known kind is a correction."""
        return str(cls(kind).label if kind in cls.values else cls.CORRECTION.label)


class Label(models.TextChoices):
    """How an item that somebody paid for is marked (Pedoman 6)."""

    ADVERTORIAL = "advertorial", _("Advertorial")
    ADVERTISEMENT = "iklan", _("Advertisement")
    SPONSORED = "sponsor", _("Sponsored")


class Ground(models.TextChoices):
    """The only grounds on which a published story may be withdrawn (Pedoman 5a)."""

    SARA = "sara", _("Ethnicity, religion, race or group (SARA)")
    DECENCY = "kesusilaan", _("Decency")
    CHILD = "anak", _("A child’s future")
    TRAUMA = "trauma", _("A victim’s trauma")
    COUNCIL = "dewan-pers", _("Another ground set by the Press Council")


class DispatchCounter(models.Model):
    """One row: the number of the newest Dispatch.

    Its lock makes numbers gapless and visible in their order: a writer holds it
    from taking a number to commit, and a rollback gives the number back. A
    sequence does neither.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="dispatch_counter_is_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.last)


IS_FREE = Q(IsNull(KT("content__embargo"), True), IsNull(KT("content__hold"), True))
"""Neither an embargo nor a hold is on it."""


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def told_to_readers(self) -> Self:
        """All but what went out under an embargo, or withdrew a story that was still under one."""
        return self.filter(IsNull(KT("content__embargo"), True))

    def showing(self, *, picture: int, token: str) -> Self:
        """Those that were sent with a picture, also in the text: its key and its token."""
        shown = self.alias(of_picture=token_of("content__picture"))
        return shown.filter(Q(of_picture=token) | Q(content__pictures__has_key=str(picture)))


class Dispatch(models.Model):
    """What the agency sent out: numbered, self-contained, never changed.

    ``content`` holds every word printed (see ``record.freeze`` for its shape);
    ``digest`` is the SHA-256 of its canonical JSON. Triggers refuse UPDATE,
    DELETE and TRUNCATE, and a number that the counter did not give.
    """

    number = models.BigIntegerField(_("number"), primary_key=True)
    story_uid = models.UUIDField(_("story"))
    version = models.PositiveIntegerField(_("version"))
    first_number = models.BigIntegerField(_("number of the first"))
    signal = models.CharField(_("signal"), max_length=12, choices=Signal)
    pubstatus = models.CharField(_("standing"), max_length=10, choices=PubStatus)
    edition = models.CharField(_("edition"), max_length=8)
    slug = models.CharField(_("slug"), max_length=120)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    digest = models.CharField(_("digest"), max_length=64)
    sent_at = models.DateTimeField(_("sent at"))

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["story_uid", "version"], name="dispatch_version_per_story"
            ),
            models.CheckConstraint(condition=Q(signal__in=list(Signal)), name="dispatch_signal"),
            models.CheckConstraint(
                condition=Q(pubstatus__in=list(PubStatus)), name="dispatch_pubstatus"
            ),
            models.CheckConstraint(
                condition=Q(version=1, signal=Signal.NEW, first_number=models.F("number"))
                | (Q(version__gt=1, first_number__lt=models.F("number")) & ~Q(signal=Signal.NEW)),
                name="dispatch_first_is_new",
            ),
            models.CheckConstraint(
                condition=Q(signal=Signal.WITHDRAWAL, pubstatus=PubStatus.CANCELED)
                | Q(signal=Signal.HOLD, pubstatus=PubStatus.WITHHELD)
                | Q(signal=Signal.LIFT, pubstatus=PubStatus.USABLE)
                | Q(
                    signal__in=[Signal.NEW, Signal.UPDATE, Signal.CORRECTION],
                    pubstatus__in=[PubStatus.USABLE, PubStatus.WITHHELD],
                ),
                name="dispatch_standing_is_the_signals",
            ),
            models.CheckConstraint(
                condition=Q(pubstatus=PubStatus.CANCELED)
                | (Q(pubstatus=PubStatus.USABLE) & IS_FREE)
                | (Q(pubstatus=PubStatus.WITHHELD) & ~IS_FREE),
                name="dispatch_withheld_until_it_is_lifted",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["edition", "slug", "-number"], name="dispatch_address"),
            # For ``iexact``: an address is typed in any case.
            models.Index(
                "edition",
                Upper("slug"),
                models.F("number").desc(),
                name="dispatch_address_in_any_case",
            ),
            models.Index(
                fields=["edition", "-number"],
                condition=Q(signal__in=["correction", "withdrawal"]),
                name="dispatch_notices",
            ),
            models.Index(fields=["edition", "-number"], name="dispatch_by_edition"),
            models.Index(fields=["signal", "-number"], name="dispatch_by_signal"),
            words_index(DISPATCH_WORDS, name="dispatch_words"),
            models.Index(token_of("content__picture"), name="dispatch_by_picture"),
            GinIndex(
                models.F("content__pictures"), name="dispatch_by_text_pictures", fastupdate=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.slug}"

    @property
    def data(self) -> dict[str, Any]:
        """``content``, for templates and the wire; not to be changed."""
        content: dict[str, Any] = self.content
        return content
