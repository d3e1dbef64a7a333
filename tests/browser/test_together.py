"""Two people at one story, each in a browser: who writes, who reads, and what a takeover leaves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from playwright.sync_api import Locator, Page, expect

from articles.models import Event, Story
from editorial.models import Buffer, Lease
from tests.browser.test_buffers import change, type_into, wait_until_kept
from tests.browser.test_story_form import open_as, with_password
from tests.factories import edit, make_submitted

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

FOLDER = Path(django_settings.BASE_DIR) / "var" / "screenshots"


def faults(page: Page, part: str = "body") -> list[tuple[str, Any]]:
    found: list[dict[str, Any]] = Axe().run(page, part).response["violations"]
    return [(fault["id"], fault["nodes"][0]["target"]) for fault in found]


def shot(page: Page, name: str) -> None:
    """For people to look at."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"together-{name}.png", full_page=True)


def test_one_writes_another_reads_and_takes_over_and_no_word_is_lost(
    open_as: Callable[..., Page],
) -> None:
    story = make_submitted(headline="Panen raya", body="<p>Satu.</p>")
    sari, budi = with_password("editor"), with_password("editor")
    writer = open_as(sari)
    writer.goto(change(story))
    type_into(writer, " Dua.")
    wait_until_kept(writer)
    reader = open_as(budi, viewport={"width": 390, "height": 844})
    reader.goto(change(story))
    line = reader.locator("#presence-line")
    expect(line).to_contain_text(f"{sari.get_full_name()} is writing since")
    expect(reader.locator(".ProseMirror")).to_have_count(0)
    expect(reader.locator(".typing ins")).to_contain_text("Dua.")
    type_into(writer, " Dua setengah.")
    expect(reader.locator(".typing")).to_contain_text("Dua setengah.")
    reading = faults(reader)
    shot(reader, "reading")
    reader.click("#presence-line a.button")
    reader.get_by_label("It has to go out now").check()
    asking = faults(reader)
    shot(reader, "asking")
    reader.click(".actions-bar button")
    expect(reader.locator("#id_headline")).to_be_editable()

    # What is typed on until the page hears of it stays the writer's.
    type_into(writer, " Tiga.")
    expect(writer.locator("#presence-notice")).to_contain_text("took this story over")
    expect(writer.locator(".ProseMirror")).to_have_attribute("contenteditable", "false")
    expect(writer.locator("#id_headline")).not_to_be_editable()
    taken = faults(writer, "#presence")
    shot(writer, "taken")
    expect(writer.locator("#presence-notice a").first).to_have_attribute(
        "href", f"/admin/articles/story/{story.pk}/versions/?to=2"
    )
    writer.locator("#presence-notice a").last.click()
    expect(writer.locator("#buffers")).to_contain_text("Satu. Dua. Dua setengah. Tiga.")

    assert (reading, asking, taken) == ([], [], [])
    assert Event.objects.get(verb="keep").data["text"]["body"] == "<p>Satu. Dua. Dua setengah.</p>"
    assert "Satu. Dua. Dua setengah. Tiga." in Buffer.objects.get(by=sari).fields["body"]
    assert (Story.objects.get().body, Lease.objects.get().by) == ("<p>Satu.</p>", budi)


def test_reader_has_the_saved_text_in_place_and_keeps_the_place(
    open_as: Callable[..., Page],
) -> None:
    paragraphs = [f"<p>Paragraf ke-{n} tentang panen padi di desa contoh.</p>" for n in range(60)]
    story = make_submitted(body="".join(paragraphs))
    sari, budi = with_password("editor"), with_password("editor")
    writer, reader = open_as(sari), open_as(budi)
    writer.goto(change(story))
    type_into(writer, " Akhir.")
    wait_until_kept(writer)
    reader.goto(change(story))
    read = reader.locator(".reading p", has_text="Paragraf ke-30 ")
    read.scroll_into_view_if_needed()
    stood = top(read)

    paragraphs[1] = "<p>Alinea baru.</p>" * 12
    edit(story, by=sari, body="".join(paragraphs))
    expect(reader.locator("#presence-notice")).to_contain_text("version 2")

    expect(reader.locator(".reading p", has_text="Alinea baru.")).to_have_count(12)
    assert abs(top(read) - stood) < 3
    # A press is about the text that was read until one says so.
    assert reader.locator("[name=seen_version]").first.input_value() == "1"
    reader.get_by_role("button", name="I have read it").click()
    assert reader.locator("[name=seen_version]").first.input_value() == "2"
    expect(reader.locator("#presence-notice")).to_be_empty()


def top(block: Locator) -> float:
    found: float = block.evaluate("one => one.getBoundingClientRect().top")
    return found


def test_page_that_is_closed_gives_the_story_back_and_a_form_that_was_first_typed_in_later_waits(
    open_as: Callable[..., Page],
) -> None:
    story = make_submitted(body="<p>Satu.</p>")
    sari, budi = with_password("editor"), with_password("editor")
    writer, other = open_as(sari), open_as(budi)
    for page in (writer, other):
        page.goto(change(story))
    type_into(writer, " Dua.")
    wait_until_kept(writer)
    type_into(other, " Tiga.")
    expect(other.locator("#presence-line")).to_contain_text("is writing since")
    expect(other.locator(".ProseMirror")).to_have_attribute("contenteditable", "false")
    expect(other.locator("#related_links-group .add-row")).to_have_attribute("inert", "")
    shot(other, "held")

    writer.close()

    expect(other.locator(".ProseMirror")).to_have_attribute("contenteditable", "true")
    with other.expect_response("**/buffer/"):
        type_into(other, " Empat.")
    assert Lease.objects.get().by == budi
    assert "Satu. Tiga. Empat." in Buffer.objects.get(by=budi).fields["body"]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_story_is_taken_in_hand_on_the_desk_and_on_its_page(
    open_as: Callable[..., Page], width: int, scheme: Literal["dark", "light"]
) -> None:
    story = make_submitted(headline="Panen raya")
    sari, budi = with_password("editor"), with_password("editor")
    options: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    first, second = open_as(sari, **options), open_as(budi, **options)

    first.get_by_role("button", name="I have it").press("Enter")
    expect(first.locator(".claim")).to_contain_text("You have it in hand since")
    second.goto(change(story))
    expect(second.locator("#claim-line")).to_contain_text(sari.get_full_name())
    found = [*faults(first), *faults(second, "#presence")]
    for name, page in (("desk", first), ("claimed", second)):
        shot(page, f"{name}-{width}-{scheme}")
    second.get_by_role("link", name="Take it from them…").click()
    found += faults(second)
    shot(second, f"claim-asked-{width}-{scheme}")
    second.get_by_role("button", name="Take it in hand").click()
    expect(second.locator("#claim-line")).to_contain_text("You have it in hand since")
    if width < 1024:
        second.get_by_role("button", name="Edit").click()
    # In place, with what is typed left where it is.
    type_into(second, " Dua.")
    second.get_by_role("button", name="Give it back").click()
    expect(second.get_by_role("button", name="I have it")).to_be_focused()

    assert found == []
    assert second.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(second.locator(".ProseMirror")).to_contain_text("Dua.")
