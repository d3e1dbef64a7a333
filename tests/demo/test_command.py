"""``manage.py demo``: a living newsroom, made by the newsroom's own actions."""

import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from articles.actions.importing import export
from articles.models import (
    Article,
    Complaint,
    Dispatch,
    Person,
    Picture,
    RelatedLink,
    Signal,
    Status,
    Story,
    User,
)
from articles.text import agency_code
from demo import build, subscribers
from demo.accounts import DEMO_ACCOUNTS, DEMO_MEMBER, DEMO_PASSWORD
from demo.newsroom import STAFF
from demo.stories import STORIES
from editorial.models import StyleRule
from tests.articles.site.helpers import Outline
from tests.conftest import copy_database
from wire import keys
from wire.models import Company, Delivery, Endpoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

STATUSES = {
    "published": Status.PUBLISHED,
    "updated": Status.PUBLISHED,
    "corrected": Status.PUBLISHED,
    "scheduled": Status.APPROVED,
}


@pytest.fixture(scope="module")
def newsroom(pristine_copy: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, made once for all tests here."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(build, "SIZE", (96, 64))
        call_command("demo", stdout=io.StringIO())
    yield
    with django_db_blocker.unblock():
        copy_database(pristine_copy, connection.settings_dict["NAME"])


def test_every_story_stands_where_it_should() -> None:
    wanted = Counter(STATUSES.get(row.state) or Status(row.state) for row in STORIES)

    assert Counter(Story.objects.values_list("status", flat=True)) == wanted


def test_record_is_in_the_order_of_its_times_and_ends_before_now() -> None:
    times = list(Dispatch.objects.order_by("number").values_list("sent_at", flat=True))

    assert all(earlier <= later for earlier, later in pairwise(times))
    assert times[-1] <= timezone.now()
    assert times[-1] - times[0] > timedelta(days=3)


def test_record_has_an_update_a_correction_a_hold_and_a_withdrawal() -> None:
    signals = set(Dispatch.objects.values_list("signal", flat=True))

    assert signals == set(Signal) - {Signal.LIFT}
    assert Article.objects.filter(is_corrected=True).count() == 1


def test_amended_stories_say_the_new_words() -> None:
    texts = [json.dumps(d.content, ensure_ascii=False) for d in Dispatch.objects.all()]

    changes = [row.change for row in STORIES if row.change]
    assert len(changes) == 2
    for old, new in changes:
        assert [old in text for text in texts].count(True) == 1
        assert [new in text for text in texts].count(True) == 1


def test_published_stories_say_when_they_went_out() -> None:
    ages = [timezone.now() - at for at in Article.objects.values_list("published_at", flat=True)]

    wanted = [
        timedelta(hours=row.hours_ago)
        for row in STORIES
        if row.state in {"published", "updated", "corrected"}
    ]
    assert all(
        abs(age - want) < timedelta(minutes=5)
        for age, want in zip(sorted(ages), sorted(wanted), strict=True)
    )


def test_codes_are_signed_by_who_wrote_and_who_approved() -> None:
    for article in Article.objects.select_related("dispatch"):
        content = article.dispatch.data
        code = agency_code.parse(content["code"])
        assert code is not None
        signers = [content["writer"], *content["editors"]][-code.hands :]
        for hand, signer in zip([code.writer, *code.editors], signers, strict=True):
            codes = Person.objects.get(pk=signer["id"]).wire_codes.values_list("code", flat=True)
            assert hand in codes


def test_related_links_lead_to_the_stories_they_name() -> None:
    links = RelatedLink.objects.select_related("target")

    assert links.count() > 60
    assert {
        link.title for link in links if link.target and link.target.headline != link.title
    } == set()
    assert links.filter(target=None, story__status=Status.PUBLISHED).count() == 0


def test_pictures_are_drawn_and_used() -> None:
    portraits = Person.objects.exclude(portrait=None).values("portrait")
    drawn = Picture.objects.exclude(pk__in=portraits)
    assert (drawn.count(), portraits.count()) == (30, 16)
    assert {row.width for row in drawn} == {96}
    assert Article.objects.filter(picture__isnull=False).count() >= 25


def test_staff_sign_in_with_the_demo_password_and_have_their_role() -> None:
    accounts = {name for name, _ in DEMO_ACCOUNTS}

    assert accounts <= {row.username for row in STAFF}
    for row in STAFF:
        user = User.objects.get(username=row.username)
        assert (user.is_staff, user.is_superuser) == (True, False)
        assert user.groups.get().name == row.role
    assert authenticate(username="chief", password=DEMO_PASSWORD) is not None


def test_somebody_of_a_subscriber_signs_in_to_the_portal_and_sees_its_log(client: Client) -> None:
    client.post(reverse("portal_sign_in"), {"username": DEMO_MEMBER, "password": DEMO_PASSWORD})

    page = client.get("/wire/").content.decode()

    company = Company.objects.get(members__user__username=DEMO_MEMBER)
    newest = Delivery.objects.filter(company=company).latest("number")
    assert reverse("portal:item", args=[newest.number]) in page


def test_export_of_a_demo_story_is_the_copy_it_came_from() -> None:
    story = Story.objects.filter(status=Status.SUBMITTED).first()

    assert story is not None
    assert export(story) == story.copy_source


def test_demo_in_a_newsroom_with_stories_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("demo")

    assert Story.objects.count() == len(STORIES)


def test_demo_if_empty_does_nothing_in_a_newsroom_with_stories(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("demo", "--if-empty")

    assert capsys.readouterr().out == ""
    assert Story.objects.count() == len(STORIES)


def test_demo_is_refused_in_production(settings: Any) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError):
        call_command("demo", "--if-empty")


def test_masthead_answers_for_the_demo(client: Client) -> None:
    page = client.get("/redaksi/").content.decode()

    assert [row.name for row in STAFF if row.name not in page] == []
    assert "redaksi@contoh.example" in page


@pytest.mark.parametrize(
    ("url", "lead"),
    [
        ("/", "Nelayan Diimbau Waspadai Gelombang Tinggi di Perairan Selatan Jawa"),
        ("/en/", None),
        ("/ar/", None),
    ],
)
def test_front_page_is_alive(client: Client, url: str, lead: str | None) -> None:
    page = Outline(client.get(url).content.decode())

    headlines = page.headlines()
    assert lead in (None, headlines[0])
    assert page.texts("section", class_="breaking") == []
    assert len(page.texts("section", class_="most-read")) == 1
    faces, opinions = (
        page.attributes("img", class_="face"),
        page.texts("p", class_="opinion-writer"),
    )
    assert len(faces) == len(opinions) == (4 if url == "/" else 1)


def test_marks_occur() -> None:
    marked = Article.objects.exclude(label="").get(), Article.objects.filter(is_ai=True).get()
    update = Article.objects.exclude(updates_uid=None).get()
    assert update.updates_uid is not None

    assert [article.edition_id for article in marked] == ["id", "ar"]
    assert Dispatch.objects.get(story_uid=update.updates_uid).data["verification_note"] != ""


def test_complaints_stand_in_three_states() -> None:
    found = [
        (row.status, row.is_overdue, row.dispatch.signal)
        for row in Complaint.objects.order_by("received_at").select_related("dispatch")
        if row.dispatch
    ]

    assert found == [
        ("new", True, "new"),
        ("granted", False, "new"),
        ("in-work", False, "new"),
    ]
    assert Complaint.objects.waiting().count() == 2


def test_subscribers_have_logs_of_their_own_and_the_client_is_connected_anew() -> None:
    on_wire = Dispatch.objects.count()
    logs = Counter(Delivery.objects.values_list("company__name", flat=True))
    english = {each.story_uid for each in Dispatch.objects.filter(edition="en")}
    herald = Delivery.objects.filter(company__name="The Specimen Herald")

    assert len(logs) == len(set(logs.values())) == 3
    assert logs[subscribers.HERE] == on_wire
    assert {each.story_uid for each in herald} == english
    first, second = (
        subscribers.connect(f"http://127.0.0.1:{port}/", password=DEMO_PASSWORD)
        for port in (8101, 8102)
    )
    assert first.endpoint == second.endpoint
    assert Endpoint.objects.get().address == "http://127.0.0.1:8102/"
    assert (keys.find(first.key), keys.find(second.key) is None) == (None, False)


def test_house_style_was_tried_and_what_speaks_without_need_rests() -> None:
    resting = StyleRule.objects.get(counts=False)

    assert StyleRule.objects.filter(counts=True, tried_at__isnull=False).count() == 5
    assert (resting.wrong, resting.tried["stories"]) == ("sejumlah", len(resting.tried["wrong"]))
    assert resting.tried["stories"] > 0
