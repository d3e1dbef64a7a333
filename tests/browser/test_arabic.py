"""The newsroom in Arabic, where most of what is read runs the other way."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from articles.models import Event
from articles.models import Page as StandingPage
from tests.browser.test_story_form import sign_in, with_password
from tests.editorial.samples import make_picture
from tests.factories import make_desk, make_rule, make_submitted
from tests.wire.factories import make_company

pytestmark = pytest.mark.browser

EDGES = """(element, words) => words.map(word => {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(word)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(walk.currentNode, at)
    range.setEnd(walk.currentNode, at + word.length)
    return range.getBoundingClientRect().left
  }
})"""


@pytest.fixture
def open_as(browser: Browser, running_site: str) -> Iterator[Callable[[str], Page]]:
    """A page of the newsroom in Arabic, signed in as somebody of a role."""
    contexts = []

    def open_(role: str) -> Page:
        context = browser.new_context(
            base_url=running_site, locale="ar", viewport={"width": 1440, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/login/?next=/admin/")
        sign_in(page, with_password(role))
        page.wait_for_selector(".piles")
        return page

    yield open_
    for context in contexts:
        context.close()


def from_left(element: Locator, *words: str) -> list[str]:
    """The words in the order in which they stand on the screen."""
    edges: list[Any] = element.evaluate(EDGES, list(words))
    assert None not in edges
    return [word for _edge, word in sorted(zip(edges, words, strict=True))]


def test_facts_of_a_row_follow_each_other_from_the_right(open_as: Callable[[str], Page]) -> None:
    desk = make_desk(name="Nasional", slug="nasional")
    story = make_submitted(desk=desk)
    assert story.writer
    page = open_as("editor")

    facts = page.locator(f"[data-row='{story.pk}'] .facts")

    assert from_left(facts, "Nasional", "Indonesia", story.writer.name) == [
        story.writer.name,
        "Indonesia",
        "Nasional",
    ]


def test_lists_and_fields_keep_the_direction_of_their_words(open_as: Callable[[str], Page]) -> None:
    make_picture(caption="Sawah di desa contoh.")
    company = make_company(editorial_telephone="+62 21 5550 0131")
    page = open_as("admin")

    page.goto(reverse("admin:articles_picture_changelist"))
    caption = page.locator("#result_list tbody :is(td, th)", has_text="Sawah")
    assert from_left(caption, "Sawah", "contoh", ".") == ["Sawah", "contoh", "."]
    page.goto(reverse("admin:wire_company_changelist"))
    telephone = page.locator("#result_list td", has_text="5550")
    assert from_left(telephone, "+62", "0131") == ["+62", "0131"]
    page.goto(reverse("admin:wire_company_change", args=[company.pk]))
    expect(page.locator("#id_editorial_telephone")).to_have_css("unicode-bidi", "plaintext")


def test_what_isnt_arabic_runs_from_the_left_in_editor_and_record(
    open_as: Callable[[str], Page],
) -> None:
    make_submitted()
    page = open_as("admin")

    standing = StandingPage.objects.filter(edition="id")[0]
    page.goto(reverse("admin:articles_page_change", args=[standing.pk]))
    expect(page.locator(".ProseMirror")).to_have_css("direction", "ltr")
    page.goto(reverse("admin:articles_event_change", args=[Event.objects.latest("pk").pk]))
    expect(page.locator(".field-kept pre")).to_have_css("direction", "ltr")


def test_an_arrow_points_from_the_wrong_form_to_the_right_one(
    open_as: Callable[[str], Page],
) -> None:
    rule = make_rule(wrong="merubah", right="mengubah")
    page = open_as("chief")
    page.goto(reverse("admin:editorial_stylerule_trial", args=[rule.pk]))

    heading = page.locator("h2", has_text="merubah")

    assert from_left(heading, "mengubah", "merubah") == ["mengubah", "merubah"]
    expect(heading.locator(".points")).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)")
