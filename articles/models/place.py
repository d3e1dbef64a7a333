from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


class Place(models.Model):
    """A place of a dateline in the edition's preferred spelling."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="places", verbose_name=_("edition")
    )
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering: ClassVar = ["edition", "name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "name"], name="place_name_per_edition"),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceAlias(models.Model):
    """Another spelling of a place, as copy may print it: Jerusalem, Al-Quds."""

    place = models.ForeignKey(
        Place, models.CASCADE, related_name="aliases", verbose_name=_("place")
    )
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "name"], name="place_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name
