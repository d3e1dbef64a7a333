"""A reference picture of each page type in three widths, for people to look at: var/screenshots.

Nothing compares them with earlier ones. What a picture can't show well is asserted: that no page
is wider than its window, and that nothing it asks for is missing.
"""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Response

from tests.articles.site import examples

pytestmark = pytest.mark.browser

FOLDER = Path(django_settings.BASE_DIR) / "var" / "screenshots"
WIDTHS = (390, 768, 1440)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_every_page_fits_every_width(browser: Browser, running_site: str, edition: str) -> None:
    pages = {**examples.pages(edition), "missing": f"/{edition}/tidak-ada/"}
    FOLDER.mkdir(parents=True, exist_ok=True)
    too_wide: list[str] = []
    missing: list[str] = []

    def look(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            missing.append(response.url)

    for width in WIDTHS:
        context = browser.new_context(
            base_url=running_site,
            reduced_motion="reduce",
            viewport={"width": width, "height": 900},
        )
        page = context.new_page()
        page.on("response", look)
        for name, url in pages.items():
            page.goto(url)
            page.evaluate("document.fonts.ready")
            if page.evaluate(OVERFLOW):
                too_wide.append(f"{name} at {width}")
            shot = FOLDER / f"{edition}-{name}-{width}.png"
            shot.unlink(missing_ok=True)
            page.screenshot(path=shot, full_page=True)
            assert shot.exists()
        context.close()

    assert too_wide == []
    assert missing == []
