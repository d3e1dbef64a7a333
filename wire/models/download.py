from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wire.models.company import Company
from wire.models.member import Member


class Download(models.Model):
    """What one of a subscriber's people took in the portal: an item in a format, or a picture.

    ``format`` is that of an item, ``picture`` the key of a picture within it; one of them is empty.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="downloads", verbose_name=_("subscriber")
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    number = models.BigIntegerField(_("number"))
    format = models.CharField(_("format"), max_length=10, blank=True)
    picture = models.CharField(_("picture"), max_length=20, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        default_permissions: ClassVar = []
        indexes: ClassVar = [
            models.Index(fields=["company", "-id"], name="wire_download_newest"),
            models.Index(fields=["company", "number"], name="wire_download_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.format or self.picture}"
