"""Who is at a story: who has it open, who writes in it, and which editor has it in hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, OuterRef, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from articles.models import Status, Story, User
from editorial.models import Buffer, Claim, Lease, Presence

HERE: Final = "here"
WRITES: Final = "writes"
CLAIMED: Final = "claimed"
NOTHING_TYPED: Final = Cast(Value(None), UUIDField())
COLUMNS: Final = ("by", "by__username", "by__first_name", "by__last_name", "since")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person at a story, and since when; ``typed`` names the text a writer has not saved yet."""

    pk: int
    name: str
    since: datetime
    typed: UUID | None = None


@dataclass(slots=True)
class Together:
    """Who is at one story; ``here`` has each person once, who came first before the others."""

    here: dict[int, Somebody] = field(default_factory=dict)
    writer: Somebody | None = None
    claim: Somebody | None = None

    def others(self, user: User) -> list[Somebody]:
        """Who else has it open and doesn't write."""
        writer = self.writer and self.writer.pk
        return [each for pk, each in self.here.items() if pk not in (user.pk, writer)]

    def is_held_from(self, user: User) -> bool:
        """Whether another writes in it."""
        return self.writer is not None and self.writer.pk != user.pk


def together_at(story: Story) -> Together:
    return together([story.pk])[story.pk]


def together(stories: Iterable[int]) -> dict[int, Together]:
    """Who is at each of the stories, in one query for all of them."""
    now, found = timezone.now(), {pk: Together() for pk in stories}
    typed = Buffer.objects.exclude(fields={}).filter(by=OuterRef("by"), story=OuterRef("story"))
    rows = _rows(Presence.objects.live(now), HERE, found).union(
        _rows(Lease.objects.live(now), WRITES, found, typed=Subquery(typed.values("token")[:1])),
        _rows(Claim.objects.live(), CLAIMED, found),
        all=True,
    )
    for story, pk, username, first, last, since, what, token in rows.order_by("since"):
        name = User(username=username, first_name=first, last_name=last).get_full_name()
        somebody, at = Somebody(pk, name or username, since, token), found[story]
        if what == HERE:
            at.here.setdefault(pk, somebody)
        elif what == WRITES:
            at.writer = somebody
        else:
            at.claim = somebody
    return found


def let_go(story: Story, by: User) -> None:
    """End what a press ends: the lease of who pressed, and the claim on what waits no more."""
    Lease.objects.filter(story=story, by=by).delete()
    if story.status != Status.SUBMITTED:
        Claim.objects.filter(story=story).delete()


def _rows(
    live: QuerySet[Any], what: str, stories: Iterable[int], *, typed: Any = NOTHING_TYPED
) -> Any:
    rows = live.filter(story__in=list(stories))
    return rows.values_list("story", *COLUMNS, Value(what, CharField()), typed)
