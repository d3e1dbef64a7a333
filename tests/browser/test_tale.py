"""One story’s whole tale on a phone: filed, returned, mended, approved, corrected, withdrawn."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from articles.models import Story, User
from tests.browser.editor import move_caret
from tests.browser.test_story_form import sign_in, with_password
from tests.factories import make_desk

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def staff(committed_db: None) -> dict[str, User]:
    make_desk(name="Nasional", slug="nasional")
    codes = {"reporter": "RI-1", "editor": "P2", "chief": "P1"}
    return {role: with_password(role, code=code) for role, code in codes.items()}


@pytest.fixture
def phones(
    browser: Browser, staff: dict[str, User], running_site: str
) -> Iterator[dict[str, Page]]:
    """A signed-in phone for each of the staff; no page may complain in its console."""
    complaints: list[str] = []
    pages = {}
    for role, user in staff.items():
        page = browser.new_context(viewport=PHONE, base_url=running_site).new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/admin/login/?next=/admin/")
        sign_in(page, user)
        page.wait_for_selector(".piles")
        pages[role] = page
    yield pages
    for page in pages.values():
        page.context.close()
    assert complaints == []


def press(page: Page, name: str) -> None:
    """Press a story's button, also one behind “⋯”."""
    shown = page.locator(f"button[name=_do][value={name}]").locator("visible=true")
    if not shown.count():
        page.click(".story-menu summary")
    shown.click()


def answer(page: Page, **fields: str) -> None:
    """Fill what a button asks, and send it; it is done after that."""
    for name, value in fields.items():
        choice = page.locator(f'input[type=radio][name={name}][value="{value}"]')
        if choice.count():
            choice.check()
        else:
            page.fill(f"[name={name}]", value)
    sheet = page.locator("dialog[open]")
    with page.expect_navigation():
        page.click("dialog[open] [type=submit]" if sheet.count() else ".actions-bar [type=submit]")


def write(page: Page, *paragraphs: str) -> None:
    """Type paragraphs at the end of the text."""
    page.locator(".ProseMirror").click()
    move_caret(page, "Control+End")
    for paragraph in paragraphs:
        page.keyboard.type(paragraph)
        page.keyboard.press("Enter")


def expect_no_sideways_scroll(page: Page) -> None:
    # The editor's toolbar needs a moment to fold itself.
    width = page.evaluate("document.documentElement.clientWidth")
    expect(page.locator("html")).to_have_js_property("scrollWidth", width)


def test_story_from_filing_to_withdrawal(phones: dict[str, Page], running_site: str) -> None:
    reporter, editor, chief = phones["reporter"], phones["editor"], phones["chief"]

    reporter.goto("/admin/articles/story/add/")
    reporter.fill("#id_headline", "Pasar apung contoh dibuka kembali")
    reporter.fill("#id_dateline_place", "Banjarmasin")
    write(reporter, *(f"Paragraf ke-{n} tentang pasar apung." for n in range(1, 6)))
    reporter.select_option("#id_desk", label="Nasional")
    reporter.check("[name=kind][value=T]")
    expect_no_sideways_scroll(reporter)
    press(reporter, "submit")
    expect(reporter.locator(".messagelist")).to_be_visible()
    story = Story.objects.get()
    assert story.status == "submitted"

    change = f"/admin/articles/story/{story.pk}/change/"
    editor.goto(change)
    expect_no_sideways_scroll(editor)
    press(editor, "return")
    answer(editor, reason="Tambahkan keterangan pedagang.")

    reporter.goto(change)
    expect(reporter.locator("#content-main")).to_contain_text("Tambahkan keterangan pedagang.")
    write(reporter, "“Kami senang,” kata seorang pedagang.")
    press(reporter, "submit")
    expect(reporter.locator(".messagelist")).to_be_visible()

    editor.goto(change)
    expect(editor.locator("#printed")).to_contain_text("(T/RI-1/P2)")
    press(editor, "approve")
    expect(editor.locator(".messagelist")).to_be_visible()

    reader = phones["editor"].context.browser
    assert reader is not None
    public = reader.new_context(viewport=PHONE, base_url=running_site).new_page()
    address = "/pasar-apung-contoh-dibuka-kembali/"
    public.goto("/")
    public.get_by_role("link", name="Pasar apung contoh dibuka kembali").first.click()
    assert public.url == f"{running_site}{address}"
    text = public.locator("main")
    expect(text).to_contain_text("Banjarmasin, MINA – Paragraf ke-1 tentang pasar apung.")
    expect(text).to_contain_text("“Kami senang,” kata seorang pedagang. (T/RI-1/P2)")
    expect(text).to_contain_text("Mi’raj News Agency (MINA)")
    expect_no_sideways_scroll(public)

    editor.goto(change)
    press(editor, "correct")
    editor.check("[name=unchanged]")
    answer(editor, kind="ralat", note="Nama pasar pada versi pertama keliru.")
    public.goto(address)
    expect(text).to_contain_text("Nama pasar pada versi pertama keliru.")

    chief.goto(change)
    press(chief, "withdraw")
    answer(chief, ground="anak", reason="Seorang anak dapat dikenali.")
    response = public.goto(address)
    assert response is not None
    assert response.status == 410
    expect(public.locator("main")).to_contain_text("Seorang anak dapat dikenali.")
    public.goto("/")
    expect(public.locator("body")).not_to_contain_text("Pasar apung contoh")
    assert [
        str(status) for status in story.events.order_by("pk").values_list("verb", flat=True)
    ] == [
        *("file", "submit", "return", "edit", "submit", "approve", "publish", "correct"),
        "withdraw",
    ]
    public.context.close()
