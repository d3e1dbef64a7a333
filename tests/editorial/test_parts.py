"""Dateline, code and sign-off of pasted copy, as the page asks where they stand."""

import json
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Edition
from editorial.story.parts import parts
from tests.editorial.forms import client_for
from tests.factories import make_user

pytestmark = pytest.mark.django_db
SIGN_OFF = "Mi’raj News Agency (MINA)"


def read(*texts: str | None, edition: str = "id") -> list[tuple[str, str, dict[str, str]]]:
    """What is found in a text of such blocks: the part, its words, and what goes to which field."""
    client = client_for(make_user("reporter"))
    answer = client.post(
        reverse("admin:articles_story_parts"),
        json.dumps({"texts": texts, "edition": edition}),
        content_type="application/json",
    )
    return [
        (part["what"], (texts[part["block"]] or "")[part["from"] : part["to"]], part["fields"])
        for part in answer.json()["parts"]
    ]


def test_parts_of_whole_copy_are_found_the_last_first() -> None:
    found = read("Jakarta, MINA – Warga memanen (16/1).", "Selesai. (T/RI-1/P2)", SIGN_OFF)

    assert found == [
        ("sign-off", SIGN_OFF, {}),
        ("code", " (T/RI-1/P2)", {"code_text": "(T/RI-1/P2)", "kind": "T"}),
        ("dateline", "Jakarta, MINA – ", {"dateline_place": "Jakarta"}),
    ]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Cileungsi, Kab. Bogor, MINA – Isi.",
            {"dateline_place": "Cileungsi, Kab. Bogor"},
        ),
        (
            "Jakarta, 13 Dzulqa’dah 1437/16 Agustus 2016 (MINA) – Isi.",
            {
                "dateline_place": "Jakarta",
                "dateline": "Jakarta, 13 Dzulqa’dah 1437/16 Agustus 2016 (MINA) –",
            },
        ),
    ],
)
def test_dateline_that_the_edition_would_not_print_is_kept_as_printed(
    text: str, fields: dict[str, str]
) -> None:
    assert read(text) == [("dateline", text.removesuffix("Isi."), fields)]


def test_arabic_copy_goes_to_its_fields() -> None:
    found = read("لامبونج، مينا – خبر.", "نهاية.", edition="ar")

    assert [(what, fields) for what, _words, fields in found] == [
        ("dateline", {"dateline_place": "لامبونج"})
    ]


@pytest.mark.parametrize(
    "texts",
    [("Biasa saja.", "Dua (16/1)."), (None, None), (), ("MINA adalah kantor berita.",)],
)
def test_text_without_such_parts_stays_as_it_is(texts: tuple[str | None, ...]) -> None:
    assert read(*texts) == []


@pytest.mark.parametrize("sent", [b"", b"[]", b'{"texts": 1, "edition": "id"}', b'{"texts": []}'])
def test_what_is_no_question_is_refused(sent: bytes) -> None:
    client = client_for(make_user("reporter"))

    answer = client.post(
        reverse("admin:articles_story_parts"), sent, content_type="application/json"
    )

    assert answer.status_code == 400


@given(st.lists(st.none() | st.text(), max_size=4))
def test_parts_lie_within_their_blocks(texts: list[Any]) -> None:
    edition = Edition(pk="id", mark="MINA", sign_off=SIGN_OFF)

    for part in parts(texts, edition):
        text = texts[part["block"]]
        assert 0 <= part["from"] <= part["to"] <= len(text)
