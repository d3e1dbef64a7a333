from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import CODES, Edition


class DeskManager(models.Manager["Desk"]):
    """The desks of the editions that the software knows."""

    def get_queryset(self) -> models.QuerySet["Desk"]:
        return super().get_queryset().filter(edition__in=CODES)


class Desk(models.Model):
    """A section of one edition, in a tree at most two deep."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="desks", verbose_name=_("edition")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent desk"),
    )
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, allow_unicode=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_opinion = models.BooleanField(
        _("opinion"),
        default=False,
        help_text=_("The front page shows its newest pieces with the faces of their writers."),
    )

    objects = DeskManager()

    class Meta:
        ordering: ClassVar = ["edition", "position", "name"]
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "slug"], name="desk_slug_per_edition"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="desk_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep the tree two deep and within one edition."""
        if self.parent is None:
            return
        if self.parent.edition_id != self.edition_id:
            raise ValidationError({"parent": _("The parent desk belongs to another edition.")})
        if self.parent.parent_id is not None or (self.pk and self.children.exists()):
            raise ValidationError({"parent": _("Desks nest at most two deep.")})

    @property
    def section(self) -> "Desk":
        """The desk at the top of this one's branch: its parent, or itself."""
        return self.parent or self
