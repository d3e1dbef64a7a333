"""Arranging the front page: who may, what is kept, and what is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.actions import front
from articles.actions.refused import Refused
from articles.models import Breaking, Edition, Pin, Story, User
from articles.models.front import PLACES
from tests.articles.site.helpers import withdraw
from tests.factories import make_published, make_story, make_user

pytestmark = pytest.mark.django_db


def main() -> Edition:
    return Edition.objects.get(pk="id")


def pin(story: Story, by: User, **fields: Any) -> None:
    front.pin(edition=main(), story_uid=story.uid, by=by, **fields)


def order() -> list[object]:
    pins = Pin.objects.standing(timezone.now()).filter(edition="id")
    return list(pins.values_list("story_uid", flat=True))


def three(by: User) -> list[Story]:
    stories = [make_published() for _ in range(3)]
    for story in stories:
        pin(story, by)
    return stories


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_pins_stand_in_the_order_of_pinning_for_six_hours(role: str) -> None:
    stories = three(make_user(role))

    lapses = Pin.objects.values_list("lapses_at", flat=True)
    assert order() == [story.uid for story in stories]
    assert all(
        abs(at - timezone.now() - timedelta(hours=6)) < timedelta(minutes=1) for at in lapses
    )


@pytest.mark.parametrize(
    "act",
    [
        pin,
        lambda story, by: front.unpin(edition=main(), story_uid=story.uid, by=by),
        lambda story, by: front.move(edition=main(), story_uid=story.uid, by=by, places=1),
        lambda story, by: front.lapse(
            edition=main(), story_uid=story.uid, by=by, at=timezone.now() + timedelta(hours=1)
        ),
        lambda story, by: front.switch_on(edition=main(), text="Gempa", by=by),
        lambda story, by: front.switch_off(edition=main(), by=by),
    ],
    ids=["pin", "unpin", "move", "lapse", "on", "off"],
)
@pytest.mark.parametrize("role", ["reporter", "photo", ""])
def test_others_arrange_nothing(role: str, act: Callable[[Story, User], None]) -> None:
    story, other = make_published(), make_published()
    pin(other, make_user("editor"))

    with pytest.raises(Refused) as refused:
        act(story, make_user(role))

    assert refused.value.rule == "permission"
    assert (order(), Breaking.objects.count()) == ([other.uid], 0)


def test_pinned_as_the_lead_comes_first() -> None:
    editor = make_user("editor")
    one, two, last = three(editor)

    pin(last, editor, leads=True)

    assert order() == [last.uid, one.uid, two.uid]


@pytest.mark.parametrize(
    ("which", "places", "wanted"),
    [
        (0, 1, [1, 0, 2]),
        (2, -1, [0, 2, 1]),
        (0, -1, [0, 1, 2]),
        (2, 1, [0, 1, 2]),
        (0, 9, [1, 2, 0]),
        (2, -9, [2, 0, 1]),
    ],
)
def test_pin_moves_and_stays_within_the_order(which: int, places: int, wanted: list[int]) -> None:
    editor = make_user("editor")
    stories = three(editor)

    front.move(edition=main(), story_uid=stories[which].uid, by=editor, places=places)

    assert order() == [stories[n].uid for n in wanted]


def test_one_pin_too_many_is_refused_until_one_lapses() -> None:
    editor, late = make_user("editor"), make_published()
    for _ in range(PLACES):
        pin(make_published(), editor)
    with pytest.raises(Refused) as refused:
        pin(late, editor)
    assert refused.value.rule == "full"
    Pin.objects.filter(position=0).update(lapses_at=timezone.now() - timedelta(seconds=1))

    pin(late, editor)

    assert order()[-1] == late.uid
    assert Pin.objects.count() == PLACES


@pytest.mark.parametrize("which", ["draft", "withdrawn", "of another edition"])
def test_only_a_live_story_of_the_edition_can_be_pinned(which: str) -> None:
    made: dict[str, Callable[[], Story]] = {
        "draft": make_story,
        "withdrawn": lambda: withdraw(make_published()),
        "of another edition": lambda: make_published(edition="en"),
    }
    story = made[which]()

    with pytest.raises(Refused) as refused:
        pin(story, make_user("editor"))

    assert (refused.value.rule, order()) == ("live", [])


@pytest.mark.parametrize("away", [timedelta(0), timedelta(hours=-1), timedelta(days=8)])
def test_pin_lapses_between_now_and_a_week_from_now(away: timedelta) -> None:
    editor = make_user("editor")
    (story, *_) = three(editor)

    with pytest.raises(Refused) as refused:
        front.lapse(edition=main(), story_uid=story.uid, by=editor, at=timezone.now() + away)

    assert refused.value.rule == "time"


def test_pin_taken_off_twice_is_told() -> None:
    editor = make_user("editor")
    one, two, last = three(editor)
    front.unpin(edition=main(), story_uid=two.uid, by=editor)

    with pytest.raises(Refused) as refused:
        front.unpin(edition=main(), story_uid=two.uid, by=editor)
    assert refused.value.rule == "pin"

    assert order() == [one.uid, last.uid]


def test_bar_has_its_text_link_and_time_and_replaces_the_one_before() -> None:
    editor, story = make_user("editor"), make_published()
    front.switch_on(edition=main(), text="  Gempa\n di laut ", by=editor, link="/koreksi/")

    front.switch_on(edition=main(), text="Gempa susulan", by=editor, link=f"/{story.slug}/")

    bar = Breaking.objects.get()
    assert (bar.text, bar.url, bar.story_uid, bar.switched_by) == (
        "Gempa susulan",
        "",
        story.uid,
        editor,
    )
    assert abs(bar.until - timezone.now() - timedelta(hours=2)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "link",
    [
        "https://lain.example/",
        "//lain.example/",
        "/\\lain.example/",
        "javascript:alert(1)",
        "/kanal/",
        "/tidak-ada-berita-ini/",
        "/admin/",
        "/admin/logout/",
        "koreksi/",
    ],
)
def test_bar_leads_to_a_page_of_the_site_alone(link: str) -> None:
    with pytest.raises(Refused) as refused:
        front.switch_on(edition=main(), text="Gempa", by=make_user("editor"), link=link)

    assert (refused.value.rule, Breaking.objects.count()) == ("link", 0)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_bar_without_text_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        front.switch_on(edition=main(), text=text, by=make_user("editor"))

    assert refused.value.rule == "text"


def test_bar_lasts_a_day_at_most() -> None:
    until = timezone.now() + timedelta(hours=25)

    with pytest.raises(Refused) as refused:
        front.switch_on(edition=main(), text="Gempa", by=make_user("editor"), until=until)
    assert refused.value.rule == "time"


def test_what_was_done_is_on_record_with_who_did_it() -> None:
    editor, story = make_user("editor"), make_published(headline="Panen")
    pin(story, editor)
    front.switch_on(edition=main(), text="Gempa", by=editor)
    front.switch_off(edition=main(), by=editor)
    front.switch_off(edition=main(), by=editor)

    entries = LogEntry.objects.order_by("pk").values_list("user", "object_id", "change_message")

    assert list(entries) == [
        (editor.pk, "id", '{"verb": "pin", "what": "Panen"}'),
        (editor.pk, "id", '{"verb": "on", "what": "Gempa"}'),
        (editor.pk, "id", '{"verb": "off", "what": "Gempa"}'),
    ]
