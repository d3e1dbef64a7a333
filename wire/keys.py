"""Keys of subscribers: made, found and ended. A key itself is shown once and kept nowhere."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from wire.models.company import Company
from wire.models.key import Key, Scope

LONGEST: Final = 100
_SLOTS: Final = (1, 2)


class TwoKeysError(Exception):
    """A subscriber has two keys already, and one of them must go first."""


@transaction.atomic
def issue(
    company: Company,
    *,
    name: str = "",
    scopes: Iterable[Scope] = Scope,
    expires_at: datetime | None = None,
    replaces_oldest: bool = False,
) -> tuple[Key, str]:
    """A new key: its row, and what to give to the subscriber, which is known only here.

    One that has expired makes room. Raises ``TwoKeysError`` where there is none, unless the oldest
    is to be revoked for it.
    """
    # No stronger lock: a publication looks the row up for its deliveries.
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    now = timezone.now()
    Key.objects.filter(company=company, revoked_at=None, expires_at__lte=now).update(revoked_at=now)
    standing = list(Key.objects.filter(company=company, revoked_at=None).order_by("created_at"))
    if len(standing) == len(_SLOTS):
        if not replaces_oldest:
            raise TwoKeysError
        revoke(standing.pop(0))
    secret = f"wire_{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"
    key = Key.objects.create(
        company=company,
        name=name,
        prefix=secret[:13],
        digest=_digest(secret),
        slot=next(slot for slot in _SLOTS if slot not in {key.slot for key in standing}),
        scopes=[*scopes],
        expires_at=expires_at,
    )
    return key, secret


def revoke(key: Key) -> None:
    """End a key at once and for good."""
    Key.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now())


def find(secret: str) -> Key | None:
    """The valid key that this is, with its subscriber."""
    if len(secret) > LONGEST:
        return None
    valid = Key.objects.valid(timezone.now()).select_related("company")
    return valid.filter(digest=_digest(secret)).first()


def _digest(secret: str) -> str:
    # By chance and 256 bits long: there is nothing to guess that a slow digest would protect.
    return hashlib.sha256(secret.encode()).hexdigest()
