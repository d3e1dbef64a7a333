"""Asking for a correction as a reader does: on a phone, without JavaScript, with mistakes first."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from articles.models import Complaint
from tests.factories import make_published

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
FORM = "/en/koreksi/ajukan/"


@pytest.fixture
def page(browser: Browser, running_site: str) -> Iterator[Page]:
    """A phone that runs no script and keeps no cookie."""
    context = browser.new_context(viewport=PHONE, base_url=running_site, java_script_enabled=False)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def send(page: Page) -> None:
    """Press the button, again while the form finds that nobody is so quick."""
    is_quick = True
    while is_quick:
        with page.expect_navigation():
            page.get_by_role("button", name="Send to the newsroom").click()
        is_quick = page.get_by_text("That was very quick.").is_visible()


def test_reader_asks_for_a_correction_and_mends_the_mistakes(page: Page, running_site: str) -> None:
    story = make_published(edition="en", headline="Harvest in the sample village")
    page.goto(f"/en/{story.slug}/")
    page.get_by_role("link", name="Ask for a correction or a reply").first.click()
    opened = page.get_by_label("Address of the story")
    expect(opened).to_have_value(f"{running_site}/en/{story.slug}/")
    page.get_by_label("Your text").fill("The harvest was in May.")

    send(page)

    summary = page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Choose what you ask for.",
            "Write your name.",
            "Write who you are to the story.",
            "Write an e-mail address or a telephone number.",
            "We may keep your request only if you agree.",
        ]
    )
    summary.get_by_role("link", name="Write your name.").click()
    expect(page).to_have_url(page.url.split("#")[0] + "#nama")
    expect(page.get_by_label("Your text")).to_have_value("The harvest was in May.")

    page.get_by_label("A correction: a fact is wrong").check()
    page.get_by_label("Your name").fill("Tirta Demowati")
    page.get_by_label("Who you are to the story").fill("A reader")
    page.get_by_label("Telephone").fill("+62 21 5550 0100")
    page.get_by_label("I agree that the newsroom keeps").check()
    send(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is with the newsroom")
    complaint = Complaint.objects.get()
    expect(page.locator("main")).to_contain_text(complaint.reference)
    assert complaint.story_uid == story.uid


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_with_its_mistakes_is_open_to_everybody(
    browser: Browser, running_site: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport=PHONE,
        base_url=running_site,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(FORM)
    page.get_by_role("button", name="Send to the newsroom").click()
    expect(page.get_by_role("alert")).to_be_visible()

    found = Axe().run(page)

    assert [violation["id"] for violation in found.response["violations"]] == []
    context.close()
