"""“I have it”: one editor has a waiting story in hand, and everybody sees who."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.actions.refused import Refused
from articles.models import Event, Story, User
from editorial.models import Claim, InboxEntry, InboxKind
from editorial.story import claims
from tests.duties import forget
from tests.editorial.at_a_story import page_of
from tests.editorial.forms import change_address, client_for, count_queries, send
from tests.factories import make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return make_submitted(headline="Panen raya")


def claim(client: Client, story: Story, **posted: Any) -> Any:
    return client.post(f"/admin/articles/story/{story.pk}/claim/", posted)


def history(story: Story) -> str:
    return reverse("admin:articles_story_history", args=[story.pk])


def log(story: Story) -> list[tuple[str, str, Any]]:
    events = Event.objects.filter(story=story, verb__in=["claim", "release"]).order_by("pk")
    return [(event.verb, event.actor_name, event.data.get("from")) for event in events]


def test_editor_takes_a_story_from_the_desk_and_all_see_who_has_it(
    story: Story, sari: User, budi: User
) -> None:
    client = client_for(sari)

    answer = claim(client, story, seen="", back="desk")

    assert answer["Location"] == "/admin/"
    assert "You have it in hand since" in client.get("/admin/").content.decode()
    told = "<b>Sari Contoh</b> has it in hand since"
    assert story.created_by
    for reader in (budi, story.created_by):
        other = client_for(reader)
        for address in ("/admin/", change_address(story)):
            assert told in other.get(address).content.decode()
    assert told in page_of(budi, story).read()["claim"]
    assert log(story) == [("claim", "Sari Contoh", None)]


def test_second_who_takes_it_is_told_who_was_first(story: Story, sari: User, budi: User) -> None:
    claim(client_for(sari), story, seen="")
    other = client_for(budi)

    page = other.get(claim(other, story, seen="")["Location"]).content.decode()

    assert "Sari Contoh has this story in hand, since" in page
    assert Claim.objects.get().by == sari
    assert len(log(story)) == 1


def test_it_is_taken_from_another_once_that_was_asked(story: Story, sari: User, budi: User) -> None:
    claim(client_for(sari), story, seen="")
    other = client_for(budi)

    asked = other.get(f"/admin/articles/story/{story.pk}/claim/").content.decode()
    claim(other, story, seen=str(sari.pk))

    assert "Sari Contoh has this story in hand since" in asked
    assert "<b>Budi Contoh</b> has it in hand" in page_of(sari, story).read()["claim"]
    assert log(story)[-1] == ("claim", "Budi Contoh", "Sari Contoh")


def test_who_it_was_taken_from_finds_that_in_the_inbox(
    story: Story, sari: User, budi: User
) -> None:
    claim(client_for(sari), story, seen="")

    claim(client_for(budi), story, seen=str(sari.pk))

    told = "Budi Contoh has it in hand now, and not you any more."
    assert told in client_for(sari).get("/admin/inbox/").content.decode()
    assert not InboxEntry.objects.exclude(to=sari).filter(kind=InboxKind.TAKEN).exists()


def test_handed_over_story_is_told_to_who_has_it_and_to_who_had_it(
    story: Story, sari: User, budi: User
) -> None:
    claim(client_for(sari), story, seen="")
    chief = make_user("chief", first_name="Citra", last_name="Contoh")

    claims.hand_over(story=story, by=chief, to=budi)

    def told(user: User) -> str:
        return client_for(user).get("/admin/inbox/").content.decode()

    assert "Citra Contoh handed it over to you: you have it in hand." in told(budi)
    assert "Citra Contoh handed it over to Budi Contoh; you do not have it" in told(sari)
    assert Claim.objects.get().by == budi
    assert "handed over to Budi Contoh" in client_for(chief).get(history(story)).content.decode()


def test_story_is_handed_to_editors_alone_and_once(story: Story, sari: User, budi: User) -> None:
    claims.hand_over(story=story, by=sari, to=budi)

    for to, why in ((budi, "has it in hand already"), (make_user("reporter"), "is no editor")):
        with translation.override("en"), pytest.raises(Refused, match=why):
            claims.hand_over(story=story, by=sari, to=to)
    with pytest.raises(Refused):
        claims.hand_over(story=story, by=make_user("reporter"), to=sari)

    assert Claim.objects.get().by == budi


def test_it_is_given_back_by_who_has_it_alone(story: Story, sari: User, budi: User) -> None:
    claim(client_for(sari), story, seen="")

    claim(client_for(budi), story, release="1")
    kept = Claim.objects.filter(by=sari).exists()
    claim(client_for(sari), story, release="1")

    assert (kept, Claim.objects.exists()) == (True, False)
    assert log(story)[-1] == ("release", "Sari Contoh", None)
    assert "I have it" in client_for(budi).get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("verb", "answer"), [("return", {"reason": "Siapa sumbernya?"}), ("approve", {})]
)
def test_story_that_waits_no_more_is_in_nobodys_hand(
    story: Story, sari: User, budi: User, verb: str, answer: dict[str, str]
) -> None:
    claim(client_for(sari), story, seen="")
    client = client_for(budi)
    page = page_of(budi, story)

    if answer:
        seen = {"seen_version": page.fields["seen_version"]}
        client.post(f"/admin/articles/story/{story.pk}/{verb}/", answer | seen)
    else:
        send(client, story, page.fields, _do=verb)

    assert not Claim.objects.exists()
    assert "in hand" not in client.get(change_address(story)).content.decode().partition("log")[0]


def test_story_that_comes_back_is_in_nobodys_hand(story: Story, sari: User) -> None:
    claim(client_for(sari), story, seen="")
    assert story.created_by
    reporter = page_of(story.created_by, story)
    send(reporter.client, story, reporter.fields, _do="take-back")
    again = page_of(story.created_by, story)

    send(again.client, story, again.fields, _do="submit")

    assert page_of(sari, story).read()["claim"].count("I have it") == 1


def test_only_a_waiting_story_is_taken_and_only_by_an_editor(story: Story, sari: User) -> None:
    draft = make_story()
    client = client_for(sari)

    told = client.get(claim(client, draft, seen="")["Location"]).content.decode()
    refused = claim(client_for(make_user("reporter")), story, seen="")

    assert "is “Draft” by now, and waits for no editor" in told
    assert (refused.status_code, Claim.objects.exists()) == (403, False)


def test_claim_of_an_account_that_is_switched_off_is_free(
    story: Story, sari: User, budi: User
) -> None:
    claim(client_for(sari), story, seen="")
    User.objects.filter(pk=sari.pk).update(is_active=False)

    claim(client_for(budi), story, seen="")

    assert Claim.objects.get().by == budi
    assert log(story)[-1] == ("claim", "Budi Contoh", None)


def test_claims_cost_the_desk_nothing_more(sari: User) -> None:
    client = client_for(sari)
    costs = []
    for _ in range(3):
        claim(client, make_submitted(), seen="")
        costs.append(count_queries(client, "/admin/"))

    assert len(set(costs)) == 1


def test_claim_on_a_story_that_left_otherwise_is_forgotten(story: Story, sari: User) -> None:
    claim(client_for(sari), story, seen="")
    Story.objects.filter(pk=story.pk).update(status="draft")

    forget()

    assert not Claim.objects.exists()
