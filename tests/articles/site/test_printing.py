"""What is printed of a story once: shown as it is, and printed again after a release."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from articles.actions.reprinting import PRINT
from articles.actions.worker import work
from articles.models import Desk, Print, Story, Trouble
from articles.record import printing
from tests.articles.site.helpers import Newsroom, address, correct, html, make_picture

PLACES = ("/", "/kanal/{desk}/", "/tag/panen/", "/indeks/", "/cari/?q=panen", "{story}")
MACHINES = ("/feed/", "/feed/atom/", "/kanal/{desk}/feed/", "/tag/panen/feed/", "/sitemap-news.xml")


def shown(newsroom: Newsroom, client: Client, story: Story) -> dict[str, bytes]:
    known = {"desk": newsroom.desk.slug, "story": address(story)}
    urls = [url.format(**known) for url in (*PLACES, *MACHINES)]
    return {url: client.get(url).content for url in urls}


def some(newsroom: Newsroom) -> Story:
    newsroom.publish(headline="Panen pertama", tags=("Panen",), label="advertorial")
    story = newsroom.publish(
        headline="Panen “raya” & <doa>",
        tags=("Panen",),
        picture=make_picture(photographer="Contoh"),
        related=(("Judul cetak", 1),),
    )
    return correct(story, "Satu angka diperbaiki.")


def prints() -> list[dict[str, Any]]:
    return [{**row} for row in Print.objects.order_by("number").values()]


def print_otherwise() -> None:
    """Let another release have printed all of it."""
    words = {name: "dicetak lain" for name in printing.COLUMNS if name != "links"}
    Print.objects.update(digest="lain", links={}, **words)


def test_page_shows_what_is_printed_and_prints_nothing(
    newsroom: Newsroom, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = some(newsroom)
    monkeypatch.setattr(printing, "sheet", None)

    assert all(shown(newsroom, client, story).values())


def test_what_another_release_printed_is_printed_in_the_answer_and_not_kept(
    newsroom: Newsroom, client: Client, settings: Any
) -> None:
    story = some(newsroom)
    settings.DEBUG = True
    before = shown(newsroom, client, story)
    print_otherwise()
    otherwise = prints()

    assert shown(newsroom, client, story) == before
    assert prints() == otherwise


def test_worker_prints_again_what_another_release_printed(newsroom: Newsroom) -> None:
    some(newsroom)
    before = prints()
    print_otherwise()

    work(PRINT)

    assert prints() == before


@contextmanager
def failing(number: int) -> Iterator[None]:
    """The database itself refuses to keep what is printed of this Dispatch."""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'this one fails';
            END $$;
            CREATE TRIGGER fail BEFORE UPDATE ON articles_print FOR EACH ROW
            WHEN (NEW.number = {number}) EXECUTE FUNCTION fail();
        """)
        yield
        cursor.execute("DROP FUNCTION fail() CASCADE")


def test_worker_prints_on_past_a_story_that_fails(newsroom: Newsroom) -> None:
    bad, *_ = [newsroom.publish() for _ in range(3)][::-1]
    number = bad.latest_dispatch_id
    assert number
    print_otherwise()

    with failing(number):
        work(PRINT)

    assert list(Print.objects.stale(printing.digest()).values_list("number", flat=True)) == [number]
    assert Trouble.objects.get(duty="print").row == number

    Trouble.objects.update(next_at="2021-08-08T00:00:00Z")
    work(PRINT)

    assert not Print.objects.stale(printing.digest()).exists()
    assert not Trouble.objects.exists()


@pytest.mark.parametrize("view", ["", "feed/", "feed/atom/"])
def test_desk_that_was_renamed_leads_from_what_was_printed(
    newsroom: Newsroom, client: Client, view: str
) -> None:
    printed = html(client, address(newsroom.publish()))
    old = f"/kanal/{newsroom.desk.slug}/"
    assert f'href="{old}"' in printed
    for slug in ("sementara", "nama-baru"):
        Desk.objects.filter(pk=newsroom.desk.pk).update(slug=slug)

    moved = client.get(f"{old}{view}")

    assert (moved.status_code, moved.headers["Location"]) == (301, f"/kanal/nama-baru/{view}")


def test_name_that_another_desk_took_is_that_desk(newsroom: Newsroom, client: Client) -> None:
    old = newsroom.desk.slug
    Desk.objects.filter(pk=newsroom.desk.pk).update(slug="nama-baru")
    Desk.objects.create(edition_id="id", name="Pengganti", slug=old)

    assert "Pengganti" in html(client, f"/kanal/{old}/")
