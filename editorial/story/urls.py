"""The addresses of one story, under the names that Django's admin would give them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import URLPattern, path

from editorial.story import (
    aftermath,
    asking,
    beside,
    buffers,
    calendar,
    claims,
    flash,
    holders,
    names,
    near,
    notes,
    offline,
    page,
    parts,
    paste,
    presence,
    printing,
    sharing,
    takeover,
    translating,
    versions,
    wording,
)
from editorial.story.buttons import BY_NAME

NAMES = ("add", "change", "history")
"""Those that take the place of the admin's own."""


def patterns(guarded: Callable[[Any], Any]) -> list[URLPattern]:
    """Every address with its view behind ``guarded``, which lets in who is signed in."""
    views: list[tuple[str, Callable[..., Any], str]] = [
        ("add/", page.add_view, "add"),
        ("offline/", offline.page_view, "offline"),
        ("paste/", paste.paste_view, "paste"),
        ("calendar/", calendar.calendar_view, "calendar"),
        ("flash/", flash.flash_view, "flash"),
        ("drop/", buffers.drop_view, "drop"),
        ("<int:pk>/versions/", versions.versions_view, "versions"),
        ("<int:pk>/claim/", claims.claim_view, "claim"),
        ("<int:pk>/takeover/", takeover.takeover_view, "takeover"),
        ("<int:pk>/preview/", beside.preview_view, "preview"),
        ("<int:pk>/notes/", notes.notes_view, "notes"),
        ("<int:pk>/after/", aftermath.after_view, "after"),
        ("<int:pk>/holders/", holders.holders_view, "holders"),
        ("<int:pk>/share/", sharing.share_view, "share"),
        ("<int:pk>/translate/", translating.translate_view, "translate"),
        ("<int:pk>/original/", translating.original_view, "original"),
        *(
            (f"<int:pk>/{button.name}/", partial(asking.ask_view, name=button.name), button.name)
            for button in BY_NAME.values()
            if button.has_page
        ),
        ("<path:object_id>/history/", beside.history_view, "history"),
        ("<path:object_id>/change/", page.change_view, "change"),
    ]
    # These answer a script, which no form to sign in would tell anything.
    answering: list[tuple[str, Callable[..., Any], str]] = [
        ("buffer/", buffers.keep_view, "new_buffer"),
        ("<int:pk>/buffer/", buffers.keep_view, "buffer"),
        ("parts/", parts.parts_view, "parts"),
        ("print/", printing.print_view, "new_print"),
        ("<int:pk>/print/", printing.print_view, "print"),
        ("near/", near.near_view, "near"),
        ("<int:pk>/people/", notes.people_view, "people"),
        ("places/", names.places_view, "places"),
        ("tags/", names.tags_view, "tags"),
        ("<int:pk>/words/", wording.words_view, "words"),
        ("<int:pk>/presence/", presence.presence_view, "presence"),
    ]
    named = [*((route, guarded(view), name) for route, view, name in views), *answering]
    return [path(route, view, name=f"articles_story_{name}") for route, view, name in named]
