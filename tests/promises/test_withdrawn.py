"""Promise 7: a withdrawn story is gone from every list, and its address says so with 410."""

import pytest
from django.test import Client

from articles.models import Dispatch, Edition, Person, Story
from tests.articles.site.helpers import Newsroom, Outline, correct, html, withdraw
from tests.factories import edit, make_desk

TITLE = "Nama anak itu terungkap"
REASON = "Identitas seorang anak terungkap."


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_withdrawn_story_answers_410_with_the_notice(
    db: None, client: Client, edition: str
) -> None:
    story = Newsroom(edition).publish(body="<p>Isi yang ditarik.</p>", headline="Judul contoh")
    prefix = "/" if edition == "id" else f"/{edition}/"

    withdraw(story, REASON)

    page = html(client, f"{prefix}{story.slug}/", status=410)
    outline = Outline(page)
    assert REASON in page
    assert "Chief Contoh" in page
    assert len(outline.attributes("time")) == 2
    assert "Isi yang ditarik" not in page
    assert outline.attributes("meta", name="robots") == [{"name": "robots", "content": "noindex"}]
    main = Outline(page[page.index("<main") : page.index("</main>")])
    assert [link["href"].partition("?")[0] for link in main.attributes("a")] == [
        prefix,
        f"{prefix}koreksi/",
        f"{prefix}cari/",
    ]


def test_withdrawal_speaks_of_what_was_published_and_not_of_a_next_version(
    db: None, client: Client
) -> None:
    newsroom = Newsroom()
    story = newsroom.publish(headline="Judul yang terbit")
    address = f"/{story.slug}/"
    published = Dispatch.objects.get().data
    words = {"headline": "Judul yang belum disetujui", "desk": make_desk("id")}
    story = edit(story, by=newsroom.editor, **words)
    # As a hand in the database would: no door lets a published story's address be changed.
    Story.objects.update(slug="alamat-lain", edition="en")

    withdraw(story, REASON)

    sent = Dispatch.objects.latest("number")
    frame = ("edition", "desk", "section", "slug", "headline", "published_at")
    assert [sent.data[name] for name in frame] == [published[name] for name in frame]
    assert (sent.edition, sent.slug) == ("id", published["slug"])
    pages = [html(client, address, status=410), html(client, "/koreksi/")]
    assert ["Judul yang terbit" in page for page in pages] == [True, True]
    assert "belum disetujui" not in "".join(pages)
    forms = ("copy.txt", "ninjs.json")
    assert [client.get(f"{address}{form}").status_code for form in forms] == [410, 410]


def test_copy_of_a_withdrawn_story_answers_410_without_its_text(db: None, client: Client) -> None:
    story = Newsroom().publish(headline=TITLE)
    withdraw(story)

    response = client.get(f"/{story.slug}/copy.txt")

    assert response.status_code == 410
    assert TITLE not in response.content.decode()


def test_withdrawn_story_is_gone_from_every_list(db: None, client: Client) -> None:
    newsroom = Newsroom()
    story = newsroom.publish(headline=TITLE, tags=("Panen",))
    stays = newsroom.publish(tags=("Panen",))
    writer = Person.objects.get(user=newsroom.reporter)
    addresses = [
        "/",
        f"/{stays.slug}/",
        f"/kanal/{newsroom.desk.slug}/",
        "/tag/panen/",
        f"/penulis/{writer.slug}/",
        "/indeks/",
        "/cari/?q=paragraf",
        "/feed/",
        "/feed/atom/",
        f"/kanal/{newsroom.desk.slug}/feed/",
        f"/kanal/{newsroom.desk.slug}/feed/atom/",
        "/tag/panen/feed/",
        "/tag/panen/feed/atom/",
        "/tidak-ada/",
    ]
    sitemap = f"/sitemap-id-{stays.created_at:%Y-%m}.xml"
    before = [client.get(url).content.decode() for url in addresses]
    assert [url for url, page in zip(addresses, before, strict=True) if TITLE not in page] == []
    assert story.slug in html(client, sitemap)

    withdraw(story)

    after = [client.get(url).content.decode() for url in addresses]
    assert [url for url, page in zip(addresses, after, strict=True) if TITLE in page] == []
    assert story.slug not in html(client, sitemap)
    assert stays.slug in html(client, sitemap)


def test_withdrawal_is_announced_and_hides_the_corrections_before_it(
    db: None, client: Client
) -> None:
    newsroom = Newsroom()
    story = correct(newsroom.publish(), "Anak itu bernama lain.")
    other = correct(newsroom.publish(), "Satu angka diperbaiki.")
    before = html(client, "/koreksi/")

    withdraw(story, REASON)

    after = html(client, "/koreksi/")
    assert "Anak itu bernama lain." in before
    assert "Anak itu bernama lain." not in after
    assert Outline(after).headlines() == [story.headline, other.headline]
    assert REASON in after


def test_other_editions_do_not_show_the_withdrawal(db: None, client: Client) -> None:
    story = withdraw(Newsroom().publish())

    assert Edition.objects.count() == 3
    assert client.get(f"/en/{story.slug}/").status_code == 404
    assert Outline(html(client, "/en/koreksi/")).headlines() == []
