import uuid
from datetime import datetime
from functools import reduce
from operator import or_
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.desk import Desk
from articles.models.dispatch import Dispatch, Label
from articles.models.edition import Edition
from articles.models.kind import Kind
from articles.models.person import Person
from articles.models.picture import Picture
from articles.models.place import Place
from articles.models.tags import StoryTags
from articles.models.user import User
from articles.models.words import words_field, words_index
from articles.text import agency_code, copy_head


class Status(models.TextChoices):
    """Every state of a story. What leads from one to another stands in ``actions.transitions``."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Scheduled")
    PUBLISHED = "published", _("Published")
    REVISED = "revised", _("Published, next version in work")
    EMBARGOED = "embargoed", _("Sent under embargo")
    EMBARGO_REVISED = "embargo-revised", _("Under embargo, next version in work")
    HELD = "held", _("On hold")
    HELD_REVISED = "held-revised", _("On hold, next version in work")
    SPIKED = "spiked", _("Spiked")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Urgency(models.IntegerChoices):
    """How soon a story is to be looked at, from 1 to 9: IPTC's scale."""

    FLASH = 1, _("1 – most urgent")
    SECOND = 2, "2"
    THIRD = 3, "3"
    FOURTH = 4, "4"
    NORMAL = 5, _("5 – normal")
    SIXTH = 6, "6"
    SEVENTH = 7, "7"
    EIGHTH = 8, "8"
    LEAST = 9, _("9 – least urgent")


IN_WRITING = frozenset({Status.DRAFT, Status.RETURNED})
IN_WORK = IN_WRITING | {Status.SUBMITTED, Status.APPROVED}
LIVE = frozenset({Status.PUBLISHED, Status.REVISED})
EMBARGO = frozenset({Status.EMBARGOED, Status.EMBARGO_REVISED})
ON_HOLD = frozenset({Status.HELD, Status.HELD_REVISED})
WITHHELD = EMBARGO | ON_HOLD
ON_WIRE = LIVE | WITHHELD
ON_RECORD = ON_WIRE | {Status.WITHDRAWN}
KNOWN_TO_READERS = ON_RECORD - EMBARGO
ONE_TRANSLATION: Final = "story_one_translation"
"""The constraint: of one original, one live or scheduled translation into a language."""


def own_to(user: User) -> list[Q]:
    """What makes a story ``user``'s own, each by an index: who filed it, and who signs it."""
    person = getattr(user, "person", None)
    return [Q(created_by=user), *([Q(writer=person)] if person else [])]


def seen_by(user: User) -> list[Q]:
    """What lets ``user`` see a story, each by an index, the widest first.

    Those of one's edition and own ones, or all for who reviews (design.md section 6).
    """
    if user.has_perm("articles.review_story"):
        return [Q()]
    person = getattr(user, "person", None)
    if person and user.has_perm("articles.view_story"):
        return [Q(edition=person.edition_id), *own_to(user)]
    return own_to(user)


class StoryQuerySet(models.QuerySet["Story"]):
    def own(self, user: User) -> Self:
        """Stories that ``user`` filed or signs as the writer."""
        return self.filter(reduce(or_, own_to(user)))

    def visible_to(self, user: User) -> Self:
        """The stories of the newsroom's lists for ``user``."""
        return self.filter(reduce(or_, seen_by(user)))

    def known_to(self, user: User) -> Self:
        """Those ``visible_to`` the user, and any other that says now what its readers read."""
        if user.has_perm("articles.review_story"):
            return self
        return self.filter(reduce(or_, [*seen_by(user), Q(status=Status.PUBLISHED)]))

    def due(self, now: datetime) -> Self:
        """Approved stories whose time has come, the longest waiting first."""
        return self.filter(status=Status.APPROVED, publish_at__lte=now).order_by("publish_at", "pk")

    def to_lift(self, now: datetime) -> Self:
        """Stories whose embargo or hold has come to its end, the longest waiting first.

        Not a translation of what was withdrawn since it was sent: a person decides on that.
        """
        undecided = Q(
            translation_of__status=Status.WITHDRAWN,
            latest_dispatch__lt=F("translation_of__latest_dispatch"),
        )
        due = self.filter(status__in=WITHHELD, lift_at__lte=now)
        return due.exclude(undecided).order_by("lift_at", "pk")


