"""In Firefox and WebKit: whatever happens while one writes, no word is lost, no story twice."""

import time
from collections.abc import Iterator

import pytest

from articles.models import Event, Story, User
from tests.browser.drivers import DRIVERS, ENTER, Window, lacking
from tests.browser.relay import Relay, relay_to
from tests.browser.test_accidents import in_the_middle_of
from tests.browser.test_buffers import change, kept_text
from tests.browser.test_offline import UNTIL
from tests.browser.test_story_form import ADD, PASSWORD, with_password
from tests.conftest import Site
from tests.factories import make_desk, make_story

pytestmark = pytest.mark.browser

HAS = "document.querySelector(arguments[0])?.textContent.includes(arguments[1])"
IS_READY = "document.readyState === 'complete' && document.querySelector('.ProseMirror')?.editor"
IS_THERE = "document.querySelector(arguments[0])"
SAVE = "[...document.querySelectorAll('[name=_save]')].find((e) => e.getClientRects().length)"
OF_TEXT = "document.querySelector('.ProseMirror')?.textContent.includes(arguments[1])"
KEPT = r"/^Kept \d/.test(document.querySelector('.words')?.textContent)"
VALUE = "document.querySelector(arguments[0])?.value === arguments[1]"
NAMED = """
    [...document.querySelectorAll(arguments[0])]
        .filter(({ textContent }) => textContent.trim() === arguments[1])
"""
WORDS = "Isi berita contoh."


