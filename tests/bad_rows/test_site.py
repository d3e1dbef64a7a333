"""The public site over rows that no door lets in."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.articles.site.examples import addresses, names
from tests.bad_rows.rows import REFUSED, Rows

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
XML_TYPES = ("application/rss+xml", "application/atom+xml", "application/xml")


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False)


def read(reader: Client, url: str, status: int = 200) -> str:
    """The text of an address, with nothing in it that a program which reads it refuses."""
    response = reader.get(url)
    text = response.content.decode()
    assert response.status_code == status, url
    assert not [sign for sign in REFUSED if sign in text], url
    kind = response.headers["Content-Type"].partition(";")[0]
    if kind in XML_TYPES:
        ElementTree.fromstring(text)  # noqa: S314 - our own feeds
    elif kind.endswith("json"):
        json.loads(text)
    for data in DATA.findall(text):
        json.loads(data)
    return text


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_every_page_is_there_over_bad_rows(bad: Rows, reader: Client, edition: str) -> None:
    found = addresses(edition)

    for name in names():
        read(reader, found[name])
    read(reader, found["withdrawn"], 410)


def test_every_story_is_there_and_its_copy(bad: Rows, reader: Client) -> None:
    for story in bad.stories:
        address = Article.objects.get(pk=story.uid).get_absolute_url()
        read(reader, address)
        read(reader, f"{address}copy.txt")
        read(reader, f"{address}ninjs.json")


def test_lists_of_what_a_bad_row_names_are_there(bad: Rows, reader: Client) -> None:
    assert bad.spoiled.writer is not None
    desk, writer = bad.spoiled.desk.slug, bad.spoiled.writer.slug
    month = timezone.localdate().strftime("%Y-%m")
    pages = ["/", "/indeks/", "/koreksi/", f"/koreksi/?bulan={month}", "/redaksi/"]
    pages += ["/halaman/tentang/", "/cari/?q=panen", "/cari/?q=tiadaada", f"/kanal/{desk}/"]
    pages += ["/tag/panen/", "/tempat/jakarta/", f"/penulis/{writer}/", "/site.webmanifest"]
    feeds = [f"/kanal/{desk}/feed/", "/tag/panen/feed/", "/feed/"]
    maps = ["/sitemap.xml", "/sitemap-news.xml", "/sitemap-pages.xml", f"/sitemap-id-{month}.xml"]

    for url in [*pages, *feeds, *(f"{url}atom/" for url in feeds), *maps]:
        read(reader, url)

    assert bad.good.headline in read(reader, "/feed/")
    assert bad.good.headline in read(reader, "/")


@pytest.mark.parametrize(
    "path", ["sendiri", "satu", "dua", "kosong", "salah", "jauh", "f%2Fr", "f/r", "f/r/kanal/monde"]
)
def test_bad_old_address_leads_nowhere(bad: Rows, reader: Client, path: str) -> None:
    for url in (f"/{path}/", f"/2013/05/{path}.html"):
        read(reader, url, 404)
    assert reader.get("/?p=1").status_code == 200
