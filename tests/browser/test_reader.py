"""The public site for a reader without a mouse, without JavaScript, or with large letters."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Story
from tests.articles.site.examples import pages
from tests.articles.site.helpers import Newsroom, address

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.matches(':focus-visible')"
# What shows the focus: a line round it, however drawn, that the page without focus hasn't.
LINE = """() => {
    const style = getComputedStyle(document.activeElement)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def reader(browser: Browser, running_site: str) -> Iterator[Any]:
    """Opens a page as a reader whose browser is set up so."""
    contexts = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(base_url=running_site, **options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def story(running_site: str) -> Story:
    return Newsroom().publish(headline="Panen raya di kaki gunung")


def test_first_key_leads_past_the_header(reader: Any, story: Story) -> None:
    page = reader()
    page.goto(address(story))

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")

    assert skip == "skip-link"
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_of_the_keyboard_is_seen(reader: Any, story: Story) -> None:
    page = reader()
    page.goto(address(story))

    unseen = []
    stops = 0
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body") and stops < 200:
        stops += 1
        if not (page.evaluate(FOCUSED) and page.evaluate(LINE)):
            unseen.append(page.evaluate("document.activeElement.outerHTML"))
        page.keyboard.press("Tab")

    assert unseen == []
    assert 10 < stops < 200


def test_language_is_switched_by_keyboard(reader: Any, story: Story) -> None:
    page = reader()
    page.goto("/")

    page.locator(".languages a[hreflang=ar]").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/ar/")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        "ar",
        "rtl",
    ]


def test_site_is_read_searched_and_answered_without_javascript(reader: Any, story: Story) -> None:
    page = reader(java_script_enabled=False)
    page.goto("/")

    page.get_by_role("link", name=story.headline).first.click()
    expect(page.locator("h1")).to_have_text(story.headline)
    page.locator("#site-search").first.fill("panen")
    page.locator("#site-search").first.press("Enter")
    expect(page.locator("main").get_by_role("link", name=story.headline).first).to_be_visible()
    page.goto("/koreksi/ajukan/")
    page.locator("main form [type=submit]").click()

    expect(page.locator("main form")).to_be_visible()


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_letters_twice_as_large_make_no_page_scroll_sideways(
    reader: Any, running_site: str, edition: str
) -> None:
    page = reader(viewport={"width": 390, "height": 844})

    found = {}
    for name, url in pages(edition).items():
        page.goto(url)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[name] = page.evaluate(SIDEWAYS)

    assert {name: by for name, by in found.items() if by > 0} == {}
    assert len(found) > 12


def test_nothing_moves_for_who_asked_for_calm(reader: Any, story: Story) -> None:
    page = reader(reduced_motion="reduce")

    moving = {}
    for url in ("/", address(story)):
        page.goto(url)
        moving[url] = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((element) => {
                const style = getComputedStyle(element)
                const times = (style.animationDuration + "," + style.transitionDuration).split(",")
                return times.some((time) => parseFloat(time) > 0.01)
                    || style.scrollBehavior === "smooth"
            }).map((element) => element.outerHTML.slice(0, 80))"""
        )

    assert set(map(tuple, moving.values())) == {()}
