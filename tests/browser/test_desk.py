"""The newsdesk in a browser: it refreshes without moving, goes by keys, and is whole for axe."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.actions import withholding
from articles.models import Story, User
from tests.browser.test_story_form import open_as, with_password
from tests.browser.test_together import faults, top
from tests.factories import make_embargoed, make_published, make_scheduled, make_submitted

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

LOOK = "dispatchEvent(new Event('online'))"
"""Has an open board ask at once, as a connection does that is there again."""


# As a browser tells a key with Caps Lock on, and one of a keyboard that writes Arabic.
TOLD = """([key, code, more]) => document.activeElement.dispatchEvent(new KeyboardEvent(
    "keydown", { key, code, bubbles: true, cancelable: true, ...more }))"""


def test_keys_are_the_same_with_caps_lock_and_on_an_arabic_keyboard(
    open_as: Callable[..., Page],
) -> None:
    first, second = (make_submitted(headline=f"Menunggu {n}") for n in (1, 2))
    page = open_as(with_password("editor"))
    links = [page.locator(f"#waiting [data-row='{each.pk}'] a.to") for each in (first, second)]
    page.wait_for_load_state()

    page.evaluate(TOLD, ["J", "KeyJ", {"modifierCapsLock": True}])
    expect(links[0]).to_be_focused()
    page.evaluate(TOLD, ["J", "KeyJ", {"shiftKey": True}])
    expect(links[0]).to_be_focused()
    page.evaluate(TOLD, ["ت", "KeyJ", {}])
    expect(links[1]).to_be_focused()
    page.evaluate(TOLD, ["ظ", "Slash", {}])
    expect(page.locator("input[data-search]")).to_be_focused()

    page.evaluate(TOLD, ["ت", "KeyJ", {}])
    expect(page.locator("input[data-search]")).to_be_focused()
    links[1].click()
    page.fill("#id_headline", "Judul yang diketik")
    with page.expect_navigation():
        page.evaluate(TOLD, ["س", "KeyS", {"ctrlKey": True}])
    second.refresh_from_db()
    assert second.headline == "Judul yang diketik"

    # Where nothing can be searched it leads to where all can be.
    page.goto("/admin/articles/story/calendar/")
    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/admin/articles/story/#searchbar$"))


def test_board_stays_under_the_finger_and_goes_by_keys(open_as: Callable[..., Page]) -> None:
    first, second = (make_submitted(headline=f"Menunggu {n}") for n in (1, 2))
    page = open_as(with_password("editor"), viewport={"width": 390, "height": 844})
    rows = page.locator("#waiting [data-row]")
    expect(rows).to_have_count(2)
    # The keys are there once the page's scripts are.
    page.wait_for_load_state()

    page.keyboard.press("j")
    page.keyboard.press("j")
    on_second = page.locator(f"#waiting [data-row='{second.pk}'] a.to")
    expect(on_second).to_be_focused()
    stood = top(on_second)
    later = make_submitted(headline="Baru masuk")
    Story.objects.filter(pk=later.pk).update(updated_at=timezone.now() - timedelta(days=1))
    page.evaluate(LOOK)
    expect(page.locator("#board-news")).to_contain_text("1 new")
    expect(rows).to_have_count(2)
    assert top(on_second) == stood
    expect(on_second).to_be_focused()

    page.keyboard.press("k")
    expect(page.locator(f"#waiting [data-row='{first.pk}'] a.to")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#bulk-count")).to_contain_text("1")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text("Next and previous story")
    page.keyboard.press("Escape")
    page.locator("#board-news button").click()
    expect(rows).to_have_count(3)
    page.locator(f"#waiting [data-row='{second.pk}'] a.to").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"/admin/articles/story/{second.pk}/change/")


def test_axe_finds_nothing_at_the_desk(open_as: Callable[..., Page]) -> None:
    editor = with_password("editor")
    pages = ["/admin/", *_pages(editor)]
    found: dict[str, Any] = {}

    for width, scheme in ((390, "dark"), (1440, "light")):
        size = {"width": width, "height": 844}
        page = open_as(editor, viewport=size, color_scheme=scheme, reduced_motion="reduce")
        for address in pages:
            page.goto(address)
            found[f"{address} {width}"] = faults(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    assert {address: broken for address, broken in found.items() if broken} == {}


def _pages(editor: User) -> list[str]:
    """The calendar, what is asked before a story goes, and a held story as it is read."""
    later = timezone.now() + timedelta(hours=2)
    make_scheduled(publish_at=later, editor=editor)
    make_embargoed(until=later, editor=editor)
    held = withholding.hold(story=make_published(editor=editor), by=editor, reason="Ragu.")
    asking = make_submitted(headline="WARGA DESA CONTOH PANEN 45 HEKTARE", dateline_place="")
    story = "/admin/articles/story"
    return [
        f"{story}/calendar/",
        f"{story}/{asking.pk}/approve/",
        f"{story}/{held.pk}/change/",
        f"/{held.slug}/",
    ]
