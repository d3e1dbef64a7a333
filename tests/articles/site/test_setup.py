"""The public site over rows of the house that no page was made for."""

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from taggit.models import Tag, TaggedItem

from articles.actions import reviewing
from articles.models import Desk, Edition
from tests.articles.site.examples import addresses, names
from tests.articles.site.helpers import Newsroom, Outline, address, html
from tests.factories import make_submitted


@pytest.fixture
def stray_edition(db: None) -> None:
    """An edition that is there since before the database refused such, with a desk and a page."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_edition DROP CONSTRAINT edition_is_known")
        cursor.execute(
            "INSERT INTO articles_edition (code, name, agency, mark, sign_off, direction,"
            " dateline_form, tagline, position)"
            " VALUES ('fr', 'Français', 'Agence', 'MINA', 'MINA', 'ltr', 'place', '', 0)"
        )
        cursor.execute(
            "INSERT INTO articles_desk (edition_id, name, slug, position, is_opinion)"
            " VALUES ('fr', 'Monde', 'monde', 0, false)"
        )
        cursor.execute(
            "INSERT INTO articles_page (edition_id, slug, title, body, position, updated_at)"
            " VALUES ('fr', 'tentang', 'À propos', '', 0, now())"
        )


def test_every_page_answers_beside_an_edition_without_an_address(
    stray_edition: None, client: Client
) -> None:
    found = addresses("id")

    answers = {name: client.get(url).status_code for name, url in found.items()}

    assert answers == dict.fromkeys(names(), 200) | {"withdrawn": 410}
    assert "fr" not in html(client, "/sitemap-pages.xml").split("/")
    assert "Français" not in html(client, "/")


@pytest.mark.parametrize("code", ["fr", "EN", "", "id/"])
def test_database_takes_no_edition_but_those_of_the_software(db: None, code: str) -> None:
    with pytest.raises(IntegrityError, match="edition_is_known"):
        Edition.objects.create(code=code, name="X", agency="X", mark="X", sign_off="X")


def test_desk_of_an_edition_without_an_address_is_not_offered(stray_edition: None) -> None:
    assert not Desk.objects.filter(name="Monde").exists()


@pytest.mark.parametrize("tag", ["🇵🇸", "؟", "…"])
def test_story_whose_tag_has_no_letters_is_read(
    newsroom: Newsroom, client: Client, tag: str
) -> None:
    # As it stands in a record of before the form asked for letters.
    story = make_submitted(desk=newsroom.desk, by=newsroom.reporter)
    without_letters = Tag.objects.create(name=tag, slug="")
    TaggedItem.objects.create(tag=without_letters, content_object=story)
    reviewing.approve(story=story, by=newsroom.editor)

    page = Outline(html(client, address(story)))

    assert tag in page.texts("span")
    assert page.attributes("a", rel="tag") == []
    for url in ("/", "/feed/", "/feed/atom/", "/sitemap.xml", "/cari/?q=tiadaada"):
        assert client.get(url).status_code == 200
