"""The story form in a browser: after the session ended, turned to Arabic, and on a phone."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles.models import Story, User
from tests.factories import make_desk, make_published, make_scheduled, make_submitted, make_user

pytestmark = pytest.mark.browser

ADD = "/admin/articles/story/add/"
PASSWORD = "kata-sandi-uji"
KEPT = re.compile(r"^Kept \d")


@cache
def encoded() -> str:
    """The password as the site stores it; the tests' own hasher is a fast one."""
    return PBKDF2PasswordHasher().encode(PASSWORD, "garam")


def with_password(role: str, **fields: Any) -> User:
    return make_user(role, password=encoded(), **fields)


def sign_in(page: Page, user: User) -> None:
    """Fill the form that is there; the page behind it has begun to load after that."""
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation(wait_until="commit"):
        page.press("#id_password", "Enter")


@pytest.fixture
def open_as(browser: Browser, running_site: str) -> Iterator[Callable[..., Page]]:
    """A page signed in as somebody; nothing may complain in its console."""
    complaints: list[str] = []
    contexts = []

    def open_(user: User, **options: Any) -> Page:
        context = browser.new_context(base_url=running_site, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/admin/login/?next=/admin/")
        sign_in(page, user)
        page.wait_for_selector(".piles")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def write(page: Page, headline: str) -> None:
    page.fill("#id_headline", headline)
    page.locator(".ProseMirror").click()
    page.keyboard.type("Isi berita contoh.")
    page.select_option("#id_desk", label="Nasional")


def test_save_that_was_stopped_can_be_pressed_again(open_as: Callable[..., Page]) -> None:
    make_desk(name="Nasional", slug="nasional")
    page = open_as(with_password("reporter"))
    page.clock.install()
    page.goto(ADD)
    write(page, "Panen raya")
    page.route(f"**{ADD}", lambda route: route.abort("aborted"), times=1)

    page.click("[name=_save]")
    # Past what counts as a double click.
    page.clock.fast_forward(2000)
    page.click("[name=_save]")

    expect(page.locator(".messagelist")).to_be_visible()
    assert Story.objects.get().headline == "Panen raya"


def test_save_after_the_session_ended_goes_on_where_it_was(open_as: Callable[..., Page]) -> None:
    reporter = with_password("reporter")
    make_desk(name="Nasional", slug="nasional")
    page = open_as(reporter)
    page.goto(ADD)
    write(page, "Panen raya")
    # Nothing is on its way that would bring the session back, or say that it ended.
    expect(page.locator(".words")).to_have_text(KEPT)
    page.context.clear_cookies(name="sessionid")

    page.click("[name=_save]")
    sign_in(page, reporter)
    page.click("main button")

    expect(page.locator("#id_headline")).to_have_value("Panen raya")
    story = Story.objects.get()
    assert (story.headline, story.body) == ("Panen raya", "<p>Isi berita contoh.</p>")


def test_fields_turn_with_the_edition_of_the_chosen_desk(open_as: Callable[..., Page]) -> None:
    make_desk(name="Nasional", slug="nasional")
    make_desk("ar", name="فلسطين", slug="filistin")
    page = open_as(with_password("editor"))
    page.goto(ADD)
    fields = [page.locator(name) for name in ("#id_headline", ".ProseMirror", "#id_tags")]

    for field in fields:
        expect(field).to_have_css("direction", "ltr")
    page.select_option("#id_desk", label="فلسطين")

    for field in fields:
        expect(field).to_have_css("direction", "rtl")
        expect(field).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("language", ["id", "en", "ar"])
def test_bar_of_a_story_stands_on_a_phones_screen(
    open_as: Callable[..., Page], language: str
) -> None:
    chief = with_password("chief")
    later = timezone.now() + timedelta(hours=1)
    stories = [make_submitted(), make_scheduled(publish_at=later), make_published()]
    page = open_as(chief, viewport={"width": 360, "height": 740}, locale=language)

    outside = []
    for story in stories:
        page.goto(f"/admin/articles/story/{story.pk}/change/")
        bar = page.locator(".actions-bar")
        shown = bar.locator(":is(button, summary):visible")
        expect(shown.first).to_be_visible()
        for button in shown.all():
            box = button.bounding_box()
            assert box
            if box["x"] < 0 or box["x"] + box["width"] > 360 or box["y"] + box["height"] > 740:
                outside.append(button.inner_text())
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert bar.locator(":is([name=_save], .go):visible").count() >= 1

    assert outside == []