@pytest.fixture(scope="module", params=DRIVERS)
def window(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """One of each browser for all of its tests."""
    if lacks := lacking(request.param):
        pytest.skip(lacks)
    with DRIVERS[request.param](tmp_path_factory.mktemp("browser") / "profile") as window:
        yield window


@pytest.fixture
def line(site: Site) -> Iterator[Relay]:
    """Between browser and site; what a browser keeps is of this address."""
    with relay_to(site.address) as line:
        yield line


@pytest.fixture
def reporter(site: Site) -> User:
    make_desk(name="Nasional", slug="nasional")
    return with_password("reporter")


@pytest.fixture
def page(window: Window, line: Relay, reporter: User) -> Iterator[Window]:
    """A tab of the reporter’s, on the newsdesk."""
    first = window.tab()
    window.new_tab()
    window.goto(f"{line.address}/admin/login/?next=/admin/")
    window.ask("DeleteAllCookies")
    window.goto(f"{line.address}/admin/login/?next=/admin/")
    window.type("#id_username", reporter.username)
    window.type("#id_password", PASSWORD + ENTER)
    window.until(IS_THERE, ".piles")
    yield window
    window.close_tab()
    window.turn_to(first)


def save(page: Window) -> None:
    page.until(SAVE)
    page.run(f"{SAVE}.click()")


def write_new(page: Window, line: Relay) -> None:
    page.goto(f"{line.address}{ADD}")
    page.until(IS_READY)
    page.type("#id_headline", "Panen raya")
    page.type(".ProseMirror", WORDS)
    page.run(
        """
        const desk = document.querySelector("#id_desk")
        desk.value = [...desk.options].find(({ text }) => text === "Nasional").value
        desk.dispatchEvent(new Event("input", { bubbles: true }))
        desk.dispatchEvent(new Event("change", { bubbles: true }))
        """
    )


def open_story(page: Window, line: Relay, story: Story) -> None:
    page.goto(f"{line.address}{change(story)}")
    page.until(IS_READY)


def take_up(page: Window, words: str) -> None:
    """The words are offered and taken, or stand in the text: a page may come back whole."""
    page.until(f"{IS_THERE} || ({OF_TEXT})", "#buffers .go", words)
    if not page.run(f"return Boolean({OF_TEXT})", "", words):
        page.click("#buffers .go")
    page.until(f"!{IS_THERE} && ({OF_TEXT})", "#buffers .go", words)


def test_typed_words_are_offered_when_one_comes_back(page: Window, line: Relay) -> None:
    write_new(page, line)
    page.until(KEPT)

    page.goto(f"{line.address}/admin/")
    page.click("#unfiled a")

    page.until(VALUE, "#id_headline", "Panen raya")
    assert f"<p>{WORDS}</p>" in kept_text()


def test_network_that_is_cut_in_the_middle_of_a_save(page: Window, line: Relay) -> None:
    write_new(page, line)

    with in_the_middle_of(lambda: save(page), lambda pause: time.sleep(pause / 1000)):
        line.cut()
    line.mend()
    page.goto(f"{line.address}/admin/")
    page.until(f"{NAMED}.length", "#drafts a, #unfiled a", "Panen raya")
    page.goto(f"{line.address}/admin/?again")
    page.until(f"location.search && {NAMED}.length", "#drafts a, #unfiled a", "Panen raya")

    offered = page.run(f"return ({NAMED}).length", "#unfiled a", "Panen raya")
    assert Story.objects.count() + offered == 1


def test_server_that_is_killed_in_the_middle_of_a_save(
    page: Window, line: Relay, site: Site, reporter: User
) -> None:
    story = make_story(by=reporter)
    open_story(page, line, story)
    page.type(".ProseMirror", " Kalimat terakhir.")

    with in_the_middle_of(lambda: save(page), lambda pause: time.sleep(pause / 1000)):
        site.kill()
    site.start()
    open_story(page, line, story)
    take_up(page, "Kalimat terakhir.")
    if "Kalimat terakhir." not in Story.objects.get().body:
        save(page)
        page.until(IS_THERE, ".messagelist")

    assert "Kalimat terakhir." in Story.objects.get().body
    assert Event.objects.count() == 2


def test_save_pressed_twice_saves_once_and_leaves_nothing_behind(page: Window, line: Relay) -> None:
    write_new(page, line)

    page.until(SAVE)
    page.run(f"const save = {SAVE}; save.click(); save.click()")
    page.until(IS_THERE, ".messagelist")
    page.goto(f"{line.address}/admin/")
    page.until(f"{NAMED}.length", "#drafts a", "Panen raya")

    assert Story.objects.get().headline == "Panen raya"
    assert not page.run(f"return Boolean({IS_THERE})", "#unfiled a")


def test_new_story_opened_and_written_without_network_is_filed_once_when_it_is_back(
    page: Window, line: Relay
) -> None:
    page.run(f"return ({UNTIL})(arguments[0])", [ADD, True])
    line.cut()

    write_new(page, line)
    save(page)
    page.until(HAS, ".filing", "Waits for the network")
    assert not Story.objects.exists()
    line.mend()

    page.until(HAS, ".filing", "Sent, now that the network is there")
    story = Story.objects.get()
    assert (story.headline, story.body) == ("Panen raya", f"<p>{WORDS}</p>")


def test_two_windows_of_one_person_keep_both_texts(
    page: Window, line: Relay, reporter: User
) -> None:
    story = make_story(by=reporter)
    first = page.tab()
    open_story(page, line, story)
    second = page.new_tab()
    open_story(page, line, story)
    page.turn_to(first)
    page.type(".ProseMirror", " Jendela satu.")
    page.until(KEPT)
    page.turn_to(second)
    page.type(".ProseMirror", " Jendela dua.")
    page.until(HAS, ".words", "another unsaved text")
    assert "Jendela satu." in kept_text()

    page.turn_to(first)
    save(page)
    page.until(IS_THERE, ".messagelist")
    page.turn_to(second)
    page.click(".words-way")
    page.until(KEPT)
    page.close_tab()
    page.turn_to(first)

    assert "Jendela satu." in Story.objects.get().body
    assert "Jendela dua." in kept_text()


def test_words_of_a_moment_before_going_back_and_forward_are_offered(
    page: Window, line: Relay, reporter: User
) -> None:
    open_story(page, line, make_story(by=reporter))
    page.type(".ProseMirror", " Sebelum pergi.")

    page.back()
    page.until(IS_THERE, ".piles")
    page.forward()

    take_up(page, "Sebelum pergi.")
    save(page)
    page.until(IS_THERE, ".messagelist")

    assert "Sebelum pergi." in Story.objects.get().body
