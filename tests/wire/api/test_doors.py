"""Every address of the API for every key, and that no key is ever told to a log."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles.models import Dispatch
from tests.factories import make_published, make_submitted
from tests.wire.api.asking import BASE, Machine
from tests.wire.factories import make_company, make_key, make_product, send_embargoed
from wire import items, keys
from wire.api.api import urls
from wire.models import Company, Key, Scope, Usage

pytestmark = pytest.mark.django_db

CALLERS = ("nobody", "stranger", "revoked", "expired", "receipts", "endpoints", "other", "own")
OPEN = "200 " * 7 + "200"
READ = "401 401 401 401 403 403 {other} 200"
ENDPOINT = {
    "endpoint_one": "",
    "endpoint_pushes": "/pushes",
    "endpoint_attempts": "/attempts",
    "endpoint_body": "/attempts/1/body",
}
ENDPOINT_ACTS = {
    f"endpoint_{name}": f"/{path}"
    for name, path in {
        **{name: name for name in ("pause", "resume", "rotate", "test", "again")},
        "given_up": "again/given-up",
    }.items()
}
# Address by its name: what each of CALLERS gets. The other company was never sent the story.
TABLE = {
    "openapi-json": OPEN,
    "openapi-view": OPEN,
    "problem": OPEN,
    "sandbox": OPEN,
    "example": OPEN,
    "nothing": "404 " * 7 + "404",
    "api-root": "404 " * 7 + "404",
    "log": READ.format(other=200),
    # Nothing new is no message.
    "newsml": READ.format(other=204),
    "one": READ.format(other=404),
    "one_as": READ.format(other=404),
    "stories": READ.format(other=200),
    "story": READ.format(other=404),
    "versions": READ.format(other=404),
    "reconcile": READ.format(other=200),
    "rss": READ.format(other=200),
    "json_feed": READ.format(other=200),
    "receipts": "401 401 401 401 200 403 200 200",
    "endpoint_list": "401 401 401 401 403 200 200 200",
    "endpoint_add": "401 401 401 401 403 422 422 422",
    # Another's is not to be found; whose it is, is in push/test_self_service.py.
    **dict.fromkeys(
        [*ENDPOINT, *ENDPOINT_ACTS, "endpoint_change", "endpoint_remove"],
        "401 401 401 401 403 404 404 404",
    ),
}


@pytest.fixture
def callers(company: Company) -> dict[str, str]:
    def other(**given: Any) -> str:
        product = make_product(tags=["lain"])
        return make_key(make_company(product=product), **given)

    own = make_key(company)
    revoked, expired = make_key(company), make_key(make_company())
    Key.objects.filter(digest=keys._digest(revoked)).update(revoked_at=timezone.now())
    Key.objects.filter(digest=keys._digest(expired)).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    return {
        "nobody": "",
        "stranger": "wire_00000000_" + "x" * 43,
        "revoked": revoked,
        "expired": expired,
        "receipts": make_key(company, scopes=[Scope.RECEIPTS]),
        "endpoints": other(scopes=[Scope.ENDPOINTS]),
        "other": other(),
        "own": own,
    }


def asked(story: str) -> dict[str, Callable[[Machine], Any]]:
    endpoint = {"name": "CMS", "kind": "mail", "address": "redaksi@media.test"}
    at = "endpoints/00000000-0000-4000-8000-000000000000"
    receipt = {"story": story, "version": 1, "fate": "published"}
    return {
        "openapi-json": lambda machine: machine.get("openapi.json"),
        "openapi-view": lambda machine: machine.get("docs"),
        "problem": lambda machine: machine.get("problems/withdrawn"),
        "sandbox": lambda machine: machine.get("sandbox.pyz"),
        "example": lambda machine: machine.get("examples/follow.py"),
        "nothing": lambda machine: machine.get("nothing/at/all"),
        "api-root": lambda machine: machine.get(""),
        "log": lambda machine: machine.get("log?after=0"),
        "newsml": lambda machine: machine.get("log.newsml?after=0"),
        "one": lambda machine: machine.get("log/1"),
        "one_as": lambda machine: machine.get("log/1.txt"),
        "stories": lambda machine: machine.get("stories"),
        "story": lambda machine: machine.get(f"stories/{story}"),
        "versions": lambda machine: machine.get(f"stories/{story}/versions"),
        "reconcile": lambda machine: machine.post("reconcile", {"stories": {story: 1}}),
        "rss": lambda machine: machine.get("feed.rss"),
        "json_feed": lambda machine: machine.get("feed.json"),
        "receipts": lambda machine: machine.post("receipts", {"receipts": [receipt]}),
        "endpoint_list": lambda machine: machine.get("endpoints"),
        "endpoint_add": lambda machine: machine.post("endpoints", {}),
        "endpoint_change": lambda machine: machine.client.put(
            BASE + at, endpoint, content_type="application/json", headers=machine.headers
        ),
        "endpoint_remove": lambda machine: machine.client.delete(
            BASE + at, headers=machine.headers
        ),
        **{name: partial(Machine.get, address=at + path) for name, path in ENDPOINT.items()},
        **{
            name: partial(Machine.post, address=at + path, body={"first": 1, "last": 1})
            for name, path in ENDPOINT_ACTS.items()
        },
    }


def test_every_address_for_every_key(callers: dict[str, str]) -> None:
    story = make_published()
    calls = asked(str(story.uid))

    found = {
        name: " ".join(str(call(Machine(callers[who])).status_code) for who in CALLERS)
        for name, call in calls.items()
    }

    assert {pattern.name for pattern in urls[0]} == {*TABLE}
    assert found == TABLE
    told = calls["reconcile"](Machine(callers["other"])).json()
    assert (told["unknown"], told["missing"]) == ([str(story.uid)], [])


def test_embargoed_story_is_nowhere_for_who_has_no_entitlement(company: Company) -> None:
    trusted = make_company(product=make_product(has_embargoed=True))
    story = send_embargoed(make_submitted())
    calls = asked(str(story.uid))

    said = story.headline.encode()

    def tells(of: Company) -> set[str]:
        machine = Machine(make_key(of, replaces_oldest=True))
        return {name for name, call in calls.items() if said in call(machine).content}

    assert tells(company) == set()
    assert tells(trusted) == {"log", "newsml", "one", "one_as", "stories", "story", "versions"}


def test_wrong_method_is_a_problem_that_names_the_right_one(company: Company) -> None:
    answer = Machine(make_key(company)).post("log", {})

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.json()["detail"] == "This address takes GET."


def test_request_over_the_limit_is_refused_with_when_to_ask_again(
    company: Company, settings: Settings
) -> None:
    settings.WIRE_REQUESTS_PER_MINUTE = 2
    machine, other = Machine(make_key(company)), Machine(make_key(company))

    first, _second, third = (machine.get("log") for _ in range(3))
    of_other = other.get("log")

    assert first.headers["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert first.headers["RateLimit"].startswith('"minute";r=1;t=')
    assert (third.status_code, of_other.status_code) == (429, 200)
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    assert third.headers["RateLimit"].startswith('"minute";r=0;t=')
    counted = Usage.objects.order_by("key_id").values_list("requests", "refused", "in_minute")
    assert [*counted] == [(3, 1, 3), (1, 0, 1)]
    assert Key.objects.with_last_use().earliest("pk").last_used_at  # type: ignore[attr-defined]


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("scheme", ["Bearer", "Basic", "bearer ", "Token"])
def test_key_is_in_no_line_of_a_log_and_in_no_answer(
    debug: bool,
    scheme: str,
    company: Company,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.DEBUG = debug
    make_published()
    secret = make_key(company)
    wrong = f"{secret[:-1]}~"

    def fail(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("something of ours")

    monkeypatch.setattr(items, "printed", fail)
    answers = []
    with caplog.at_level(logging.DEBUG):
        for each in (secret, wrong):
            machine = Machine()
            machine.headers = {"Authorization": f"{scheme} {each}"}
            answers += [
                machine.get(address) for address in ("log", "log/1.json", "x", "log?after=x")
            ]

    said = caplog.text + "".join(answer.text for answer in answers)
    assert secret[14:-1] not in said
    assert ("something of ours" in caplog.text) == (scheme.strip().lower() == "bearer")
    assert "something of ours" not in "".join(answer.text for answer in answers)
    assert Dispatch.objects.count() == 1
