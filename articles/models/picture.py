import secrets
from pathlib import PurePath
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import FileExtensionValidator, MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def by_chance() -> str:
    """A name that nobody can guess or work out, not even who has the picture."""
    return secrets.token_hex(10)


def place(picture: "Picture", name: str) -> str:
    """Where the file of a new picture is kept; of the name it came with only the type stays."""
    return f"pictures/{timezone.localdate():%Y/%m}/{picture.token}{PurePath(name).suffix}"


class PictureQuerySet(models.QuerySet["Picture"]):
    def to_be_rendered(self) -> Self:
        """Those whose renditions are not all made, the newest first."""
        return self.filter(is_rendered=False).order_by("-pk")


class Picture(models.Model):
    """A picture with what must be printed beside it: caption, photographer, agency, kind.

    ``focal_x`` and ``focal_y`` say, in hundredths from the left and the top, what every crop keeps.
    The worker sets ``is_rendered`` when all renditions are made; a trigger takes it back when the
    focal point moves. The file and its renditions are named by ``token``.
    """

    class Kind(models.TextChoices):
        OWN = "own", _("Own")
        HANDOUT = "handout", _("Handout")
        ILLUSTRATION = "illustration", _("Illustration")
        ARCHIVE = "archive", _("Archive")

    file = models.ImageField(
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
    token = models.CharField(max_length=20, default=by_chance, editable=False, db_index=True)
    checksum = models.CharField(_("SHA-256"), max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

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
        ]

    def __str__(self) -> str:
        return self.caption[:80]

    @property
    def credit(self) -> str:
        """The credit as printed: ``Photographer/AGENCY``."""
        return "/".join(part for part in (self.photographer, self.agency) if part)
