"""A correction finds its old number in two editions, a draft and a scheduled story; on a phone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Story
from editorial.models import Echo
from tests.browser.test_story_form import open_as, with_password
from tests.browser.test_together import faults
from tests.factories import edit, make_published, make_scheduled, make_story

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

FOLDER = Path(django_settings.BASE_DIR) / "var" / "screenshots"
OLD = "<p>Gempa di Cianjur menewaskan 12 orang.</p><p>Tim SAR Cianjur bekerja.</p>"


def shot(page: Page, name: str) -> None:
    """For people to look at."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"aftermath-{name}.png", full_page=True)


def test_correction_finds_its_old_number_and_each_line_is_dealt_with(
    open_as: Callable[..., Page],
) -> None:
    editor = with_password("editor")
    tags = ("Cianjur",)
    story = make_published(editor=editor, headline="Gempa Cianjur", body=OLD, tags=tags)
    make_published(
        editor=editor,
        edition="en",
        headline="Quake in Cianjur",
        body="<p>It killed twelve people.</p>",
        translation_of=story,
    )
    make_published(editor=editor, headline="Warga Cianjur berduka", body=OLD, tags=tags)
    draft = make_story(headline="Rumah sakit Cianjur", body=OLD, tags=tags)
    make_scheduled(
        publish_at=timezone.now() + timedelta(hours=3),
        editor=editor,
        headline="Bantuan untuk Cianjur",
        body=OLD,
        tags=tags,
    )
    edit(story, by=editor, body=OLD.replace("12", "10"))
    page = open_as(editor, viewport={"width": 390, "height": 844})

    page.goto(f"/admin/articles/story/{story.pk}/correct/")
    drafted = page.get_by_label("What was corrected").input_value()
    found = faults(page)
    shot(page, "asking")
    page.locator(".actions-bar button").click()
    page.get_by_role("link", name="Who else says it").click()
    expect(page.locator(".aftermath ol > li")).to_have_count(4)
    found += faults(page)
    shot(page, "phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    shot(page, "desktop")
    line = page.locator("li", has_text="Rumah sakit Cianjur")
    line.get_by_role("button", name="Tell its writer").click()
    line.get_by_role("button", name="Leave as it is").click()
    expect(page.locator(".aftermath ol > li")).to_have_count(3)
    line = page.locator("li", has_text="Warga Cianjur berduka")
    line.get_by_role("button", name="Correct likewise…").click()

    expect(page).to_have_url(
        f"/admin/articles/story/{Story.objects.get(headline='Warga Cianjur berduka').pk}/correct/"
    )
    assert "“12 orang”" in drafted
    assert "“10 orang”" in drafted
    assert Echo.objects.get(story=draft).decision == "left"
    assert found == []
