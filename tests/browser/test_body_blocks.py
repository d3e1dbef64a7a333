"""Blocks with a form of their own in the rich-text editor, without the newsroom."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.editor import SITE, body_of, move_caret

pytestmark = [
    pytest.mark.browser,
    # Of pytest-playwright's own fixture, base_url.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

Open = Callable[[str], Locator]
EVERY = (
    '<p>Awal.</p><body-picture data-picture="7">Panen <em>pagi</em>.</body-picture>'
    '<body-gallery><body-picture data-picture="8"></body-picture>'
    '<body-picture data-picture="9"></body-picture></body-gallery>'
    "<table><caption>Harga</caption><tr><th>Desa</th><th>Rupiah</th></tr>"
    "<tr><td>Cibuntu<br>Hulu</td><td>6.500</td></tr><tr><td></td><td>7.000</td></tr></table>"
    "<body-pullquote><p>Kami <strong>menanam</strong>.</p><body-speaker>Bu Tani</body-speaker>"
    "</body-pullquote>"
    '<body-verse><p lang="ar" dir="rtl">نص</p><p>Arti.</p><body-reference>Q.S.</body-reference>'
    "</body-verse>"
    "<body-exchange><body-question>Mengapa?</body-question><p>Sebab.</p><ul><li><p>a</p></li></ul>"
    "</body-exchange>"
    '<body-embed><a href="https://t.me/minanews/7">Kabar</a></body-embed>'
    "<p>Akhir.</p>"
)


@pytest.fixture(autouse=True)
def pictures(page: Page) -> None:
    """The house's pictures: twenty, of which a search finds one."""
    rows = [
        {
            "key": key,
            "caption": f"Sawah {key}",
            "credit": "Ani/MINA",
            "alternative": "",
            "address": "data:,",
        }
        for key in range(20, 0, -1)
    ]

    def tell(route: Route) -> None:
        query = route.request.url.partition("?")[2]
        found = [row for row in rows if f"key={row['key']}" in query]
        route.fulfill(body=json.dumps({"pictures": found}))

    def offer(route: Route) -> None:
        found = [3] if "q=sawah" in route.request.url else range(20, 0, -1)
        buttons = [f'<li><button type="button" data-key="{n}">Sawah {n}</button>' for n in found]
        route.fulfill(body=json.dumps({"rows": f"<ul>{''.join(buttons)}</ul>"}))

    page.route(f"{SITE}/pictures/**", tell)
    page.route(f"{SITE}/choose/**", offer)


def insert(page: Page, name: str) -> Locator:
    page.get_by_role("button", name="Sisipkan").click()
    page.get_by_role("menuitem", name=name, exact=True).click()
    return page.get_by_role("dialog")


def test_editor_gives_back_every_block_as_it_was_given(page: Page, open_editor: Open) -> None:
    editor = open_editor(EVERY)

    editor.get_by_text("Akhir.").click()
    move_caret(page, "Control+End")
    page.keyboard.press("!")

    assert body_of(page) == EVERY.replace("Akhir.", "Akhir.!")


def test_menu_is_gone_through_by_keys(page: Page, open_editor: Open) -> None:
    open_editor("<p>a</p>")
    opener = page.get_by_role("button", name="Sisipkan")

    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Gambar", exact=True)).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Unggahan atau video situs lain")).to_be_focused()
    page.keyboard.press("Escape")

    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(opener).to_be_focused()


def test_picture_is_chosen_among_those_that_have_the_words(page: Page, open_editor: Open) -> None:
    editor = open_editor("<p>Awal.</p><p>Akhir.</p>")
    editor.get_by_text("Awal.").click()

    dialog = insert(page, "Gambar")
    expect(dialog.locator("[data-key]")).to_have_count(20)
    dialog.get_by_role("searchbox").fill("sawah")
    expect(dialog.locator("[data-key]")).to_have_count(1)
    dialog.get_by_role("button", name="Sawah 3").click()
    expect(editor).to_be_focused()
    page.keyboard.type("Takarir sendiri.")

    assert body_of(page) == (
        '<p>Awal.</p><body-picture data-picture="3">Takarir sendiri.</body-picture><p>Akhir.</p>'
    )


