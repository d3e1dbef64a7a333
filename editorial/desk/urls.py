"""The addresses of the newsdesk beside its page."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from editorial.desk import board, bulk, choice


def patterns(guarded: Callable[[Any], Any]) -> list[URLPattern]:
    """Every address with its view behind ``guarded``, which lets in who is signed in."""
    return [
        # It answers a script, which no form to sign in would tell anything.
        path("desk/board/", board.board_view, name="desk_board"),
        path("desk/choice/", guarded(choice.choice_view), name="desk_choice"),
        path("desk/bulk/", guarded(bulk.bulk_view), name="desk_bulk"),
        path("desk/bulk/result/", guarded(bulk.result_view), name="desk_bulk_result"),
    ]
