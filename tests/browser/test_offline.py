"""Without network: the page of a new story opens, and what is written there is filed once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, FilePayload, Page, expect

from articles.models import Picture, Status, Story
from editorial.models import Buffer
from tests.browser.editor import move_caret
from tests.browser.test_story_form import ADD, open_as, sign_in, with_password, write
from tests.editorial.samples import picture_bytes
from tests.factories import make_desk

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

DESK = "/admin/"
STORIES = "/admin/articles/story/"
UNTIL = """async ([address, isKept]) => {
    for (let left = 600; Boolean(await caches.match(address)) !== isKept; left -= 1) {
        if (!left) throw new Error("kept, or not kept, in vain")
        await new Promise((resolve) => setTimeout(resolve, 100))
    }
}"""

STORED = """async (words) => {
    const opening = indexedDB.open("newsroom")
    await new Promise((resolve) => (opening.onsuccess = resolve))
    const database = opening.result
    const all = () => new Promise((resolve) => {
        const asked = database.transaction("typed").objectStore("typed").getAll()
        asked.onsuccess = () => resolve(asked.result)
    })
    while (!(await all()).some(({ fields }) => fields.body?.includes(words))) {
        await new Promise((resolve) => setTimeout(resolve, 50))
    }
    database.close()
}"""


def until_kept(page: Page, *, is_kept: bool = True) -> None:
    page.evaluate(UNTIL, [ADD, is_kept])


@pytest.fixture
def phone(open_as: Callable[..., Page]) -> Page:
    """A reporter's, whose network went when the desk had been looked at."""
    make_desk(name="Nasional", slug="nasional")
    reporter = with_password("reporter")
    page = open_as(reporter, viewport={"width": 390, "height": 844})
    until_kept(page)
    page.context.set_offline(True)
    return page


def test_new_story_written_without_network_is_filed_once_when_it_is_back(phone: Page) -> None:
    phone.goto(ADD)
    expect(phone.locator("#offline")).to_contain_text("You write as")
    write(phone, "Panen raya")
    phone.click("[name=_save] >> visible=true")
    expect(phone.locator(".filing")).to_contain_text("Waits for the network")
    assert not Story.objects.exists()

    phone.context.set_offline(False)

    expect(phone.locator(".filing")).to_contain_text("Sent, now that the network is there")
    story = Story.objects.get()
    assert (story.headline, story.body) == ("Panen raya", "<p>Isi berita contoh.</p>")
    phone.click(".filing a >> nth=0")
    expect(phone.locator("#id_headline")).to_have_value("Panen raya")
    phone.goto(DESK)
    expect(phone.locator("#buffers section")).to_have_count(0)
    assert (Story.objects.count(), Buffer.objects.get().fields) == (1, {})


def test_story_that_waits_in_a_page_that_is_gone_is_filed_by_the_next_one(phone: Page) -> None:
    phone.goto(ADD)
    write(phone, "Panen raya")
    phone.click("[name=_save] >> visible=true")
    expect(phone.locator(".filing")).to_be_visible()
    phone.close()

    phone.context.set_offline(False)
    page = phone.context.new_page()
    page.goto(DESK)

    expect(page.locator(".filing")).to_contain_text("Sent")
    page.reload()
    expect(page.locator(".piles")).to_be_visible()
    assert Story.objects.get().headline == "Panen raya"


