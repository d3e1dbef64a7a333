import secrets
from datetime import date
from pathlib import PurePath
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import FileExtensionValidator, MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.words import words_field, words_index


def by_chance() -> str:
    """A name that nobody can guess or work out, not even who has the picture."""
    return secrets.token_hex(10)


def place(picture: "Picture", name: str) -> str:
    """Where the file of a new picture is kept; of the name it came with only the type stays."""
    return f"pictures/{timezone.localdate():%Y/%m}/{picture.token}{PurePath(name).suffix}"


class _Token(models.CharField):  # type: ignore[type-arg]  # takes no parameter at run time
    def deconstruct(self) -> Any:
        # A plain column: no migration has to know of it.
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, "django.db.models.CharField", args, kwargs


class _File(models.ImageField):
    def deconstruct(self) -> Any:
        # As above.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs | {"upload_to": "pictures"}


class PictureQuerySet(models.QuerySet["Picture"]):
    def to_be_rendered(self) -> Self:
        """Those whose renditions are not all made, the newest first."""
        return self.filter(is_rendered=False).order_by("-pk")

    def run_out(self, day: date) -> Self:
        """Those that may not be used on ``day``, of which the rights ended last first."""
        ended = self.filter(Q(usable_until__lt=day) | Q(not_for_web=True))
        return ended.order_by("-usable_until", "-pk")


class Picture(models.Model):
    """A picture with what must be printed beside it: caption, photographer, agency, kind.

    ``focal_x`` and ``focal_y`` say, in hundredths from the left and the top, what every crop keeps.
    The worker sets ``is_rendered`` when all renditions are made; a trigger takes it back when the
    focal point moves. The file and its renditions are named by ``token``. ``checksum`` is of the
    file that is kept, ``upload_checksum`` of the one that came: it comes but once.
    """

    class Kind(models.TextChoices):
        OWN = "own", _("Own")
        HANDOUT = "handout", _("Handout")
        ILLUSTRATION = "illustration", _("Illustration")
        ARCHIVE = "archive", _("Archive")

    file = _File(
        _("file"),
        upload_to=place,
        width_field="width",
        height_field="height",
        validators=[FileExtensionValidator(["jpg", "jpeg", "png", "webp"])],
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alternative = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    caption = models.TextField(_("caption"))
    photographer = models.CharField(_("photographer"), max_length=120, blank=True)
    agency = models.CharField(_("agency"), max_length=60, default="MINA")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OWN)
    licence = models.CharField(
        _("licence"), max_length=120, help_text=_("On what ground the agency may print it.")
    )
    usable_until = models.DateField(
        _("may be used until"),
        null=True,
        blank=True,
        help_text=_("The last day on which a story may go out with it. Empty: without end."),
    )
    not_for_web = models.BooleanField(
        _("not for the web"),
        default=False,
        help_text=_("No story goes out with it."),
    )
    is_ai = models.BooleanField(_("made with AI"), default=False)
    keywords = models.CharField(
        _("keywords"),
        max_length=500,
        blank=True,
        help_text=_("Separated by commas; pictures are found by them."),
    )
    focal_x = models.PositiveSmallIntegerField(
        _("from the left, in %"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("from the top, in %"), default=50, validators=[MaxValueValidator(100)]
    )
    colour = models.CharField(_("colour"), max_length=7, blank=True, editable=False)
    is_rendered = models.BooleanField(default=False, editable=False)
    token = _Token(max_length=20, default=by_chance, editable=False, db_index=True)
    checksum = models.CharField(_("SHA-256"), max_length=64, editable=False)
    upload_checksum = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 - NULL keeps pictures that nobody uploaded out of the unique index
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        # An index below begins with it.
        db_index=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    words = words_field("caption", "photographer", "agency", "alternative", "keywords")

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions: ClassVar = [("review_picture", "Can change pictures of others")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="picture_focal_point_within"
            ),
            models.CheckConstraint(
                condition=Q(colour="") | Q(colour__regex="^#[0-9a-f]{6}$"), name="picture_colour"
            ),
        ]

        indexes: ClassVar = [
            models.Index(
                fields=["-id"], condition=Q(is_rendered=False), name="picture_to_be_rendered"
            ),
            models.Index(fields=["file"], name="picture_by_file"),
            models.Index(fields=["checksum"], name="picture_by_checksum"),
            models.Index(fields=["uploaded_by", "-id"], name="picture_by_uploader"),
            models.Index(
                fields=["-usable_until", "-id"],
                condition=Q(usable_until__isnull=False) | Q(not_for_web=True),
                name="picture_with_limits",
            ),
            models.Index(fields=["-uploaded_at", "-id"], name="picture_by_time"),
            models.Index(fields=["kind", "-uploaded_at", "-id"], name="picture_by_kind"),
            models.Index(fields=["agency", "-uploaded_at", "-id"], name="picture_by_agency"),
            models.Index(
                fields=["-uploaded_at", "-id"], condition=Q(is_ai=True), name="picture_made_with_ai"
            ),
            words_index(models.F("words"), name="picture_words"),
        ]

    def __str__(self) -> str:
        return self.caption[:80] or gettext("Picture %(number)s") % {"number": self.pk}

    @property
    def credit(self) -> str:
        """The credit as printed: ``Photographer/AGENCY``."""
        return "/".join(part for part in (self.photographer, self.agency) if part)

    def is_usable_on(self, day: date) -> bool:
        """Whether a story may go out with it on ``day``."""
        return not self.not_for_web and (self.usable_until is None or day <= self.usable_until)