def test_gallery_has_its_pictures_in_the_order_of_choosing(page: Page, open_editor: Open) -> None:
    editor = open_editor("")

    dialog = insert(page, "Galeri")
    for key in (9, 4, 12):
        dialog.get_by_role("button", name=f"Sawah {key}", exact=True).click()
    dialog.get_by_role("button", name="Insert 3 pictures").click()
    expect(editor).to_be_focused()

    pictures = "".join(f'<body-picture data-picture="{n}"></body-picture>' for n in (9, 4, 12))
    assert body_of(page) == f"<body-gallery>{pictures}</body-gallery>"


def test_table_is_made_filled_and_changed(page: Page, open_editor: Open) -> None:
    editor = open_editor("<p>a</p>")

    dialog = insert(page, "Tabel")
    dialog.get_by_label("Keterangan").fill("Harga")
    dialog.get_by_label("Baris").fill("2")
    dialog.get_by_label("Kolom").fill("2")
    dialog.get_by_role("button", name="Sisipkan").click()
    expect(editor).to_be_focused()
    for word in ("Desa", "Rupiah", "Hulu", "6.500", "Hilir", "7.000"):
        # Behind the last cell it makes a row.
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Hapus baris").click()
    page.get_by_role("button", name="Tambah kolom").click()

    assert body_of(page) == (
        "<p>a</p><table><caption>Harga</caption><tr><th>Desa</th><th>Rupiah</th></tr>"
        "<tr><td>Hulu</td><td>6.500</td></tr><tr><td>Hilir</td><td>7.000</td></tr></table>"
    )


def test_verse_is_asked_for_and_left_by_enter(page: Page, open_editor: Open) -> None:
    editor = open_editor("<p>a</p>")

    dialog = insert(page, "Ayat")
    expect(dialog.get_by_label("Arab")).to_have_attribute("dir", "rtl")
    dialog.get_by_label("Arab").fill("نص")
    dialog.get_by_label("Terjemahan").fill("Arti.")
    dialog.get_by_label("Rujukan").fill("Q.S.")
    dialog.get_by_role("button", name="Sisipkan").click()
    expect(editor).to_be_focused()
    move_caret(page, "ArrowDown", "ArrowDown", "End")
    page.keyboard.press("Enter")
    page.keyboard.type("Lanjut.")

    assert body_of(page) == (
        '<p>a</p><body-verse><p lang="ar" dir="rtl">نص</p><p>Arti.</p>'
        "<body-reference>Q.S.</body-reference></body-verse><p>Lanjut.</p>"
    )


def test_question_leads_to_its_answer_and_an_empty_paragraph_out(
    page: Page, open_editor: Open
) -> None:
    open_editor("<body-exchange><body-question>Mengapa</body-question></body-exchange><p>b</p>")

    page.locator(".form-question").click()
    move_caret(page, "End")
    page.keyboard.type("?")
    page.keyboard.press("Enter")
    page.keyboard.type("Sebab.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Di luar.")

    assert body_of(page) == (
        "<body-exchange><body-question>Mengapa?</body-question><p>Sebab.</p></body-exchange>"
        "<p>Di luar.</p><p>b</p>"
    )


def test_embed_takes_an_address_of_a_known_site_alone(page: Page, open_editor: Open) -> None:
    editor = open_editor("<p>a</p>")

    dialog = insert(page, "Unggahan atau video situs lain")
    dialog.get_by_label("Alamat").fill("https://situs.example/video")
    dialog.get_by_label("Judul").fill("Panen raya")
    dialog.get_by_role("button", name="Sisipkan").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Alamat").fill("https://youtu.be/abcdefghijk?si=x")
    dialog.get_by_role("button", name="Sisipkan").click()
    expect(editor).to_be_focused()

    assert body_of(page) == (
        '<p>a</p><body-embed><a href="https://www.youtube.com/watch?v=abcdefghijk">Panen raya</a>'
        "</body-embed>"
    )


def test_block_is_taken_out_and_comes_back(page: Page, open_editor: Open) -> None:
    html = "<p>a</p><body-pullquote><p>Kata.</p></body-pullquote><p>b</p>"
    open_editor(html)

    page.get_by_role("button", name="Keluarkan").click()
    assert body_of(page) == "<p>a</p><p>b</p>"

    page.get_by_role("button", name="Urungkan").click()
    assert body_of(page) == html
