"""nginx with the configuration of deploy/, in front of the real site: what its cache keeps."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from itertools import cycle

import pytest
from django.conf import settings

from articles.actions.withholding import hold
from articles.site.frame import compression
from articles.site.frame.queries import CARRIED
from newsroom.local import embedded
from tests.articles.site.helpers import address, withdraw
from tests.deploy.conftest import Server
from tests.deploy.proxied import Answer

CACHE_SECONDS = 12
"""What a cached page may lag behind: its shared age, and being renewed in the background."""


def test_page_is_answered_from_the_cache_the_second_time(server: Server) -> None:
    path = address(server.newsroom.publish())

    first, second = server.site.fetch(path), server.site.fetch(path)

    assert (first.status, first.cache) == (200, "MISS")
    assert (second.status, second.cache) == (200, "HIT")
    assert 0 < first.lifetime < CACHE_SECONDS
    assert server.site.application_saw(path) == 1


def test_hold_voids_every_copy_once(server: Server) -> None:
    story = server.newsroom.publish()
    kept = [server.site.until(path, is_hit, CACHE_SECONDS).cache for path in ("/", address(story))]
    hold(story=story, by=server.newsroom.editor, reason="Masih diperiksa.")

    home, again = server.site.fetch("/"), server.site.until("/", is_hit, CACHE_SECONDS)

    assert kept == ["HIT", "HIT"]
    assert (home.cache, again.cache) == ("MISS", "HIT")
    assert story.headline not in home.text


@pytest.mark.parametrize(
    ("queries", "seen"),
    [
        (
            (
                "?fbclid=1",
                "?fbclid=2",
                "?utm_source=a&utm_medium=b",
                "",
                "?",
                "?x",
                "?x=&y=1",
                "?&&",
            ),
            1,
        ),
        (("?beforehand=1", "?xq=1", "?Q=1", "?x=q=1", ""), 1),
        (("?fbclid=1&before=2", "?before=2", "?x=1&q", "?%62efore=2", "?+q=1"), 5),
    ],
)
def test_query_that_no_page_reads_is_no_address_of_its_own(
    server: Server, queries: tuple[str, ...], seen: int
) -> None:
    path = address(server.newsroom.publish())

    statuses = {server.site.fetch(f"{path}{query}").status for query in queries}

    assert statuses == {200}
    assert server.site.application_saw(path) == seen


def test_queries_that_nginx_lets_through_are_those_that_pages_read() -> None:
    zones = (settings.BASE_DIR / "deploy" / "nginx" / "newsroom" / "zones.conf").read_text()
    (named,) = re.findall(r"\(\?!\(\?:([a-z_|]+)\)\(\?:\[=&\]", zones)

    assert set(named.split("|")) == {name for names in CARRIED.values() for name in names}


PACKED = ("gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP;q=0.8, *;q=0.1")
AS_IT_IS = ("", "br", "deflate, gzip;q=0", "gzip; q=0.00, identity")


def test_page_is_kept_once_packed_by_the_application_and_once_as_it_is(server: Server) -> None:
    path = address(server.newsroom.publish())

    def ask(encoding: str) -> Answer:
        return server.site.fetch(path, headers={"Accept-Encoding": encoding})

    packed, plain = [ask(words) for words in PACKED], [ask(words) for words in AS_IT_IS]

    assert [answer.cache for answer in packed] == ["MISS", "HIT", "HIT"]
    assert [answer.cache for answer in plain] == ["MISS", "HIT", "HIT", "HIT"]
    assert server.site.application_saw(path) == 2
    assert {answer.body for answer in packed} == {compression.pack(plain[0].body)}
    assert {answer.body for answer in plain} == {plain[0].body}
    assert [answer.values("Content-Encoding") for answer in (packed[0], plain[0])] == [["gzip"], []]
    assert {tuple(answer.values("Vary")) for answer in packed + plain} == {("Accept-Encoding",)}
    assert len({tuple(answer.values("ETag")) for answer in packed + plain}) == 1


def test_published_story_is_on_the_front_page_within_the_caches_seconds(server: Server) -> None:
    server.newsroom.publish()
    server.site.fetch("/")
    headline = server.newsroom.publish(headline="Jembatan gantung dibuka").headline

    home = server.site.until("/", lambda answer: headline in answer.text, CACHE_SECONDS)

    assert headline in home.text


def test_address_that_was_not_found_is_found_within_the_caches_seconds(server: Server) -> None:
    missing = server.site.fetch("/jembatan-baru-dibuka/")
    server.newsroom.publish(headline="Jembatan baru dibuka")

    assert missing.status == HTTPStatus.NOT_FOUND
    assert visible(server, "/jembatan-baru-dibuka/", 200)


def test_withdrawn_story_is_gone_within_the_caches_seconds(server: Server) -> None:
    story = server.newsroom.publish()
    path = address(story)
    before = server.site.fetch(path)
    withdraw(story)

    assert before.status == HTTPStatus.OK
    assert visible(server, path, 410)
    assert [server.site.fetch(path).status for _ in range(5)] == [410] * 5


def test_withdrawn_story_is_gone_also_for_the_first_who_reads_it_again(server: Server) -> None:
    story = server.newsroom.publish()
    # Each is a copy of its own in the cache.
    copies = [f"{address(story)}?before={number}" for number in range(10 * CACHE_SECONDS)]
    # More than one reader asks for in a moment.
    readers = [f"127.0.1.{1 + number // 40}" for number in range(len(copies))]
    kept = [
        server.site.fetch(copy, source=reader).status
        for copy, reader in zip(copies, readers, strict=True)
    ]
    withdraw(story)

    first = server.site.until(iter(copies), is_gone, CACHE_SECONDS)

    assert set(kept) == {200}
    assert first.status == HTTPStatus.GONE


def test_fifty_at_once_cost_the_application_one_request(server: Server) -> None:
    path = address(server.newsroom.publish())
    together = threading.Barrier(50)

    def read(_: int) -> int:
        together.wait()
        return server.site.fetch(path).status

    with ThreadPoolExecutor(50) as readers:
        statuses = list(readers.map(read, range(50)))

    assert statuses == [200] * 50
    assert server.site.application_saw(path) == 1


def test_site_is_read_while_application_and_database_are_down(server: Server) -> None:
    story, gone = server.newsroom.publish(), server.newsroom.publish()
    path, withdrawn = address(story), address(gone)
    server.site.fetch(withdrawn)
    withdraw(gone)
    assert visible(server, withdrawn, 410)
    expected = {(path, 200), ("/", 200), (withdrawn, 410)}
    pages = {page for page, _ in expected}
    assert all(visible(server, page, status) for page, status in expected)

    try:
        server.stop_postgres()
        is_up = embedded.reachable(server.postgres)
        without_database = during_outage(server, pages)
        server.stop_gunicorn()
        without_both = during_outage(server, pages)
        unread = server.site.fetch("/indeks/2020/01/01/")
    finally:
        server.start()

    assert not is_up
    assert without_database == expected
    assert without_both == expected
    assert unread.status == HTTPStatus.BAD_GATEWAY
    assert "Situs sedang tidak dapat dijangkau" in unread.text


def test_no_copy_of_a_withdrawn_story_is_shown_while_the_application_is_down(
    server: Server,
) -> None:
    story = server.newsroom.publish(headline="Nama anak itu", tags=("Anak",))
    other = address(server.newsroom.publish())
    own = [f"{address(story)}{rest}" for rest in ("", "?before=1", "copy.txt", "ninjs.json")]
    naming = ["/", "/feed/", "/feed/atom/", "/tag/anak/", "/indeks/", "/sitemap-news.xml"]
    before = [server.site.fetch(path) for path in (*own, *naming)]

    try:
        withdraw(story)
        read_since = server.site.fetch(other)
        server.stop_gunicorn()
        after = [server.site.fetch(path).status for path in (*own, *naming)]
        still = server.site.fetch(other)
    finally:
        server.start()

    assert [answer.status for answer in before] == [200] * len(before)
    assert all(story.headline in answer.text for answer in before[-len(naming) :])
    assert after == [502] * len(before)
    assert (read_since.status, still.status) == (200, 200)


@pytest.mark.parametrize(
    "path", ["/koreksi/ajukan/", "/admin/articles/story/add/", "/i18n/setlang/"]
)
def test_form_that_reached_nobody_is_said_to_be_in_the_browser(server: Server, path: str) -> None:
    try:
        server.stop_gunicorn()
        answer, page = server.site.post(path), server.site.fetch("/indeks/2020/01/02/")
    finally:
        server.start()

    assert (answer.status, page.status) == (502, 502)
    assert "Kiriman Anda mungkin belum sampai" in answer.text
    assert "Yang Anda ketik masih ada" in answer.text
    assert "Anda ketik" not in page.text


def during_outage(server: Server, pages: set[str]) -> set[tuple[str, int]]:
    """All answers in turn, for longer than the cache may show its copies without asking."""
    seen: set[tuple[str, int]] = set()

    def note(answer: Answer) -> bool:
        seen.add((answer.path, answer.status))
        return False

    server.site.until(cycle(pages), note, CACHE_SECONDS)
    return seen


def test_staff_are_answered_by_the_application_and_leave_nothing(server: Server) -> None:
    path = address(server.newsroom.publish())
    cookie = {"Cookie": "sessionid=abc"}

    answers = [server.site.fetch(path, headers=cookie) for _ in range(2)]
    reader = server.site.fetch(path)

    assert [answer.cache for answer in answers] == ["BYPASS", "BYPASS"]
    assert reader.cache == "MISS"
    assert server.site.application_saw(path) == 3


def test_sign_in_is_never_kept(server: Server) -> None:
    answers = [server.site.fetch("/admin/login/") for _ in range(2)]

    tokens = {answer.values("Set-Cookie")[0] for answer in answers}

    assert len(tokens) == 2
    assert [answer.values("X-Cache") for answer in answers] == [[], []]
    assert server.site.application_saw("/admin/login/") == 2


def test_form_is_never_answered_from_the_cache(server: Server) -> None:
    server.site.fetch("/koreksi/ajukan/")

    answer = server.site.post("/koreksi/ajukan/")

    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not is_kept(answer)


def visible(server: Server, path: str, status: int) -> bool:
    answer = server.site.until(path, lambda answer: answer.status == status, CACHE_SECONDS)
    return answer.status == status


def is_hit(answer: Answer) -> bool:
    return answer.cache == "HIT"


def is_gone(answer: Answer) -> bool:
    return answer.status == HTTPStatus.GONE


def is_kept(answer: Answer) -> bool:
    return answer.cache in ("HIT", "STALE", "UPDATING", "REVALIDATED", "EXPIRED")
