import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.models import Edition, Page
from newsroom import errors as refusals
from tests.articles.site.helpers import Newsroom, Outline, address, html, withdraw


@pytest.mark.parametrize(
    ("url", "edition"),
    [
        ("/tidak-ada/", "id"),
        ("/a/b/c", "id"),
        ("/en/none/", "en"),
        ("/en/a/b.html", "en"),
        ("/ar/لا-شيء/", "ar"),
        ("/english/", "id"),
        ("/" + "x" * 5000 + "/", "id"),
        ("/%00/", "id"),
        ("/..%2f..%2fetc/passwd", "id"),
    ],
)
def test_missing_page_helps_on_in_its_edition(
    db: None, client: Client, url: str, edition: str
) -> None:
    story = Newsroom(edition).publish()

    page = Outline(html(client, url, status=404))

    assert page.attributes("html")[0]["lang"] == edition
    assert page.headlines() == [story.headline]
    assert [link["href"] for link in page.attributes("a", href=address(story))] != []
    assert len(page.attributes("form", role="search")) == 2
    assert page.attributes("link", rel="canonical") == []


def test_missing_page_without_any_edition_is_still_said(db: None, client: Client) -> None:
    Page.objects.all().delete()
    Edition.objects.all().delete()

    page = Outline(html(client, "/tidak-ada/", status=404))

    assert len(page.texts("h1")) == 1


def test_failure_in_a_page_is_a_500_page(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_article RENAME TO gone")

    response = client.get("/en/")

    assert response.status_code == 500
    assert response.headers["Content-Language"] == "en"


@pytest.mark.parametrize(("view", "status"), [("bad_request", 400), ("forbidden", 403)])
def test_refusals_are_pages_without_a_query(view: str, status: int) -> None:
    response = getattr(refusals, view)(RequestFactory().get("/"), Exception())

    assert response.status_code == status
    assert len(Outline(response.content.decode()).texts("h1")) == 1


@pytest.mark.parametrize(
    ("url", "edition"),
    [
        ("/tidak-ada/", "id"),
        ("/en/none/", "en"),
        ("/a/b/c", "id"),
        ("/2013/05/tiada.html", "id"),
        ("/author/tiada/", "id"),
        ("/category/tiada/", "id"),
        ("/kanal/tiada/", "id"),
        ("/tag/tiada/", "id"),
        ("/tag/tiada/feed/", "id"),
        ("/en/tempat/none/", "en"),
        ("/penulis/tiada/", "id"),
        ("/indeks/1999/01/01/", "id"),
        ("/en/indeks/9999/12/31/", "en"),
        ("/halaman/tiada/", "id"),
        ("/tiada/copy.txt", "id"),
        ("/tiada/ninjs.json", "id"),
        ("/ar/لا-شيء/", "ar"),
    ],
)
def test_wrong_address_costs_one_query(db: None, client: Client, url: str, edition: str) -> None:
    story = Newsroom(edition).publish()
    prefix = "/" if edition == "id" else f"/{edition}/"
    html(client, f"{prefix}salah-ketik/", status=404)

    with CaptureQueriesContext(connection) as captured:
        page = Outline(html(client, url, status=404))

    assert len(captured) == 1
    assert page.headlines() == [story.headline]


def test_missing_page_shows_what_is_new_at_once(newsroom: Newsroom, client: Client) -> None:
    first = newsroom.publish()
    assert Outline(html(client, "/tidak-ada/", status=404)).headlines() == [first.headline]

    second = newsroom.publish()
    withdraw(first)

    assert Outline(html(client, "/tidak-ada/", status=404)).headlines() == [second.headline]
