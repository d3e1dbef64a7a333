"""Promise 9: a list costs the same number of queries for 1 row, 3 and 50."""

import pytest
from django.test import Client

from articles.models import Person
from tests.articles.site.helpers import Newsroom, correct, queries

# One of each tells how far the record has come; that alone is asked again while a page is kept.
COSTS = {
    "/": 5,
    "/kanal/{desk}/": 3,
    "/tag/panen/": 3,
    "/penulis/{writer}/": 4,
    "/indeks/": 4,
    "/cari/?q=panen": 4,
    "/koreksi/": 2,
    "/feed/": 2,
    "/feed/atom/": 2,
    "/kanal/{desk}/feed/": 2,
    "/kanal/{desk}/feed/atom/": 2,
    "/tag/panen/feed/": 2,
    "/tag/panen/feed/atom/": 2,
    "/sitemap.xml": 1,
    "/sitemap-pages.xml": 3,
    "/sitemap-id-{month}.xml": 3,
}


@pytest.mark.parametrize("number", [1, 3, 50])
def test_lists_cost_the_same(db: None, client: Client, number: int) -> None:
    newsroom = Newsroom()
    stories = [newsroom.publish(tags=("Panen", "Desa")) for _ in range(number)]
    for story in stories[:21]:
        correct(story, "Satu angka diperbaiki.")
    names = {
        "desk": newsroom.desk.slug,
        "writer": Person.objects.get(user=newsroom.reporter).slug,
        "month": stories[0].created_at.strftime("%Y-%m"),
    }
    # The process reads what is on every page.
    client.get("/redaksi/")

    costs = {url: queries(client, url.format(**names)) for url in COSTS}

    assert costs == COSTS
