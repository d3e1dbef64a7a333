from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.desk import Desk
from articles.models.edition import Edition
from articles.models.person import Person


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


class FormerSlug(models.Model):
    """How a desk or a person was named in addresses before: what was printed then leads there.

    A trigger writes it with each new name, in the same transaction.
    """

    slug = models.CharField(max_length=120)
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, related_name="+")
    desk = models.ForeignKey(Desk, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "slug"],
                condition=Q(desk__isnull=False),
                name="former_desk_once",
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(person__isnull=False), name="former_person_once"
            ),
            models.CheckConstraint(
                condition=Q(desk__isnull=False, edition__isnull=False, person__isnull=True)
                | Q(desk__isnull=True, edition__isnull=True, person__isnull=False),
                name="former_slug_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.slug
