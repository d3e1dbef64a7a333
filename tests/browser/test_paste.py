"""Pasting into the editor, with a clipboard as other programs fill it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from articles.models import Story
from tests.browser.editor import body_of, move_caret
from tests.browser.test_story_form import sign_in, with_password
from tests.editorial.paste_cases import CASES, TEXTS, Case
from tests.factories import make_desk

pytestmark = [
    pytest.mark.browser,
    # Of pytest-playwright's own fixture, base_url.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

PASTE = """([kind, pasted]) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData(kind, pasted)
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
  document.querySelector(".ProseMirror").dispatchEvent(event)
}"""

Open = Callable[[str], Locator]


def paste(page: Page, pasted: str, kind: str = "text/html") -> None:
    page.locator(".ProseMirror").wait_for()
    page.evaluate(PASTE, [kind, pasted])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_paste_keeps_what_a_body_may_hold(page: Page, open_editor: Open, case: Case) -> None:
    open_editor("")

    paste(page, case.pasted)

    assert body_of(page) == case.kept


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.name)
def test_plain_text_is_pasted_a_paragraph_a_line(page: Page, open_editor: Open, case: Case) -> None:
    open_editor("")

    paste(page, case.pasted, kind="text/plain")

    assert body_of(page) == case.kept


def test_what_was_left_out_is_said_in_the_newsrooms_language(page: Page, open_editor: Open) -> None:
    open_editor("")
    pasted = {case.name: case.pasted for case in CASES}

    paste(page, pasted["the old site"])

    status = page.locator(".paste-note")
    expect(status).to_have_text(
        "Tidak ikut ditempelkan: keterangan gambar; Baca Juga: Kebun Kota Panen;"
        " Baca Juga: Pohon Ditanam"
    )

    paste(page, pasted["Word, a comment"])

    expect(status).to_have_text("Tidak ikut ditempelkan: komentar")

    paste(page, pasted["Outlook"])

    expect(status).to_have_text("")


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("<p>Satu.</p>", '<p>Satu.</p><p dir="rtl">ورحب السكان.</p>'),
        ("<p></p>", '<p dir="rtl">ورحب السكان.</p>'),
        ('<p dir="rtl">نص، </p>', '<p dir="rtl">نص، ورحب السكان.</p>'),
    ],
)
def test_pasted_direction_survives_whatever_stands_there(
    page: Page, open_editor: Open, before: str, kept: str
) -> None:
    editor = open_editor(before)
    editor.click()
    move_caret(page, "Control+End")

    paste(page, '<p dir="rtl">ورحب السكان.</p><p dir="rtl">وأغلق الطريق.</p>')

    assert body_of(page) == kept + '<p dir="rtl">وأغلق الطريق.</p>'


def test_words_pasted_into_a_sentence_stay_in_it(page: Page, open_editor: Open) -> None:
    editor = open_editor("<p>Taman buka.</p>")
    editor.get_by_text("Taman").click()
    move_caret(page, "Home")

    paste(page, "<meta charset='utf-8'><span style='font-weight:700'>Hari ini</span>")

    assert body_of(page) == "<p><strong>Hari ini</strong>Taman buka.</p>"


def test_editors_own_blocks_are_pasted_whole(page: Page, open_editor: Open) -> None:
    html = (
        '<blockquote lang="en"><p>Quoted</p></blockquote><p lang="en" dir="ltr">Two <em>x</em></p>'
        '<ul><li lang="ar" dir="rtl"><p lang="ar" dir="rtl">ن</p></li></ul>'
    )
    open_editor(html)
    copied = page.evaluate(
        """() => {
          const view = document.querySelector(".ProseMirror").editor.view
          const { from, to } = { from: 0, to: view.state.doc.content.size }
          return view.serializeForClipboard(view.state.doc.slice(from, to)).dom.innerHTML
        }"""
    )
    page.locator(".ProseMirror").click()
    move_caret(page, "Control+a")

    paste(page, copied)

    assert body_of(page) == html


def test_story_pasted_in_the_newsroom_is_saved_as_pasted(
    browser: Browser, committed_db: None, running_site: str
) -> None:
    """The page as it is, with its own policy and collected files, and what is stored of it."""
    make_desk(name="Nasional", slug="nasional")
    reports: list[str] = []
    page = browser.new_context(base_url=running_site).new_page()
    page.on("console", lambda message: reports.append(message.text))
    page.goto("/admin/login/?next=/admin/articles/story/add/")
    sign_in(page, with_password("reporter"))
    page.fill("#id_headline", "Taman dibuka")
    page.select_option("#id_desk", label="Nasional")
    pasted = {case.name: case for case in CASES}["Google Docs"]

    paste(page, pasted.pasted)
    page.click("button[name=_save]")
    page.wait_for_url("**/change/**")

    assert Story.objects.get().body == pasted.kept
    assert reports == []
    page.context.close()
