"""What browsers and shared caches are told, asked at the door of HTTP."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from articles.actions import amending
from articles.models import Breaking, Person, SiteVersion, Story
from articles.site.frame import caching
from tests.articles.site.helpers import Newsroom, address, correct, have_cards, withdraw
from tests.articles.site.test_related_links import with_link
from tests.factories import edit, make_desk, make_user

PAGE = "public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=86400"
NO_PAGE = "public, max-age=0, s-maxage=5"
LISTS = (
    *("/", "/kanal/{desk}/", "/tag/panen/", "/penulis/{writer}/", "/indeks/", "/koreksi/"),
    *("/feed/", "/feed/atom/", "/kanal/{desk}/feed/", "/tag/panen/feed/"),
)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes count as settled at once, as they do after some seconds."""
    monkeypatch.setattr(caching, "SETTLED", timedelta(days=-1))


def names(newsroom: Newsroom) -> dict[str, str]:
    writer = Person.objects.get(user=newsroom.reporter).slug
    return {"desk": newsroom.desk.slug, "writer": writer}


def update(story: Story, headline: str) -> Story:
    story = edit(story, by=make_user("editor"), headline=headline)
    return amending.update(story=story, by=make_user("editor"))


def asked_again(client: Client, url: str) -> int:
    """The status for who asks again with what came the last time."""
    seen = client.get(url).headers
    return client.get(url, headers={"if-none-match": seen["ETag"]}).status_code


@pytest.mark.parametrize("url", LISTS)
def test_list_that_is_as_it_was_is_not_sent_again(
    newsroom: Newsroom, client: Client, url: str
) -> None:
    newsroom.publish(tags=("Panen",))

    assert asked_again(client, url.format(**names(newsroom))) == 304


@pytest.mark.parametrize("url", LISTS)
def test_list_is_sent_again_once_its_story_has_another_text(
    newsroom: Newsroom, client: Client, url: str
) -> None:
    story = newsroom.publish(tags=("Panen",))
    url = url.format(**names(newsroom))
    seen = client.get(url)

    correct(update(story, "Judul yang lain"), "Judulnya keliru.")

    answer = client.get(url, headers={"if-none-match": seen.headers["ETag"]})
    assert answer.status_code == 200
    assert "Judul yang lain" in answer.content.decode()


def test_story_that_is_as_it_was_costs_one_query_and_no_page(
    newsroom: Newsroom, client: Client
) -> None:
    newsroom.publish()
    url = address(newsroom.publish())
    seen = client.get(url).headers

    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url, headers={"if-none-match": seen["ETag"]})

    assert (answer.status_code, answer.content) == (304, b"")
    assert {name: answer.headers[name] for name in ("ETag", "Cache-Control")} == {
        "ETag": seen["ETag"],
        "Cache-Control": PAGE,
    }
    assert len(captured) == 1


