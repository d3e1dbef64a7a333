"""The first page of the newsroom: its board, and what else somebody is to look after."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Complaint, House, Trouble, User
from editorial.admin.trouble import address, named, title
from editorial.colleagues import welcomes
from editorial.desk.board import Board, board_of
from editorial.picture.uses import Ended, ended_before_readers
from editorial.story.flash import flashes
from editorial.story.printed import is_codeless
from editorial.subscribers.holders import is_any_unheard

MOST = 30


@dataclass(frozen=True, slots=True)
class Tool:
    """A quick action of the desk."""

    label: str | Promise
    address: str


@dataclass(frozen=True, slots=True)
class Desk:
    tools: Sequence[Tool]
    board: Board | None = None
    complaints: Sequence[Complaint] | None = None
    """Those waiting, the most urgent first; None for who has nothing to do with them."""
    is_codeless: bool = False
    """Whether one's own stories can't go out, for want of a wire code."""
    missing: Sequence[str] = ()
    """What the house must still publish of itself, for who can write it."""
    ended: Sequence[Ended] = ()
    """Pictures before readers that may not be used any more, for who can take them off."""
    is_unheard: bool = False
    """Whether a subscriber has not taken a withdrawal, for who calls them."""
    troubles: Sequence[Trouble] = ()
    """What the worker can't do, for who can mend it."""


def desk_of(user: User) -> Desk:
    """The desk as ``user`` needs it; the same number of queries whatever the number of stories."""
    board = board_of(user)
    if board is None:
        return Desk(tools=_tools(user))
    return Desk(
        tools=_tools(user),
        board=board,
        complaints=_complaints() if user.has_perm("articles.decide_complaint") else None,
        ended=ended_before_readers(MOST) if user.has_perm("articles.review_picture") else [],
        is_unheard=user.has_perm("wire.view_company") and is_any_unheard(),
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
        trouble.title = title(trouble)  # type: ignore[attr-defined]  # for the template
        trouble.address = address(trouble)  # type: ignore[attr-defined]  # as above
    return found


def _tools(user: User) -> list[Tool]:
    tools = []
    if user.has_perm("articles.add_story"):
        tools.append(Tool(_("New story"), reverse("admin:articles_story_add")))
        tools.append(Tool(_("Paste copy"), reverse("admin:articles_story_paste")))
    if user.has_perm("articles.view_story"):
        tools.append(Tool(_("Calendar"), reverse("admin:articles_story_calendar")))
    if flashes(user):
        tools.append(Tool(_("Flash"), reverse("admin:articles_story_flash")))
    if user.has_perm("articles.add_picture"):
        tools.append(Tool(_("New picture"), reverse("admin:articles_picture_add")))
    if user.has_perm("articles.arrange_front"):
        tools.append(Tool(_("Front page"), reverse("admin:articles_pin_changelist")))
    if welcomes(user):
        tools.append(Tool(_("New colleague"), reverse("admin:articles_user_colleague")))
    return tools
