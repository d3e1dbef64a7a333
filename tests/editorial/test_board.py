"""The board of the newsdesk: its queues, what somebody looks after of them, and how it is asked."""

import re
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from articles.actions import reviewing, scheduling, withholding
from articles.models import DutyRun, Story, User
from editorial.story import claims
from tests.editorial.forms import client_for, count_queries
from tests.factories import (
    make_desk,
    make_embargoed,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

BOARD = "/admin/desk/board/"
CHOICE = "/admin/desk/choice/"


def queues(client: Client) -> dict[str, list[str]]:
    board = client.get("/admin/").context["desk"].board
    return {queue.name: [row.headline for row in queue.rows] for queue in board.queues}


def sent(client: Client) -> list[str]:
    return [each.headline for each in client.get("/admin/").context["desk"].board.sent]


def digest(client: Client) -> str:
    return str(client.get("/admin/").context["desk"].board.digest)


def asked(client: Client, seen: str) -> Any:
    return client.get(BOARD, {"seen": seen})


def test_editor_has_in_hand_what_is_theirs_and_sees_what_was_returned() -> None:
    editor = make_user("editor")
    held = make_submitted(headline="Saya pegang")
    claims.take(story=held, by=editor, seen=None)
    claims.take(story=make_submitted(headline="Orang pegang"), by=make_user("editor"), seen=None)
    make_story(by=editor, headline="Draf saya")
    back = make_submitted(headline="Kembali")
    reviewing.return_(story=back, by=editor, reason="Belum.")

    found = queues(client_for(editor))

    assert sorted(found["mine"]) == ["Draf saya", "Saya pegang"]
    assert found["waiting"] == ["Saya pegang", "Orang pegang"]
    assert found["returned"] == ["Kembali"]


def test_choice_stays_and_keeps_to_desks_with_those_below_them() -> None:
    section = make_desk()
    below = make_desk(parent=section)
    for desk, name in ((section, "Kanal"), (below, "Bawah"), (make_desk(), "Lain")):
        make_submitted(desk=desk, headline=name)
        make_published(desk=desk, headline=f"{name} terbit")
    make_submitted(desk=make_desk("en"), edition="en", headline="English")
    editor = make_user("editor")

    client_for(editor).post(CHOICE, {"desk": [section.pk], "edition": ["en"]})
    client = client_for(editor)
    chosen = queues(client)["waiting"], sent(client)
    everything = queues(client_for(make_user("editor")))["waiting"]
    client.post(CHOICE, {"desk": [section.pk], "all": "1"})

    assert chosen == (["Kanal", "Bawah", "English"], ["Bawah terbit", "Kanal terbit"])
    assert everything == queues(client)["waiting"] == ["Kanal", "Bawah", "Lain", "English"]


@pytest.mark.parametrize("desk", ["x", "9" * 30, "٣", "999999"])
def test_choice_of_what_is_not_there_chooses_all(desk: str) -> None:
    make_submitted()
    client = client_for(make_user("editor"))

    client.post(CHOICE, {"desk": [desk], "edition": ["zz"]})

    assert len(queues(client)["waiting"]) == 1


def test_board_answers_only_what_is_another_by_now() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))
    seen = digest(client)

    same = asked(client, seen)
    claims.take(story=story, by=make_user("editor", first_name="Sari"), seen=None)
    other = asked(client, seen)

    assert (same.status_code, same.content) == (204, b"")
    assert (other.status_code, "Sari" in other.content.decode()) == (200, True)
    assert asked(client, digest(client)).status_code == 204


def test_board_of_a_reporter_has_nothing_of_another_edition() -> None:
    make_submitted(desk=make_desk("en"), edition="en", headline="Unseen")
    make_scheduled(
        publish_at=timezone.now() + timedelta(hours=1), edition="en", headline="Unseen too"
    )

    answer = asked(client_for(make_user("reporter")), "").content.decode()

    assert "Unseen" not in answer
    assert 'name="story"' not in answer


def alarms(user: User) -> str:
    answer: str = asked(client_for(user), "").content.decode()
    return answer.partition('class="piles"')[0]


@pytest.mark.parametrize(("ago", "is_said"), [(5, False), (90, True), (None, True)])
def test_board_says_that_the_worker_has_stopped(ago: int | None, is_said: bool) -> None:
    if ago is not None:
        at = timezone.now() - timedelta(seconds=ago)
        DutyRun.objects.note("publish", at=at, seconds=0.1, rows=0)

    assert ("The worker has stopped" in alarms(make_user("editor"))) == is_said


