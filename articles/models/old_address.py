from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


class OldAddress(models.Model):
    """Where a story stood before: an address that other sites and readers still have.

    ``path`` is the address within its edition without slashes round it, or ``?p=ID``.
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="+", verbose_name=_("edition")
    )
    path = models.CharField(_("old address"), max_length=200)
    slug = models.CharField(_("slug"), max_length=120)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "path"], name="old_address_once"),
        ]

    def __str__(self) -> str:
        return self.path
