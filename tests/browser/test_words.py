"""Helps for writing in the editor: signs set right, and words found and replaced."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.editor import body_of
from tests.browser.typography_cases import CASES

pytestmark = [
    pytest.mark.browser,
    # Of pytest-playwright's own fixture, base_url.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

TIDY = """async (texts) => {
    const { tidied } = await import("/static/js/typography.js")
    return texts.map((text) => tidied(text))
}"""
COUNT = """async (texts) => {
    const { signs, words } = await import("/static/js/counters.js")
    return texts.map(([text, language]) => [words(text, language), signs(text, language)])
}"""


def test_signs_are_set_as_printers_set_them_and_stay_so(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    open_editor("<p>a</p>")

    once = page.evaluate(TIDY, list(CASES))

    assert [text.replace("\u00a0", "⍽") for text in once] == list(CASES.values())
    assert page.evaluate(TIDY, once) == once


def test_words_and_signs_are_counted_as_each_language_parts_them(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    open_editor("<p>a</p>")

    texts = [["Anak-anak – 2,5 juta.", "id"], ["It’s 5 o’clock", "en"], ["قُرْآن كريم", "ar"]]

    assert page.evaluate(COUNT, texts) == [[4, 21], [3, 14], [2, 9]]


def test_tidying_leaves_arabic_and_links_and_is_one_step_back(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    html = (
        '<p>"Satu," kata <strong>A. Rahman</strong>.</p><p lang="ar" dir="rtl">"نص" - 5 km</p>'
        '<ul><li><p>"dua" <a href="/tiga/">"tiga"</a> 4 km</p></li></ul>'
    )
    open_editor(html)

    page.get_by_role("button", name="Rapikan tanda baca").click()

    assert body_of(page).replace("\u00a0", "⍽") == (
        "<p>“Satu,” kata <strong>A.⍽Rahman</strong>.</p>"
        '<p lang="ar" dir="rtl">"نص" - 5 km</p>'
        '<ul><li><p>“dua” <a href="/tiga/">"tiga"</a> 4⍽km</p></li></ul>'
    )
    expect(page.locator(".tidy-note")).to_have_text("Dirapikan: 6")
    page.get_by_role("button", name="Urungkan").click()
    assert body_of(page) == html
    expect(page.locator(".tidy-note")).to_have_text("")


def test_words_are_found_and_replaced_without_regard_to_vowel_signs_and_in_one_step(
    page: Page, open_editor: Callable[[str], Locator]
) -> None:
    html = '<p>Café <em>cafe</em></p><p lang="ar" dir="rtl">القُرْآن والقران</p>'
    editor = open_editor(html)
    editor.click()

    page.keyboard.press("Control+Shift+F")
    bar = page.get_by_role("search")
    page.keyboard.type("قرآن")
    expect(bar.get_by_role("status")).to_have_text("Ditemukan: 2")
    expect(editor.locator(".found")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(bar.get_by_role("status")).to_have_text("1 dari 2")
    expect(editor.locator(".found.now")).to_have_text("قُرْآن")
    expect(bar.get_by_label("Cari", exact=True)).to_be_focused()

    bar.get_by_label("Cari", exact=True).fill("café")
    bar.get_by_label("Ganti", exact=True).first.fill("kafe")
    bar.get_by_role("button", name="Ganti semua").click()

    expect(bar.get_by_role("status")).to_have_text("Diganti: 2")
    assert body_of(page).startswith("<p>kafe <em>kafe</em></p>")
    page.get_by_role("button", name="Urungkan").click()
    assert body_of(page) == html
    bar.get_by_label("Cari", exact=True).fill("café")
    bar.get_by_label("tanpa diakritik dan harakat").uncheck()
    expect(bar.get_by_role("status")).to_have_text("Ditemukan: 1")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    expect(editor).to_be_focused()
    expect(editor.locator(".found")).to_have_count(0)