def test_story_is_sent_again_after_an_update(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    url = address(story)
    seen = client.get(url).headers

    update(story, "Judul yang lain")

    answer = client.get(url, headers={"if-none-match": seen["ETag"]})
    assert answer.status_code == 200
    assert "Judul yang lain" in answer.content.decode()


def test_withdrawn_story_is_never_confirmed(
    newsroom: Newsroom, client: Client, settled: None
) -> None:
    story = newsroom.publish()
    url = address(story)
    have_cards()
    seen = client.get(url).headers
    before = client.get(url, headers={"if-modified-since": seen["Last-Modified"]}).status_code

    withdraw(story)

    by_tag = client.get(url, headers={"if-none-match": seen["ETag"]})
    by_time = client.get(url, headers={"if-modified-since": http_date()})
    by_any = client.get(url, headers={"if-none-match": "*"})
    assert before == 304
    assert [answer.status_code for answer in (by_tag, by_time, by_any)] == [410, 410, 410]
    assert by_tag.headers["Cache-Control"] == NO_PAGE
    assert "ETag" not in by_tag.headers


@pytest.mark.parametrize("is_chosen", [True, False])
def test_page_whose_link_vanished_is_not_confirmed(
    newsroom: Newsroom, client: Client, settled: None, is_chosen: bool
) -> None:
    target = newsroom.publish(headline="Judul yang dicabut")
    story = with_link(newsroom, target) if is_chosen else newsroom.publish()
    url = address(story)
    with connection.cursor() as cursor:
        # What was published is a minute old, so that times differ in their seconds.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE articles_dispatch SET sent_at = sent_at - interval '1 minute'")
        cursor.execute("UPDATE articles_siteversion SET changed_at = now() - interval '1 hour'")
        cursor.execute("SET session_replication_role = origin")
    have_cards()
    seen = client.get(url)

    withdraw(target)

    by_tag = client.get(url, headers={"if-none-match": seen.headers["ETag"]})
    by_time = client.get(url, headers={"if-modified-since": seen.headers["Last-Modified"]})
    assert "yang dicabut" in seen.content.decode()
    assert [answer.status_code for answer in (by_tag, by_time)] == [200, 200]
    assert "yang dicabut" not in by_tag.content.decode()


def test_time_of_a_change_just_made_confirms_nothing(newsroom: Newsroom, client: Client) -> None:
    url = address(newsroom.publish())
    have_cards()
    seen = client.get(url).headers

    answer = client.get(url, headers={"if-modified-since": http_date()})

    assert answer.status_code == 200
    assert seen["Last-Modified"] < http_date()


@pytest.mark.parametrize("url", ["/", "/kanal/{desk}/", "/indeks/"])
def test_page_is_sent_again_once_a_desk_has_another_name(
    newsroom: Newsroom, client: Client, url: str
) -> None:
    newsroom.publish()
    url = url.format(**names(newsroom))
    seen = client.get(url).headers

    newsroom.desk.name = "Nama yang baru"
    newsroom.desk.save()

    answer = client.get(url, headers={"if-none-match": seen["ETag"]})
    assert answer.status_code == 200
    assert "Nama yang baru" in answer.content.decode()


@pytest.mark.parametrize("url", ["/", "/en/", "/ar/"])
def test_editions_have_tags_of_their_own(db: None, client: Client, url: str) -> None:
    tags = {client.get(other).headers["ETag"] for other in ("/", "/en/", "/ar/") if other != url}

    assert client.get(url).headers["ETag"] not in tags


@pytest.mark.parametrize(
    ("url", "status", "control"),
    [
        *((url, 200, PAGE) for url in LISTS),
        ("{story}", 200, PAGE),
        ("{story}copy.txt", 200, PAGE),
        ("{story}ninjs.json", 200, PAGE),
        ("/cari/?q=panen", 200, PAGE),
        ("/robots.txt", 200, PAGE),
        ("/sitemap.xml", 200, PAGE),
        ("/sitemap-pages.xml", 200, PAGE),
        ("/tidak-ada/", 404, NO_PAGE),
        ("/kanal/tidak-ada/", 404, NO_PAGE),
        ("{withdrawn}", 410, NO_PAGE),
        ("{withdrawn}copy.txt", 410, NO_PAGE),
        ("{withdrawn}ninjs.json", 410, NO_PAGE),
    ],
)
def test_any_cache_may_keep_a_public_answer_for_a_moment(
    newsroom: Newsroom, client: Client, url: str, status: int, control: str
) -> None:
    story, gone = newsroom.publish(tags=("Panen",)), newsroom.publish()
    known = {**names(newsroom), "story": address(story), "withdrawn": address(gone)}
    withdraw(gone)
    client.force_login(newsroom.editor)
    client.cookies["django_language"] = "ar"

    answer = client.get(url.format(**known), headers={"accept-language": "en"})

    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == control
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers
    assert [name for name in answer.cookies if name != "django_language"] == []


def test_page_is_the_same_for_whoever_asks(newsroom: Newsroom, client: Client) -> None:
    url = address(newsroom.publish())
    anonymous = client.get(url)

    client.force_login(newsroom.editor)
    known = client.get(url, headers={"accept-language": "ar"})

    assert known.content == anonymous.content
    assert (
        known.headers["Content-Security-Policy"] == (anonymous.headers["Content-Security-Policy"])
    )


@pytest.mark.parametrize("table", ["articles_edition", "articles_desk", "articles_person"])
def test_version_of_the_site_changes_with_what_pages_show(newsroom: Newsroom, table: str) -> None:
    before = SiteVersion.objects.get().version

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET name = name")  # noqa: S608 - the names above

    assert SiteVersion.objects.get().version != before


def test_desk_just_made_is_found_by_a_process_that_knew_the_site_before(
    newsroom: Newsroom, client: Client
) -> None:
    client.get(f"/kanal/{newsroom.desk.slug}/")

    made = make_desk()

    assert client.get(f"/kanal/{made.slug}/").status_code == 200


def test_breaking_bar_of_a_withdrawn_story_is_gone_from_every_page(
    newsroom: Newsroom, client: Client, settled: None
) -> None:
    story, other = newsroom.publish(headline="Judul yang dicabut"), Newsroom().publish()
    Breaking.objects.create(
        edition_id="id",
        text="Baru saja",
        story_uid=story.uid,
        until=timezone.now() + timedelta(hours=1),
    )
    url = address(other)
    seen = client.get(url)

    withdraw(story)

    answer = client.get(url, headers={"if-none-match": seen.headers["ETag"]})
    assert "Baru saja" in seen.content.decode()
    assert answer.status_code == 200
    assert "Baru saja" not in answer.content.decode()


def at(url: str, newsroom: Newsroom) -> str:
    """The address, of a story where it says so."""
    story, gone = newsroom.publish(tags=("Panen",)), newsroom.publish()
    places = {"story": address(story), "withdrawn": address(gone)}
    withdraw(gone)
    return url.format(**places, **names(newsroom))


@pytest.mark.parametrize(
    "url",
    [
        *LISTS,
        "{story}",
        "{withdrawn}",
        "/tidak-ada/",
        "/a/b/c/",
        "/cari/?q=panen",
        "/sitemap-pages.xml",
    ],
)
def test_answer_is_packed_for_who_takes_it_and_says_the_same(
    newsroom: Newsroom, client: Client, url: str
) -> None:
    url = at(url, newsroom)
    have_cards()

    def ask(encoding: str, method: str = "get", **headers: str) -> HttpResponse:
        asked = {"accept-encoding": encoding, **headers}
        answer: HttpResponse = getattr(client, method)(url, headers=asked)
        return answer

    # Made, and then kept.
    for _ in range(2):
        packed, plain = ask("br, gzip"), ask("br, gzip;q=0")
        head = ask("gzip", "head")
        assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == (
            "gzip",
            "Accept-Encoding",
        )
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.content) == plain.content
        assert [int(answer.headers["Content-Length"]) for answer in (packed, plain, head)] == [
            *(len(answer.content) for answer in (packed, plain, packed)),
        ]
        assert packed.headers.get("ETag") == plain.headers.get("ETag") == head.headers.get("ETag")
    if tag := packed.headers.get("ETag"):
        confirmed = ask("gzip", **{"if-none-match": tag})
        assert (confirmed.status_code, confirmed.content) == (304, b"")
        assert confirmed.headers["Vary"] == "Accept-Encoding"
        assert not {"Content-Length", "Content-Encoding"} & set(confirmed.headers)


def test_answer_for_one_reader_alone_is_not_packed(db: None, client: Client) -> None:
    answer = client.post(
        "/koreksi/ajukan/",
        b"isi=x",
        content_type="application/x-www-form-urlencoded",
        headers={"accept-encoding": "gzip"},
    )

    assert answer.status_code == 422
    assert not {"Content-Encoding", "Vary"} & set(answer.headers)
