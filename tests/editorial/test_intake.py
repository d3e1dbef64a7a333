"""Complaints on the desk: who sees them, how they are decided, and where that leads."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions import complaints
from articles.models import Complaint, Dispatch, Story
from tests.articles.site.helpers import Outline
from tests.editorial.forms import answer, client_for, count_queries, read
from tests.factories import make_complaint, make_published, make_user

pytestmark = pytest.mark.django_db


class AdminOutline(Outline):
    """Django's own templates close some void tags, as XML does."""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)


def page_of(complaint: Complaint) -> str:
    return f"/admin/articles/complaint/{complaint.pk}/change/"


def outline(client: Client, address: str) -> Outline:
    response = client.get(address)
    assert response.status_code == 200
    return AdminOutline(response.content.decode())


def test_desk_of_an_editor_has_the_overdue_first_and_says_so() -> None:
    make_complaint(make_published(headline="Panen raya"), kind="ralat")
    make_complaint(at=timezone.now() - timedelta(hours=50), kind="lain")

    page = outline(client_for(make_user("editor")), "/admin/")

    (pile,) = page.texts("section", id="complaints")
    assert [late.partition(" for")[0] for late in page.texts("strong", class_="late")] == [
        "Overdue"
    ]
    assert pile.index("Other complaint") < pile.index("Erratum: Panen raya")


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(), "Due in 1 day, 23 hours"),
        (timedelta(hours=48, seconds=-20), "Due now"),
        (timedelta(hours=48, seconds=20), "Due now"),
        (timedelta(hours=49), "Overdue for 1 hour"),
    ],
)
def test_desk_of_an_editor_says_how_far_off_a_deadline_is(age: timedelta, said: str) -> None:
    make_complaint(at=timezone.now() - age)

    page = outline(client_for(make_user("editor")), "/admin/")

    (pile,) = page.texts("section", id="complaints")
    assert said in pile


@pytest.mark.parametrize("role", ["reporter", "photo"])
def test_desk_of_others_has_no_complaints(role: str) -> None:
    make_complaint()

    page = outline(client_for(make_user(role)), "/admin/")

    assert page.texts("section", id="complaints") == []


def test_complaint_is_taken_in_hand_by_who_reads_it() -> None:
    editor, complaint = make_user("editor"), make_complaint()
    client = client_for(editor)

    chosen = outline(client, page_of(complaint)).attributes("option", selected="")
    response = client.post(page_of(complaint), {"_do": "assign", "to": chosen[0]["value"]})

    stored = Complaint.objects.get()
    assert response.status_code == 302
    assert (stored.status, stored.assigned_to) == ("in-work", editor)


def test_granted_complaint_leads_to_the_correction_of_its_story() -> None:
    client, story = client_for(make_user("editor")), make_published()
    complaint = make_complaint(story, kind="hak-jawab")

    client.post(page_of(complaint), {"_do": "grant", "decision": "Dimuat."})

    (link,) = outline(client, page_of(complaint)).attributes("a", class_="go")
    form = outline(client, link["href"])
    assert link["href"] == (
        f"/admin/articles/story/{story.pk}/correct/?kind=hak-jawab&answers={complaint.pk}"
    )
    chosen = {box["name"]: box.get("value") for box in form.attributes("input", checked="")}
    assert chosen == {"kind": "hak-jawab", "apology": None, "answers": str(complaint.pk)}


def granted(story: Story, **fields: str) -> Complaint:
    at = timezone.now() - timedelta(hours=1)
    complaint = make_complaint(story, at=at, **fields)
    return complaints.grant(complaint=complaint, by=make_user("editor"), decision="Benar.")


def correct_page(story: Story) -> str:
    return f"/admin/articles/story/{story.pk}/correct/"


def correct(client: Client, story: Story, **typed: Any) -> None:
    """Publish a notice beside the text as it is."""
    answer(client, correct_page(story), unchanged="on", **typed)


def on_desk(client: Client) -> list[str]:
    piles = outline(client, "/admin/").attributes("a")
    start = "/admin/articles/complaint/"
    return [a["href"] for a in piles if a["href"].startswith(start) and a["href"] != start]


