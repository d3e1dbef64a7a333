"""The addresses at which a script takes in pictures and finds those of the house."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from editorial.picture import card, take, told


def patterns(guarded: Callable[[Any], Any]) -> list[URLPattern]:
    """Those that answer a script say in JSON who isn't signed in; the page is ``guarded``."""
    views: list[tuple[str, Callable[..., Any], str]] = [
        ("several/", guarded(take.several_view), "several"),
        ("take/", take.take_view, "take"),
        ("choose/", take.choose_view, "choose"),
        ("told/", told.told_view, "told"),
        ("<int:pk>/card/", card.card_view, "card"),
        ("<int:pk>/words/", card.words_view, "words"),
    ]
    return [path(route, view, name=f"articles_picture_{name}") for route, view, name in views]
