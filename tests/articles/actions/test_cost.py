from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions import filing, reviewing
from articles.actions.saving import save_story
from articles.models import Person, Story
from tests.factories import make_desk, make_published, make_user

MOST = 50


@pytest.mark.django_db
def test_story_goes_from_the_reporter_to_the_readers_in_fifty_statements() -> None:
    make_published(tags=("panen", "desa"))
    reporter, editor = make_user("reporter", code="RI-1"), make_user("editor", code="P2")
    text = {
        "desk": make_desk().pk,
        "kind": "T",
        "writer": Person.objects.get(user=reporter).pk,
        "headline": "Panen raya di desa contoh",
        "dateline_place": "Jakarta",
        "body": "".join(f"<p>Paragraf {n}.</p>" for n in range(8)),
        "tags": ["panen", "desa", "sawah"],
    }
    steps: list[Callable[[Any], Story]] = [
        lambda _: save_story(user=reporter, story=None, seen=None, text=text).story,
        lambda story: filing.submit(story=story, by=reporter),
        lambda story: reviewing.approve(story=story, by=editor),
    ]

    story: Any = None
    with CaptureQueriesContext(connection) as asked:
        for step in steps:
            story = step(story)

    statements = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert story.status == "published"
    assert len(statements) <= MOST
