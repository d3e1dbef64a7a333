"""Who looks after a company's technology sees in the portal what was tried, and mends it."""

from collections import Counter
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Dispatch
from tests.factories import make_published
from tests.wire.portal.people import make_member, signed_in
from tests.wire.push.senders import Turning, make_endpoint
from tests.wire.push.servers import Receiver
from wire.models import Attempt, Company, Endpoint, EndpointState, Push, PushState
from wire.push import presses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loopback")]


@pytest.fixture
def endpoint(company: Company, receiver: Receiver) -> Endpoint:
    return make_endpoint(company, receiver.address)[0]


def at(endpoint: Endpoint) -> str:
    return reverse("portal:endpoint", args=[endpoint.uid])


def press(client: Client, endpoint: Endpoint, act: str, **typed: Any) -> str:
    answer = client.post(at(endpoint), {"act": act, **typed}, follow=True)
    return unescape(answer.text)


def test_tries_are_shown_with_request_answer_and_a_line_for_the_signature(
    client: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    turning = Turning()
    press(client, endpoint, "test")
    story = make_published()
    turning.turn()
    page = unescape(client.get(at(endpoint)).text)

    (test, item) = receiver.received
    attempt = Attempt.objects.get(push__number=story.latest_dispatch_id)
    assert "test event" in page
    assert f"No. {story.latest_dispatch_id}" in page
    assert all(each.headers["webhook-signature"] in page for each in (test, item))
    line = f"/wire/v1/endpoints/{endpoint.uid}/attempts/{attempt.pk}/body' "
    assert "openssl dgst" in page
    assert line.strip() in page
    assert "whsec_" not in page.replace("${SECRET#whsec_}", "")


def test_what_is_paused_waits_and_comes_when_it_is_resumed(
    client: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    turning = Turning()
    press(client, endpoint, "pause")
    story = make_published()
    turning.turn()
    while_paused = list(receiver.received)
    press(client, endpoint, "resume")
    turning.turn()

    endpoint.refresh_from_db()
    assert while_paused == []
    assert [number for number, _signal in receiver.signals()] == [story.latest_dispatch_id]
    assert endpoint.state == EndpointState.ACTIVE


def test_numbers_are_sent_again_and_what_was_given_up(
    client: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    turning = Turning()
    for _ in range(3):
        make_published()
    numbers = [*Dispatch.objects.order_by("number").values_list("number", flat=True)]
    turning.turn()
    said = press(client, endpoint, "again", first=numbers[1], last=numbers[2])
    turning.turn()
    twice = Counter(number for number, _signal in receiver.signals())
    Push.objects.filter(number=numbers[0]).update(state=PushState.DEAD)
    press(client, endpoint, "given-up")
    turning.turn()

    assert "2 deliveries are sent again." in said
    assert twice == Counter([*numbers, *numbers[1:]])
    assert Counter(receiver.signals())[numbers[0], "new"] == 2


@pytest.mark.parametrize("typed", [("", ""), ("9", "2"), ("satu", "2"), ("1", "10001")])
def test_numbers_that_won_t_do_are_asked_again_with_what_was_typed(
    typed: tuple[str, str], client: Client, endpoint: Endpoint
) -> None:
    answer = client.post(at(endpoint), {"act": "again", "first": typed[0], "last": typed[1]})

    errors = answer.context["again"].errors
    assert answer.status_code == 200
    assert errors
    assert f'value="{typed[0]}"' in answer.text or not typed[0]
    assert "<title>Error:" in answer.text.replace("\n", "")


def test_colleagues_see_how_endpoints_stand_and_no_more(
    client: Client, company: Company, endpoint: Endpoint
) -> None:
    technical = client.get("/wire/delivery/").text
    colleague = signed_in(make_member(company))
    page = colleague.get("/wire/delivery/").text
    refused = colleague.post(at(endpoint), {"act": "pause"})

    endpoint.refresh_from_db()
    assert at(endpoint) in technical
    assert at(endpoint) not in page
    assert endpoint.name in page
    assert (refused.status_code, endpoint.state) == (403, EndpointState.ACTIVE)


@pytest.mark.parametrize("act", sorted(presses.PRESSES))
def test_nobody_presses_anything_of_another_company_s(act: str, endpoint: Endpoint) -> None:
    stranger = signed_in(make_member(is_technical=True))

    answer = stranger.post(at(endpoint), {"act": act, "first": 1, "last": 1})

    endpoint.refresh_from_db()
    assert (answer.status_code, endpoint.state) == (404, EndpointState.ACTIVE)
    assert not Push.objects.exists()


def test_older_tries_are_behind_a_link(
    client: Client, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presses, "A_PAGE", 1)
    turning = Turning()
    for _ in range(2):
        make_published()
    turning.turn()
    first = client.get(at(endpoint))
    before = first.context["tries"].before
    second = client.get(f"{at(endpoint)}?before={before}")

    found = [page.context["tries"].shown[0][0].pk for page in (first, second)]
    assert found == sorted(Attempt.objects.values_list("pk", flat=True), reverse=True)
    assert f"?before={before}" in first.text
