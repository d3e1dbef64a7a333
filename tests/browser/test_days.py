"""A day of each role, on a phone and on a desktop, and who else says a number that was wrong."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Story, User
from editorial.models import Echo
from tests.browser.test_story_form import open_as, with_password
from tests.browser.test_tale import answer, press, write
from tests.browser.test_together import faults
from tests.factories import make_desk, make_published, make_scheduled, make_story

pytestmark = pytest.mark.browser

__all__ = ["open_as"]

FOLDER = Path(django_settings.BASE_DIR) / "var" / "screenshots"
OLD = "<p>Gempa di Cianjur menewaskan 12 orang.</p><p>Tim SAR Cianjur bekerja.</p>"
TAGS = ("Cianjur",)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_day_of_reporter_editor_chief_and_administrator(
    open_as: Callable[..., Page], width: int, scheme: Literal["dark", "light"]
) -> None:
    options: dict[str, Any] = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    editor = with_password("editor")
    day = _Day(open_as, options, editor, make_desk(name="Nasional", slug="nasional"))

    story = day.of_the_reporter()
    day.of_the_editor(story)
    day.of_the_chief(story)
    day.of_the_administrator()

    assert day.found == []


class _Day:
    def __init__(
        self, open_as: Callable[..., Page], options: dict[str, Any], editor: User, desk: Any
    ) -> None:
        self.open_as, self.options, self.editor, self.desk = open_as, options, editor, desk
        self.found: list[tuple[str, Any]] = []

    def look(self, page: Page, name: str) -> None:
        """Nothing is wrong for axe, or hangs out; and a picture, for people to look at."""
        self.found += faults(page)
        width = page.evaluate("document.documentElement.clientWidth")
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"day-{name}-{width}.png", full_page=True)
        # The editor's toolbar needs a moment to fold itself.
        expect(page.locator("html")).to_have_js_property("scrollWidth", width)

    def of_the_reporter(self) -> Story:
        page = self.open_as(with_password("reporter"), **self.options)
        page.goto("/admin/articles/story/add/")
        page.fill("#id_headline", "Gempa Guncang Cianjur")
        page.fill("#id_dateline_place", "Cianjur")
        write(page, "Gempa di Cianjur menewaskan 12 orang.", "Tim SAR Cianjur bekerja.")
        page.select_option("#id_desk", label="Nasional")
        page.check("[name=kind][value=T]")
        press(page, "submit")
        expect(page.locator(".messagelist")).to_contain_text("is with the editors")
        return Story.objects.get()

    def of_the_editor(self, story: Story) -> None:
        page = self.open_as(self.editor, **self.options)
        page.locator("#waiting").get_by_role("link", name="Gempa Guncang Cianjur").click()
        expect(page.locator("#checks")).to_contain_text("Nothing was found.", use_inner_text=False)
        press(page, "approve")
        expect(page.locator(".messagelist")).to_contain_text("is published")
        story.refresh_from_db()
        self.repeated(story)
        page.goto(f"/admin/articles/story/{story.pk}/change/")
        if self.options["viewport"]["width"] < 1024:
            page.get_by_role("button", name="Write").click()
        page.locator(".ProseMirror p").first.click(click_count=3)
        page.keyboard.type("Gempa di Cianjur menewaskan 10 orang.")
        press(page, "correct")
        note = page.get_by_label("What was corrected")
        expect(note).to_have_value(
            "Berita ini sebelumnya menyebut “12 orang”. Yang benar “10 orang”."
        )
        self.look(page, "correcting")
        page.locator(".actions-bar button").click()

        page.get_by_role("link", name="Who else says it").click()
        lines = page.locator(".aftermath ol > li")
        expect(lines).to_have_count(4)
        self.look(page, "who-else")
        draft = page.locator("li", has_text="Rumah sakit Cianjur")
        with page.expect_navigation():
            draft.get_by_role("button", name="Tell its writer").click()
        draft.get_by_role("button", name="Leave as it is").click()
        expect(lines).to_have_count(3)
        assert Echo.objects.get(story__headline="Rumah sakit Cianjur").decision == "left"
        other = page.locator("li", has_text="Warga Cianjur berduka")
        other.get_by_role("button", name="Correct likewise…").click()
        expect(note).to_have_value(
            "Berita ini sebelumnya menyebut “12 orang”. Yang benar “10 orang”."
        )

    def repeated(self, story: Story) -> None:
        """The number in two editions, a draft and a scheduled story."""
        Story.objects.get(pk=story.pk).tags.add(*TAGS)
        make_published(
            editor=self.editor,
            edition="en",
            headline="Quake in Cianjur",
            body="<p>It killed twelve people.</p>",
            translation_of=story,
        )
        make_published(editor=self.editor, headline="Warga Cianjur berduka", body=OLD, tags=TAGS)
        make_story(headline="Rumah sakit Cianjur", body=OLD, tags=TAGS)
        make_scheduled(
            publish_at=timezone.now() + timedelta(hours=3),
            editor=self.editor,
            headline="Bantuan untuk Cianjur",
            body=OLD,
            tags=TAGS,
        )

    def of_the_chief(self, story: Story) -> None:
        """Takes the story back, and decides on its translation, which waits meanwhile."""
        page = self.open_as(with_password("chief"), **self.options)
        page.goto(f"/admin/articles/story/{story.pk}/change/")
        press(page, "withdraw")
        expect(page.locator(".question")).to_contain_text("1 translation goes on hold")
        answer(page, ground="anak", reason="Seorang anak dapat dikenali.")
        expect(page.locator(".messagelist")).to_contain_text("is withdrawn")
        english = Story.objects.get(headline="Quake in Cianjur")
        page.goto("/admin/")
        page.locator("#held").get_by_role("link", name="Quake in Cianjur").click()
        expect(page.locator("#stale-original")).to_contain_text("until an editor decides")
        self.look(page, "deciding")
        page.goto(f"/en/{english.slug}/")
        expect(page.locator("main")).not_to_contain_text("twelve people")
        self.look(page, "held")
        page.goto(f"/admin/articles/story/{english.pk}/change/")
        page.locator("#stale-original button[value=lift]").click()
        page.wait_for_url("**/lift/")
        page.check("[name=despite_withdrawal]")
        page.locator(".actions-bar [type=submit]").click()
        expect(page.locator(".messagelist")).to_contain_text("is free")
        # What the correction made stale is still said.
        expect(page.locator("#stale-original")).not_to_contain_text("until an editor decides")
        page.goto(f"/en/{english.slug}/")
        expect(page.locator("main")).to_contain_text("twelve people")

    def of_the_administrator(self) -> None:
        page = self.open_as(with_password("admin"), **self.options)
        page.goto("/admin/articles/user/colleague/")
        page.fill("[name=name]", "Siti Contoh")
        page.select_option("[name=role]", label="Reporter")
        page.fill("[name=code]", "SC-1")
        page.fill("[name=username]", "siti")
        page.fill("[name=email]", "siti@contoh.example")
        page.locator(".actions-bar [type=submit]").click()
        expect(page.locator("input[value*='/admin/invitation/']")).to_be_visible()
        self.look(page, "welcoming")
        assert User.objects.get(username="siti").groups.get().name == "reporter"
