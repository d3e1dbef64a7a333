"""Every signal, edition and block, and stories made by chance, against IPTC's own schemas."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from articles.text import body
from tests.articles.text.bodies import bodies
from tests.wire.formats.contents import (
    AT,
    BLOCKS,
    LANGUAGES,
    NOTICE,
    SIGNALS,
    content,
    item,
    picture,
    signalled,
)
from tests.wire.formats.judges import faults
from wire.formats.item import Item
from wire.formats.newsml import message, newsml
from wire.formats.ninjs import ninjs
from wire.formats.nitf import nitf
from wire.formats.text import text

MADE = {"ninjs": ninjs, "newsml": newsml, "nitf": nitf}
EVERY_BLOCK = "".join(BLOCKS.values())

_WORDS = st.text(max_size=30)
_LINE = st.text(min_size=1, max_size=30).filter(str.strip)


def all_faults(told: Item) -> dict[str, list[str]]:
    found = {name: faults(name, make(told)) for name, make in MADE.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("signal", SIGNALS)
def test_every_signal_in_every_edition(signal: str, language: str) -> None:
    told = signalled(signal, language, EVERY_BLOCK)

    assert all_faults(told) == {}
    assert text(told).decode().strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_alone(language: str) -> None:
    found = {name: all_faults(item(content(language, html))) for name, html in BLOCKS.items()}

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_story_of_an_old_dispatch_that_knows_few_fields() -> None:
    later = (
        *("label", "sponsor", "is_ai", "verification_note", "updates", "urgency", "slugline"),
        *("ednote", "pictures"),
    )
    told = {name: value for name, value in content().items() if name not in later}
    old = {"file": "pictures/2020/01/a.png", "width": 10, "height": 10, "checksum": "0" * 64}
    words = {name: picture(1)[name] for name in ("alternative", "caption", "photographer")}
    rights = {name: picture(1)[name] for name in ("agency", "credit", "kind", "licence")}
    told |= {"picture": old | words | rights, "writer": None, "kind": None}

    made = item(told)

    assert all_faults(made) == {}
    (association, *_links) = json.loads(ninjs(made))["associations"]
    assert [each["name"] for each in association["renditions"]] == ["original"]
    assert association["renditions"][0]["contentType"] == "image/png"


@st.composite
def stories(draw: st.DrawFn) -> Item:
    """Any words in any field, among them those that no output can carry."""
    language = draw(st.sampled_from(LANGUAGES))
    label = draw(st.sampled_from(["", "", "advertorial", "iklan", "sponsor"]))
    person = {"id": 1, "slug": "a", "language": language}
    told: dict[str, Any] = {
        "headline": draw(_LINE),
        "standfirst": draw(_WORDS),
        "byline": draw(_WORDS),
        "dateline": draw(_WORDS),
        "code": draw(_WORDS),
        "sign_off": draw(_WORDS),
        "slugline": draw(_WORDS),
        "ednote": draw(_WORDS),
        "sponsor": draw(_LINE) if label else "",
        "label": label,
        "is_ai": draw(st.booleans()),
        "urgency": draw(st.none() | st.integers(1, 9)),
        "places": draw(st.lists(_LINE, max_size=2)),
        "tags": [{"name": draw(_LINE), "slug": draw(st.sampled_from(["a", "حصاد", ""]))}],
        "desk": {"id": 1, "slug": "a", "name": draw(_LINE)},
        "writer": draw(st.none() | st.just({**person, "name": "A", "title": draw(_WORDS)})),
        "picture": draw(st.none() | st.just(picture(1, caption=draw(_WORDS)))),
        "pictures": {
            str(key): picture(key, is_ai=True) for key in draw(st.sets(st.integers(1, 3)))
        },
        "notices": draw(st.lists(st.just({**NOTICE, "text": draw(_LINE)}), max_size=2)),
        "related": [{"title": draw(_LINE), "story": None, "after": None, "follows": False}],
    }
    signal = draw(st.sampled_from(["new", "update", "correction", "lift"]))
    html = draw(bodies())
    return item({**content(language, html), **told}, signal=signal)


@settings(max_examples=25, deadline=None)
@given(stories())
def test_stories_made_by_chance(told: Item) -> None:
    assert all_faults(told) == {}
    assert text(told).decode()


@settings(max_examples=25, deadline=None)
@given(bodies())
def test_no_word_of_a_story_is_lost_in_a_format(html: str) -> None:
    """All that readers see of the text stands in each, in its order."""
    told = item(content("id", html, pictures={}, picture=None, dateline="", code="", related=[]))
    blocks = [block for block in body.parse(html) if block.kind != "picture"]
    trees: list[Any] = [
        etree.HTML(json.loads(ninjs(told))["bodies"][0]["value"]),
        etree.fromstring(nitf(told)).find("{*}body/{*}body.content"),
    ]

    for tree in trees:
        said, at = letters("".join(tree.itertext())), 0
        for block in blocks:
            at = said.index(letters(body.plain(block)), at)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_message_of_many() -> None:
    items = [
        signalled(signal, html=EVERY_BLOCK, number=number)
        for number, signal in enumerate(SIGNALS, 42)
    ]

    made = message(items, sender="kantor.contoh.test", sent=AT)

    assert faults("newsml", made) == []
    assert len(etree.fromstring(made).findall("{*}itemSet/{*}newsItem")) == len(SIGNALS)
