"""Addresses of the agency's former site, each in one hop."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, OldAddress
from tests.articles.site.helpers import Newsroom, address, withdraw
from tests.factories import make_desk

ONE_HOP = 301


@pytest.mark.parametrize(
    "old",
    [
        "/panen-raya",
        "/panen-raya?utm_source=x",
        "/2013/05/panen-raya.html",
        "/2013/05/panen-raya.html/",
        "/2013/05/16/panen-raya/",
        "/panen-raya/3",
        "/panen-raya/3/",
        "/?p=17",
        "/PANEN-LAMA",
        "/panen-lama/",
        "/panen-lama/2",
        "/2013/05/panen-lama.html",
        "/panen-lebih-lama/",
        "/2009/01/panen-lebih-lama.html",
        "/Panen-Raya/",
        "/%50ANEN-LAMA/",
    ],
)
def test_old_address_of_a_story_leads_to_it_in_one_hop(
    newsroom: Newsroom, client: Client, old: str
) -> None:
    newsroom.publish(headline="Panen Raya")
    led = {"?p=17": "panen-raya", "panen-lama": "panen-raya", "panen-lebih-lama": "panen-lama"}
    for path, slug in led.items():
        OldAddress.objects.create(edition_id="id", path=path, slug=slug)

    response = client.get(old)

    assert response.status_code == ONE_HOP
    assert response.headers["Location"].partition("?")[0] == "/panen-raya/"
    assert client.get("/panen-raya/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/category/{desk}", "/kanal/{desk}/"),
        ("/category/indonesia/{desk}/", "/kanal/{desk}/"),
        ("/category/{desk}/feed", "/kanal/{desk}/feed/"),
        ("/category/indonesia/{desk}/feed/", "/kanal/{desk}/feed/"),
        ("/author/{writer}", "/penulis/{writer}/"),
        ("/author/{writer}/", "/penulis/{writer}/"),
        ("/tag/panen", "/tag/panen/"),
        ("/feed", "/feed/"),
        ("/2021/08/08", "/indeks/2021/08/08/"),
        ("/page/2/", "/"),
        ("/page/2?s=panen", "/cari/?q=panen"),
        ("/?s=harga+beras", "/cari/?q=harga+beras"),
        ("/?s=%D9%82%D9%85%D8%AD", "/cari/?q=%D9%82%D9%85%D8%AD"),
        ("/search/harga%20beras/", "/cari/?q=harga+beras"),
        ("/EN/?s=panen", "/en/cari/?q=panen"),
        ("/index.php", "/"),
        ("/feed/rss2/", "/feed/"),
        ("/feed/rss2", "/feed/"),
        ("/feed/rdf/", "/feed/"),
        ("/FEED/", "/feed/"),
        ("/en/feed/rss2/", "/en/feed/"),
        ("/?feed=rss2", "/feed/"),
        ("/?feed=atom", "/feed/atom/"),
        ("/category/{desk}/page/2/", "/kanal/{desk}/"),
        ("/category/{desk}/feed/atom/", "/kanal/{desk}/feed/atom/"),
        ("/KANAL/{desk}/", "/kanal/{desk}/"),
        ("/?category_name={desk}", "/kanal/{desk}/"),
        ("/author/{writer}/feed/", "/penulis/{writer}/"),
        ("/author/{writer}/page/2", "/penulis/{writer}/"),
        ("/tag/panen/page/3/", "/tag/panen/"),
        ("/tag/panen/page/3", "/tag/panen/"),
        ("/tag/panen/feed/rss2/", "/tag/panen/feed/"),
        ("/Tag/Panen/", "/tag/panen/"),
        ("/tag/PANEN/", "/tag/panen/"),
        ("/tag/PANEN", "/tag/panen/"),
        ("/Cari/", "/cari/"),
        ("/EN/", "/en/"),
        ("/EN/Cari", "/en/cari/"),
        ("/?tag=panen", "/tag/panen/"),
        ("/Tempat/Jakarta", "/tempat/jakarta/"),
        ("/2021/08/08/page/2/", "/indeks/2021/08/08/"),
        ("/2021/08/", "/indeks/2021/08/08/"),
        ("/2021/08", "/indeks/2021/08/08/"),
        ("/?m=202108", "/indeks/2021/08/08/"),
        ("/2021/", "/indeks/2021/08/08/"),
        ("/2021", "/indeks/2021/08/08/"),
        ("/2021/page/2/", "/indeks/2021/08/08/"),
        ("/?m=2021", "/indeks/2021/08/08/"),
        ("/2022/", None),
        ("/0000/", None),
        ("/9999/", None),
        ("/en/2021/", None),
        ("/en/2021/08/", None),
        ("/2021/09/", None),
        ("/2021/08/09/", None),
        ("/9999/12/", None),
        ("/9999/12/31/", None),
        ("/0000/01/", None),
        ("/tag/tiada/page/2/", None),
        ("/tempat/tiada/page/2/", None),
        ("/?s=", None),
        ("/?s=%00", "/cari/?q=%00"),
        ("/?feed=x", None),
        ("/en/category/nowhere/{desk}", None),
        ("/category/tiada", None),
        ("/author/tiada", None),
        ("/2013/05/tiada.html", None),
        ("/2013/13/40/", None),
        ("/tiada/3", None),
        ("/?p=18", None),
    ],
)
def test_old_address_of_a_list_leads_to_it_or_nowhere(
    newsroom: Newsroom, client: Client, old: str, new: str | None
) -> None:
    story = newsroom.publish(tags=("Panen",))
    assert story.writer is not None
    names = {"desk": newsroom.desk.slug, "writer": story.writer.slug}
    Article.objects.update(published_at="2021-08-08T05:00:00Z")

    response = client.get(old.format(**names))

    if new is None:
        assert response.status_code == (200 if old.startswith("/?") else 404)
    else:
        assert response.status_code == ONE_HOP
        assert response.headers["Location"] == new.format(**names)


def test_old_address_within_an_edition_stays_in_it(db: None, client: Client) -> None:
    story = Newsroom("en").publish(headline="Harvest Begins")

    response = client.get("/en/2013/05/harvest-begins.html")

    assert response.headers["Location"] == address(story) == "/en/harvest-begins/"


@pytest.mark.parametrize("old", ["/en/2021/", "/en/2021", "/EN/2021/08/", "/en/2021/08/08"])
def test_old_archive_within_an_edition_leads_to_its_last_day(
    db: None, client: Client, old: str
) -> None:
    Newsroom("en").publish()
    Article.objects.update(published_at="2021-08-08T05:00:00Z")

    assert client.get(old).headers["Location"] == "/en/indeks/2021/08/08/"


def test_story_named_by_a_year_is_no_archive(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish(headline="2021")
    Article.objects.update(published_at="2021-08-08T05:00:00Z")

    assert client.get("/2021/").status_code == 200
    assert client.get("/2021").headers["Location"] == "/2021/"


def test_old_address_of_a_withdrawn_story_leads_to_its_notice(
    newsroom: Newsroom, client: Client
) -> None:
    story = newsroom.publish(headline="Panen Raya")
    withdraw(story)

    response = client.get("/2013/05/panen-raya.html", follow=True)

    assert response.redirect_chain == [("/panen-raya/", ONE_HOP)]
    assert response.status_code == 410


@pytest.mark.parametrize(
    ("host", "old", "new"),
    [
        ("en.lama.example", "/", "/en/"),
        ("en.lama.example", "/harvest-begins", "/en/harvest-begins/"),
        ("en.lama.example", "/2013/05/harvest-begins.html", "/en/harvest-begins/"),
        ("en.lama.example", "/?p=5", "/en/harvest-begins/"),
        ("en.lama.example", "/tag/panen", "/en/tag/panen/"),
    ],
)
def test_former_host_of_an_edition_leads_to_its_place_in_one_hop(
    db: None, settings: Any, host: str, old: str, new: str
) -> None:
    settings.SITE_URL = "https://baru.example"
    settings.OLD_HOSTS = {"en.lama.example": "en"}
    Newsroom("en").publish(headline="Harvest Begins")
    OldAddress.objects.create(edition_id="en", path="?p=5", slug="harvest-begins")

    response = Client(headers={"host": host}).get(old)

    assert response.status_code == ONE_HOP
    assert response.headers["Location"] == f"https://baru.example{new}"


def test_living_page_does_not_ask_for_old_addresses(
    newsroom: Newsroom, client: Client, django_assert_num_queries: Any
) -> None:
    make_desk("id", slug="lain")
    url = address(newsroom.publish())
    client.get(url)

    with django_assert_num_queries(1) as captured:
        client.get(url)

    assert [q for q in captured.captured_queries if "oldaddress" in q["sql"]] == []


@pytest.mark.parametrize(("url", "cost"), [("/tidak-ada/", 1), ("/panen-lama/", 2)])
def test_address_that_never_was_costs_one_question_and_an_old_one_another(
    newsroom: Newsroom, client: Client, url: str, cost: int, django_assert_num_queries: Any
) -> None:
    newsroom.publish(headline="Panen raya")
    OldAddress.objects.create(edition_id="id", path="panen-lama", slug="panen-raya")
    client.get("/tidak-pernah-ada/")

    with django_assert_num_queries(cost):
        client.get(url)


@pytest.mark.parametrize(
    "lines",
    [
        {"panen": "panen"},
        {"panen": "padi", "padi": "panen"},
        {"panen": "padi", "padi": "sawah", "sawah": "panen"},
        {"panen": "PANEN"},
        {"panen": "tiada"},
        {"?p=17": "?p=17"},
        {"?p=17": "panen", "panen": "panen"},
    ],
)
def test_old_address_that_leads_round_or_nowhere_leads_nobody(
    db: None, client: Client, lines: dict[str, str]
) -> None:
    for path, slug in lines.items():
        OldAddress.objects.create(edition_id="id", path=path, slug=slug)
    urls = ["/panen/", "/PANEN/", "/2013/05/panen.html", "/panen/2", "/%70anen/"]

    answers = [client.get(url).status_code for url in [*urls, "/?p=17"]]

    assert answers == [*[404] * len(urls), 200]


def test_line_of_a_living_story_to_itself_does_it_no_harm(
    newsroom: Newsroom, client: Client
) -> None:
    newsroom.publish(headline="Panen")
    OldAddress.objects.create(edition_id="id", path="panen", slug="panen")

    assert client.get("/panen/").status_code == 200
    assert client.get("/2013/05/panen.html", follow=True).redirect_chain == [("/panen/", ONE_HOP)]


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/wp-content/uploads/2014/05/foto.jpg", 410),
        ("/en/wp-content/uploads/2014/05/foto.jpg", 410),
        ("/wp-login.php", 404),
        ("/wp-cron.php", 404),
        ("/xmlrpc.php", 404),
        ("/xmlrpc.php/", 404),
        ("/wp-admin/", 404),
        ("/wp-json/", 404),
        ("/wp-json/wp/v2/posts", 404),
        ("/wp-admin/admin-ajax.php", 404),
        ("/wp-includes/js/jquery.js", 404),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_only_wordpress_had_is_not_here_and_costs_no_query(
    db: None, url: str, status: int, method: str, django_assert_num_queries: Any
) -> None:
    client = Client(enforce_csrf_checks=True)

    with django_assert_num_queries(0):
        response = getattr(client, method)(url)

    assert response.status_code == status


def test_story_may_have_a_name_that_wordpress_liked(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(headline="WP Content baru")

    assert client.get(address(story)).status_code == 200
    assert address(story) == "/wp-content-baru/"
