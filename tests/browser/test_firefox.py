"""In Firefox: what was typed and not saved is offered when one comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editorial.models import Buffer
from tests.browser.firefox import Firefox, firefox, installed
from tests.browser.test_story_form import ADD, PASSWORD, with_password
from tests.conftest import Site
from tests.factories import make_desk

FIREFOX = installed()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(FIREFOX is None, reason="no Firefox on this machine (Debian: firefox-esr)"),
]


@pytest.fixture
def page(site: Site, tmp_path: Path) -> Iterator[Firefox]:
    make_desk(name="Nasional", slug="nasional")
    assert FIREFOX
    with firefox(tmp_path / "profile", FIREFOX) as page:
        reporter = with_password("reporter")
        page.goto(f"{site.address}/admin/login/?next=/admin/")
        page.type("#id_username", reporter.username)
        page.type("#id_password", PASSWORD + "\ue007")
        page.until("Boolean(document.querySelector('.piles'))")
        yield page


def test_typed_words_are_offered_when_one_comes_back(page: Firefox, site: Site) -> None:
    page.goto(f"{site.address}{ADD}")
    page.type("#id_headline", "Panen raya")
    page.type(".ProseMirror", "Isi berita contoh.")
    page.until("/^Kept \\d/.test(document.querySelector('.words').textContent)")

    page.goto(f"{site.address}/admin/")
    page.click("#unfiled a")

    page.until("document.querySelector('#id_headline')?.value === 'Panen raya'")
    assert "<p>Isi berita contoh.</p>" in Buffer.objects.get().fields["body"]
