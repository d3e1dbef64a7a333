"""That no page runs out of a phone, and what colours say is said where they are forced."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from articles.models import Breaking, House
from tests.articles.site.examples import pages
from tests.articles.site.helpers import Newsroom, make_picture
from tests.browser.test_story_form import sign_in, with_password
from tests.editorial.test_addresses import patterns
from tests.factories import make_published

pytestmark = pytest.mark.browser

LONG_WORD = "Antikonstitusionalisasinya" * 2
LONG_ADDRESS = "https://contoh.example/dokumen/laporan-tahunan-lengkap-2026/unduh"

LINES = """cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getClientRects().length;
}"""


@pytest.fixture
def context(browser: Browser, running_site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=running_site)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("edition", ["id", "ar"])
def test_no_page_is_wider_than_a_small_phone(page: Page, edition: str) -> None:
    House.objects.update(email="redaksi-dan-pengaduan@contoh-kantor-berita.example")
    found = pages(edition)
    story = Newsroom(edition).publish(
        headline=f"Uji Judul {LONG_WORD}",
        standfirst=LONG_ADDRESS,
        body=f"<p>{LONG_ADDRESS}</p><blockquote><p>{LONG_WORD}</p></blockquote>",
        tags=(LONG_WORD,),
        dateline_place=LONG_WORD,
        picture=make_picture(caption=LONG_ADDRESS),
    )
    Breaking.objects.create(
        edition_id=edition,
        text=LONG_ADDRESS,
        story_uid=story.uid,
        until=timezone.now() + timedelta(hours=1),
    )
    wide = {}

    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        for name, url in [*found.items(), ("long", _address(edition, story.slug))]:
            page.goto(url)
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wide[name, width] = taken

    assert wide == {}


@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_no_page_of_a_story_in_the_newsroom_is_wider_than_a_small_phone(
    page: Page, locale: str
) -> None:
    page.context.set_extra_http_headers({"accept-language": locale})
    row = "<tr>" + f"<td>{LONG_WORD}</td><td>353.200</td>" * 3 + "</tr>"
    words: dict[str, Any] = {"headline": f"Uji Judul {LONG_WORD}", "standfirst": LONG_ADDRESS}
    words["body"] = f"<p>Data.</p><table>{row * 2}</table>"
    original = make_published(**words)
    story = make_published(edition="en", translation_of=original, **words)
    page.goto("/admin/login/")
    sign_in(page, with_password("chief"))
    page.wait_for_selector(".piles")
    wide, shown = {}, 0

    for pattern in patterns(admin.site.get_urls()):
        if not str(pattern.name).startswith("articles_story_"):
            continue
        try:
            address = reverse(f"admin:{pattern.name}", args=[story.pk])
        except NoReverseMatch:
            continue
        if "<!DOCTYPE html>" in page.request.get(address).text()[:100]:
            page.goto(address)
            shown += 1
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > 360:
                wide[pattern.name] = taken

    assert shown > 15
    assert wide == {}
    page.goto(reverse("admin:articles_story_withdraw", args=[story.pk]))
    number = page.locator(".reading td", has_text="353.200").first
    assert number.evaluate(LINES) == 1


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
def test_search_form_cuts_no_choice_on_a_phone(page: Page, prefix: str, width: int) -> None:
    Newsroom()
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{prefix}/cari/")

    cut = page.locator(".search-form :is(select, [type=date])").evaluate_all(
        """found => found.filter(one => {
            const shown = one.offsetWidth;
            one.style.cssText = "inline-size: max-content; max-inline-size: none";
            return one.offsetWidth > shown;
        }).map(one => one.name)"""
    )

    assert cut == []


def _address(edition: str, slug: str) -> str:
    return f"/{slug}/" if edition == "id" else f"/{edition}/{slug}/"


def test_faces_of_opinion_stand_under_their_heading(page: Page, running_site: str) -> None:
    newsroom = Newsroom()
    newsroom.desk.is_opinion = True
    newsroom.desk.save()
    newsroom.reporter.person.portrait = make_picture(width=30, height=30)
    newsroom.reporter.person.save()
    newsroom.publish()
    page.goto("/")

    edges = page.locator(":is(.opinions h2, .opinions .face)").evaluate_all(
        "found => found.map(one => Math.round(one.getBoundingClientRect().left))"
    )

    assert len(edges) == 2
    assert len(set(edges)) == 1


def test_forced_colours_mark_the_page_alone_and_edge_the_breaking_bar(
    page: Page, running_site: str
) -> None:
    newsroom = Newsroom()
    newsroom.publish()
    Breaking.objects.create(
        edition_id="id", text="Gempa terasa", until=timezone.now() + timedelta(hours=1)
    )
    page.emulate_media(forced_colors="active")
    page.goto("/")

    def edges(selector: str) -> list[float]:
        widths: list[Any] = page.locator(selector).evaluate_all(
            "found => found.map(one => parseFloat(getComputedStyle(one).borderBlockEndWidth))"
        )
        return widths

    assert [width > 0 for width in edges(".desks a")] == [True, False, False]
    assert edges(".breaking") == [3]