def test_correction_answers_the_complaints_that_are_chosen_and_no_other() -> None:
    client, story = client_for(make_user("editor")), make_published()
    mine, other = granted(story), granted(story, kind="ralat")
    granted(make_published())
    form = outline(client, correct_page(story))

    correct(client, story, kind="koreksi", note="Angka.", answers=[str(mine.pk)])

    offered = {box["value"] for box in form.attributes("input", name="answers")}
    assert offered == {str(mine.pk), str(other.pk)}
    assert page_of(mine) not in on_desk(client)
    assert page_of(other) in on_desk(client)
    number = Dispatch.objects.latest("number").number
    shown = outline(client, page_of(mine))
    assert shown.texts("section", class_="notice") == [f"Granted, and answered No. {number}"]
    assert shown.attributes("a", class_="go") == []


def test_correction_from_the_story_asks_about_no_complaint_when_none_waits() -> None:
    client, story = client_for(make_user("editor")), make_published()
    make_complaint(story)

    form = outline(client, correct_page(story))
    refused = answer(client, correct_page(story), kind="ralat", note="")

    assert form.attributes("input", name="answers") == []
    assert list(refused.context["form"].errors) == ["note", "unchanged"]
    assert "answers" not in refused.context["form"].fields


def test_complaint_answered_by_somebody_meanwhile_is_told_and_nothing_is_sent() -> None:
    client, story = client_for(make_user("editor")), make_published()
    complaint = granted(story)
    fields = read(client.get(correct_page(story))).fields
    correct(client, story, kind="ralat", note="Satu.", answers=[str(complaint.pk)])

    typed = {"kind": "ralat", "note": "Dua.", "unchanged": "on"}
    again = fields | typed | {"answers": [str(complaint.pk)]}
    response = client.post(correct_page(story), again)

    assert list(response.context["form"].errors) == ["answers"]
    assert Dispatch.objects.count() == 2


def test_notice_that_is_out_already_is_named_as_the_answer() -> None:
    client, story = client_for(make_user("editor")), make_published()
    complaint = granted(story)
    correct(client, story, kind="koreksi", note="Angka.")
    notice = Dispatch.objects.latest("number").number
    before = outline(client, page_of(complaint))

    client.post(page_of(complaint), {"_do": "answer", "notice": str(notice)})

    (offered,) = before.attributes("input", name="notice")
    assert offered["value"] == str(notice)
    assert Complaint.objects.get().answered_by_id == notice
    assert on_desk(client) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "Choose the notice that answers it."),
        ("x", "Choose the notice that answers it."),
        ("9" * 40, "Choose the notice that answers it."),
        ("1", "No. 1 is no notice that could answer {}."),
    ],
)
def test_number_that_is_no_notice_answers_nothing(number: str, said: str) -> None:
    client = client_for(make_user("editor"))
    complaint = granted(make_published())

    response = client.post(page_of(complaint), {"_do": "answer", "notice": number})

    assert [str(m) for m in response.context["messages"]] == [said.format(complaint.reference)]
    assert Complaint.objects.get().answered_by is None


def test_decision_without_a_reason_is_asked_for_again() -> None:
    client, complaint = client_for(make_user("chief")), make_complaint()

    response = client.post(page_of(complaint), {"_do": "refuse", "decision": " "})

    page = AdminOutline(response.content.decode())
    assert response.status_code == 200
    assert page.texts("ul", class_="errorlist") == ["This field is required."]
    assert Complaint.objects.get().status == "new"


def test_second_decision_is_told_of_the_first() -> None:
    complaint = make_complaint()
    complaints.refuse(complaint=complaint, by=make_user("chief"), decision="Sudah benar.")

    response = client_for(make_user("editor")).post(
        page_of(complaint), {"_do": "grant", "decision": "Dimuat."}
    )

    page = AdminOutline(response.content.decode())
    assert page.texts("ul", class_="messagelist") == [
        "This complaint is decided already: “Refused”."
    ]
    assert page.attributes("button", name="_do") == []
    assert Complaint.objects.get().status == "refused"


def test_erased_complaint_shows_what_is_left() -> None:
    complaint = make_complaint(make_published())
    complaints.grant(complaint=complaint, by=make_user("editor"), decision="Dibetulkan.")
    complaints.erase(pk=complaint.pk, now=timezone.now() + timedelta(days=365))

    response = client_for(make_user("editor")).get(page_of(complaint))

    text = response.content.decode()
    assert "Dibetulkan." in text
    assert "Pelapor Contoh" not in text


def test_list_costs_the_same_for_one_complaint_and_for_many() -> None:
    client = client_for(make_user("editor"))
    make_complaint(make_published())
    few = [count_queries(client, url) for url in ("/admin/articles/complaint/", "/admin/")]
    for _time in range(3):
        make_complaint(make_published())

    many = [count_queries(client, url) for url in ("/admin/articles/complaint/", "/admin/")]

    assert many == few
