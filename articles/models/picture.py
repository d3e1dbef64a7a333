from typing import ClassVar

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Picture(models.Model):
    """A picture with what must be printed beside it: caption, photographer, agency, kind."""

    class Kind(models.TextChoices):
        OWN = "own", _("Own")
        HANDOUT = "handout", _("Handout")
        ILLUSTRATION = "illustration", _("Illustration")
        ARCHIVE = "archive", _("Archive")

    file = models.ImageField(
        _("file"),
        upload_to="pictures/%Y/%m/",
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

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions: ClassVar = [("review_picture", "Can change pictures of others")]

    def __str__(self) -> str:
        return self.caption[:80]

    @property
    def credit(self) -> str:
        """The credit as printed: ``Photographer/AGENCY``."""
        return "/".join(part for part in (self.photographer, self.agency) if part)
