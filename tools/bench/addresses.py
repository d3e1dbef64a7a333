"""What is asked for: the addresses of each type of page, and what each costs."""

import json
import random
import sys
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, ArticleTag, Edition
from articles.site.frame import compression, kept
from articles.site.lists import PAGE_SIZE, write_token
from newsroom import static_files
from tools.bench.archive import RARE_WORD, day_shown

MOST_STORIES = 20_000
DEEP_PAGE = 5_000
SOME = 20


def addresses() -> dict[str, list[str]]:
    """For each type of page its addresses, in an order that repeats nothing soon."""
    main = Article.objects.filter(edition="id").order_by("-published_at", "-first_number")
    busiest = main.order_by().values("section", "section__slug").annotate(stories=Count("pk"))
    sections = list(busiest.order_by("-stories"))
    writers = main.order_by().values_list("writer__slug", flat=True).annotate(n=Count("pk"))
    tags = ArticleTag.objects.filter(edition="id").values_list("slug", flat=True)
    tags = tags.annotate(n=Count("pk")).order_by("-n")
    deep = main.filter(section=sections[0]["section"]).only("published_at", "first_number")
    last = deep[min(DEEP_PAGE * PAGE_SIZE, sections[0]["stories"]) - PAGE_SIZE - 1]
    stories = [
        reverse("site:story", kwargs={"edition": edition, "slug": slug})
        for edition, slug in Article.objects.values_list("edition", "slug").order_by("story_uid")[
            :MOST_STORIES
        ]
    ]
    random.Random(1).shuffle(stories)  # noqa: S311 - the same order every time

    def address(view: str, **kwargs: Any) -> str:
        return reverse(f"site:{view}", kwargs={"edition": "id", **kwargs})

    biggest = address("desk", slug=sections[0]["section__slug"])
    return {
        "story": stories,
        "home": [edition.get_absolute_url() for edition in Edition.objects.all()],
        "desk": [address("desk", slug=row["section__slug"]) for row in sections],
        "tag": [address("tag", slug=slug) for slug in tags[:SOME]],
        "rss": [address("feed")],
        "a wrong address": ["/tidak-ada/"],
        "reporter": [address("reporter", slug=slug) for slug in writers if slug][:SOME],
        "desk, page 1": [biggest],
        "desk, deep page": [f"{biggest}?before={write_token(last)}"],
        "day three years ago": [address("day", day=day_shown())],
        "search, rare word": [f"{address('search')}?q={RARE_WORD}"],
        "search, common word": [f"{address('search')}?q=warga"],
    }


def cost(path: str) -> dict[str, Any]:
    """The queries of a page, the first time and later, and its bytes."""
    client = Client(headers={"host": "127.0.0.1"})
    kept.clear()
    with CaptureQueriesContext(connection) as first:
        client.get(path)
    with CaptureQueriesContext(connection) as later:
        response = client.get(path)
    if response.status_code not in (200, 404):
        raise RuntimeError(f"{path} answers {response.status_code}.")
    return {
        "queries_first": len(first),
        "queries": len(later),
        "bytes": len(response.content),
        "gzip": len(compression.pack(response.content)),
    }


def main() -> None:
    """Write the pages of the settings' database to standard output."""
    call_command("migrate", verbosity=0, interactive=False)
    static_files.collect()
    found = addresses()
    pages = {name: {"paths": paths, **cost(paths[0])} for name, paths in found.items()}
    sys.stdout.write(json.dumps(pages))
