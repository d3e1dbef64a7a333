"""What readers look at most, as a browser shows it: home, story, Arabic story, search, print."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize, expect

from articles.models import Breaking, Picture
from articles.pictures import rendering
from articles.record import picture_data
from tests.articles.site.helpers import Newsroom, address, correct, make_picture

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
# The largest that a story may need before its picture, as the wire carries it.
REQUESTS, PAGE_BYTES, FONT_BYTES = 5, 35_000, 120_000
SHIFTS = """
window.shifted = 0
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.fixture
def context(browser: Browser, running_site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, base_url=running_site)
    yield context
    assert context.cookies() == []
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A reader's phone, on whose console no page may complain."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def newsroom(running_site: str) -> Newsroom:
    return Newsroom()


@pytest.fixture
def picture(running_site: str) -> Picture:
    """A picture with its renditions, where the running site looks for it."""
    picture = make_picture(alternative="Sawah hijau", photographer="Intan Bingkaisari")
    rendering.render(picture_data(picture))
    return picture


def test_home_leads_with_its_lead_and_the_breaking_bar(
    page: Page, newsroom: Newsroom, picture: Picture
) -> None:
    stories = [newsroom.publish(picture=picture if n == 3 else None) for n in range(8)]
    Breaking.objects.create(
        edition_id="id",
        text="Gempa terasa di pesisir",
        story_uid=stories[0].uid,
        until=timezone.now() + timedelta(hours=1),
    )

    page.goto("/")

    expect(page.locator(".lead a").last).to_have_text(stories[3].headline)
    drawn = page.locator(".lead img").evaluate("image => image.naturalWidth && image.currentSrc")
    assert drawn.endswith(".avif")
    expect(page.locator(".wire-headline")).not_to_have_count(0)
    page.get_by_role("link", name="Gempa terasa di pesisir").click()
    expect(page.locator("h1")).to_have_text(stories[0].headline)


def test_story_is_shared_and_read_in_another_language(
    page: Page, context: BrowserContext, newsroom: Newsroom, running_site: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    story = newsroom.publish(headline="Panen & doa di kaki gunung")
    arabic = Newsroom("ar").publish(headline="موسم القطاف في القرية", translation_of=story)
    page.goto(address(story))

    links = page.locator(".share a").evaluate_all("links => links.map(link => link.href)")
    page.get_by_role("button", name="Salin alamat").click()

    own = f"{running_site}{address(story)}"
    assert [link.partition("/")[2].partition("/")[2].split("/")[0] for link in links] == [
        "wa.me",
        "t.me",
        "x.com",
    ]
    expect(page.locator(".share-said")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == own

    page.locator(".languages a[hreflang=ar]").click()

    expect(page.locator("h1")).to_have_text(arabic.headline)
    page.locator(".languages a[hreflang=id]").click()
    expect(page).to_have_url(own)


def test_arabic_story_runs_from_the_right_in_its_own_type(page: Page, running_site: str) -> None:
    story = Newsroom("ar").publish(
        headline="موسم القطاف في القرية",
        body="<p>قال النبي ﷺ: «إِنَّمَا الأَعْمَالُ بِالنِّيَّاتِ».</p>" * 3,
    )
    page.goto(address(story))
    page.evaluate("document.fonts.ready")

    # The words of a paragraph end where its box ends on the right.
    gap = page.locator(".prose p").last.evaluate(
        """paragraph => {
            const words = document.createRange()
            words.selectNodeContents(paragraph)
            const line = words.getClientRects()[0]
            return Math.abs(paragraph.getBoundingClientRect().right - line.right)
        }"""
    )
    brand, search = (
        page.locator(name).bounding_box() for name in (".brand", ".masthead .search-link")
    )

    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        "ar",
        "rtl",
    ]
    assert gap < 2
    assert brand is not None
    assert search is not None
    assert brand["x"] > search["x"]
    loaded = page.evaluate(
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)"
    )
    assert "Naskh" in {family.strip('"') for family in loaded}
    assert (
        page.locator(".prose p")
        .last.evaluate("paragraph => getComputedStyle(paragraph).fontFamily")
        .startswith(("Naskh,", '"Naskh"'))
    )


def test_search_is_narrowed_to_a_desk(page: Page, newsroom: Newsroom) -> None:
    other = Newsroom()
    here = newsroom.publish(headline="Panen raya di lembah")
    there = other.publish(headline="Panen kopi di lereng")
    page.goto("/cari/")

    page.get_by_role("searchbox", name="Kata pencarian").last.fill("panen")
    page.get_by_role("searchbox", name="Kata pencarian").last.press("Enter")
    found = page.locator(".results h2 a")
    expect(found).to_have_text([there.headline, here.headline])
    page.locator("#kanal").select_option(label=newsroom.desk.name)
    page.locator(".search-form [type=submit]").click()

    expect(found).to_have_text([here.headline])
    expect(page.locator("mark").first).to_have_text("Panen")


def test_print_is_a_page_of_wire_copy(
    page: Page, newsroom: Newsroom, picture: Picture, running_site: str
) -> None:
    others = [newsroom.publish() for _ in range(3)]
    story = newsroom.publish(related=((others[0].headline, 4),), picture=picture)
    correct(story, "Satu angka diperbaiki.")
    page.goto(address(story))

    page.emulate_media(media="print")

    shown = page.locator("body").inner_text()
    wanted = [story.headline, "Jakarta, MINA –", "Satu angka diperbaiki.", "Mi’raj News Agency"]
    wanted += [f"{running_site}{address(story)}", "Sawah di pagi hari."]
    assert [words for words in wanted if words not in shown] == []
    for name in (".desks", ".languages", ".share", ".related", ".more", ".chips", ".site-footer"):
        expect(page.locator(name).first).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_story_is_light_and_nothing_on_it_moves(
    page: Page, newsroom: Newsroom, picture: Picture, running_site: str
) -> None:
    for _ in range(7):
        newsroom.publish(picture=picture)
    story = newsroom.publish(picture=picture, tags=("Panen", "Beras"))
    page.add_init_script(SHIFTS)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it is given

    page.goto(address(story), wait_until="load")
    page.evaluate("document.fonts.ready")
    page.mouse.wheel(0, 4000)
    page.wait_for_function("[...document.images].every(image => image.complete)")

    # The browser's own icon comes after all of the page.
    before = [
        answer
        for answer in answers
        if answer.request.resource_type != "image" and "favicon" not in answer.url
    ]
    sizes = {answer.url: carried(answer) for answer in before}
    fonts = {url for url in sizes if url.endswith(".woff2")}
    assert len(before) <= REQUESTS
    assert sum(sizes[url] for url in sizes if url not in fonts) < PAGE_BYTES
    assert sum(sizes[url] for url in fonts) < FONT_BYTES
    assert {url for url in sizes if not url.startswith(running_site)} == set()
    assert page.evaluate("window.shifted") == 0


def carried(answer: Response) -> int:
    """The bytes of an answer on the wire: nginx compresses what gunicorn sends as it is."""
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body, 5))


def test_browser_reads_the_manifest_of_the_site(
    page: Page, context: BrowserContext, newsroom: Newsroom
) -> None:
    page.goto("/")

    found: dict[str, Any] = context.new_cdp_session(page).send("Page.getAppManifest")

    assert found["errors"] == []
    assert '"icons"' in found["data"]
