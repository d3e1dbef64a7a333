"""The first page of the newsroom: what waits for me, what I filed, what went out today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.transitions import Verb
from articles.admin import log
from articles.admin.printed import is_codeless
from articles.admin.trouble import address, named
from articles.models import LIVE, Complaint, Dispatch, Event, House, Signal, Status, Story, Trouble
from articles.models.addresses import public_address

MOST = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A story on a list of the desk: what it is about, since when it stands there, and why."""

    story: Story
    since: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out: a Dispatch in one line; ``story`` is the working copy, if one may see it."""

    number: int
    headline: str
    signal: str
    at: datetime
    address: str
    story: int | None


@dataclass(frozen=True, slots=True)
class Pile:
    """A list of the desk. ``more`` leads to the rest, when there may be one."""

    name: str
    title: str | Promise
    rows: Sequence[Row]
    empty: str | Promise
    more: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A quick action of the desk."""

    label: str | Promise
    address: str


@dataclass(frozen=True, slots=True)
class Desk:
    tools: Sequence[Tool]
    piles: Sequence[Pile]
    sent: Sequence[Sent]
    complaints: Sequence[Complaint] | None = None
    """Those waiting, the most urgent first; None for who has nothing to do with them."""
    is_codeless: bool = False
    """Whether one's own stories can't go out, for want of a wire code."""
    missing: Sequence[str] = ()
    """What the house must still publish of itself, for who can write it."""
    troubles: Sequence[Trouble] = ()
    """What the worker can't do, for who can mend it."""


def desk_of(user: User) -> Desk:
    """The desk as ``user`` needs it; the same number of queries whatever the number of stories."""
    if not user.has_perm("articles.view_story"):
        return Desk(tools=_tools(user), piles=[], sent=[])
    visible = Story.objects.visible_to(user).select_related("edition", "desk", "writer")
    visible = visible.defer("body", "copy_source", "findings")
    reviews = user.has_perm("articles.review_story")
    piles = _of_editor(visible) if reviews else []
    if user.has_perm("articles.add_story"):
        piles += _of_writer(visible, user, shy=reviews)
    piles.append(_scheduled(visible))
    return Desk(
        tools=_tools(user),
        piles=piles,
        sent=_sent_today(visible),
        complaints=_complaints() if user.has_perm("articles.decide_complaint") else None,
        troubles=_troubles() if user.has_perm("articles.view_trouble") else [],
        is_codeless=is_codeless(user),
        missing=House.objects.get().missing() if user.has_perm("articles.change_house") else [],
    )


def _complaints() -> list[Complaint]:
    waiting = Complaint.objects.waiting().select_related("edition", "assigned_to")
    return list(waiting.annotate(headline=F("dispatch__content__headline"))[:MOST])


def _troubles() -> list[Trouble]:
    found = list(named(Trouble.objects.shown())[:MOST])
    for trouble in found:
        trouble.address = address(trouble)  # type: ignore[attr-defined]  # for the template
    return found


def _tools(user: User) -> list[Tool]:
    tools = []
    if user.has_perm("articles.add_story"):
        tools.append(Tool(_("New story"), reverse("admin:articles_story_add")))
        tools.append(Tool(_("Paste copy"), reverse("admin:articles_story_paste")))
    if user.has_perm("articles.add_picture"):
        tools.append(Tool(_("New picture"), reverse("admin:articles_picture_add")))
    if user.has_perm("articles.arrange_front"):
        tools.append(Tool(_("Front page"), reverse("admin:articles_pin_changelist")))
    return tools


def _of_editor(visible: QuerySet[Story]) -> list[Pile]:
    submitted = _since(visible.filter(status=Status.SUBMITTED), Verb.SUBMIT, Verb.VOID)
    waiting = submitted.order_by("since", "pk")
    revised = visible.filter(status=Status.REVISED).annotate(since=F("updated_at"))
    updates = Story.objects.filter(updates=OuterRef("pk"), status__in=LIVE)
    unverified = visible.filter(~Exists(updates), awaiting_verification=True, status__in=LIVE)
    unverified = unverified.annotate(since=F("latest_dispatch__sent_at")).order_by("since")
    return [
        _pile("waiting", _("Waiting for an editor"), waiting, "status__exact=submitted"),
        _pile(
            "unverified",
            _("Waiting for verification"),
            unverified,
            "awaiting_verification__exact=1",
            shy=True,
        ),
        _pile("revised", _("Next version in work"), revised, "status__exact=revised", shy=True),
    ]


def _of_writer(visible: QuerySet[Story], user: User, *, shy: bool) -> list[Pile]:
    own = visible.filter(pk__in=Story.objects.own(user).values("pk"))
    returned = _since(own.filter(status=Status.RETURNED), Verb.RETURN)
    drafts = own.filter(status=Status.DRAFT).annotate(since=F("updated_at"))
    filed = _since(own.filter(status=Status.SUBMITTED), Verb.SUBMIT, Verb.VOID)
    mine = "mine=yes&status__exact="
    return [
        _pile("returned", _("Returned to me"), returned, f"{mine}returned", shy=True),
        _pile("drafts", _("My drafts"), drafts, f"{mine}draft", shy=shy),
        _pile("filed", _("Submitted by me"), filed.order_by("since"), f"{mine}submitted", shy=shy),
    ]


def _scheduled(visible: QuerySet[Story]) -> Pile:
    approved = visible.filter(status=Status.APPROVED).annotate(since=F("publish_at"))
    return _pile(
        "scheduled",
        _("Scheduled"),
        approved.order_by("publish_at", "pk"),
        "status__exact=approved",
        shy=True,
    )


def _since(stories: QuerySet[Story], *verbs: Verb) -> QuerySet[Any]:
    """When the newest event of ``verbs`` was, and what it noted, or why a rule had it so."""
    events = Event.objects.filter(story=OuterRef("pk"), verb__in=verbs).order_by("-pk")
    return stories.annotate(
        since=Subquery(events.values("at")[:1]),
        note=Subquery(events.values("note")[:1]),
        why=Subquery(events.values("data__why")[:1]),
    )


def _pile(
    name: str, title: Promise, stories: QuerySet[Any], query: str, *, shy: bool = False
) -> Pile:
    """A pile of at most ``MOST``; a shy one isn't shown while it is empty."""
    rows = [
        Row(
            story,
            since=story.since,
            note=log.note(getattr(story, "note", None) or "", getattr(story, "why", None)),
        )
        for story in stories[:MOST]
    ]
    address = reverse("admin:articles_story_changelist")
    return Pile(
        name=name,
        title=title,
        rows=rows,
        empty="" if shy else _("Nothing here."),
        more=f"{address}?{query}" if len(rows) == MOST else "",
    )


def _sent_today(visible: QuerySet[Story]) -> list[Sent]:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    # The newest numbers are the newest times: no index on the time is needed.
    newest = Dispatch.objects.order_by("-number").values(
        *("number", "signal", "edition", "slug", "sent_at", "story_uid"),
        headline=Cast(KT("content__headline"), TextField()),
    )[:MOST]
    today = [row for row in newest if row["sent_at"] >= midnight]
    stories = visible.filter(uid__in=[row["story_uid"] for row in today])
    pages = dict(stories.values_list("uid", "pk"))
    return [
        Sent(
            number=row["number"],
            headline=row["headline"],
            signal=str(Signal(row["signal"]).label),
            at=row["sent_at"],
            address=public_address("story", edition=row["edition"], slug=row["slug"]),
            story=pages.get(row["story_uid"]),
        )
        for row in today
    ]
