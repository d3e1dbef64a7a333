"""The pages that show two texts of a story: axe finds nothing, and none runs out of a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import Story, User
from tests.browser.editor import move_caret
from tests.browser.test_story_form import sign_in, with_password
from tests.factories import edit, make_story, make_user

pytestmark = pytest.mark.browser

FOLDER = Path(django_settings.BASE_DIR) / "var" / "screenshots"
BODIES = {
    "id": (
        "<p>Warga Desa Cibuntu membuka kembali perpustakaan keliling pada Rabu (7/2).</p>"
        "<p>Mobil itu memuat <strong>enam ratus</strong> buku anak.</p>"
        "<ul><li>Delapan titik</li><li>Dua pekan</li></ul>"
        + "".join(f"<p>Jadwal singgah ke-{n} ditempel di pos ronda.</p>" for n in range(6))
        + "<p>Pengelola berharap ada dua mobil lagi.</p>",
        "<p>Warga Desa Cibuntu membuka lagi perpustakaan keliling pada Kamis (8/2).</p>"
        '<p>Mobil itu memuat enam ratus <a href="/buku/">buku anak</a>.</p>'
        "<ul><li>Sembilan titik</li><li>Dua pekan</li><li>Tiga jam</li></ul>"
        + "".join(f"<p>Jadwal singgah ke-{n} ditempel di pos ronda.</p>" for n in range(6))
        + "<h2>Harapan</h2><p>Ketua RW menyambut baik.</p>",
    ),
    "ar": (
        "<p>عادت المكتبة إلى القرية يوم الأربعاء (7/2).</p><p>وتقف السيارة في ثمانية أماكن.</p>",
        "<p>عادت المكتبة إلى البلدة يوم الخميس (8/2).</p><p>وتقف السيارة في تسعة أماكن.</p>",
    ),
}


@pytest.fixture
def editor(running_site: str) -> User:
    return with_password("editor")


@pytest.fixture(params=[("light", 1440), ("dark", 390)], ids=["light", "dark"])
def page(
    browser: Browser, running_site: str, editor: User, request: pytest.FixtureRequest
) -> Iterator[Page]:
    scheme: Literal["light", "dark"]
    scheme, width = request.param
    context = browser.new_context(
        base_url=running_site,
        color_scheme=scheme,
        locale="id",
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/")
    sign_in(page, editor)
    page.wait_for_selector(".piles")
    yield page
    context.close()


def compared(edition: str, editor: User) -> str:
    old, new = BODIES[edition]
    story = make_story(edition=edition, body=old, headline="Perpustakaan Keliling", tags=("Buku",))
    edit(story, by=editor, body=new, headline="Perpustakaan Jalan", tags=("Buku", "Desa"))
    return reverse("admin:articles_story_versions", args=[story.pk])


@pytest.mark.parametrize("edition", BODIES)
def test_comparison_fits_a_phone_and_axe_finds_nothing(
    page: Page, editor: User, edition: str
) -> None:
    page.goto(compared(edition, editor))

    found: list[dict[str, Any]] = Axe().run(page).response["violations"]

    shot(page, f"versions-{edition}")
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    body = page.locator(".compared").last
    assert body.evaluate("one => getComputedStyle(one).direction") == (
        "rtl" if edition == "ar" else "ltr"
    )


@pytest.mark.parametrize("edition", BODIES)
def test_question_is_answered_with_a_tap_each_and_axe_finds_nothing(
    page: Page, editor: User, edition: str
) -> None:
    old, new = BODIES[edition]
    story = make_story(edition=edition, body=old, headline="Perpustakaan Keliling")
    page.goto(reverse("admin:articles_story_change", args=[story.pk]))
    page.locator(".ProseMirror p").first.click()
    move_caret(page, "End")
    page.keyboard.type(" Tambahan.")
    if not page.is_visible("#id_standfirst"):
        page.click(".more-fields > summary")
    page.fill("#id_standfirst", "Kalimat pengantar.")
    edit(story, by=make_user("editor"), body=new, headline="Perpustakaan Jalan")

    page.click(".actions-bar [name=_save]:visible")
    expect(page.locator(".asked")).to_have_count(1)
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    shot(page, f"merging-{edition}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator(".asked label").last.click()
    page.click("[name=_save]")

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []
    stored = Story.objects.get(pk=story.pk)
    assert (stored.headline, stored.standfirst) == ("Perpustakaan Jalan", "Kalimat pengantar.")
    assert stored.body.count("Tambahan.") == 1
    assert stored.body.endswith(new[-20:])


def shot(page: Page, name: str) -> None:
    """For people to look at."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size and page.viewport_size["width"]
    page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)
