"""What a format prints: one Dispatch, as it is to whoever takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self, cast
from uuid import UUID

from articles.models.addresses import public_address
from articles.models.dispatch import Dispatch, PubStatus
from articles.record.plain import Content
from articles.text.signs import carried_in
from wire import content as told

FRAME: Final = (
    *("edition", "desk", "section", "slug", "headline", "hold", "withdrawal"),
    *("published_at", "updated_at"),
)
"""What is said of a story that may not be used."""


@dataclass(frozen=True, slots=True)
class Item:
    """A Dispatch for one taker; whatever is printed of it follows from this alone.

    ``signal`` is what it is to them. ``base`` is the origin that addresses begin with. ``live`` has
    the headlines of live stories by uid, so that related links are those of today; without it
    they are as they were sent.
    """

    number: int
    story: UUID
    version: int
    signal: str
    pubstatus: str
    sent_at: datetime
    content: Content
    base: str
    live: Mapping[str, str] | None = None

    @classmethod
    def of(
        cls,
        dispatch: Dispatch,
        *,
        base: str,
        signal: str = "",
        live: Mapping[str, str] | None = None,
        has_pictures: bool = True,
    ) -> Self:
        """The Dispatch, with the subscriber's signal if that is another, and maybe no pictures."""
        return cls(
            number=dispatch.number,
            story=dispatch.story_uid,
            version=dispatch.version,
            signal=signal or dispatch.signal,
            pubstatus=dispatch.pubstatus,
            sent_at=dispatch.sent_at,
            content=_given(dispatch, has_pictures=has_pictures),
            base=base,
            live=live,
        )

    @property
    def uri(self) -> str:
        """What the story is known by, in every version and format."""
        return self.story.urn

    @property
    def language(self) -> str:
        code: str = self.content["edition"]["code"]
        return code

    @property
    def direction(self) -> str:
        direction: str = self.content["edition"]["direction"]
        return direction

    @property
    def agency(self) -> str:
        agency: str = self.content["edition"]["agency"]
        return agency

    @property
    def page(self) -> str:
        """The absolute address of the story's page."""
        return self.address("story", slug=self.content["slug"])

    def address(self, view: str, **kwargs: object) -> str:
        """The absolute address of one of the edition's pages; "" where there can be none."""
        path = public_address(view, edition=self.language, **kwargs)
        return self.base + path if path else ""

    @property
    def withdrawal(self) -> Content | None:
        return self.content.get("withdrawal")

    @property
    def hold(self) -> Content | None:
        """Until when and why a published story is not to be used."""
        return self.content.get("hold")

    @property
    def embargo(self) -> str:
        """The time before which it is not to be published, in ISO's form; "" without one."""
        is_withheld = self.pubstatus == PubStatus.WITHHELD.value
        embargo = self.content.get("embargo") if is_withheld else None
        return embargo["until"] if embargo else ""

    @property
    def has_text(self) -> bool:
        """Whether it brings the story, and is no mere word that it is taken back or held."""
        return "body" in self.content

    @property
    def has_page(self) -> bool:
        """Whether the story is to be read on the site now."""
        return self.has_text and not self.embargo


def _given(dispatch: Dispatch, *, has_pictures: bool) -> Content:
    """What of a Dispatch its taker gets: of one that holds a story back, no word of its text."""
    # One of before the doors looked may hold what nothing can carry.
    content = cast("dict[str, Any]", carried_in(dispatch.data))
    if told.has_text(dispatch):
        return dict(told.shown(content, has_pictures=has_pictures))
    return {name: content[name] for name in FRAME if name in content}