def test_picture_chosen_without_network_goes_after_its_story_once(phone: Page) -> None:
    phone.goto(ADD)
    write(phone, "Panen raya")
    phone.check("[name=kind][value=T]")
    photo: FilePayload = {"name": "panen.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
    phone.set_input_files(".picture-place input[type=file]", photo)
    expect(phone.locator(".picture-upload .picture-state")).to_contain_text("Kept in this browser")
    phone.click("[name=_do][value=submit] >> visible=true")
    expect(phone.locator(".filing")).to_contain_text("Hand in")
    context = phone.context
    phone.close()

    context.set_offline(False)
    page = context.new_page()
    # The first way of the picture breaks off, behind its text.
    page.route("**/picture/take/", lambda route: route.abort())
    page.goto(DESK)
    expect(page.locator(".filing")).to_contain_text("Waits for the network")
    assert (Story.objects.get().status, Picture.objects.count()) == (Status.DRAFT, 0)
    page.unroute("**/picture/take/")
    page.reload()
    # What is asked of a picture without words waits for an answer, and is said.
    expect(page.locator(".filing")).to_contain_text("not all is done")
    expect(page.locator(".filing li").first).to_be_visible()
    page.reload()
    expect(page.locator(".piles")).to_be_visible()

    story = Story.objects.get()
    assert (story.picture, story.status) == (Picture.objects.get(), Status.DRAFT)
    assert [event.verb for event in story.events.order_by("pk")] == ["file", "edit"]
    expect(page.locator(".filing")).to_have_count(0)


def test_words_of_a_page_that_was_discarded_without_network_are_offered_there(
    phone: Page,
) -> None:
    phone.goto(ADD)
    write(phone, "Panen raya")
    # In the browser's store, which nothing shows.
    phone.evaluate(STORED, "Isi berita contoh.")
    context = phone.context
    phone.close()

    page = context.new_page()
    page.goto(ADD)
    page.click("#left-here button")
    expect(page.locator("#id_headline")).to_have_value("Panen raya")
    expect(page.locator(".ProseMirror")).to_have_text("Isi berita contoh.")
    page.locator(".ProseMirror").click()
    move_caret(page, "Control+End")
    page.keyboard.type(" Dan lagi.")
    context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    page.click("[name=_save] >> visible=true")
    page.wait_for_selector(".messagelist")

    assert Story.objects.get().body == "<p>Isi berita contoh. Dan lagi.</p>"
    page.goto(DESK)
    expect(page.locator("#buffers section")).to_have_count(0)


def test_story_that_the_newsroom_does_not_take_says_why_and_is_kept(phone: Page) -> None:
    phone.goto(ADD)
    write(phone, "Panen raya")
    phone.click("[name=_do][value=submit] >> visible=true")
    expect(phone.locator(".filing")).to_contain_text("Hand in")
    context = phone.context
    phone.close()

    context.set_offline(False)
    page = context.new_page()
    page.goto(DESK)
    expect(page.locator(".filing li")).to_contain_text("Choose the kind")
    assert not Story.objects.exists()
    page.click(".filing .go")
    expect(page.locator("#id_headline")).to_have_value("Panen raya")
    page.check("[name=kind][value=T]")
    page.fill("#id_dateline_place", "Jakarta")
    page.click("[name=_do][value=submit] >> visible=true")
    page.wait_for_selector(".messagelist")

    assert Story.objects.get().status == Status.SUBMITTED


def test_nothing_but_that_page_opens_without_network(phone: Page) -> None:
    phone.goto(DESK)
    assert phone.url.endswith(ADD)

    for address in (STORIES, "/"):
        with pytest.raises(Error):
            phone.goto(address)


def test_page_is_kept_for_nobody_but_who_signed_in_last(open_as: Callable[..., Page]) -> None:
    page = open_as(with_password("reporter"))
    photographer = with_password("photo")
    until_kept(page)

    # Nothing that the desk asks is on its way, whose answer would bring the session back.
    page.goto("about:blank")
    page.context.clear_cookies(name="sessionid")
    page.goto("/admin/login/?next=/admin/")
    sign_in(page, photographer)
    until_kept(page, is_kept=False)

    page.context.set_offline(True)
    with pytest.raises(Error):
        page.goto(ADD)


def test_page_is_gone_when_its_person_signed_out(open_as: Callable[..., Page]) -> None:
    page = open_as(with_password("reporter"))
    until_kept(page)

    page.evaluate("document.querySelector('#logout-form').requestSubmit()")
    page.wait_for_url("**/admin/logout/")

    until_kept(page, is_kept=False)
