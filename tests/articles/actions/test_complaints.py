"""Complaints in the newsroom: who decides, how often, and what is forgotten when."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.actions import amending, complaints
from articles.actions.refused import Refused
from articles.models import (
    Complaint,
    ComplaintEvent,
    Dispatch,
    DispatchCounter,
    Ground,
    IntakeCount,
    NoticeKind,
    Story,
    Trouble,
)
from articles.models.complaint import KEPT
from tests.duties import forget
from tests.factories import make_complaint, make_published, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
grant = partial(complaints.grant, decision="Benar, angkanya keliru.")
refuse = partial(complaints.refuse, decision="Sumbernya sudah diperiksa.")


def steps(complaint: Complaint) -> list[tuple[str, str, str, str]]:
    events = ComplaintEvent.objects.filter(complaint=complaint).order_by("pk")
    return list(events.values_list("verb", "from_status", "to_status", "note"))


@pytest.mark.parametrize(
    ("decide", "status", "note"),
    [
        (grant, "granted", "Benar, angkanya keliru."),
        (refuse, "refused", "Sumbernya sudah diperiksa."),
    ],
)
def test_decision_is_on_the_record(
    decide: Callable[..., Complaint], status: str, note: str
) -> None:
    editor, complaint = make_user("editor"), make_complaint()
    complaints.assign(complaint=complaint, by=editor, to=editor)

    decided = decide(complaint=complaint, by=editor)

    stored = Complaint.objects.get()
    assert stored.status == decided.status == status
    assert (stored.decided_by, stored.decision, stored.assigned_to) == (editor, note, editor)
    assert steps(complaint) == [
        ("receive", "", "new", ""),
        ("assign", "new", "in-work", editor.get_full_name()),
        (status.replace("granted", "grant").replace("refused", "refuse"), "in-work", status, note),
    ]


@pytest.mark.parametrize("role", ["", "reporter", "photo"])
@pytest.mark.parametrize("verb", ["assign", "grant", "refuse", "answer"])
def test_complaints_are_for_editors(role: str, verb: str) -> None:
    user, editor, complaint = make_user(role), make_user("editor"), make_complaint()
    take = partial(complaints.assign, to=editor)
    answer = partial(complaints.answer, notice=Dispatch())

    with pytest.raises(Refused) as refusal:
        {"assign": take, "grant": grant, "refuse": refuse, "answer": answer}[verb](
            complaint=complaint, by=user
        )

    assert refusal.value.rule == "permission"
    assert steps(complaint) == [("receive", "", "new", "")]


@pytest.mark.parametrize("role", ["reporter", "photo"])
def test_complaint_is_put_into_an_editors_hands_alone(role: str) -> None:
    with pytest.raises(Refused) as refusal:
        complaints.assign(complaint=make_complaint(), by=make_user("chief"), to=make_user(role))

    assert refusal.value.rule == "assignee"


@pytest.mark.parametrize("decide", [complaints.grant, complaints.refuse])
def test_decision_gives_its_reason(decide: Callable[..., Complaint]) -> None:
    with pytest.raises(Refused) as refusal:
        decide(complaint=make_complaint(), by=make_user("editor"), decision=" \n")

    assert refusal.value.rule == "decision"


@pytest.mark.parametrize("first", [grant, refuse])
def test_complaint_is_decided_once(first: Callable[..., Complaint]) -> None:
    editor, complaint = make_user("editor"), make_complaint()
    first(complaint=complaint, by=editor)

    for again in (grant, refuse, partial(complaints.assign, to=editor)):
        with pytest.raises(Refused) as refusal:
            again(complaint=complaint, by=editor)
        assert refusal.value.rule == "state"


def test_database_refuses_a_decision_without_its_reason() -> None:
    make_complaint()

    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(status="refused", decided_at=timezone.now(), decision="Tidak.")


def granted(story: Story, *, kind: str = "koreksi", age: timedelta = HOUR) -> Complaint:
    complaint = make_complaint(story, kind=kind, at=timezone.now() - age)
    return grant(complaint=complaint, by=make_user("editor"))


def correct(story: Story, *answers: Complaint) -> Story:
    return amending.correct(
        story=story,
        by=make_user("editor"),
        kind=NoticeKind.CORRECTION,
        note="Angka dibetulkan.",
        answers=answers,
    )


def test_waiting_are_the_open_and_the_granted_that_no_notice_answered() -> None:
    editor, story = make_user("editor"), make_published()
    new, one, refused, other = (
        make_complaint(story, kind=kind, at=timezone.now() - number * HOUR)
        for number, kind in enumerate(("ralat", "koreksi", "hak-jawab", "lain"))
    )
    grant(complaint=one, by=editor)
    refuse(complaint=refused, by=editor)
    grant(complaint=other, by=editor)

    before = list(Complaint.objects.waiting())
    correct(story, one)

    assert before == [one, new]
    assert list(Complaint.objects.waiting()) == [new]


def test_granted_complaint_waits_for_its_own_notice_whatever_else_is_corrected() -> None:
    story, elsewhere = make_published(), make_published()
    mine, theirs, far = granted(story), granted(story), granted(elsewhere)

    correct(story)
    correct(story, theirs)

    assert set(Complaint.objects.waiting()) == {mine, far}
    assert [c.answered_by_id for c in Complaint.objects.order_by("pk")] == [
        None,
        Dispatch.objects.latest("number").number,
        None,
    ]
    assert steps(theirs)[-1] == ("answer", "granted", "granted", str(Dispatch.objects.count()))


def test_one_notice_answers_several_complaints() -> None:
    story = make_published()
    both = [granted(story), granted(story, kind="hak-jawab")]

    correct(story, *both)

    assert list(Complaint.objects.waiting()) == []


def test_withdrawal_answers_all_complaints_of_its_story() -> None:
    story, other = make_published(), make_published()
    before, open_one, elsewhere = granted(story), make_complaint(story), granted(other)

    amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Usia.")
    grant(complaint=open_one, by=make_user("editor"))

    assert list(Complaint.objects.waiting()) == [elsewhere]
    assert Complaint.objects.get(pk=before.pk).answered_by is None


def test_notice_sent_before_the_decision_can_be_named_afterwards() -> None:
    story = make_published()
    complaint = make_complaint(story, at=timezone.now() - HOUR)
    correct(story)
    complaint = grant(complaint=complaint, by=make_user("editor"))

    notice = Dispatch.objects.latest("number")
    complaints.answer(complaint=complaint, by=make_user("editor"), notice=notice)

    assert list(Complaint.objects.waiting()) == []


@pytest.mark.parametrize("case", ["other-story", "new", "refused", "answered", "younger"])
def test_correction_that_cannot_answer_a_complaint_is_not_sent(case: str) -> None:
    story, editor = make_published(), make_user("editor")
    rule = "state"
    if case == "other-story":
        complaint, rule = granted(make_published()), "notice"
    elif case == "answered":
        complaint, rule = granted(story), "answered"
        correct(story, complaint)
    elif case == "younger":
        complaint, rule = granted(story, age=-HOUR), "notice"
    else:
        complaint = make_complaint(story)
        if case == "refused":
            refuse(complaint=complaint, by=editor)
    before = Dispatch.objects.count(), DispatchCounter.objects.get().last

    with pytest.raises(Refused) as refusal:
        correct(story, complaint)

    assert refusal.value.rule == rule
    assert (Dispatch.objects.count(), DispatchCounter.objects.get().last) == before


@pytest.mark.parametrize("which", ["first", "withdrawal"])
def test_only_a_correction_can_be_named_as_the_answer(which: str) -> None:
    story = make_published()
    complaint = granted(story)
    if which == "withdrawal":
        amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Usia.")

    with pytest.raises(Refused) as refusal:
        complaints.answer(
            complaint=complaint, by=make_user("editor"), notice=Dispatch.objects.latest("number")
        )

    assert refusal.value.rule == "notice"


def test_database_refuses_an_answer_to_what_was_not_granted() -> None:
    story = make_published()
    make_complaint(story)

    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(answered_by=Dispatch.objects.get())


@pytest.mark.parametrize(("hours", "late"), [(47, False), (49, True)])
def test_complaint_is_overdue_after_two_days(hours: int, late: bool) -> None:
    complaint = make_complaint(at=timezone.now() - hours * HOUR)

    assert complaint.is_overdue is late
    assert refuse(complaint=complaint, by=make_user("editor")).is_overdue is False


def test_sender_is_forgotten_when_the_promised_time_is_over() -> None:
    editor = make_user("editor")
    old, fresh, waiting = make_complaint(), make_complaint(), make_complaint()
    for complaint in (old, fresh):
        grant(complaint=complaint, by=editor)
    now = timezone.now() + KEPT - HOUR
    Complaint.objects.filter(pk=old.pk).update(decided_at=timezone.now() - 2 * HOUR)

    done = [complaints.erase(pk=each.pk, now=now) for each in (old, fresh, waiting)]

    erased, *kept = Complaint.objects.order_by("pk")
    assert done == [True, False, False]
    assert (erased.name, erased.email, erased.telephone, erased.capacity, erased.text) == ("",) * 5
    assert (erased.submission, erased.erased_at, erased.status) == (None, now, "granted")
    assert (erased.reference, erased.decision) == (old.reference, "Benar, angkanya keliru.")
    assert steps(old)[-1] == ("erase", "granted", "granted", "")
    assert [complaint.text for complaint in kept] == [fresh.text, waiting.text]
    assert complaints.erase(pk=old.pk, now=now) is False


def test_clock_forgets_senders_and_counts() -> None:
    complaint = make_complaint(at=timezone.now() - KEPT)
    refuse(complaint=complaint, by=make_user("editor"))
    Complaint.objects.update(decided_at=timezone.now() - KEPT - HOUR)

    forget()

    assert Complaint.objects.get().name == ""
    assert IntakeCount.objects.count() == 0


def test_complaint_that_cannot_be_erased_holds_up_neither_the_others_nor_the_counts() -> None:
    bad, good = (make_complaint(at=timezone.now() - KEPT) for _ in range(2))
    for complaint in (bad, good):
        refuse(complaint=complaint, by=make_user("editor"))
    Complaint.objects.update(decided_at=timezone.now() - KEPT - HOUR)
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'this one fails' USING DETAIL = NEW.complaint_id;
            END $$;
            CREATE TRIGGER fail BEFORE INSERT ON articles_complaintevent FOR EACH ROW
            WHEN (NEW.complaint_id = {bad.pk}) EXECUTE FUNCTION fail();
        """)

    forget()

    assert [each.name for each in Complaint.objects.order_by("pk")] == [bad.name, ""]
    assert IntakeCount.objects.count() == 0
    (trouble,) = Trouble.objects.all()
    assert (trouble.duty, trouble.row) == ("erase", bad.pk)
    assert trouble.what == "ProgrammingError: this one fails"


def test_counts_that_cannot_be_erased_are_a_trouble_of_their_own() -> None:
    complaint = make_complaint(at=timezone.now() - KEPT)
    refuse(complaint=complaint, by=make_user("editor"))
    Complaint.objects.update(decided_at=timezone.now() - KEPT - HOUR)
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'counts fail';
            END $$;
            CREATE TRIGGER fail BEFORE DELETE ON articles_intakecount FOR EACH ROW
            EXECUTE FUNCTION fail();
        """)

    forget()

    assert Complaint.objects.get().name == ""
    assert [(each.duty, each.what) for each in Trouble.objects.all()] == [
        ("forget-uses", "ProgrammingError: counts fail")
    ]
