"""The board of the newsdesk: its queues, its alarms, and the address that an open page asks."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.models import Story, User
from articles.visitors import polled
from editorial.admin.base import staff
from editorial.desk.alarms import Alarms, alarms_of
from editorial.desk.choice import Chosen, chosen_by
from editorial.desk.queues import Queue, Sent, queues_of, sent_today

EVERY: Final = 20
"""Seconds from one look of an open page to the next."""


@dataclass(frozen=True, slots=True)
class Board:
    chosen: Chosen
    alarms: Alarms
    queues: Sequence[Queue]
    sent: Sequence[Sent]
    reviews: bool
    every: int = EVERY

    @property
    def shown(self) -> list[Queue]:
        return [queue for queue in self.queues if queue.rows or queue.empty]

    @property
    def leading(self) -> list[Queue]:
        return [queue for queue in self.shown if queue.leads]

    @property
    def others(self) -> list[Queue]:
        return [queue for queue in self.shown if not queue.leads]

    @property
    def digest(self) -> str:
        """It is another when anything on the board is, but how long ago something was."""
        rows = [(queue.name, queue.more, queue.rows) for queue in self.queues]
        said = repr((get_language(), self.chosen.names, self._alarms, rows, self.sent))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def _alarms(self) -> tuple[bool, Sequence[object]]:
        return self.alarms.is_stopped, self.alarms.missed


def board_of(user: User) -> Board | None:
    """The board as ``user`` needs it, in the same number of queries whatever stands on it.

    None for who may see no story.
    """
    if not user.has_perm("articles.view_story"):
        return None
    chosen = chosen_by(user)
    return Board(
        chosen=chosen,
        alarms=alarms_of(user),
        queues=queues_of(user, chosen.stories),
        sent=sent_today(Story.objects.visible_to(user), chosen.desks),
        reviews=user.has_perm("articles.review_story"),
    )


@polled
@never_cache
@require_GET
def board_view(request: HttpRequest) -> HttpResponse:
    """The board as HTML, for a script; nothing (204) while it is as the page has it."""
    if not admin.site.has_permission(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    board = board_of(staff(request))
    if board is None:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    if request.GET.get("seen") == board.digest:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return HttpResponse(render_to_string("editorial/desk/board.html", {"board": board}, request))
