"""Two editors decide one complaint at the same moment: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from articles.actions import amending, complaints
from articles.actions.refused import Refused
from articles.models import Complaint, ComplaintEvent, Dispatch, NoticeKind, User
from tests.factories import make_complaint, make_published, make_user


@pytest.mark.usefixtures("committed_db")
def test_complaint_is_decided_once_by_two_at_once() -> None:
    complaint, editors = make_complaint(), [make_user("editor"), make_user("editor")]
    verbs = [
        partial(complaints.grant, decision="Benar."),
        partial(complaints.refuse, decision="Tidak."),
    ]
    barrier = Barrier(2)

    def decide(verb: "partial[Complaint]", editor: User) -> str:
        barrier.wait()
        try:
            return verb(complaint=complaint, by=editor).status
        except Refused as refusal:
            return refusal.rule
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(decide, verbs, editors))

    stored = Complaint.objects.get()
    assert sorted(answers) == sorted([stored.status, "state"])
    assert stored.decided_by == editors[answers.index(stored.status)]
    assert ComplaintEvent.objects.count() == 2


@pytest.mark.usefixtures("committed_db")
def test_complaint_is_answered_by_one_of_two_notices_at_once() -> None:
    story, editors = make_published(), [make_user("editor"), make_user("editor")]
    complaint = complaints.grant(complaint=make_complaint(story), by=editors[0], decision="Benar.")
    barrier = Barrier(2)

    def correct(editor: User) -> str:
        barrier.wait()
        try:
            amending.correct(
                story=story, by=editor, kind=NoticeKind.ERROR, note="Ejaan.", answers=[complaint]
            )
        except Refused as refusal:
            return refusal.rule
        finally:
            connections.close_all()
        return "sent"

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(correct, editors))

    assert sorted(answers) == ["answered", "sent"]
    assert Complaint.objects.get().answered_by == Dispatch.objects.latest("number")
    assert Dispatch.objects.count() == 2
