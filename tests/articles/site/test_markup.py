"""Every page type is HTML as the standard wants it, and what points at something finds it."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article
from tests.articles.site import examples
from tests.articles.site.helpers import Outline, html

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")
EDITIONS = ("id", "en", "ar")
NU = Path(settings.BASE_DIR) / "var/nu/node_modules/vnu-jar/build/dist/vnu.jar"


def faults(text: str) -> list[str]:
    """What the HTML standard calls a parse error, and ids that are doubled or missing."""
    parser = html5lib.HTMLParser()
    parser.parse(text)
    found = [f"{name} at {place}" for place, name, _ in parser.errors]
    elements = [(tag, attrs) for tag, attrs, _ in Outline(text).elements]
    ids = Counter(attrs["id"] for _, attrs in elements if "id" in attrs)
    found += [f"id {name} stands {times} times" for name, times in ids.items() if times > 1]
    wanted = {
        name
        for _, attrs in elements
        for reference in REFERENCES
        for name in attrs.get(reference, "").split()
    }
    anchors = {
        attrs["href"][1:] for tag, attrs in elements if tag == "a" and attrs["href"][:1] == "#"
    }
    return found + [f"no id {name}" for name in sorted((wanted | anchors) - set(ids))]


def texts(client: Client, edition: str) -> dict[str, str]:
    """The HTML of every page type by its name."""
    pages = examples.pages(edition)
    found = {name: client.get(url).content.decode() for name, url in pages.items()}
    story = Article.objects.filter(edition=edition).first()
    assert story
    found["missing"] = html(client, f"/{edition}/tidak-ada/", status=404)
    found["plain story"] = html(client, story.get_absolute_url())
    found["nothing found"] = html(client, f"{pages['search']}xyz")
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_is_valid(db: None, client: Client, edition: str) -> None:
    found = {name: faults(text) for name, text in texts(client, edition).items()}

    assert found == {name: [] for name in found}


def test_nu_html_checker_finds_nothing(db: None, client: Client, tmp_path: Path) -> None:
    for edition in EDITIONS:
        for name, text in texts(client, edition).items():
            (tmp_path / f"{edition} {name}.html").write_text(text)
    files = sorted(tmp_path.iterdir())
    assert len(files) > 50

    found = nu(*files)

    assert found == ""


def test_nu_html_checker_finds_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang='id'><title>A</title><p><img src='a.png'>")

    assert "An “img” element must have an “alt” attribute" in nu(page)


def nu(*files: Path) -> str:
    """What the Nu Html Checker says of the files; the test is skipped where it is missing."""
    if not (NU.exists() and shutil.which("java")):
        pytest.skip("no Nu Html Checker here; make test installs it where there are java and npm")
    command = ["java", "-jar", *map(str, [NU, *files])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (done.stderr == "")
    return done.stderr


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("<table><p>A</p></table>", "implies-table-voodoo"),
        ('<p id="a">A</p><p id="a">B</p>', "id a stands 2 times"),
        ('<a href="#b">A</a>', "no id b"),
        ('<label for="c">A</label>', "no id c"),
    ],
)
def test_a_fault_is_found(fault: str, expected: str) -> None:
    page = f"<!doctype html><html><head><title>A</title></head><body>{fault}</body></html>"

    assert any(expected in each for each in faults(page))
