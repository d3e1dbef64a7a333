"""One desk that publishes until the wire has so many Dispatches: ``… .publishing DESK DISPATCHES``.

It may be killed at any moment: what it goes on with are the stories that are there.
"""

import random
import sys
import time
from datetime import timedelta
from typing import Any

import django
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

TAGS = ("padi", "gempa", "bola")


def main(desk: int, dispatches: int) -> None:
    django.setup()
    from articles.actions.refused import Refused  # noqa: PLC0415 - Django is set up only here
    from articles.models import Dispatch  # noqa: PLC0415

    chance = random.Random()  # noqa: S311 - what happens next, not a secret
    while True:
        try:
            if Dispatch.objects.count() >= dispatches:
                return
            step(desk, chance)
        except Refused:
            # The worker was faster, or the story can't go that way.
            continue
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.05)


def step(desk: int, chance: random.Random) -> None:
    """A new story, or the next thing that becomes of one."""
    from articles.actions import amending, withholding  # noqa: PLC0415 - as above
    from articles.actions.saving import save_story  # noqa: PLC0415
    from articles.models import Ground, NoticeKind, Status, Story, User  # noqa: PLC0415

    chief = User.objects.get(username=f"chief-{desk}")
    live = Story.objects.filter(created_by__username=f"reporter-{desk}").exclude(
        status__in=[Status.WITHDRAWN, Status.DRAFT, Status.SUBMITTED, Status.APPROVED]
    )
    stories = list(live.order_by("-pk")[:12])
    if len(stories) < 3 or chance.random() < 0.3:
        publish(desk, chance)
        return
    story = chance.choice(stories)
    match chance.choice(["update", "update", "correct", "hold", "lift", "withdraw"]):
        case "update" | "correct" as what:
            text = {"headline": f"{story.headline.partition(' · ')[0]} · {chance.random():.6f}"}
            story = save_story(user=chief, story=story, seen=None, text=text).story
            if what == "update":
                amending.update(story=story, by=chief)
            else:
                kind = NoticeKind.ERROR
                amending.correct(story=story, by=chief, kind=kind, note="Salah angka.")
        case "hold":
            until = timezone.now() + timedelta(seconds=chance.uniform(0.5, 3))
            given = {"until": until if chance.random() < 0.7 else None}
            withholding.hold(story=story, by=chief, reason="Masih diperiksa.", **given)
        case "lift":
            withholding.lift(story=story, by=chief)
        case "withdraw":
            reason = "Identitas anak terungkap."
            amending.withdraw(story=story, by=chief, ground=Ground.CHILD, reason=reason)


@transaction.atomic
def publish(desk: int, chance: random.Random) -> None:
    """At once, at a time that the worker keeps, or under an embargo that it lifts."""
    from articles.actions import filing, reviewing  # noqa: PLC0415 - as above
    from articles.actions.saving import save_story  # noqa: PLC0415
    from articles.models import Desk, Person, User  # noqa: PLC0415

    reporter = User.objects.get(username=f"reporter-{desk}")
    soon = timezone.now() + timedelta(seconds=chance.uniform(0.5, 3))
    way = chance.choice(["now", "now", "embargo", "schedule"])
    text: dict[str, Any] = {
        "desk": Desk.objects.filter(edition="id").order_by("pk")[0].pk,
        "kind": "T",
        "writer": Person.objects.get(user=reporter).pk,
        "headline": f"Panen raya di desa contoh {chance.random():.6f}",
        "dateline_place": "Jakarta",
        "body": "".join(f"<p>Paragraf {n}.</p>" for n in range(1, 6)),
        "tags": (chance.choice(TAGS),),
        "related": [],
    }
    if way == "embargo":
        text["embargo_until"] = soon.isoformat()
    story = save_story(user=reporter, story=None, seen=None, text=text).story
    story = filing.submit(story=story, by=reporter)
    chief = User.objects.get(username=f"chief-{desk}")
    reviewing.approve(story=story, by=chief, publish_at=soon if way == "schedule" else None)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
