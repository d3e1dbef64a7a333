from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story

# More than any story had; each is a row of its form.
MOST_LINKS: Final = 100


class RelatedLink(models.Model):
    """A "Baca Juga" an editor chose: a story, or a printed title not resolved to one yet."""

    story = models.ForeignKey(
        Story, models.CASCADE, related_name="related_links", verbose_name=_("story")
    )
    target = models.ForeignKey(
        Story,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leads to"),
    )
    title = models.CharField(
        _("printed title"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, the headline of the story it leads to."),
    )
    after = models.PositiveSmallIntegerField(
        _("after paragraph"),
        null=True,
        blank=True,
        help_text=_("Left empty, the site finds the place."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(title=""),
                name="related_link_leads_somewhere",
                violation_error_message=_("Choose a story or give a title."),
            ),
            models.CheckConstraint(
                condition=~Q(target=models.F("story")),
                name="related_link_leads_elsewhere",
                violation_error_message=_("A story cannot link to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.target)

    @property
    def printed_title(self) -> str:
        """Its own words, else what readers of its story see; "" while they see nothing of it."""
        newest = self.target and self.target.latest_dispatch
        if self.title or not newest or newest.data.get("embargo"):
            return self.title
        headline: str = newest.data["headline"]
        return headline
