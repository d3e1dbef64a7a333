"""What the newsroom does with a complaint: every step locked, checked, and on the record."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.models import (
    Complaint,
    ComplaintEvent,
    ComplaintStatus,
    ComplaintVerb,
    Dispatch,
    IntakeCount,
    Signal,
    User,
)
from articles.models.complaint import OPEN

COUNTS_KEPT = timedelta(hours=2)

TARGETS = {
    ComplaintVerb.ASSIGN: ComplaintStatus.IN_WORK,
    ComplaintVerb.GRANT: ComplaintStatus.GRANTED,
    ComplaintVerb.REFUSE: ComplaintStatus.REFUSED,
}


def decides(user: User) -> bool:
    """Editors, chiefs and admins handle complaints."""
    return user.has_perm("articles.decide_complaint")


def assign(*, complaint: Complaint, by: User, to: User) -> Complaint:
    """Put an open complaint into somebody's hands. Raises ``Refused``."""
    if not (to.is_active and decides(to)):
        raise Refused("assignee", _("Complaints are for editors: choose one."))
    return _move(
        complaint, verb=ComplaintVerb.ASSIGN, by=by, note=_name(to), changes={"assigned_to": to}
    )


def grant(*, complaint: Complaint, by: User, decision: str) -> Complaint:
    """Decide for the complaint, with what follows from it. Raises ``Refused``."""
    return _decide(complaint, verb=ComplaintVerb.GRANT, by=by, decision=decision)


def refuse(*, complaint: Complaint, by: User, decision: str) -> Complaint:
    """Decide against the complaint, with the reason. Raises ``Refused``."""
    return _decide(complaint, verb=ComplaintVerb.REFUSE, by=by, decision=decision)


@transaction.atomic
def answer(*, complaint: Complaint, by: User, notice: Dispatch) -> Complaint:
    """Name the correction that does what was granted; the complaint leaves the desk.

    Raises ``Refused``: role, a complaint not granted or answered already, a notice about another
    story or from before the complaint.
    """
    complaint = _locked(complaint, by)
    if complaint.status != ComplaintStatus.GRANTED:
        raise Refused("state", _("Only a complaint that was granted is answered by a notice."))
    if complaint.answered_by_id:
        raise Refused(
            "answered",
            _("%(complaint)s is answered already, by No. %(number)s."),
            complaint=complaint.reference,
            number=complaint.answered_by_id,
        )
    is_notice = notice.signal == Signal.CORRECTION and notice.sent_at >= complaint.received_at
    if not is_notice or notice.story_uid != complaint.story_uid:
        raise Refused(
            "notice",
            _("No. %(number)s is no notice that could answer %(complaint)s."),
            number=notice.number,
            complaint=complaint.reference,
        )
    complaint.answered_by = notice
    complaint.save()
    _record(
        complaint,
        verb=ComplaintVerb.ANSWER,
        by=by,
        before=complaint.status,
        note=str(notice.number),
        at=timezone.now(),
    )
    return complaint


def _decide(complaint: Complaint, *, verb: ComplaintVerb, by: User, decision: str) -> Complaint:
    if not decision.strip():
        raise Refused("decision", _("Say why: the decision stays on the record."))
    changes = {"decided_at": timezone.now(), "decided_by": by, "decision": decision.strip()}
    return _move(complaint, verb=verb, by=by, note=decision.strip(), changes=changes)


@transaction.atomic
def _move(
    complaint: Complaint, *, verb: ComplaintVerb, by: User, note: str, changes: dict[str, object]
) -> Complaint:
    complaint = _locked(complaint, by)
    if complaint.status not in OPEN:
        raise Refused(
            "state",
            _("This complaint is decided already: “%(status)s”."),
            status=ComplaintStatus(complaint.status).label,
        )
    before, complaint.status = complaint.status, TARGETS[verb]
    for field, value in changes.items():
        setattr(complaint, field, value)
    complaint.save()
    _record(complaint, verb=verb, by=by, before=before, note=note, at=timezone.now())
    return complaint


def _locked(complaint: Complaint, by: User) -> Complaint:
    complaint = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    if not decides(by):
        raise Refused("permission", _("Complaints are for editors to decide."))
    return complaint


@transaction.atomic
def erase(*, pk: int, now: datetime) -> bool:
    """Forget who made a complaint that was closed long ago, and in what words; whether it was due.

    The decision and the steps to it stay. Several may run this at once.
    """
    due = Complaint.objects.to_erase(now).filter(pk=pk).select_for_update(skip_locked=True)
    complaint = due.first()
    if complaint is None:
        return False
    for field in ("name", "email", "telephone", "capacity", "text"):
        setattr(complaint, field, "")
    complaint.submission = None
    complaint.erased_at = now
    complaint.save()
    _record(complaint, verb=ComplaintVerb.ERASE, by=None, before=complaint.status, note="", at=now)
    return True


def forget_counts(now: datetime) -> None:
    """Delete how often an address of the network used the form, once it limits nothing more."""
    IntakeCount.objects.filter(at__lt=now - COUNTS_KEPT).delete()


def _record(
    complaint: Complaint,
    *,
    verb: ComplaintVerb,
    by: User | None,
    before: str,
    note: str,
    at: datetime,
) -> None:
    ComplaintEvent.objects.create(
        complaint=complaint,
        at=at,
        actor=by,
        actor_name=_name(by) if by else "",
        verb=verb,
        from_status=before,
        to_status=complaint.status,
        note=note,
    )


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()
