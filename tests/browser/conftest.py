import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.editor import SITE, page_of

# As Django's own script of translations says it in English.
WORDS = """
    window.gettext = (words) => words
    window.ngettext = (one, several, count) => (count === 1 ? one : several)
    window.interpolate = (words, values) => words.replace(/%s/g, () => values.shift())
"""


@pytest.fixture
def open_editor(page: Page) -> Iterator[Callable[[str], Locator]]:
    """Opens a form with the body given. Whatever the console reports fails the test."""
    reports: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(f"{SITE}/static/")
        found = finders.find(path)
        if not isinstance(found, str):
            route.abort()
            return
        kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
        route.fulfill(body=Path(found).read_bytes(), content_type=kind)

    def open_with(html: str) -> Locator:
        response = page_of(html)
        page.route(f"{SITE}/static/**", answer)
        page.route(
            f"{SITE}/",
            lambda route: route.fulfill(body=response.content, headers=dict(response.items())),
        )
        page.add_init_script(WORDS)
        page.goto(f"{SITE}/")
        editor = page.get_by_role("textbox", name="Isi berita")
        # The last thing it makes.
        expect(page.get_by_role("button", name="Ulangi")).to_be_visible()
        return editor

    page.on("console", lambda message: reports.append(message.text))
    page.on("pageerror", lambda error: reports.append(str(error)))
    yield open_with
    assert reports == []
