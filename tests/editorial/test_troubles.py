"""What the worker can't do, as those see it who can mend it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions.duty import duties
from articles.models import Trouble
from editorial.mail import choose
from editorial.models import MailWhen, OutgoingMail
from tests.editorial.forms import client_for, count_queries
from tests.editorial.samples import make_picture
from tests.factories import make_complaint, make_published, make_scheduled, make_user
from tests.wire.factories import make_company
from tests.wire.portal.people import make_member
from wire.models import SearchMail

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/trouble/"


def make_trouble(
    duty: str, row: int, what: str = "ValueError: rusak", attempts: int = 2
) -> Trouble:
    now = timezone.now()
    return Trouble.objects.create(
        duty=duty,
        row=row,
        what=what,
        attempts=attempts,
        since=now,
        next_at=now + timedelta(hours=1),
    )


def make_one_of_each() -> dict[str, str]:
    """A trouble of every duty; the pages that mend them, with the words that lead there."""
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1), headline="Nanti")
    picture = make_picture(caption="Sawah")
    sent = make_published(headline="Terbit").latest_dispatch_id
    complaint = make_complaint()
    rows = {"publish": story.pk, "render": picture.pk, "erase": complaint.pk}
    for duty, row in (rows | {"card": sent or 0, "forget-uses": 0}).items():
        make_trouble(duty, row)
    return {
        f"/admin/articles/story/{story.pk}/change/": "Nanti",
        f"/admin/articles/picture/{picture.pk}/change/": "Sawah",
        f"/admin/articles/dispatch/{sent}/change/": "Terbit",
        f"/admin/articles/complaint/{complaint.pk}/change/": complaint.reference,
    }


def link(address: str, words: str) -> str:
    return f'<a href="{address}" dir="auto">{words}</a>'


@pytest.mark.parametrize("url", ["/admin/", LIST])
def test_troubles_lead_to_what_they_are_about(url: str) -> None:
    expected = make_one_of_each()
    client = client_for(make_user("editor"))

    page = client.get(url).content.decode()

    assert [words for address, words in expected.items() if link(address, words) not in page] == []
    assert {client.get(address).status_code for address in expected} == {200}


def test_trouble_of_a_row_without_a_page_says_whose_it_is() -> None:
    user = make_user("reporter", username="banyu")
    search = make_member(make_company()).searches.create(name="Padi", mail=SearchMail.NOW)
    choose(user=user, when=MailWhen.DAILY, hour=7, language="id")
    make_trouble("write-daily-mail", user.pk)
    make_trouble("send-mail", OutgoingMail.objects.create(to=user).pk)
    make_trouble("look-for-searches", search.pk)
    searched = f"{search.member.company.name}: Padi"
    client = client_for(make_user("editor"))

    desk = client.get("/admin/").content.decode()
    listed = client.get(LIST).content.decode()

    assert desk.count("<bdi>banyu</bdi>") == 2
    assert f"<bdi>{searched}</bdi>" in desk
    assert listed.count("<bdi>banyu</bdi>") == 2
    assert f"<bdi>{searched}</bdi>" in listed


def test_every_duty_with_rows_says_what_they_are_about() -> None:
    assert [each.name for each in duties() if each.waiting and not each.called] == []


@pytest.mark.parametrize(
    ("role", "sees"),
    [("reporter", False), ("photo", False), ("editor", True), ("chief", True), ("admin", True)],
)
def test_troubles_are_for_who_reviews(role: str, sees: bool) -> None:
    make_trouble("forget-uses", 0)
    client = client_for(make_user(role))

    desk = "What went wrong, and when" in client.get("/admin/").content.decode()
    status = client.get(LIST).status_code

    assert (desk, status) == (sees, 200 if sees else 403)


def test_try_in_hand_is_no_trouble_until_it_ended_the_worker() -> None:
    trouble = make_trouble("card", 7, what="", attempts=1)
    client = client_for(make_user("editor"))

    first = client.get(LIST).context["cl"].result_count
    Trouble.objects.filter(pk=trouble.pk).update(attempts=2)
    second = client.get(LIST)

    assert (first, second.context["cl"].result_count) == (0, 1)
    assert "The worker ended while it was at it." in second.content.decode()


def test_chosen_troubles_are_tried_again_at_once() -> None:
    chosen, other = make_trouble("card", 7), make_trouble("card", 8)

    client_for(make_user("editor")).post(
        LIST, {"action": "try_again", "_selected_action": [chosen.pk]}
    )

    waits = dict(Trouble.objects.values_list("pk", "next_at"))
    assert waits[chosen.pk] <= timezone.now() < waits[other.pk]


def test_list_of_troubles_costs_the_same_for_one_and_for_many() -> None:
    client = client_for(make_user("editor"))
    make_one_of_each()
    few = [count_queries(client, url) for url in ("/admin/", LIST)]
    for row in range(100, 103):
        make_trouble("card", row)

    assert [count_queries(client, url) for url in ("/admin/", LIST)] == few
