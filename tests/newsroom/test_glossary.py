"""One word is one thing: the Indonesian catalogue against docs/glossary.md."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from newsroom import translations

HEAD = "| English | what it is | Indonesian | never |"
CATALOGUES = [
    settings.BASE_DIR / "newsroom/locale/id/LC_MESSAGES" / name
    for name in ("django.po", "djangojs.po")
]


class Term(NamedTuple):
    english: list[str]
    indonesian: str
    never: list[str]


def terms() -> Iterator[Term]:
    page = (settings.BASE_DIR / "docs/glossary.md").read_text()
    for line in page.partition(HEAD)[2].strip().splitlines()[1:]:
        english, _meaning, indonesian, never = (cell.strip() for cell in line.strip("|").split("|"))
        yield Term(re.findall("`([^`]+)`", english), indonesian, never.split(", ") if never else [])


TERMS = list(terms())


@pytest.fixture(scope="module")
def catalogues() -> list[Catalog]:
    return [translations.read(path.read_text()) for path in CATALOGUES]


def said(catalogue: Catalog, english: str) -> str | None:
    context, _colon, text = english.partition(": ")
    entry = catalogue.get(text, context) if text else catalogue.get(english)
    return str(entry.string).rstrip(":").casefold() if entry else None


def test_catalogue_says_what_the_glossary_says(catalogues: list[Catalog]) -> None:
    wanted = {each: term.indonesian.casefold() for term in TERMS for each in term.english}

    found = {each: said(catalogues[0], each) for each in wanted}

    assert len(wanted) > 90
    assert found == wanted


def test_no_two_terms_are_one_word() -> None:
    counted = Counter(term.indonesian.casefold() for term in TERMS)
    english = Counter(each for term in TERMS for each in term.english)

    assert {word for word, number in (counted | english).items() if number > 1} == set()


def test_no_text_has_a_word_that_the_glossary_forbids(catalogues: list[Catalog]) -> None:
    forbidden = {word for term in TERMS for word in term.never}
    words = "|".join(map(re.escape, forbidden))
    anyone = re.compile(rf"(?<![\w=/%(-])(?:{words})(?!\w)", re.IGNORECASE)
    texts = {
        text
        for catalogue in catalogues
        for entry in catalogue
        if entry.id
        for text in (entry.string if isinstance(entry.string, tuple) else (str(entry.string),))
    }

    assert len(forbidden) > 20
    assert {text for text in texts if anyone.search(text)} == set()
