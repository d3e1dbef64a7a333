"""Every door where a person types, given the worst that it takes: each answers soon."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from articles.forms import LONGEST_TAGS, LONGEST_TEXT
from articles.site.pages.intake import FORM_TYPE, LARGEST
from articles.site.pages.intake_form import IntakeForm
from articles.text import body
from editorial.admin import complaint, front
from editorial.admin.base import MOST_ROWS
from editorial.story import paste, questions
from tests.articles.site.intake_form import token_of
from tests.editorial.forms import client_for, read
from tests.editorial.samples import make_picture
from tests.factories import make_complaint, make_desk, make_published, make_submitted, make_user
from tests.growth import outgrown

pytestmark = pytest.mark.django_db

WHOLE = 2
"""Halves of the longest that a field takes."""
TAKEN_IN = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
UNITS = [" ", "a", "\n", "(", "http://", '"', "<ul><li>", "\u200b", "a@"]


class Door:
    """A form: what is sent beside the text, and the text's fields with the most they take."""

    def __init__(
        self, client: Client, address: str, fields: dict[str, str], longest: dict[str, int]
    ) -> None:
        self.client = client
        self.encoding = MULTIPART_CONTENT
        self.text: Callable[[str, int], str] = repeated
        self.address = address
        self.fields = {name: value for name, value in fields.items() if "__prefix__" not in name}
        self.longest = longest


def opened(client: Client, address: str, longest: dict[str, int], **beside: str) -> Door:
    return Door(client, address, read(client.get(address)).fields | beside, longest)


def asked(name: str, longest: dict[str, int], **beside: str) -> Door:
    story = make_published() if name in ("correct", "withdraw") else make_submitted()
    client = client_for(make_user("chief"))
    return opened(client, f"/admin/articles/story/{story.pk}/{name}/", longest, **beside)


def a_copy() -> Door:
    make_desk("id")
    longest = {"source": body.LONGEST, "headline": 250}
    return opened(client_for(make_user("reporter")), "/admin/articles/story/paste/", longest)


def a_decision() -> Door:
    address = f"/admin/articles/complaint/{make_complaint().pk}/change/"
    client = client_for(make_user("editor"))
    return opened(client, address, {"decision": LONGEST_TEXT}, _do="refuse")


def a_bar() -> Door:
    until = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    fields = {"edition": "id", "_do": "on", "until": until}
    client = client_for(make_user("chief"))
    longest = {"text": 160, "link": front.LONGEST_LINK}
    return Door(client, "/admin/articles/pin/?edition=id", fields, longest)


STORY = {
    "headline": 250,
    "standfirst": 300,
    "dateline_place": 160,
    "tags": LONGEST_TAGS,
    "sponsor": 120,
    "byline": 250,
    "dateline": 300,
    "code_text": 60,
    "sign_off": 120,
    "slugline": 60,
    "ednote": 500,
    **{f"related_links-{place}-title": 300 for place in range(MOST_ROWS)},
}


def a_story(longest: dict[str, int], *, pk: int | str = "", **beside: str) -> Door:
    address = f"/admin/articles/story/{pk}/change/" if pk else "/admin/articles/story/add/"
    beside |= {"desk": str(make_desk("id").pk), "headline": "Satu dua tiga", "_save": "1"}
    return opened(client_for(make_user("chief")), address, longest, **beside)


def a_picture() -> Door:
    text = {"caption": LONGEST_TEXT, "alternative": 250, "photographer": 120, "agency": 60}
    text |= {"licence": 120, "keywords": 500}
    client = client_for(make_user("photo"))
    return opened(client, f"/admin/articles/picture/{make_picture().pk}/change/", text)


def a_complaint(**longest: int) -> Door:
    fields = {"jenis": "koreksi", "setuju": "on", "situs": ""}
    fields["waktu"] = token_of(60)
    every = {
        name: most
        for name, field in IntakeForm.base_fields.items()
        if (most := getattr(field, "max_length", None))
    }
    door = Door(Client(), "/en/koreksi/ajukan/", fields, longest or every)
    door.encoding = FORM_TYPE
    return door


def a_full_complaint(name: str) -> Door:
    door = a_complaint(**{name: LARGEST - 1024})
    door.text = filling
    return door


DOORS: dict[str, Callable[[], Door]] = {
    **{
        form.__name__: door
        for form, door in {
            questions.ReasonForm: lambda: asked("return", {"reason": LONGEST_TEXT}),
            questions.SpikeForm: lambda: asked("spike", {"reason": LONGEST_TEXT}),
            questions.CorrectForm: lambda: asked(
                "correct",
                {"note": LONGEST_TEXT, "reason": LONGEST_TEXT},
                kind="ralat",
                unchanged="on",
            ),
            questions.WithdrawForm: lambda: asked(
                "withdraw", {"reason": LONGEST_TEXT}, ground="sara"
            ),
            questions.HoldForm: lambda: asked("hold", {"reason": LONGEST_TEXT}),
            complaint.DecisionForm: a_decision,
            front.BarForm: a_bar,
            paste.PasteForm: a_copy,
            IntakeForm: a_complaint,
        }.items()
    },
    # Anybody fills one field with all that the door takes: also what is too long is looked at.
    **{
        f"a-complaint-all-{name}": partial(a_full_complaint, name)
        for name in IntakeForm.base_fields
    },
    "a-story": lambda: a_story({"body": body.LONGEST}),
    "a-story-too-long": lambda: a_story(
        STORY | {"body": body.LONGEST_HTML}, **{"related_links-TOTAL_FORMS": f"{MOST_ROWS}"}
    ),
    "a-story-of-links": lambda: a_story(STORY, **{"related_links-TOTAL_FORMS": "2000"}),
    "a-stored-story": lambda: a_story({"body": body.LONGEST}, pk=make_submitted().pk),
    "a-story-saved-over": lambda: a_story(
        {"body": body.LONGEST}, pk=make_submitted().pk, seen_version="1"
    ),
    "a-picture": a_picture,
}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def repeated(unit: str, longest: int) -> str:
    return (unit * (longest // len(unit) + 1))[:longest]


def filling(unit: str, size: int) -> str:
    """The same, as long as it fits into so many bytes of a form that is encoded."""
    return repeated(unit, size * len(unit) // len(quote_plus(unit)))


@pytest.mark.parametrize("name", DOORS)
def test_door_answers_the_worst_soon(name: str) -> None:
    door = DOORS[name]()
    answers, slow = set(), {}

    for unit in UNITS:

        def spent(parts: int, unit: str = unit) -> float:
            text = {
                field: door.text(unit, longest * parts // WHOLE)
                for field, longest in door.longest.items()
            }
            status, seconds = answered(door, text)
            answers.add(status)
            return seconds

        if wrong := outgrown(spent, WHOLE, whole_first=True):
            slow[unit] = wrong

    assert slow == {}
    assert answers <= TAKEN_IN


def answered(door: Door, text: dict[str, str]) -> tuple[int, float]:
    """The status of the answer, and the seconds of the processor that it took."""
    with undone():
        start = time.process_time()
        sent: Any = door.fields | text
        if door.encoding == FORM_TYPE:
            sent = urlencode(sent)
        answer = door.client.post(door.address, sent, content_type=door.encoding)
        return answer.status_code, time.process_time() - start
