"""Every page type is HTML as the standard wants it, and what points at something finds it."""

from collections import Counter

import html5lib
import pytest
from django.test import Client

from articles.models import Article
from tests.site import examples
from tests.site.helpers import Outline, html

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")
EDITIONS = ("id", "en", "ar")


def faults(text: str) -> list[str]:
    """What the HTML standard calls a parse error, and ids that are doubled or missing."""
    parser = html5lib.HTMLParser()
    parser.parse(text)
    found = [f"{name} at {place}" for place, name, _ in parser.errors]
    elements = [(tag, attrs) for tag, attrs, _ in Outline(text).elements]
    ids = Counter(attrs["id"] for _, attrs in elements if "id" in attrs)
    found += [f"id {name} stands {times} times" for name, times in ids.items() if times > 1]
    wanted = {
        name
        for _, attrs in elements
        for reference in REFERENCES
        for name in attrs.get(reference, "").split()
    }
    anchors = {
        attrs["href"][1:] for tag, attrs in elements if tag == "a" and attrs["href"][:1] == "#"
    }
    return found + [f"no id {name}" for name in sorted((wanted | anchors) - set(ids))]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_is_valid(db: None, client: Client, edition: str) -> None:
    pages = examples.pages(edition)
    texts = {name: client.get(url).content.decode() for name, url in pages.items()}
    story = Article.objects.filter(edition=edition).first()
    assert story
    texts["missing"] = html(client, f"/{edition}/tidak-ada/", status=404)
    texts["plain story"] = html(client, story.get_absolute_url())
    texts["nothing found"] = html(client, f"{pages['search']}xyz")

    found = {name: faults(text) for name, text in texts.items()}

    assert found == {name: [] for name in texts}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("<table><p>A</p></table>", "implies-table-voodoo"),
        ('<p id="a">A</p><p id="a">B</p>', "id a stands 2 times"),
        ('<a href="#b">A</a>', "no id b"),
        ('<label for="c">A</label>', "no id c"),
    ],
)
def test_a_fault_is_found(fault: str, expected: str) -> None:
    page = f"<!doctype html><html><head><title>A</title></head><body>{fault}</body></html>"

    assert any(expected in each for each in faults(page))
