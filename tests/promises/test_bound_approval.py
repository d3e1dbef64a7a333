"""Promise 4: approval is bound to the exact text approved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import reviewing
from articles.models import Article, Dispatch, Event, RelatedLink, Status, Story
from tests.factories import make_desk, make_scheduled, make_story

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=1)


def publish(story: Story) -> Story | None:
    return reviewing.publish_if_due(pk=story.pk, now=timezone.now() + 2 * LATER)


def test_approved_text_is_published_at_its_time() -> None:
    story = make_scheduled(publish_at=timezone.now() + LATER, headline="Disetujui")

    publish(story)

    assert Article.objects.get().headline == "Disetujui"


def test_approved_text_is_not_published_before_its_time() -> None:
    story = make_scheduled(publish_at=timezone.now() + LATER)

    published = reviewing.publish_if_due(pk=story.pk, now=timezone.now())

    assert published is None
    assert Article.objects.count() == 0


def change(**fields: object) -> Callable[[Story], object]:
    return lambda story: Story.objects.filter(pk=story.pk).update(**fields)


# Each goes past the actions, as a slip of code or a hand in the database would.
@pytest.mark.parametrize(
    "tamper",
    [
        change(body="<p>Lain sama sekali.</p>"),
        change(headline="Judul lain"),
        change(dateline="Bandung, MINA –"),
        change(code_text="(T/X1/X2)"),
        change(label="advertorial"),
        change(is_ai=True),
        change(awaiting_verification=True),
        lambda story: story.tags.add("baru"),
        lambda story: RelatedLink.objects.create(story=story, title="Lain"),
        # These need the database, so they are made when the test runs.
        lambda story: Story.objects.filter(pk=story.pk).update(desk=make_desk()),
        lambda story: Story.objects.filter(pk=story.pk).update(updates=make_story()),
    ],
    ids=[
        *("body", "headline", "dateline", "code", "label", "ai", "verification"),
        *("tags", "related", "desk", "updates"),
    ],
)
def test_text_changed_after_approval_is_not_published(tamper: Callable[[Story], object]) -> None:
    story = make_scheduled(publish_at=timezone.now() + LATER)
    tamper(story)

    publish(story)

    story.refresh_from_db()
    assert story.status == Status.SUBMITTED
    assert Dispatch.objects.count() == 0
    assert Event.objects.filter(story=story).latest("pk").verb == "void"
