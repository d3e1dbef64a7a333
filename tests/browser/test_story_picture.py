"""A picture taken in beside a story while it is written: from a phone, refused, dropped, many."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from articles.models import Picture, Story, User
from tests.browser.test_story_form import ADD, sign_in, with_password
from tests.editorial.samples import make_picture, picture_bytes
from tests.factories import make_desk

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
FILE = ".picture-place input[type=file]"


@pytest.fixture
def reporter(committed_db: None) -> User:
    make_desk(name="Nasional", slug="nasional")
    return with_password("reporter", code="RI-1")


@pytest.fixture
def phone(browser: Browser, reporter: User, running_site: str) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, base_url=running_site, locale="en-GB")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto("/admin/login/?next=/admin/")
    sign_in(page, reporter)
    page.wait_for_selector(".piles")
    yield page
    context.close()
    assert troubles == []


def file(name: str, content: bytes | None = None) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content or picture_bytes()}


def faults(page: Page) -> list[str]:
    """What axe finds, each with its first place."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{fault['id']} {fault['nodes'][0]['target']}" for fault in found]


def begin(page: Page) -> None:
    page.goto(ADD)
    page.fill("#id_headline", "Panen raya di desa contoh")
    page.locator(".ProseMirror").click()
    page.keyboard.type("Petani memanen padi pada pagi hari.")
    page.locator("#id_desk").select_option(label="Nasional")


def test_form_sent_while_the_picture_is_on_its_way_waits_for_it_and_its_words(
    phone: Page,
) -> None:
    begin(phone)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.route("**/picture/take/", hold)
    with phone.expect_request("**/picture/take/"):
        phone.set_input_files(FILE, file("panen.jpg"))
    expect(phone.locator(".picture-name")).to_have_text("panen.jpg")
    phone.fill("#id_headline", "Ditulis sambil menunggu")

    phone.locator("button[name=_save]").locator("visible=true").click()
    expect(phone.locator("[data-waiting]")).to_be_visible()
    held[0].continue_()
    phone.wait_for_url("**/change/")
    phone.unroute("**/picture/take/")

    story = Story.objects.get()
    assert (story.picture, story.headline) == (Picture.objects.get(), "Ditulis sambil menunggu")
    # A press right behind the last key of a caption.
    phone.locator(".picture-word [name=caption]").fill("Padi dipanen")
    with phone.expect_navigation():
        phone.locator("button[name=_save]").locator("visible=true").click()
    expect(phone.locator(".picture-word [name=caption]")).to_have_value("Padi dipanen")
    assert Picture.objects.get().caption == "Padi dipanen"


def test_refused_file_keeps_its_name_and_all_that_was_typed_and_may_be_tried_again(
    phone: Page,
) -> None:
    begin(phone)
    phone.route("**/picture/take/", lambda route: route.abort())
    phone.set_input_files(FILE, file("panen.jpg"))
    state = phone.locator(".picture-upload .picture-state")
    # By whether the browser has written it down by then.
    expect(state).to_contain_text(re.compile("reached|when the network is there"))
    phone.unroute("**/picture/take/")
    phone.get_by_role("button", name="Try again").click()
    expect(phone.locator(".picture-word [name=caption]")).to_be_visible()
    assert faults(phone) == []

    phone.set_input_files(FILE, file("catatan.jpg", b"halo"))

    expect(state).to_contain_text("catatan.jpg")
    expect(state).to_contain_text("JPEG, PNG")
    expect(phone.locator("#id_headline")).to_have_value("Panen raya di desa contoh")
    # The picture of before is still the story's.
    assert phone.locator("#id_picture").input_value() == str(Picture.objects.get().pk)


def test_picture_of_the_house_is_found_and_chosen_by_keyboard(phone: Page) -> None:
    for caption in ("Sawah", "Pasar", "Sawah di lereng"):
        make_picture(caption=caption)
    phone.goto(ADD)

    phone.get_by_role("button", name="House’s pictures").focus()
    phone.keyboard.press("Enter")
    dialog = phone.get_by_role("dialog", name="The house’s pictures")
    expect(dialog.locator("[data-key]")).to_have_count(3)
    assert faults(phone) == []
    phone.keyboard.press("Escape")
    phone.keyboard.press("Enter")
    dialog.get_by_role("searchbox").fill("sawah")
    expect(dialog.locator("[data-key]")).to_have_count(2)
    dialog.locator("[data-key]").first.focus()
    phone.keyboard.press("ArrowRight")
    phone.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect(phone.locator(".picture-shown bdi").first).to_have_text("Sawah")
    chosen = phone.locator("#id_picture").input_value()
    assert chosen == str(Picture.objects.get(caption="Sawah").pk)


def test_ten_pictures_go_two_at_a_time_and_have_the_shared_words(phone: Page) -> None:
    phone.goto("/admin/articles/picture/several/")
    phone.fill("#shared-licence", "Foto sendiri")
    running: list[int] = []
    most = 0

    def count(route: Route) -> None:
        nonlocal most
        running.append(1)
        most = max(most, len(running))
        answer = route.fetch()
        running.pop()
        route.fulfill(response=answer)

    phone.route("**/picture/take/", count)
    sizes = [(64, 40 + number) for number in range(9)]
    files = [file(f"foto-{n}.jpg", picture_bytes(size=size)) for n, size in enumerate(sizes)]
    phone.set_input_files("#several input[type=file]", [*files, file("catatan.jpg", b"halo")])

    expect(phone.locator(".several-rows .picture-card")).to_have_count(9)
    expect(phone.locator(".picture-upload[data-state=refused]")).to_contain_text("catatan.jpg")
    assert set(Picture.objects.values_list("licence", flat=True)) == {"Foto sendiri"}
    assert most <= 2
    assert faults(phone) == []
    phone.fill("#shared-caption", "Panen raya")
    phone.get_by_role("button", name="Write this beside all below").click()
    expect(phone.get_by_text("Picture saved")).to_have_count(9)
    assert set(Picture.objects.values_list("caption", flat=True)) == {"Panen raya"}