def test_board_names_what_was_to_go_out_and_did_not(editor: User) -> None:
    story = make_scheduled(
        publish_at=timezone.now() + timedelta(hours=1), headline="Terlambat", editor=editor
    )
    before = alarms(editor)
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now() - timedelta(minutes=3))
    # Also of what one doesn't look after.
    client_for(editor).post(CHOICE, {"desk": [make_desk().pk]})

    assert "Their time has passed" not in before
    assert "Terlambat" in alarms(editor)


def test_story_that_could_not_go_out_waits_and_says_why(editor: User) -> None:
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1), editor=editor)
    now = timezone.now()
    Story.objects.filter(pk=story.pk).update(publish_at=now, headline="Lain sekali")
    scheduling.publish_if_due(pk=story.pk, now=now)

    board = client_for(editor).get("/admin/").context["desk"].board
    row = board.queues[1].rows[0]

    assert (row.headline, row.is_fallen) == ("Lain sekali", True)
    assert "not the one that was approved" in row.note


def test_what_is_withheld_stands_apart_from_what_is_scheduled_each_with_its_time(
    editor: User,
) -> None:
    soon = (timezone.now() + timedelta(hours=1)).replace(second=0, microsecond=0)
    make_scheduled(headline="Nanti", publish_at=soon)
    make_embargoed(headline="Sampai nanti", until=soon)
    held = make_published(headline="Berhenti dulu")
    withholding.hold(story=held, by=editor, reason="Sumber ragu.")

    page = client_for(editor).get("/admin/")
    found = {queue.name: queue for queue in page.context["desk"].board.queues}

    assert [row.headline for row in found["scheduled"].rows] == ["Nanti"]
    assert [(row.headline, row.since) for row in found["embargoed"].rows] == [
        ("Sampai nanti", soon)
    ]
    assert [(row.headline, row.note) for row in found["held"].rows] == [
        ("Berhenti dulu", "Sumber ragu.")
    ]
    # Of what went out today, readers have no page of this one.
    addresses = {sent.headline: sent.address for sent in page.context["desk"].board.sent}
    assert addresses == {"Sampai nanti": "", "Berhenti dulu": addresses["Berhenti dulu"]}
    assert addresses["Berhenti dulu"]
    assert re.search(r'id="embargoed".*?until <time class="time"', page.content.decode(), re.DOTALL)


def test_open_board_costs_the_same_for_one_story_and_for_many(editor: User) -> None:
    client = client_for(editor)
    client.get("/admin/")
    costs = []
    for number in (1, 4):
        for _time in range(number):
            make_published()
            claims.take(story=make_submitted(), by=editor, seen=None)
        costs.append(count_queries(client, BOARD))

    assert costs[0] == costs[1]
    assert costs[0] <= 22


def test_rows_of_one_shape_say_each_their_own_and_what_was_typed_is_text(editor: User) -> None:
    """A row is rendered once for each shape, and filled for each story."""
    other = make_user("editor", first_name="<i>Damar", last_name="")
    there = [make_submitted(headline=f"<b>Harga & {number}</b>") for number in (1, 2)]
    for story in there:
        claims.take(story=story, by=other, seen=None)

    board: Any = lxml.html.fromstring(client_for(editor).get(BOARD).content)

    assert not board.xpath("//b[starts-with(., 'Harga')]")
    for story in there:
        (row,) = board.xpath(f"//li[@data-row={story.pk}]")
        (link,) = row.xpath(".//a[@class='to']")
        (claim,) = row.xpath(".//*[@class='claim']")
        page = f"/admin/articles/story/{story.pk}"
        assert (link.text_content(), link.get("href")) == (story.headline, f"{page}/change/")
        assert row.xpath(".//input/@value") == [f"{story.pk}-{story.version}"]
        assert "<i>Damar" in claim.text_content()
        assert claim.xpath(".//a/@href") == [f"{page}/claim/"]


def test_two_hundred_wait_on_one_page_and_the_rest_behind_a_link(editor: User) -> None:
    desk = make_desk()
    Story.objects.bulk_create(
        Story(edition_id="id", desk=desk, headline=f"Berita {n}", slug=f"b-{n}", status="submitted")
        for n in range(201)
    )

    board = client_for(editor).get("/admin/").context["desk"].board
    waiting = next(queue for queue in board.queues if queue.name == "waiting")

    assert (len(waiting.rows), bool(waiting.more)) == (200, True)


@pytest.fixture
def editor() -> User:
    return make_user("editor")
