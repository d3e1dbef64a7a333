"""Who has a story, and which version: on its page, for editors."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Story
from tests.editorial.forms import client_for, count_queries
from tests.factories import make_published, make_user
from tests.wire.factories import correct, make_company, make_product, newest, withdraw
from wire.models import (
    Acknowledgement,
    Company,
    Endpoint,
    EndpointKind,
    Fate,
    Push,
    PushState,
    Receipt,
)

pytestmark = pytest.mark.django_db


def asked(company: Company) -> None:
    """They have all up to here."""
    Acknowledgement.objects.create(company=company, number=newest(), at=timezone.now())


def pushed(company: Company, story: Story) -> None:
    endpoint = Endpoint.objects.create(company=company, name="Uji", kind=EndpointKind.WEBHOOK)
    done = {"state": PushState.DONE, "done_at": timezone.now()}
    Push.objects.create(endpoint=endpoint, number=newest(), story_uid=story.uid, **done)


def row(page: str, company: str) -> str:
    """What the row of a subscriber says, as text."""
    (found,) = [each for each in re.findall(r"(?s)<tr>.*?</tr>", page) if company in each]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def holders(client: Client, story: Story) -> str:
    return client.get(f"/admin/articles/story/{story.pk}/holders/").content.decode()


def test_editor_sees_who_has_which_version_and_who_took_the_withdrawal() -> None:
    chief = make_user("chief")
    everything = make_product()
    early, by_push, silent = (
        make_company(name=name, product=everything)
        for name in ("Koran Pagi", "Kanal Dorong", "Radio Sunyi")
    )
    make_company(name="English Only", product=make_product(editions=["en"]))
    story = make_published()
    asked(early)
    Receipt.objects.create(company=early, story_uid=story.uid, version=1, fate=Fate.PUBLISHED)
    story = correct(story, by=chief)
    pushed(by_push, story)
    client = client_for(chief)

    page = holders(client, story)
    first = client.get(f"/admin/articles/story/{story.pk}/change/").content.decode()

    assert "only version 1 by asking" in row(page, "Koran Pagi")
    assert "Published version 1" in row(page, "Koran Pagi")
    assert "Correction · version 2" in row(page, "Radio Sunyi")
    assert "nothing yet" in row(page, "Radio Sunyi")
    assert "version 2 by push" in row(page, "Kanal Dorong")
    assert "English Only" in page.partition("Not sent to")[2]
    assert "1 of 3 subscribers took the newest" in first

    story = withdraw(story, by=chief)
    asked(silent)
    page = holders(client, story)

    assert "Withdrawal · version 3" in row(page, "Koran Pagi")
    assert "only version 1" in row(page, "Koran Pagi")
    assert "only version 2" in row(page, "Kanal Dorong")
    assert "the withdrawal by asking" in row(page, "Radio Sunyi")


def test_many_subscribers_cost_no_more_queries() -> None:
    client = client_for(make_user("editor"))
    make_company()
    few, many = make_published(), None
    for _ in range(12):
        asked(make_company())
    many = make_published()

    for page in ("holders", "change"):
        costs = {
            count_queries(client, f"/admin/articles/story/{each.pk}/{page}/")
            for each in (few, many)
        }
        assert len(costs) == 1


def test_story_that_never_went_out_and_a_reporter_are_told_nothing() -> None:
    make_company()
    story = make_published()
    reporter = client_for(make_user("reporter"))

    assert reporter.get(f"/admin/articles/story/{story.pk}/holders/").status_code == 403
    page = reporter.get(f"/admin/articles/story/{story.pk}/change/").content.decode()
    assert "holders/" not in page
