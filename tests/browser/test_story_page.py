"""The page of a story: its sheet, tabs and panes, and the taps that its paths take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles.models import Status, Story
from tests.browser.test_story_form import ADD, open_as, with_password
from tests.editorial.samples import make_picture, picture_bytes
from tests.factories import make_desk, make_rule, make_story, make_submitted

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
COPY = "Cianjur, MINA – Warga memanen padi.\nSelesai. (L/RI-1/P2)\nMi’raj News Agency (MINA)"
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const how = {clipboardData: data, bubbles: true, cancelable: true};
    document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", how));
}"""
RULES: dict[str, Any] = {"resultTypes": ["violations"]}


class Taps:
    """A person’s taps on a page, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def tap(self, selector: str) -> None:
        self.page.locator(selector).locator("visible=true").first.click()
        self.count += 1


def change(story: Story) -> str:
    return f"/admin/articles/story/{story.pk}/change/"


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']} {fault['nodes'][0]['target']}" for fault in found]


@pytest.mark.parametrize("options", [PHONE, {}], ids=["phone", "desktop"])
def test_two_taps_publish_what_waits_and_lead_to_the_next(
    open_as: Callable[..., Page], options: dict[str, Any]
) -> None:
    first, second = make_submitted(), make_submitted()
    taps = Taps(open_as(with_password("editor"), **options))

    taps.tap(f'#waiting a[href="{change(first)}"]')
    frame = taps.page.frame_locator(".as-read iframe")
    expect(frame.locator("h1")).to_have_text(first.headline)
    expect(frame.locator("h1")).to_be_in_viewport()
    # Where the story stands is the first that is seen.
    expect(taps.page.locator(".top-line .standing")).to_be_in_viewport(ratio=1)
    taps.tap(".actions-bar .go")

    expect(taps.page).to_have_url(f"{taps.page.url.partition('/admin')[0]}{change(second)}")
    assert taps.count == 2
    assert Story.objects.get(pk=first.pk).status == Status.PUBLISHED


def test_story_with_a_picture_is_handed_in_from_a_phone_in_nine_taps_beside_typing(
    open_as: Callable[..., Page], tmp_path: Path
) -> None:
    make_desk(name="Nasional", slug="nasional")
    taps = Taps(open_as(with_password("reporter"), **PHONE))
    page = taps.page
    photo = tmp_path / "sawah.jpg"
    photo.write_bytes(picture_bytes(size=(1200, 800)))

    taps.tap(f'a[href="{ADD}"]')
    expect(page.locator(".lead-in.leads")).to_be_visible()
    page.keyboard.type("Panen raya di desa contoh")
    page.keyboard.press("Enter")
    page.keyboard.type("Cianjur")
    page.keyboard.press("Tab")
    taps.tap(".ProseMirror")
    page.keyboard.type("Warga memanen padi.")
    page.locator("#details input[type=file]").first.set_input_files(photo)
    # The button, and the picture on the telephone.
    taps.count += 2
    words = {"caption": "Warga di sawah", "alternative": "Padi", "photographer": "Warga"}
    for name, typed in {**words, "licence": "Milik sendiri"}.items():
        page.locator(f"#details [name*={name}]").locator("visible=true").first.fill(typed)
    # A list of the system's: open it, choose.
    page.select_option("#id_desk", label="Nasional")
    taps.count += 2
    taps.tap(".field-kind label:has([value=L])")
    taps.tap(".actions-bar .go")

    expect(page.locator(".messagelist")).to_be_visible()
    story = Story.objects.get()
    assert (story.status, story.kind_id, story.dateline_place) == (Status.SUBMITTED, "L", "Cianjur")
    assert story.picture is not None
    assert taps.count <= 9


def test_pane_is_a_swipe_away_and_a_return_slides_over_it(open_as: Callable[..., Page]) -> None:
    story = make_submitted()
    page = open_as(with_password("editor"), **PHONE)
    page.goto(change(story))
    expect(page.locator("#print-heading")).to_be_in_viewport()
    expect(page.locator("#write")).to_have_attribute("inert", "")

    page.click(".pane-switch [value=write]")
    expect(page.locator("#id_headline")).to_be_in_viewport()
    page.locator(".workbench").evaluate("bench => bench.scrollTo({left: bench.scrollWidth})")
    expect(page.locator(".workbench")).to_have_attribute("data-at", "print")
    assert faults(page) == []

    page.locator(".actions-bar [value=return]").click()
    page.locator(".reasons button").first.click()
    expect(page.locator("#return-reason")).not_to_have_value("")
    assert faults(page) == []
    page.click("dialog[open] [type=submit]")

    expect(page.locator(".messagelist")).to_be_visible()
    assert Story.objects.get().status == Status.RETURNED


def test_page_is_worked_by_keyboard_and_says_what_is_on(open_as: Callable[..., Page]) -> None:
    story = make_submitted(related=(("Sekolah perahu tiba", 2),))
    page = open_as(with_password("editor"))
    page.goto(change(story))
    toolbar = page.get_by_role("toolbar")
    stops = toolbar.locator('button[tabindex="0"]')

    expect(stops).to_have_count(1)
    page.locator(".ProseMirror p").first.click()
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    expect(stops).to_be_focused()
    expect(stops).to_have_attribute("data-name", "heading3")
    expect(toolbar.locator("[data-name=paragraph]")).to_have_attribute("aria-pressed", "true")

    tabs = page.get_by_role("tab")
    tabs.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tabpanel", name="Details")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tabpanel", name="Changes")).to_be_visible()
    assert faults(page) == []

    card = page.locator(".related-card")
    expect(card).to_contain_text("Sekolah perahu tiba")
    card.get_by_role("button", name="down").press("Enter")
    expect(page.locator("#id_related_links-0-after")).to_have_value("3")
    expect(card.get_by_role("button", name="down")).to_be_focused()


def test_what_a_story_cannot_go_out_for_stands_at_its_field_and_goes_as_it_is_mended(
    open_as: Callable[..., Page],
) -> None:
    story = make_submitted(picture=make_picture(photographer="", agency=""))
    page = open_as(with_password("editor"))

    page.goto(change(story))
    at_field = page.locator(".field-picture .errorlist")
    expect(page.locator("#checks li.refuses")).to_contain_text("A picture has no credit.")
    expect(at_field).to_have_text("A picture has no credit.", use_inner_text=False)
    page.click("#tab-details")
    page.click("[data-off]")
    page.click("#tab-print")

    expect(page.locator("#checks")).not_to_contain_text("A picture has no credit.")
    expect(at_field).to_have_count(0)


def test_related_link_is_labelled_in_the_language_of_the_copy(
    open_as: Callable[..., Page],
) -> None:
    story = make_story(edition="ar", related=(("افتتاح مدرسة", 2),))
    indonesian = make_desk()
    page = open_as(with_password("editor"))
    page.goto(change(story))
    words = page.locator(".related-card p")

    expect(words).to_have_text("اقرأ أيضا: افتتاح مدرسة")
    expect(words).to_have_attribute("lang", "ar")
    page.get_by_role("tab", name="Details").click()
    page.select_option("#id_desk", str(indonesian.pk))
    expect(words).to_have_text("Baca Juga: افتتاح مدرسة")


def test_toolbar_of_a_page_in_arabic_shows_its_signs_and_not_their_names(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(with_password("editor"), locale="ar", viewport={"width": 1440, "height": 1000})
    page.goto(change(make_story(edition="ar")))
    signs = page.locator(".prose-menubar .material-icons")
    expect(signs.first).to_be_visible()

    found = signs.evaluate_all("signs => signs.map(sign => getComputedStyle(sign).fontFamily)")
    assert {family.strip('"') for family in found} == {"Material Icons"}


def test_kinds_stand_beside_each_other(open_as: Callable[..., Page]) -> None:
    page = open_as(with_password("editor"), viewport={"width": 1440, "height": 1000})
    page.goto(change(make_submitted()))
    page.get_by_role("tab", name="Details").click()
    tops = page.locator(".as-chips label").evaluate_all(
        "found => found.map(one => one.getBoundingClientRect().top)"
    )

    assert len(set(tops)) < len(tops)


def test_mark_on_a_picture_stands_where_its_numbers_say(open_as: Callable[..., Page]) -> None:
    picture = make_picture(focal_x=50, focal_y=50)
    page = open_as(with_password("photo"), viewport={"width": 1440, "height": 1000})
    page.goto(f"/admin/articles/picture/{picture.pk}/change/")

    # The picture may come after its frame.
    page.wait_for_function(
        """() => {
          const [mark, shown] = [".focal-mark", "img"].map((one) =>
            document.querySelector(`.focal-frame ${one}`).getBoundingClientRect(),
          );
          const off = mark.x + mark.width / 2 - (shown.x + shown.width / 2);
          return shown.width > 0 && Math.abs(off) < 2;
        }"""
    )
    shown = page.locator(".focal-frame img").bounding_box()
    assert shown
    assert shown["width"] <= 480


def test_pasted_copy_goes_to_its_fields_and_back(open_as: Callable[..., Page]) -> None:
    make_desk(name="Nasional", slug="nasional")
    page = open_as(with_password("reporter"))
    page.goto(ADD)
    page.locator(".ProseMirror").click()
    place, code = page.locator("#id_dateline_place"), page.locator("#id_code_text")
    text = page.locator(".ProseMirror")

    page.evaluate(PASTE, COPY)
    expect(place).to_have_value("Cianjur")
    expect(code).to_have_value("(L/RI-1/P2)")
    expect(text).to_have_text("Warga memanen padi.Selesai.")

    page.locator("#story-parts button").click()
    expect(place).to_have_value("")
    expect(code).to_have_value("")
    expect(text).to_have_text(COPY.replace("\n", ""))


def test_what_is_found_leads_to_its_words_from_the_list_and_from_the_question(
    open_as: Callable[..., Page],
) -> None:
    body = "<p>Perubahan dirubah, dan ubah.</p><p>Kabar itu. Acara Jumat (26/11/2026) usai.</p>"
    make_rule(wrong="ubah", right="ganti", counts=True)
    story = make_submitted(body=body)
    page = open_as(with_password("editor"), **PHONE)
    page.goto(change(story))
    selected = "getSelection().toString()"

    page.locator("#checks a", has_text="“ubah”").click()
    expect(page.locator(".ProseMirror-focused")).to_be_visible()
    assert page.evaluate(selected) == "ubah"
    page.goto(change(story).replace("change", "approve"))
    page.locator("#asked a", has_text="26/11").click()

    expect(page.locator(".ProseMirror-focused")).to_be_visible()
    expect(page.locator(".ProseMirror p", has_text="Jumat")).to_be_in_viewport()
    assert page.evaluate(selected) == "Jumat (26/11/2026)"


def test_houses_words_are_written_in_each_case_in_one_tap_and_taken_back(
    open_as: Callable[..., Page],
) -> None:
    make_rule(wrong="resiko", right="risiko", counts=True)
    text = "Resiko kecil, dan resiko besar."
    story = make_submitted(headline="Resiko Panen", body=f"<p>{text}</p>")
    page = open_as(with_password("editor"))
    page.goto(change(story))
    finding = page.locator("#checks li", has_text="Resiko")
    headline, written = page.locator("#id_headline"), page.locator(".ProseMirror")

    finding.get_by_role("button", name="Write").click()
    expect(written).to_have_text("Risiko kecil, dan risiko besar.")
    expect(headline).to_have_value("Risiko Panen")
    finding.get_by_role("button", name="Undo").click()

    expect(written).to_have_text(text)
    expect(headline).to_have_value("Resiko Panen")
