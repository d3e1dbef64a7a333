"""The schedule in the newsroom: what a change takes away is said, and one press gives it back."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Status, Story
from editorial.templatetags.times import hour
from tests.editorial.forms import buttons, change_address, client_for, open_form, read, send
from tests.factories import make_published, make_scheduled, make_user

pytestmark = pytest.mark.django_db


def soon(hours: int = 1) -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + timedelta(hours=hours)


def typed(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def test_change_of_a_scheduled_story_says_that_its_time_is_gone_and_gives_it_back() -> None:
    at = soon()
    story = make_scheduled(publish_at=at)
    client = client_for(make_user("editor"))

    page = client.post(
        change_address(story), open_form(client, story) | {"headline": "Lain"}, follow=True
    )
    offered = client.get(f"/admin/articles/story/{story.pk}/schedule/").content.decode()
    send(client, story, open_form(client, story), _do="approve-again")

    assert [message.level_tag for message in page.context["messages"]] == ["warning", "success"]
    assert "approve-again" in read(page).buttons
    assert f'value="{typed(at)}"' in offered
    stored = Story.objects.get()
    assert (stored.status, stored.publish_at, stored.headline) == (Status.APPROVED, at, "Lain")


def test_change_of_a_published_story_says_nothing_of_a_schedule() -> None:
    story = make_published()
    client = client_for(make_user("editor"))

    page = client.post(
        change_address(story), open_form(client, story) | {"headline": "Lain"}, follow=True
    )

    assert [str(message) for message in page.context["messages"]] == ["Saved."]


def test_time_that_has_passed_is_named_and_not_offered() -> None:
    story = make_scheduled(publish_at=soon())
    client = client_for(make_user("editor"))
    Story.objects.filter(pk=story.pk).update(publish_at=soon(-1))

    send(client, story, open_form(client, story), headline="Lain")

    assert "approve-again" not in buttons(client, story)
    assert "Off the schedule" in client.get(change_address(story)).content.decode()


def test_scheduled_story_is_moved_on_a_page_that_has_its_time() -> None:
    story = make_scheduled(publish_at=soon())
    client = client_for(make_user("editor"))
    address = f"/admin/articles/story/{story.pk}/reschedule/"

    offered = client.get(address).content.decode()
    told = client.post(address, hidden(offered) | {"publish_at": typed(soon(5))}, follow=True)

    assert story.publish_at
    assert f"has a new time: {hour(soon(5))}." in told.content.decode()
    assert f'value="{typed(story.publish_at)}"' in offered
    assert Story.objects.get().publish_at == soon(5)


def test_who_moves_a_story_that_another_moved_meanwhile_is_told_and_may_press_again() -> None:
    story = make_scheduled(publish_at=soon())
    first, second = (client_for(make_user("editor")) for _ in range(2))
    address = f"/admin/articles/story/{story.pk}/reschedule/"
    shown = hidden(second.get(address).content.decode())
    first.post(
        address, hidden(first.get(address).content.decode()) | {"publish_at": typed(soon(5))}
    )

    told = second.post(address, shown | {"publish_at": typed(soon(3))}).content.decode()

    assert "It was given another time meanwhile" in told
    assert f'value="{typed(soon(3))}"' in told
    assert Story.objects.get().publish_at == soon(5)
    second.post(address, hidden(told) | {"publish_at": typed(soon(3))})
    assert Story.objects.get().publish_at == soon(3)


def hidden(page: str) -> dict[str, str]:
    """What a page with a question sends beside the answer."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


@pytest.mark.parametrize(
    ("button", "status"), [("publish", Status.PUBLISHED), ("unschedule", Status.SUBMITTED)]
)
def test_scheduled_story_is_published_now_or_taken_off(button: str, status: Status) -> None:
    story = make_scheduled(publish_at=soon())
    client = client_for(make_user("editor"))

    send(client, story, open_form(client, story), _do=button)

    assert Story.objects.get().status == status
