"""The rich-text editor under the newsroom's Content-Security-Policy, without the newsroom."""

from collections.abc import Callable

import pytest
from django.utils.csp import CSP
from playwright.sync_api import Locator, Page, expect

from tests.browser.editor import body_of, move_caret, page_of

pytestmark = [
    pytest.mark.browser,
    # Of pytest-playwright's own fixture, base_url.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]


def test_editor_gives_back_what_it_was_given(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    html = (
        "<h2>Anak judul</h2><p>Dua  spasi, <strong>tebal</strong> dan <em>miring</em>.<br>Baris</p>"
        '<p lang="ar" dir="rtl">وَٱعْتَصِمُوا۟ ﷻ كتـــاب</p>'
        '<blockquote lang="en"><p>Quoted</p></blockquote><h3 dir="rtl">عنوان</h3>'
        '<ul><li lang="ar" dir="rtl"><p>a</p><ol><li><p>b</p></li></ol></li></ul>'
        '<p><a href="/gaza/">Gaza</a></p><p>Akhir</p>'
    )
    editor = open_editor(html)

    editor.get_by_text("Akhir").click()
    expect(editor).to_be_focused()
    move_caret(page, "Control+End")
    page.keyboard.press("!")

    assert body_of(page) == html.replace("Akhir", "Akhir!")


def test_editor_is_described_by_its_field(open_editor: Callable[[str], Locator]) -> None:
    editor = open_editor("<p>a</p>")

    expect(editor).to_have_accessible_name("Isi berita:")
    expect(editor).to_have_accessible_description("Satu paragraf, satu gagasan.")
    expect(editor).to_have_attribute("aria-multiline", "true")
    expect(editor).to_have_css("white-space", "break-spaces")
    assert (editor.bounding_box() or {"height": 0})["height"] > 200


def test_label_puts_the_cursor_into_the_editor(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    editor = open_editor("<p>a</p>")

    page.get_by_text("Isi berita").click()

    expect(editor).to_be_focused()


def test_button_makes_an_arabic_paragraph_and_back(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    editor = open_editor("<p>satu</p><p>dua</p>")
    button = page.get_by_role("button", name="Paragraf Arab")
    editor.get_by_text("satu").click()

    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    assert body_of(page) == '<p lang="ar" dir="rtl">satu</p><p>dua</p>'

    button.click()

    assert body_of(page) == "<p>satu</p><p>dua</p>"


def test_button_in_a_list_turns_its_item_only(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    editor = open_editor("<ul><li>satu</li><li>dua</li></ul>")
    editor.get_by_text("dua").click()

    page.get_by_role("button", name="Paragraf Arab").click()

    assert body_of(page) == (
        '<ul><li><p>satu</p></li><li lang="ar" dir="rtl"><p lang="ar" dir="rtl">dua</p></li></ul>'
    )


def test_new_paragraph_after_an_arabic_one_is_in_the_storys_language(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    editor = open_editor('<p lang="ar" dir="rtl">نص</p>')
    editor.get_by_text("نص").click()
    expect(editor).to_be_focused()

    move_caret(page, "Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Arti")

    assert body_of(page) == '<p lang="ar" dir="rtl">نص</p><p>Arti</p>'


def test_buttons_have_names_in_the_newsrooms_language(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    open_editor("<p>a</p>")

    buttons = page.locator(".prose-menubar button").all()

    assert [button.get_attribute("aria-label") for button in buttons] == [
        *("Subjudul", "Subjudul kecil", "Daftar butir", "Daftar bernomor", "Kutipan"),
        *("Paragraf", "Sisipkan", "Paragraf Arab", "Tebal", "Miring", "Tautan", "Hapus tautan"),
        *("Cari dan ganti", "Rapikan tanda baca", "Urungkan", "Ulangi"),
    ]


def test_policy_of_the_page_is_strict() -> None:
    policy = page_of("")["Content-Security-Policy"]

    assert "script-src 'self' 'nonce-" in policy
    assert CSP.UNSAFE_INLINE not in policy
