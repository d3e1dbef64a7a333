"""A story that is withdrawn between two queries of a page: no page is lost by it."""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import Client

from articles.actions import amending
from articles.models import Ground, Person, Story
from articles.site.frame import kept
from tests.articles.site.helpers import Newsroom, address, correct, make_picture
from tests.factories import make_user

ANSWERS = {200, 404, 410}


class After:
    """Does ``what`` once, when so many queries are done."""

    def __init__(self, queries: int, what: Callable[[], object]) -> None:
        self.left = queries
        self.what = what
        self.is_done = False

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: Any
    ) -> Any:
        answer = execute(sql, params, many, context)
        self.left -= 1
        if self.left == 0:
            self.is_done = True
            self.what()
        return answer


def urls(newsroom: Newsroom, gone: Story) -> list[str]:
    """Everything that shows the story which goes: lists, its own page, those that link to it."""
    linking = newsroom.publish(tags=("Panen",), updates=gone, related=((gone.headline, 2),))
    other = Newsroom("en").publish(translation_of=gone)
    desk, writer = newsroom.desk.slug, Person.objects.get(user=newsroom.reporter).slug
    lists = ["/", "/indeks/", f"/kanal/{desk}/", "/tag/panen/", "/tempat/jakarta/"]
    lists += [f"/penulis/{writer}/", "/cari/?q=panen", "/koreksi/", "/tidak-ada/"]
    feeds = ["/feed/", "/feed/atom/", f"/kanal/{desk}/feed/", "/tag/panen/feed/"]
    maps = ["/sitemap.xml", "/sitemap-news.xml", "/sitemap-pages.xml"]
    own = address(gone)
    stories = [own, f"{own}copy.txt", f"{own}ninjs.json", address(linking), address(other)]
    return [*lists, *feeds, *maps, *stories, f"/koreksi/ajukan/?berita={gone.slug}"]


def test_story_withdrawn_between_any_two_queries_costs_no_page(db: None) -> None:
    newsroom, chief = Newsroom(), make_user("chief")
    gone = newsroom.publish(
        headline="Panen raya", tags=("Panen",), picture=make_picture(), dateline_place="Jakarta"
    )
    correct(gone, "Satu angka diperbaiki.")
    client = Client(raise_request_exception=False)
    answers = {}

    def withdraw() -> None:
        amending.withdraw(story=gone, by=chief, ground=Ground.CHILD, reason="Demi anak itu.")

    for url in urls(newsroom, gone):
        queries, is_done = 0, True
        while is_done:
            queries += 1
            kept.clear()
            before = transaction.savepoint_create()
            after = After(queries, withdraw)
            with connection.execute_wrapper(after):
                answers[url, queries] = client.get(url).status_code
            transaction.savepoint_rollback(before)
            is_done = after.is_done

    assert {key: code for key, code in answers.items() if code not in ANSWERS} == {}
    assert max(queries for _, queries in answers) > 2
