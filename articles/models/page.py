from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import public_address
from articles.models.edition import Edition

GUIDELINES = "pedoman-media-siber"
ABOUT = "tentang"
CONTACT = "kontak"
PRIVACY = "privasi"
FIXED = frozenset({GUIDELINES, ABOUT, CONTACT, PRIVACY})
"""Pages that every edition has: their addresses stay, and they are not deleted."""


class Page(models.Model):
    """A standing page of an edition. The same slug in two editions is the same page."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="pages", verbose_name=_("edition")
    )
    slug = models.SlugField(_("slug"), max_length=60, allow_unicode=True)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        ordering: ClassVar = ["edition", "position", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "slug"], name="page_slug_per_edition"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return public_address("page", edition=self.edition_id, slug=self.slug)

    @property
    def is_fixed(self) -> bool:
        """Whether the house may not do without it."""
        return self.slug in FIXED