class Story(models.Model):
    """The desk's working copy, never public; ``status`` changes in ``actions`` alone."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The indexes below begin with these.
    edition = models.ForeignKey(Edition, models.PROTECT, db_index=False, verbose_name=_("edition"))
    desk = models.ForeignKey(Desk, models.PROTECT, db_index=False, verbose_name=_("desk"))
    kind = models.ForeignKey(Kind, models.PROTECT, null=True, blank=True, verbose_name=_("kind"))
    writer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="stories",
        verbose_name=_("reporter"),
    )

    headline = models.CharField(_("headline"), max_length=250)
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True)
    byline = models.CharField(
        _("byline"),
        max_length=250,
        blank=True,
        help_text=_("Only for signed pieces: “Oleh: Name, title”. They have no dateline."),
    )
    dateline_place = models.CharField(
        _("place"),
        max_length=160,
        blank=True,
        help_text=_("Where the story is from: “Jakarta”, or “Cileungsi, Kab. Bogor”."),
    )
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, editable=False)
    dateline = models.CharField(
        _("dateline as printed"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, it is made of the place and the edition’s mark."),
    )
    hijri_shift = models.SmallIntegerField(
        _("Hijri day"),
        default=0,
        choices={-1: _("a day earlier"), 0: _("as calculated"), 1: _("a day later")},
    )
    body = models.TextField(_("text"), blank=True)
    code_text = models.CharField(
        _("agency code as printed"),
        max_length=60,
        blank=True,
        help_text=_("Left empty, approval makes it of kind, reporter and editor."),
    )
    sign_off = models.CharField(
        _("sign-off as printed"),
        max_length=120,
        blank=True,
        help_text=_("Left empty, the edition’s."),
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency"),
        null=True,
        blank=True,
        choices=Urgency,
        help_text=_("How soon other media are to look at it, by IPTC’s scale."),
    )
    slugline = models.CharField(
        _("slugline"),
        max_length=copy_head.LONGEST_SLUGLINE,
        blank=True,
        help_text=_("The short name of a running story among desks: “gaza-truce”."),
    )
    ednote = models.CharField(
        _("note to editors"),
        max_length=copy_head.LONGEST_NOTE,
        blank=True,
        help_text=_(
            "For the media that take the story: it stands above its wire text (copy.txt), which"
            " anybody may open, and on no page of the site."
        ),
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, verbose_name=_("picture")
    )
    tags = TaggableManager(verbose_name=_("tags"), blank=True, manager=StoryTags)
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )

    label = models.CharField(
        _("label"),
        max_length=12,
        choices=Label,
        blank=True,
        help_text=_("For what somebody paid for. Lists and feeds show it too."),
    )
    sponsor = models.CharField(
        _("paid for by"),
        max_length=120,
        blank=True,
        help_text=_("Whoever paid for a labelled story. The story and its wire copy say so."),
    )
    is_ai = models.BooleanField(
        _("made with AI"),
        default=False,
        help_text=_("The text is labelled as made with artificial intelligence."),
    )
    awaiting_verification = models.BooleanField(
        _("still to be verified"),
        default=False,
        help_text=_("The story says so at its end, and waits on the desk until it is verified."),
    )
    updates = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="updated_by",
        verbose_name=_("verifies"),
        help_text=_("The unverified story that this one updates. Each links to the other."),
    )

    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("It goes to the media that may have it when it is approved, to readers then."),
    )

    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    publish_at = models.DateTimeField(_("publish at"), null=True, editable=False)
    lift_at = models.DateTimeField(_("free at"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    latest_dispatch = models.OneToOneField(
        Dispatch, models.PROTECT, null=True, editable=False, related_name="+"
    )

    copy_source = models.TextField(blank=True, editable=False)
    copy_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 - NULL keeps stories without a copy out of the unique index
    findings = models.JSONField(default=list, editable=False)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
        verbose_name=_("filed by"),
    )
    created_at = models.DateTimeField(_("filed at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    words = words_field("headline", "slug", "code_text")

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-updated_at", "-pk"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions: ClassVar = [
            ("review_story", "Can return, approve, schedule, correct and spike stories"),
            ("withdraw_story", "Can withdraw published stories"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "slug"],
                name="story_slug_per_edition",
                violation_error_message=_("Another story of this edition has this address."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="story_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[*sorted(ON_RECORD)],
                    latest_dispatch__isnull=False,
                )
                | Q(
                    status__in=[*sorted(IN_WORK | {Status.SPIKED})],
                    latest_dispatch__isnull=True,
                ),
                name="story_on_record_has_a_dispatch",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.APPROVED)
                | (Q(publish_at__isnull=False, approved_by__isnull=False) & ~Q(approved_digest="")),
                name="story_approved_by_someone_for_a_time",
            ),
            models.UniqueConstraint(
                fields=["translation_of", "edition"],
                condition=Q(
                    translation_of__isnull=False, status__in=sorted(ON_WIRE | {Status.APPROVED})
                ),
                name=ONE_TRANSLATION,
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*sorted(EMBARGO)], lift_at__isnull=False)
                | Q(status__in=[*sorted(ON_HOLD)])
                | Q(~Q(status__in=[*sorted(WITHHELD)]), lift_at__isnull=True),
                name="story_embargo_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(translation_of=models.F("id")),
                name="story_is_not_its_own_translation",
            ),
            models.CheckConstraint(
                condition=~Q(updates=models.F("id")),
                name="story_does_not_update_itself",
                violation_error_message=_("A story cannot verify itself."),
            ),
            models.CheckConstraint(
                condition=Q(label__in=["", *Label]), name="story_label_is_known"
            ),
            models.CheckConstraint(
                condition=Q(urgency__range=(1, 9)), name="story_urgency_is_on_the_scale"
            ),
            models.CheckConstraint(
                condition=Q(hijri_shift__range=(-1, 1)), name="story_hijri_shift_is_a_day"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["publish_at"],
                condition=Q(status=Status.APPROVED),
                name="story_due",
            ),
            models.Index(
                fields=["lift_at"],
                condition=Q(lift_at__isnull=False),
                name="story_to_lift",
            ),
            models.Index(fields=["-updated_at", "-id"], name="story_by_change"),
            models.Index(fields=["status", "-updated_at", "-id"], name="story_by_status"),
            models.Index(fields=["edition", "-updated_at", "-id"], name="story_by_edition"),
            models.Index(fields=["desk", "-updated_at", "-id"], name="story_by_desk"),
            models.Index(fields=["writer", "-updated_at", "-id"], name="story_by_writer"),
            models.Index(fields=["created_by", "-updated_at", "-id"], name="story_by_filer"),
            words_index(models.F("words"), name="story_words"),
            models.Index(
                fields=["latest_dispatch"],
                condition=Q(awaiting_verification=True),
                name="story_to_be_verified",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def is_live(self) -> bool:
        """Whether readers see a version of this story."""
        return self.status in LIVE

    @property
    def hands(self) -> int:
        """How many have signed the code as printed; 0 while there is none."""
        code = agency_code.parse(self.code_text)
        return code.hands if code else 0

    def is_own(self, user: User) -> bool:
        """Whether ``user`` filed this story or signs it as the writer."""
        return self.created_by_id == user.pk or (
            self.writer is not None and self.writer.user_id == user.pk
        )
