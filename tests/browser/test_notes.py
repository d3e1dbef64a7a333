"""Notes in a browser: written on what is selected, answered in place, and found again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Story
from editorial.models import Note
from tests.browser.test_buffers import change
from tests.browser.test_story_form import open_as, with_password
from tests.browser.test_together import faults
from tests.factories import make_submitted, make_user

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

BODY = "<p>Warga desa memanen padi.</p><p>Warga desa menjemur gabah.</p>"


def select(page: Page, paragraph: int, words: str) -> None:
    """Select words of a paragraph in the editor, as a mouse does."""
    page.locator(".ProseMirror p").nth(paragraph).evaluate(
        """(block, words) => {
          const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode()
          const range = document.createRange()
          range.setStart(text, text.data.indexOf(words))
          range.setEnd(text, text.data.indexOf(words) + words.length)
          block.closest(".ProseMirror").focus()
          getSelection().removeAllRanges()
          getSelection().addRange(range)
        }""",
        words,
    )


def test_note_is_written_on_what_is_selected_and_leads_back_to_it(
    open_as: Callable[..., Page],
) -> None:
    make_user("reporter", username="banyu", first_name="Banyu", last_name="Cobandaru")
    story = make_submitted(body=BODY)
    page = open_as(with_password("editor"), viewport={"width": 1440, "height": 900})
    page.goto(change(story))
    page.locator("#id_headline").press("End")
    page.keyboard.type(", belum disimpan")

    select(page, 1, "Warga desa")
    page.get_by_role("button", name="Note on this").click()
    page.keyboard.type("Desa mana, @ban")
    expect(page.get_by_role("option", name="Banyu Cobandaru")).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add the note").click()
    thread = page.locator(".thread")
    expect(thread.locator(".passage")).to_contain_text("Warga desa")
    page.evaluate("getSelection().removeAllRanges()")
    thread.get_by_role("button", name="Show in the text").click()
    found = page.evaluate(
        "[getSelection().toString(), getSelection().anchorNode.parentElement.textContent]"
    )
    thread.get_by_text("Reply", exact=True).click()
    thread.get_by_role("textbox", name="Reply").fill("Desa Contoh.")
    thread.get_by_role("button", name="Send the reply").click()
    expect(thread.locator(".said")).to_have_count(2)

    note = Note.objects.get(answers=None)
    assert (note.text, note.before[-6:], note.after[:8]) == (
        "Desa mana, @banyu",
        "npadi.",
        "menjemur",
    )
    assert found == ["Warga desa", "Warga desa menjemur gabah."]
    assert faults(page, "#notes-list") == []
    # The page stayed, with what was typed into it, and nothing of the story was saved.
    assert page.locator("#id_headline").input_value().endswith(", belum disimpan")
    assert Story.objects.get().version == story.version

    phone = open_as(with_password("chief"), viewport={"width": 390, "height": 844})
    phone.goto(f"{change(story)}#note-{note.pk}")
    expect(phone.locator(f"#note-{note.pk}")).to_be_in_viewport()
    phone.get_by_role("button", name="Show in the text").click()
    passage = phone.locator("[data-passages=body]").get_by_text("Warga desa menjemur gabah.")
    expect(passage).to_be_in_viewport()
    assert phone.evaluate("getSelection().toString()") == "Warga desa"
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
