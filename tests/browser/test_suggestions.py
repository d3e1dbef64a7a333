"""What the story form offers while one types: stories that are near, places and tags."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect
from taggit.models import Tag

from articles.models import Place, PlaceAlias, Story
from tests.browser.test_story_form import ADD, open_as, with_password, write
from tests.factories import make_desk, make_published, make_story

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

HEADLINE = "Gempa Guncang Garut, Warga Mengungsi ke Masjid"


def test_story_becomes_an_update_of_the_one_that_is_near(open_as: Callable[..., Page]) -> None:
    desk = make_desk(name="Nasional", slug="nasional")
    published = make_published(headline=HEADLINE, desk=desk)
    page = open_as(with_password("reporter"))
    page.goto(ADD)
    expect(page.locator("#near")).to_be_hidden()
    write(page, "Gempa guncang Garut: warga mengungsi ke masjid")
    near = page.get_by_role("region", name="Already on the wire?")
    expect(near.get_by_role("link", name=HEADLINE)).to_be_visible()

    near.get_by_role("button", name="Make this an update of that").click()

    expect(near.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#select2-id_updates-container")).to_contain_text(HEADLINE)
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist")
    assert Story.objects.latest("pk").updates == published
    # The other way: pressed again, it is none.
    expect(near.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    near.get_by_role("button").click()
    with page.expect_navigation():
        page.click("[name=_save]")
    expect(page.locator("#id_updates")).to_have_value("")
    assert Story.objects.latest("pk").updates is None


def test_question_that_a_newer_one_overtook_is_not_answered(open_as: Callable[..., Page]) -> None:
    make_desk(name="Nasional", slug="nasional")
    make_published(headline=HEADLINE)
    page = open_as(with_password("reporter"))
    page.goto(ADD)
    asked, ended, slow = [], [], []

    def hold(route: Route) -> None:
        asked.append((route.request.post_data_json or {}).get("headline"))
        if len(asked) == 1:
            slow.append(route)
        else:
            route.fallback()

    page.route("**/near/", hold)
    page.on("requestfailed", lambda request: ended.append(request.url.rpartition("/admin/")[2]))
    with page.expect_request("**/near/"):
        page.locator("#id_headline").press_sequentially(HEADLINE)
    page.locator("#id_headline").press_sequentially(" lagi")

    expect(page.locator("#near li")).to_have_count(1)
    assert asked == [HEADLINE, f"{HEADLINE} lagi"]
    assert ended == ["articles/story/near/"]


def test_place_is_chosen_by_keys_under_any_of_its_names(open_as: Callable[..., Page]) -> None:
    place = Place.objects.create(edition_id="id", name="Kota Contoh")
    PlaceAlias.objects.create(place=place, name="Médina Tua")
    Place.objects.create(edition_id="id", name="Medan Contoh")
    page = open_as(with_password("reporter"))
    page.goto(ADD)
    field = page.get_by_role("combobox", name="Place")
    offered = page.get_by_role("listbox", name="Places").get_by_role("option")

    field.press_sequentially("MED")

    expect(offered).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(
        page.get_by_role("listbox", name="Places").get_by_role("option", selected=True)
    ).to_have_text("Kota Contoh Médina Tua")
    field.press("Enter")
    expect(field).to_have_value("Kota Contoh")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("Med")
    expect(offered).to_have_count(2)
    field.press("Escape")
    expect(offered).to_have_count(0)
    expect(field).to_have_value("Med")


def test_tags_are_chips_offered_by_the_text_and_by_typing(open_as: Callable[..., Page]) -> None:
    make_desk(name="Nasional", slug="nasional")
    for name in ("Bantuan Garut", "Masjid", "Mandi, Cuci"):
        Tag.objects.create(name=name, slug=name.lower().replace(" ", "-").replace(",", ""))
    page = open_as(with_password("reporter"))
    page.goto(ADD)
    write(page, "Bantuan Garut tiba di Masjid")
    tags = page.locator(".field-tags")
    typed = tags.get_by_role("combobox", name="Tags")

    tags.get_by_role("button", name="Add tag Masjid").click()
    typed.press_sequentially("cuci")
    page.get_by_role("listbox", name="Tags").get_by_role("option", name="Mandi, Cuci").click()
    typed.press_sequentially("Air, Gempa")
    typed.press("Enter")
    typed.press_sequentially("Salah,")
    tags.get_by_role("button", name="Remove tag Salah").click()
    typed.press_sequentially("Setengah")

    expect(tags.locator(".chips li")).to_have_text(["Masjid×", "Mandi, Cuci×", "Air×", "Gempa×"])
    expect(tags.locator(".offers button")).to_have_text(["+ Bantuan Garut"])
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist")
    saved = {tag.name for tag in Story.objects.get().tags.all()}
    assert saved == {"Masjid", "Mandi, Cuci", "Air", "Gempa", "Setengah"}
    expect(tags.locator(".chips li")).to_have_count(5)
    # As a form is filled that was typed into before, and as it is while another writes.
    fill = "field => { field.value = 'Satu, Dua'; field.dispatchEvent(new Event('change')) }"
    page.eval_on_selector("#id_tags", fill)
    expect(tags.locator(".chips li")).to_have_text(["Satu×", "Dua×"])
    others = "input => { input.readOnly = true; input.form.dispatchEvent(new Event('readonly')) }"
    page.eval_on_selector("#id_tags_typed", others)
    expect(tags.locator(".chips li")).to_have_text(["Satu", "Dua"])
    expect(page.locator("#id_tags")).to_have_value("Satu, Dua")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_in_what_is_offered(
    open_as: Callable[..., Page], scheme: str, width: int
) -> None:
    desk = make_desk(name="Nasional", slug="nasional")
    make_published(headline=HEADLINE, desk=desk)
    make_story(headline=f"{HEADLINE} Raya")
    Tag.objects.create(name="Garut", slug="garut")
    Place.objects.create(edition_id="id", name="Kota Contoh")
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = open_as(with_password("editor"), reduced_motion="reduce", **options)

    page.goto(ADD)
    write(page, HEADLINE)
    expect(page.locator("#near li")).to_have_count(2)
    page.locator(".field-tags .offers button").click()
    page.get_by_role("combobox", name="Place").press_sequentially("kota")
    expect(page.get_by_role("listbox", name="Places").get_by_role("option")).to_have_count(1)

    offered = {"include": [["#near"], [".field-tags"], [".field-dateline_place"]]}
    found = Axe().run(page, context=offered, options={"resultTypes": ["violations"]})

    assert [fault["id"] for fault in found.response["violations"]] == []
