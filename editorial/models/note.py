from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story
from articles.text.anchors import CONTEXT, Anchor

LONGEST_NOTE: Final = 4_000
LONGEST_QUOTE: Final = 1_000


class Part(models.TextChoices):
    """Where in a story a passage may stand."""

    HEADLINE = "headline", _("headline")
    STANDFIRST = "standfirst", _("standfirst")
    BODY = "body", _("text")


class NoteQuerySet(models.QuerySet["Note"]):
    def of(self, story: Story) -> "NoteQuerySet":
        """All of a story, in the order of their writing, with their people."""
        return self.filter(story=story).select_related("by", "resolved_by").order_by("pk")


class Note(models.Model):
    """What somebody notes on a story, or answers there: for the newsroom alone.

    ``answers`` is the note that a reply stands under; replies have no passage and are not
    resolved. ``quote`` is the passage as it was selected, in ``part`` of the text of ``version``;
    ``letters``, ``before`` and ``after`` are its anchor (``articles.text.anchors``). A note without
    a ``part`` is on the whole story.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True)
    text = models.TextField(max_length=LONGEST_NOTE)
    version = models.PositiveIntegerField()
    part = models.CharField(max_length=10, choices=Part, blank=True)
    quote = models.TextField(blank=True)
    letters = models.TextField(blank=True)
    before = models.CharField(max_length=CONTEXT, blank=True)
    after = models.CharField(max_length=CONTEXT, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(part__in=["", *Part]), name="note_part_is_known"),
            models.CheckConstraint(
                condition=Q(part="", letters="") | (~Q(part="") & ~Q(letters="")),
                name="note_on_a_part_has_a_passage",
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(part="", resolved_at__isnull=True),
                name="note_reply_has_no_passage_and_no_end",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="note_resolved_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.letters, self.before, self.after)
