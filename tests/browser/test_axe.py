"""axe finds nothing on any page type of the public site: three editions, light and dark."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.articles.site import examples

pytestmark = pytest.mark.browser

EDITIONS = ("id", "en", "ar")
# The dark scheme changes colours and nothing else.
RULES: dict[str, Any] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}


@pytest.fixture
def pages(running_site: str) -> list[str]:
    """The addresses of all pages, with pictures where the running site looks for them."""
    found = [url for edition in EDITIONS for url in examples.pages(edition).values()]
    return [*found, "/tidak-ada/", "/en/tidak-ada/", "/ar/tidak-ada/"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(
    browser: Browser,
    running_site: str,
    pages: list[str],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    context = browser.new_context(
        base_url=running_site,
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()

    found = {url: violations(page, url, RULES[scheme]) for url in pages}

    context.close()
    assert len(found) == len(pages) > 40
    assert {url: faults for url, faults in found.items() if faults} == {}


def violations(page: Page, url: str, options: dict[str, Any]) -> list[str]:
    """Each broken rule with the first place that breaks it."""
    answer = page.goto(url)
    assert answer
    assert answer.headers["content-type"].startswith("text/html")
    return [
        f"{fault['id']} {fault['nodes'][0]['target']}"
        for fault in Axe().run(page, options=options).response["violations"]
    ]
