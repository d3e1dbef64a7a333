"""Raw copy brought in, and what came of it published."""

from typing import Any

from articles.actions import filing, reviewing
from articles.actions.importing import Imported, import_copy
from articles.models import Desk, Edition, Story, User
from tests.factories import make_desk


def bring_in(source: str, *, by: User | None = None, edition: str = "id", **rest: Any) -> Imported:
    if not Desk.objects.filter(edition=edition).exists():
        make_desk(edition)
    return import_copy(source=source, by=by, edition=Edition.objects.get(pk=edition), **rest)


def publish(story: Story, editor: User) -> Story:
    return reviewing.approve(story=filing.submit(story=story, by=editor), by=editor)
