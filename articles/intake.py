"""How a complaint comes in from the public form."""

import json
from dataclasses import astuple, dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import get_random_string, salted_hmac

from articles import upward
from articles.models.complaint import (
    TIME_TO_ANSWER,
    Complaint,
    ComplaintEvent,
    ComplaintStatus,
    ComplaintVerb,
    IntakeCount,
)
from articles.models.dispatch import Dispatch
from articles.models.edition import Edition
from articles.models.old_address import OldAddress
from articles.text import story_address
from articles.visitors import household

MOST_IN_AN_HOUR = 10
"""Complaints from one network address; many readers share one."""

# Without I, L, O and U, which are misread, or spell words.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class TooMany(Exception):  # noqa: N818 - an answer to a person, not an error
    """The limit of the hour is reached."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed into the form of ``edition``; ``token`` is the form's own."""

    edition: str
    kind: str
    story_address: str
    name: str
    email: str
    telephone: str
    capacity: str
    text: str
    consent: str
    token: str

    @property
    def digest(self) -> str:
        return sha256(json.dumps(astuple(self)).encode()).hexdigest()


@transaction.atomic
def receive(given: Given, *, visitor: str, now: datetime) -> Complaint:
    """Record a complaint from the network address ``visitor``. Raises ``TooMany``.

    The same form sent twice is one complaint.
    """
    if known := Complaint.objects.filter(submission=given.digest).first():
        return known
    _count(visitor, now)
    dispatch = version_read(given.edition, given.story_address)
    complaint, is_new = Complaint.objects.get_or_create(
        submission=given.digest,
        defaults={
            "reference": _reference(),
            "edition_id": given.edition,
            "kind": given.kind,
            "story_address": given.story_address,
            "story_uid": dispatch.story_uid if dispatch else None,
            "dispatch": dispatch,
            "name": given.name,
            "email": given.email,
            "telephone": given.telephone,
            "capacity": given.capacity,
            "text": given.text,
            "consent": given.consent,
            "received_at": now,
            "due_at": now + TIME_TO_ANSWER,
        },
    )
    if is_new:
        ComplaintEvent.objects.create(
            complaint=complaint,
            at=now,
            verb=ComplaintVerb.RECEIVE,
            to_status=ComplaintStatus.NEW,
        )
        upward.tell(settings.ON_COMPLAINT, complaint)
    return complaint


def version_read(edition: str, address: str) -> Dispatch | None:
    """The newest Dispatch that readers know at an address as one types it, also a withdrawal."""
    named, slug = story_address.parse(address, Edition.objects.values_list("code", flat=True))
    path = story_address.by_id(address) or slug.casefold()
    if not path:
        return None
    code = named or edition
    renamed = OldAddress.objects.filter(edition=code, path=path).values_list("slug", flat=True)
    sent = Dispatch.objects.told_to_readers()
    # The letters as typed come first: two stories may differ in their case alone.
    for lookup in ({"slug": slug}, {"slug__iexact": slug}, *({"slug": to} for to in renamed)):
        if found := sent.filter(edition=code, **lookup).first():
            return found
    return None


def _reference() -> str:
    return f"{get_random_string(4, _ALPHABET)}-{get_random_string(4, _ALPHABET)}"


def _count(visitor: str, now: datetime) -> None:
    """Count ``visitor`` on for this hour, under a hash that the next hour can't compare."""
    key = salted_hmac(f"articles.intake {now:%Y-%m-%d %H}", household(visitor), algorithm="sha256")
    IntakeCount.objects.get_or_create(key=key.hexdigest(), defaults={"at": now})
    counts = IntakeCount.objects.filter(key=key.hexdigest(), count__lt=MOST_IN_AN_HOUR)
    if not counts.update(count=F("count") + 1):
        raise TooMany
