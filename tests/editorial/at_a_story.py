"""What an open page of a story asks, as its script does."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.test import Client

from articles.models import Story, User
from editorial.models import Lease, Presence
from editorial.models.lease import ALIVE, PASSING
from tests.editorial.forms import client_for, open_form
from tests.editorial.test_buffers import beside, keep, typed


class OpenPage:
    """A page of a story that somebody has open."""

    def __init__(self, client: Client, story: Story) -> None:
        self.client, self.story = client, story
        self.fields = open_form(client, story)
        self.is_form = "headline" in self.fields
        story.refresh_from_db()
        self.seen = f"{story.version} {story.status}"
        self.address = f"/admin/articles/story/{story.pk}/presence/"

    def say(self, does: str) -> Any:
        told = {"page": self.fields["form_id"], "does": does, "seen": self.seen}
        return self.client.post(self.address, told | ({"form": "1"} if self.is_form else {}))

    def read(self) -> dict[str, Any]:
        told: dict[str, Any] = self.say("reading").json()
        return told

    def write(self) -> dict[str, Any]:
        told: dict[str, Any] = self.say("writing").json()
        return told

    def close(self) -> None:
        assert self.say("leaving").status_code == 200


def page_of(user: User, story: Story) -> OpenPage:
    return OpenPage(client_for(user), story)


def writing(user: User, story: Story, **words: str) -> OpenPage:
    """A page into which ``words`` were typed, and not saved."""
    page = page_of(user, story)
    page.write()
    keep(page.client, beside(story), typed(page.client, page.fields, **words))
    return page


def pass_time(time: timedelta = ALIVE) -> None:
    """As if every page had been silent for so long."""
    for model in (Presence, Lease):
        model.objects.update(at=F("at") - time)


def pass_a_moment() -> None:
    pass_time(PASSING)
