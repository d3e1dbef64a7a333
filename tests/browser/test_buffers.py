"""No typed word is lost: what a browser, a server or a network does, and what is there then."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Event, Status, Story
from editorial.models import Buffer, Session
from tests.browser.editor import move_caret
from tests.browser.test_story_form import (
    ADD,
    KEPT,
    PASSWORD,
    open_as,
    sign_in,
    with_password,
    write,
)
from tests.conftest import Site
from tests.factories import make_desk, make_story

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

OFFLINE = "Offline – kept in this browser"


def change(story: Story) -> str:
    return f"/admin/articles/story/{story.pk}/change/"


def type_into(page: Page, words: str) -> None:
    """Add words at the end of the text, as fingers do."""
    page.locator(".ProseMirror").click()
    move_caret(page, "Control+End")
    page.keyboard.type(words)


def wait_until_kept(page: Page) -> None:
    expect(page.locator(".words")).to_have_text(KEPT)


def kept_text() -> str:
    return str(Buffer.objects.get().fields["body"])


def test_typed_words_are_on_the_server_within_three_seconds_and_offered_by_another_browser(
    open_as: Callable[..., Page],
) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    page = open_as(story.created_by)
    page.goto(change(story))
    type_into(page, " Satu kalimat lagi.")
    wait_until_kept(page)

    other = open_as(story.created_by)
    other.goto(change(story))
    other.click("#buffers .go")
    expect(other.locator(".ProseMirror")).to_contain_text("Satu kalimat lagi.")
    other.click("[name=_save]")
    other.wait_for_selector(".messagelist")

    stored = Story.objects.get()
    assert "Satu kalimat lagi." in stored.body
    assert (stored.version, Event.objects.count(), Buffer.objects.get().fields) == (2, 2, {})
    expect(other.locator("#buffers section")).to_have_count(0)


def test_new_story_outlives_a_tab_that_is_gone_with_the_network(
    open_as: Callable[..., Page],
) -> None:
    make_desk(name="Nasional", slug="nasional")
    page = open_as(with_password("reporter"))
    page.goto(ADD)
    page.context.set_offline(True)
    write(page, "Panen raya")
    expect(page.locator(".words")).to_have_text(OFFLINE)
    # In the browser alone by now.
    assert not Buffer.objects.exists()
    page.close()

    page.context.set_offline(False)
    page = page.context.new_page()
    page.goto("/admin/")
    page.click("#unfiled a")

    expect(page.locator("#id_headline")).to_have_value("Panen raya")
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist")
    story = Story.objects.get()
    assert (story.headline, story.body) == ("Panen raya", "<p>Isi berita contoh.</p>")
    page.goto("/admin/")
    expect(page.locator("#unfiled")).to_have_count(0)


def test_server_that_is_away_while_one_types_and_saves_loses_nothing(
    open_as: Callable[..., Page],
) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    page = open_as(story.created_by)
    page.goto(change(story))
    # As a browser sees a server that was killed.
    page.route("**/*", lambda route: route.abort("connectionrefused"))
    type_into(page, " Kalimat terakhir.")
    expect(page.locator(".words")).to_contain_text("can’t be reached")
    with page.expect_event("requestfailed", lambda asked: asked.is_navigation_request()):
        page.click("[name=_save]")

    page.unroute("**/*")
    page.goto(change(story))
    expect(page.locator("#buffers")).to_contain_text("Kalimat terakhir.")
    page.click("#buffers .go")
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist")

    assert "Kalimat terakhir." in Story.objects.get().body
    assert Event.objects.count() == 2


def test_server_that_hangs_has_the_words_when_it_is_back(
    open_as: Callable[..., Page], site: Site
) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    page = open_as(story.created_by)
    page.goto(change(story))
    site.stop()
    type_into(page, " Kalimat pertama.")
    expect(page.locator(".words")).to_contain_text("can’t be reached")
    type_into(page, " Kalimat kedua.")

    site.start()
    wait_until_kept(page)

    assert "Kalimat pertama. Kalimat kedua." in kept_text()


def test_session_that_ended_elsewhere_is_renewed_over_the_page(
    open_as: Callable[..., Page],
) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    page = open_as(story.created_by)
    page.goto(change(story))
    Session.objects.all().delete()
    type_into(page, " Ditulis sesudah keluar.")
    dialog = page.locator("#sign-in-again")
    expect(dialog).to_be_visible()
    expect(page.locator(".words")).to_contain_text("Signed out")

    page.click("#sign-in-later")
    type_into(page, " Ditulis tanpa sesi.")
    page.click("[name=_save]")
    page.fill("#password-again", "salah")
    page.press("#password-again", "Enter")
    expect(dialog.locator(".errornote")).not_to_be_empty()
    page.fill("#password-again", PASSWORD)
    page.press("#password-again", "Enter")
    page.wait_for_selector(".messagelist")

    assert "Ditulis sesudah keluar. Ditulis tanpa sesi." in Story.objects.get().body


def test_save_pressed_twice_saves_once_and_leaves_nothing_behind(
    open_as: Callable[..., Page],
) -> None:
    make_desk(name="Nasional", slug="nasional")
    page = open_as(with_password("reporter"))
    page.goto(ADD)
    write(page, "Panen raya")

    page.dblclick("[name=_save]")
    page.wait_for_selector(".messagelist")
    page.goto("/admin/")

    assert Story.objects.get().headline == "Panen raya"
    expect(page.locator("#unfiled")).to_have_count(0)


def test_two_windows_of_one_person_keep_both_texts(open_as: Callable[..., Page]) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    first = open_as(story.created_by)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(change(story))
    type_into(first, " Jendela satu.")
    wait_until_kept(first)
    type_into(second, " Jendela dua.")
    expect(second.locator(".words")).to_contain_text("another unsaved text")
    assert "Jendela satu." in kept_text()

    first.click("[name=_save]")
    first.wait_for_selector(".messagelist")
    second.click(".words-way")
    wait_until_kept(second)

    assert "Jendela satu." in Story.objects.get().body
    assert "Jendela dua." in kept_text()


def test_words_of_a_moment_before_going_back_and_forward_are_offered(
    open_as: Callable[..., Page],
) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    page = open_as(story.created_by)
    page.goto(change(story))
    type_into(page, " Sebelum pergi.")

    page.go_back()
    page.go_forward()

    expect(page.locator("#buffers")).to_contain_text("Sebelum pergi.")


def test_words_that_the_server_refuses_are_shown_where_they_were_typed(
    open_as: Callable[..., Page],
) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    page = open_as(story.created_by)
    page.goto(change(story))
    page.context.set_offline(True)
    type_into(page, " Terlambat.")
    expect(page.locator(".words")).to_have_text(OFFLINE)
    Story.objects.filter(pk=story.pk).update(status=Status.SUBMITTED)

    page.context.set_offline(False)
    page.goto(change(story))

    expect(page.locator("#buffers pre")).to_contain_text("Terlambat.")
    page.click("#buffers button")
    expect(page.locator("#buffers section")).to_have_count(0)
    page.reload()
    expect(page.locator("#buffers section")).to_have_count(0)


def test_opening_a_story_keeps_nothing(open_as: Callable[..., Page]) -> None:
    story = make_story(by=with_password("reporter"))
    assert story.created_by
    sent: list[Any] = []
    page = open_as(story.created_by)
    page.on("request", lambda asked: sent.append(asked.url) if "/buffer/" in asked.url else None)

    page.goto(change(story))
    page.locator(".ProseMirror").click()
    page.click("#id_headline")
    page.click("summary")
    page.wait_for_timeout(4000)

    assert sent == []


def test_sign_in_of_another_page_goes_on_here(open_as: Callable[..., Page]) -> None:
    reporter = with_password("reporter")
    make_desk(name="Nasional", slug="nasional")
    page = open_as(reporter)
    page.goto(ADD)
    Session.objects.all().delete()
    other = page.context.new_page()
    other.goto("/admin/login/?next=/admin/")
    sign_in(other, reporter)
    other.wait_for_selector(".piles")

    write(page, "Panen raya")

    wait_until_kept(page)
    assert Buffer.objects.get().fields["headline"] == "Panen raya"
