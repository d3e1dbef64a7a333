"""A story is taken over: nothing typed is lost, and the one it was taken from is told at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions import reviewing, scheduling
from articles.models import Event, Status, Story, User
from editorial.models import Buffer, Lease
from tests.editorial.at_a_story import page_of, pass_time, writing
from tests.editorial.forms import change_address, client_for, read, send
from tests.editorial.test_buffers import beside, keep, typed
from tests.factories import make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return make_submitted(headline="Panen raya", body="<p>Satu.</p>")


def takeover(story: Story) -> str:
    return f"/admin/articles/story/{story.pk}/takeover/"


def take(client: Client, story: Story, **answer: str) -> Any:
    page = read(client.get(takeover(story))).fields
    return client.post(takeover(story), page | answer)


def test_page_asks_for_a_reason_and_offers_the_usual_ones(
    story: Story, sari: User, budi: User
) -> None:
    writing(sari, story)
    client = client_for(budi)

    asked = client.get(takeover(story)).content.decode()
    refused = take(client, story)

    assert "Sari Contoh is writing since" in asked
    assert asked.count('name="usual"') == 4
    assert "Choose a reason, or write one." in refused.content.decode()
    assert Lease.objects.get().by == sari


def test_words_of_the_holder_become_a_version_with_a_name(
    story: Story, sari: User, budi: User
) -> None:
    writing(sari, story, headline="Panen Sari", body="<p>Satu.</p><p>Dua.</p>")
    client = client_for(budi)

    answer = take(client, story, usual="urgent")

    stored, lease = Story.objects.get(), Lease.objects.get()
    page = client.get(reverse("admin:articles_story_versions", args=[story.pk], query={"to": "2"}))
    versions = {version.number: version.name for version in page.context["versions"]}
    assert (answer.status_code, answer["Location"]) == (302, change_address(story))
    assert (stored.headline, stored.body, stored.version) == ("Panen raya", "<p>Satu.</p>", 3)
    assert stored.updated_at == story.updated_at
    assert (lease.by, versions[1], versions[3]) == (budi, "", "")
    assert versions[2].startswith("Taken over from Sari Contoh, ")
    kept = Event.objects.get(verb="keep").data["text"]
    assert (kept["headline"], kept["body"]) == ("Panen Sari", "<p>Satu.</p><p>Dua.</p>")
    assert [each.name for each in page.context["comparison"].differences] == ["headline", "body"]


def test_both_facts_are_in_the_log_in_the_language_of_who_reads(
    story: Story, sari: User, budi: User
) -> None:
    writing(sari, story, headline="Panen Sari")
    take(client_for(budi), story, usual="agreed")
    history = reverse("admin:articles_story_history", args=[story.pk])

    log = client_for(budi).get(history).context["log"][:2]
    indonesian = Client(headers={"accept-language": "id"})
    indonesian.force_login(budi)
    page = indonesian.get(history).content.decode()

    assert [(line.who, line.what) for line in log] == [
        ("Budi Contoh", "taken over from Sari Contoh"),
        ("Budi Contoh", "unsaved text kept"),
    ]
    assert log[0].note == "We agreed on it"
    assert "Kami sudah sepakat" in page
    assert "Diambil alih dari Sari Contoh, " in page


def test_kept_version_is_restored_like_any_other(story: Story, sari: User, budi: User) -> None:
    writing(sari, story, headline="Panen Sari", tags="Padi, Panen")
    client = client_for(budi)
    take(client, story, reason="Menyambung")

    client.post(
        reverse("admin:articles_story_versions", args=[story.pk]),
        {"restore": "2", "seen_version": "3"},
    )

    stored = Story.objects.get()
    assert (stored.version, stored.headline) == (4, "Panen Sari")
    assert sorted(stored.tags.names()) == ["Padi", "Panen"]


def test_without_unsaved_words_no_version_is_made(story: Story, sari: User, budi: User) -> None:
    page_of(sari, story).write()

    take(client_for(budi), story, reason="Mengejar tenggat")

    event = Event.objects.latest("pk")
    assert (event.verb, event.note, event.data) == (
        *("take-over", "Mengejar tenggat"),
        {"from": "Sari Contoh"},
    )
    assert Story.objects.get().version == 1


def test_holder_is_told_with_the_next_heartbeat_also_when_the_taker_has_left(
    story: Story, sari: User, budi: User
) -> None:
    page = writing(sari, story, headline="Panen Sari")
    take(client_for(budi), story, reason="Menyambung")
    Lease.objects.all().delete()

    told = page.write()

    assert told["state"] == "taken"
    assert "Budi Contoh took this story over, " in told["notice"]
    assert "Menyambung" in told["notice"]
    assert "/versions/?to=2" in told["notice"]
    assert not Lease.objects.exists()
    # A page that is opened since is a page like any other.
    assert page_of(sari, story).write()["state"] == "mine"


def test_words_typed_until_the_holder_hears_of_it_are_kept_and_offered(
    story: Story, sari: User, budi: User
) -> None:
    page = writing(sari, story, headline="Panen Sari")
    take(client_for(budi), story, reason="Menyambung")
    last = Buffer.objects.get().token

    sent = typed(page.client, page.fields, headline="Panen Sari lagi") | {"after": [str(last)]}
    answer = keep(page.client, beside(story), sent)
    offered = page.client.get(change_address(story)).content.decode()

    assert (answer.status_code, answer.json()["is_taken"]) == (200, True)
    assert "Panen Sari lagi" in offered
    assert "Budi Contoh is writing in it now" in offered


def test_save_of_the_holder_is_refused_with_all_that_was_typed_and_then_merged(
    story: Story, sari: User, budi: User
) -> None:
    page = writing(sari, story, headline="Panen Sari")
    taker = client_for(budi)
    take(taker, story, reason="Menyambung")
    other = page_of(budi, story)
    send(taker, story, other.fields, standfirst="Pengantar Budi")

    refused = send(page.client, story, page.fields, headline="Panen Sari")
    again = read(refused).fields
    merged = page.client.post(change_address(story), again)
    saved = page.client.post(change_address(story), read(merged).fields)

    words = refused.content.decode()
    assert (refused.status_code, merged.status_code, saved.status_code) == (409, 409, 302)
    assert "Budi Contoh has taken this story over: Menyambung" in words
    assert "/versions/?to=2" in words
    assert Event.objects.filter(data__refused__headline="Panen Sari").count() == 2
    stored = Story.objects.get()
    assert (stored.headline, stored.standfirst) == ("Panen Sari", "Pengantar Budi")


def test_taker_has_the_form_and_the_lease(story: Story, sari: User, budi: User) -> None:
    writing(sari, story, headline="Panen Sari")
    client = client_for(budi)
    take(client, story, reason="Menyambung")

    page = page_of(budi, story)

    assert (page.is_form, page.write()["state"]) == (True, "mine")
    assert page_of(sari, story).read()["state"] == "held"


def test_takeover_from_somebody_else_than_was_seen_is_asked_again(
    story: Story, sari: User, budi: User
) -> None:
    writing(sari, story)
    third = client_for(make_user("chief"))
    asked = read(third.get(takeover(story))).fields
    take(client_for(budi), story, reason="Menyambung")

    answer = third.post(takeover(story), asked | {"reason": "Mendesak"})

    page = answer.content.decode()
    assert "Somebody else writes in this story by now" in page
    assert "Budi Contoh is writing since" in page
    assert 'value="Mendesak"' in page
    assert Lease.objects.get().by == budi


def test_nothing_is_taken_from_nobody(story: Story, sari: User, budi: User) -> None:
    writing(sari, story)
    client = client_for(budi)
    asked = read(client.get(takeover(story))).fields
    pass_time()

    answer = client.post(takeover(story), asked | {"reason": "Mendesak"}, follow=True)

    assert "Nobody else is writing in this story now." in answer.content.decode()
    assert not Event.objects.filter(verb="take-over").exists()


def test_who_may_not_edit_takes_nothing_over(story: Story, sari: User) -> None:
    writing(sari, story)
    assert story.created_by

    answers = [
        client_for(user).post(takeover(story), {"holder": str(sari.pk), "reason": "Mau"})
        for user in (story.created_by, make_user("photo"))
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Lease.objects.get().by == sari


def test_reporter_takes_over_from_an_editor_in_their_own_story(sari: User) -> None:
    story = make_story(headline="Punya wartawan")
    assert story.created_by
    writing(sari, story, headline="Panen Sari")

    take(client_for(story.created_by), story, usual="away")

    assert Lease.objects.get().by == story.created_by


def test_schedule_and_its_fall_outlive_a_takeover(story: Story, sari: User, budi: User) -> None:
    at = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    reviewing.approve(story=story, by=budi, publish_at=at)
    page = writing(sari, story, headline="Panen Sari")
    take(client_for(budi), story, reason="Menyambung")
    approved = Story.objects.get().status
    send(client_for(budi), story, page_of(budi, story).fields, headline="Panen Budi")
    writing(budi, story, headline="Panen lain")
    take(client_for(sari), story, reason="Menyambung lagi")

    fallen = scheduling.fallen_schedule(Story.objects.get())

    assert (page.write()["state"], approved) == ("taken", Status.APPROVED)
    assert fallen is not None
    assert scheduling.scheduled_for(fallen) == at
