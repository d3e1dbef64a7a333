"""A story's sketch: what others are compared with, to find who writes the same."""

from django.utils import timezone

from articles.models import Sketch, Story
from articles.text import body
from articles.text.shingles import MOST_WORDS, shingles


def sketch_of(headline: str, standfirst: str, html: str) -> list[int]:
    """The shingles of what a story says first; a text of any length."""
    paragraphs = body.plain_paragraphs(body.parse(html))
    return shingles(headline, standfirst, " ".join(paragraphs[:MOST_WORDS]))


def keep_sketch(story: Story) -> None:
    """Sketch the story as it stands; in the transaction that writes it."""
    shingles_now = sketch_of(story.headline, story.standfirst, story.body)
    Sketch.objects.keep(story, shingles_now, timezone.now())
