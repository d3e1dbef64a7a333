"""Where a picture is used: in which stories, in what was sent, and before which readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article, Dispatch, Picture, PictureInText, Story, User

MOST: Final = 20
"""Of each kind are named, the newest."""
_MOST_IN_TEXT = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """A Dispatch in one line."""

    number: int
    headline: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Uses:
    """``stories`` are those that the person may see."""

    articles: Sequence[Article]
    stories: Sequence[Story]
    dispatches: Sequence[Sent]
    most: int = MOST

    @property
    def is_none(self) -> bool:
        return not (self.articles or self.stories or self.dispatches)


def uses_of(picture: Picture, user: User) -> Uses:
    """The uses of a picture as ``user`` may know them."""
    live = Article.objects.showing(picture.token).select_related("edition")
    in_text = PictureInText.objects.filter(picture=picture).order_by("-story")
    keys = list(in_text.values_list("story", flat=True)[:_MOST_IN_TEXT])
    stories = Story.objects.visible_to(user).filter(Q(picture=picture) | Q(pk__in=keys))
    sent = Dispatch.objects.showing(picture=picture.pk, token=picture.token).order_by("-number")
    return Uses(
        articles=list(live.defer("search_text", "search_vector", "words")[:MOST]),
        stories=list(
            stories.select_related("edition").defer("body", "copy_source", "words")[:MOST]
        ),
        dispatches=[
            Sent(number, headline, at)
            for number, headline, at in sent.values_list("number", "content__headline", "sent_at")[
                :MOST
            ]
        ],
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """A picture before readers that may not be used any more; ``until`` unless never on the web."""

    picture: Picture
    until: date | None


def ended_before_readers(most: int) -> list[Ended]:
    """Pictures that live stories show beyond their rights, those that ended last first."""
    live = Article.objects.showing(OuterRef("token"))
    pictures = Picture.objects.run_out(timezone.localdate()).filter(Exists(live))
    return [
        Ended(picture, None if picture.not_for_web else picture.usable_until)
        for picture in pictures[:most]
    ]
