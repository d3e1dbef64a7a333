"""Two hundred stories that wait for an editor, some in somebody's hand, and who asks for them."""

import json
import sys
from typing import Any

from django.test import Client

from articles.actions import filing
from articles.models import Status, Story, User
from editorial.models import Claim

WAITING = 200
IN_HAND = 50


def main() -> None:
    """Fill the desk of the settings' archive; writes who asks, and for what."""
    editors = list(User.objects.filter(groups__name="editor").order_by("pk"))
    _fill(editors)
    asked = {"reporter": User.objects.filter(groups__name="reporter").order_by("pk")[0]}
    asked["editor"] = editors[0]
    sys.stdout.write(json.dumps({role: _account(user) for role, user in asked.items()}))


def _fill(editors: list[User]) -> None:
    there = Story.objects.filter(status=Status.SUBMITTED).count()
    models = list(Story.objects.filter(status=Status.PUBLISHED).order_by("-pk")[:WAITING])
    for number, model in enumerate(models[there:]):
        story = Story.objects.create(
            edition_id=model.edition_id,
            desk_id=model.desk_id,
            kind_id=model.kind_id or "T",
            writer_id=model.writer_id,
            headline=f"{model.headline} menunggu",
            slug=f"menunggu-{model.pk}",
            body=model.body,
            created_by=model.created_by,
        )
        filing.submit(story=story, by=editors[0])
        if number < IN_HAND:
            Claim.objects.create(story=story, by=editors[number % len(editors)])


def _account(user: User) -> dict[str, Any]:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    seen = page.partition('data-seen="')[2].partition('"')[0]
    assert seen  # noqa: S101 - else nothing is measured
    return {
        "cookie": f"sessionid={client.cookies['sessionid'].value}",
        "paths": {
            "the first page": "/admin/",
            "the board, another by now": "/admin/desk/board/",
            "the board, still the same": f"/admin/desk/board/?seen={seen}",
        },
    }
