import pytest
from django.test import Client

from articles.models import House, Page
from articles.models.complaint import KEPT
from articles.text import body
from tests.articles.site.helpers import Outline, html, queries

pytestmark = pytest.mark.django_db

EDITIONS = {"id": "", "en": "/en", "ar": "/ar"}
SLUGS = ("pedoman-media-siber", "tentang", "kontak", "privasi")


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_begins_with_its_pages(client: Client, edition: str, slug: str) -> None:
    page = Outline(html(client, f"{EDITIONS[edition]}/halaman/{slug}/"))

    assert page.texts("h1") == [Page.objects.get(edition=edition, slug=slug).title]
    assert page.attributes("html")[0]["lang"] == edition


def test_language_links_lead_to_the_same_page_and_home_without_one(client: Client) -> None:
    Page.objects.get(edition="ar", slug="tentang").delete()

    page = Outline(html(client, "/halaman/tentang/"))

    links = [link["href"] for link in page.attributes("a") if "hreflang" in link]
    assert links[:3] == ["/halaman/tentang/", "/en/halaman/tentang/", "/ar/"]


@pytest.mark.parametrize("url", ["/halaman/tidak-ada/", "/en/halaman/x/", "/halaman/"])
def test_page_that_is_not_there_is_missing(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("slug", SLUGS)
def test_text_of_the_first_pages_is_what_the_editor_would_store(slug: str) -> None:
    stored = [page.body for page in Page.objects.filter(slug=slug)]

    assert [body.clean(text) for text in stored] == stored


def test_guidelines_lead_to_the_press_council(client: Client) -> None:
    page = Outline(html(client, "/halaman/pedoman-media-siber/"))

    assert len(page.attributes("a", href="https://dewanpers.or.id/")) == 1


def test_page_prints_its_text_cleaned(client: Client) -> None:
    Page.objects.create(
        edition_id="id",
        slug="iklan",
        title="<b>Iklan</b>",
        body="<script>alert(1)</script><p onclick='x()'>Tarif <strong>iklan</strong></p>",
    )

    found = html(client, "/halaman/iklan/")

    assert "<p>Tarif <strong>iklan</strong></p>" in found
    assert Outline(found).texts("h1") == ["<b>Iklan</b>"]
    assert "alert(1)" not in found
    assert "onclick" not in found


@pytest.mark.parametrize("edition", EDITIONS)
def test_privacy_page_says_how_long_a_request_is_kept_and_stands_beside_the_consent(
    client: Client, edition: str
) -> None:
    url = f"{EDITIONS[edition]}/halaman/privasi/"

    form = Outline(html(client, f"{EDITIONS[edition]}/koreksi/ajukan/"))

    assert f" {KEPT.days} " in html(client, url)
    title = Page.objects.get(edition=edition, slug="privasi").title
    # Beside the consent, and in the footer.
    assert form.texts("a", href=url) == [title, title]


def test_contact_page_has_the_details_of_the_house(client: Client) -> None:
    House.objects.update(
        company="PT Contoh", address="Jl. Contoh 1, Jakarta", email="a@b.test", telephone="021 1"
    )

    page = Outline(html(client, "/halaman/kontak/"))

    assert page.texts("dd") == ["PT Contoh", "Jl. Contoh 1, Jakarta", "a@b.test", "021 1"]
    assert len(page.attributes("a", href="mailto:a@b.test")) == 1


def test_page_costs_three_queries_at_most(client: Client) -> None:
    # The process reads what is on every page.
    client.get("/redaksi/")

    assert queries(client, "/halaman/kontak/") <= 3


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_leads_to_the_standing_pages(client: Client, edition: str) -> None:
    prefix = EDITIONS[edition]
    Page.objects.create(edition_id=edition, slug="iklan", title="Iklan", position=9)

    page = Outline(html(client, f"{prefix}/tidak-ada/", status=404))

    links = [link["href"] for link in page.attributes("a")]
    assert [link for link in links if "/halaman/" in link] == [
        f"{prefix}/halaman/{slug}/" for slug in (*SLUGS, "iklan")
    ]
    assert [link for link in links if link in (f"{prefix}/redaksi/", f"{prefix}/koreksi/ajukan/")]


def test_changed_title_is_in_the_footer_at_once(client: Client) -> None:
    html(client, "/")
    Page.objects.filter(edition="id", slug="tentang").update(title="Siapa Kami")

    page = Outline(html(client, "/"))

    assert page.texts("a", href="/halaman/tentang/") == ["Siapa Kami"]
