"""The queues of the newsdesk: which stories stand in each, since when and why.

Each is one query, of columns alone: two hundred rows are to be read and printed in a moment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.transitions import Verb
from articles.models import (
    EMBARGO,
    IN_WORK,
    LIVE,
    ON_HOLD,
    ON_WIRE,
    Dispatch,
    PubStatus,
    Signal,
    Status,
    Story,
    User,
)
from articles.models.addresses import public_address
from articles.models.story import StoryQuerySet
from editorial.models import Claim
from editorial.story import log
from editorial.story.claims import Claimed
from editorial.story.queue import dated, waiting
from editorial.story.together import Somebody, Together, together

MOST: Final = 30
MOST_WAITING: Final = 200
"""As many as wait for an editor stand on one page: it is where they are worked off."""
NOTHING: Final = _("Nothing here.")
MINE: Final = frozenset({Status.DRAFT, Status.RETURNED, Status.SUBMITTED})
COLUMNS: Final = (
    *("pk", "version", "headline", "status", "since"),
    *("desk__name", "edition__name", "writer__name"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A story in a queue: what it is about, since when it stands there, and why."""

    pk: int
    version: int
    headline: str
    status: str
    since: datetime
    desk: str
    edition: str
    writer: str
    note: str = ""
    is_fallen: bool = False
    """Whether it was to go out by itself, and could not."""
    writing: Somebody | None = None
    others: Sequence[Somebody] = ()
    """Who has it open beside who writes in it."""
    claimed: Claimed | None = None

    @property
    def standing(self) -> str:
        return str(Status(self.status).label)

    @property
    def place(self) -> list[str]:
        """Where it belongs, and whose it is."""
        return [each for each in (self.desk, self.edition, self.writer) if each]

    @property
    def address(self) -> str:
        """Of its page; of two hundred rows, so they are made of one pattern."""
        return _pattern("change").format(self.pk)

    @property
    def claim_address(self) -> str:
        """Where it is taken in hand and given back."""
        return _pattern("claim").format(self.pk)


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out: a Dispatch in one line; ``story`` is the working copy, if one may see it.

    ``address`` is where readers find it; "" for what is under an embargo.
    """

    number: int
    headline: str
    signal: str
    at: datetime
    address: str
    story: int | None


@dataclass(frozen=True, slots=True)
class Queue:
    """``more`` leads to the rest, when there may be one; ``empty`` is said of an empty one.

    One that says nothing isn't shown while it is empty.
    """

    name: str
    title: str | Promise
    rows: Sequence[Row]
    empty: str | Promise
    more: str
    leads: bool = False
    """Whether it stands first, and wide where there is room."""
    is_timed: bool = False
    """Whether its rows have a time ahead of them, not one that they wait since."""
    says_standing: bool = False
    """Whether stories in several states stand in it."""


@cache
def _pattern(page: str) -> str:
    return reverse(f"admin:articles_story_{page}", args=[0]).replace("/0/", "/{}/")


def queues_of(user: User, chosen: Q) -> list[Queue]:
    """Those of ``user``, with who is at each story; ``chosen`` is what they look after."""
    visible = Story.objects.visible_to(user)
    looked_after = visible.filter(chosen)
    found: list[Queue] = []
    reviews = user.has_perm("articles.review_story")
    if reviews:
        found += _of_editor(visible, looked_after, user)
    elif user.has_perm("articles.add_story"):
        found += _of_writer(visible.own(user))
    found += [_scheduled(looked_after), _embargoed(looked_after), _held(looked_after)]
    if reviews:
        found += [_stale(looked_after), _revised(looked_after), _unverified(looked_after)]
    return _with_people(found, user, reviews=reviews)


def sent_today(visible: QuerySet[Story], has_desk: set[int] | None) -> list[Sent]:
    """What went out today, the newest first; of those desks alone, unless None."""
    day = timezone.localdate()
    # The newest numbers are the newest times: no index on the time is needed.
    rows = Dispatch.objects.order_by("-number").values(
        *("number", "signal", "pubstatus", "edition", "slug", "sent_at", "story_uid"),
        headline=Cast(KT("content__headline"), TextField()),
        **({} if has_desk is None else {"desk": F("content__desk__id")}),
    )
    newest = rows[: MOST if has_desk is None else MOST_WAITING]
    today = [
        row
        for row in newest
        if timezone.localdate(row["sent_at"]) == day
        and (has_desk is None or row["desk"] in has_desk)
    ][:MOST]
    stories = visible.filter(uid__in=[row["story_uid"] for row in today])
    pages = {uid: (pk, status) for uid, pk, status in stories.values_list("uid", "pk", "status")}
    return [
        Sent(
            number=row["number"],
            headline=row["headline"],
            signal=str(Signal(row["signal"]).label),
            at=row["sent_at"],
            address=_address(row, status),
            story=pk,
        )
        for row in today
        for pk, status in [pages.get(row["story_uid"], (None, None))]
    ]


def _address(row: dict[str, Any], status: str | None) -> str:
    """ "" while readers have no such page, as its Dispatch says of a story that one may not see."""
    may_be_hidden = row["pubstatus"] == PubStatus.WITHHELD and row["signal"] != Signal.HOLD
    if may_be_hidden and (status is None or status in EMBARGO):
        return ""
    return public_address("story", edition=row["edition"], slug=row["slug"])


def _of_editor(visible: StoryQuerySet, chosen: StoryQuerySet, user: User) -> Iterator[Queue]:
    claimed = Claim.objects.filter(by=user, story__status=Status.SUBMITTED).values("story")
    own = visible.own(user).filter(status__in=MINE).order_by().values("pk")
    # Each by its index: with an "or" between them all stories there are would be looked through.
    mine = visible.filter(pk__in=claimed.union(own)).annotate(since=F("updated_at"))
    yield _queue(
        "mine",
        _("Mine"),
        mine.order_by("-updated_at", "-pk"),
        "mine=yes",
        leads=True,
        says_standing=True,
        empty="",
    )
    yield _queue(
        "waiting",
        _("Waiting for an editor"),
        waiting(chosen),
        "status__exact=submitted",
        most=MOST_WAITING,
        leads=True,
    )
    returned = dated(chosen.filter(status=Status.RETURNED), Verb.RETURN)
    yield _queue(
        *("returned", _("Returned"), returned.order_by("since", "pk")),
        *("status__exact=returned",),
        empty="",
    )


def _of_writer(own: StoryQuerySet) -> Iterator[Queue]:
    returned = dated(own.filter(status=Status.RETURNED), Verb.RETURN)
    drafts = own.filter(status=Status.DRAFT).annotate(since=F("updated_at"))
    mine = "mine=yes&status__exact="
    yield _queue("returned", _("Returned to me"), returned, f"{mine}returned", leads=True, empty="")
    yield _queue("drafts", _("My drafts"), drafts, f"{mine}draft", leads=True)
    yield _queue("filed", _("Submitted by me"), waiting(own), f"{mine}submitted")


def _scheduled(stories: QuerySet[Story]) -> Queue:
    approved = stories.filter(status=Status.APPROVED).annotate(since=F("publish_at"))
    return _queue(
        *("scheduled", _("Scheduled"), approved.order_by("publish_at", "pk")),
        *("status__exact=approved",),
        empty="",
        is_timed=True,
    )


def _embargoed(stories: QuerySet[Story]) -> Queue:
    embargoed = stories.filter(status__in=EMBARGO).annotate(since=F("lift_at"))
    return _queue(
        *("embargoed", _("Under embargo"), embargoed.order_by("lift_at", "pk")),
        *("status__exact=embargoed",),
        empty="",
        is_timed=True,
    )


def _held(stories: QuerySet[Story]) -> Queue:
    held = dated(stories.filter(status__in=ON_HOLD), Verb.HOLD)
    return _queue(
        "held", _("On hold"), held.order_by("since", "pk"), "status__exact=held", empty=""
    )


def _stale(stories: QuerySet[Story]) -> Queue:
    stale = stories.filter(following__stale_since__isnull=False, status__in=IN_WORK | ON_WIRE)
    stale = stale.annotate(since=F("following__stale_since")).order_by("since", "pk")
    title = _("Translations behind their original")
    return _queue("stale", title, stale, "", empty="", says_standing=True)


def _revised(stories: QuerySet[Story]) -> Queue:
    revised = stories.filter(status=Status.REVISED).annotate(since=F("updated_at"))
    return _queue("revised", _("Next version in work"), revised, "status__exact=revised", empty="")


def _unverified(stories: QuerySet[Story]) -> Queue:
    updates = Story.objects.filter(updates=OuterRef("pk"), status__in=LIVE)
    unverified = stories.filter(~Exists(updates), awaiting_verification=True, status__in=LIVE)
    unverified = unverified.annotate(since=F("latest_dispatch__sent_at"))
    return _queue(
        "unverified",
        _("Waiting for verification"),
        # Numbers are in the order of their times, and have an index here.
        unverified.order_by("latest_dispatch_id"),
        "awaiting_verification__exact=1",
        empty="",
    )


def _queue(
    name: str,
    title: Promise,
    stories: QuerySet[Any],
    query: str,
    *,
    most: int = MOST,
    empty: str | Promise = NOTHING,
    **given: bool,
) -> Queue:
    said = {"note", "why", "verb", "actor"} & stories.query.annotations.keys()
    rows = [_row(values) for values in stories.values(*COLUMNS, *said)[:most]]
    address = reverse("admin:articles_story_changelist")
    more = f"{address}?{query}" if query and len(rows) == most else ""
    return Queue(name=name, title=title, rows=rows, empty=empty, more=more, **given)


def _row(values: dict[str, Any]) -> Row:
    return Row(
        **{name: values[name] for name in COLUMNS[:5]},
        desk=values["desk__name"],
        edition=values["edition__name"],
        writer=values["writer__name"] or "",
        note=log.note(values.get("note") or "", values.get("why")),
        is_fallen=values.get("verb") == Verb.VOID and values["actor"] is None,
    )


def _with_people(queues: Sequence[Queue], user: User, *, reviews: bool) -> list[Queue]:
    """With who is at each story, in one query for all."""
    found = together(row.pk for queue in queues for row in queue.rows)
    return [
        replace(
            queue,
            rows=[_with_those_at(row, found[row.pk], user, reviews=reviews) for row in queue.rows],
        )
        for queue in queues
    ]


def _with_those_at(row: Row, at: Together, user: User, *, reviews: bool) -> Row:
    claimed = None
    if row.status == Status.SUBMITTED and (reviews or at.claim):
        is_mine = at.claim is not None and at.claim.pk == user.pk
        claimed = Claimed(at.claim, is_mine, reviews)
    elif not at.here and at.writer is None:
        return row
    return replace(row, writing=at.writer, others=at.others(user), claimed=claimed)
