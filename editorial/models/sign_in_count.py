from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from django.db import connection, models, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
KNOWN = timedelta(days=30)

# Every attempt counts, also one that is refused: so many at once are no more than one by one.
COUNT = """
INSERT INTO editorial_signincount AS stored (key, count, until) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN stored.until <= %s THEN 1 ELSE stored.count + 1 END,
    until = CASE WHEN stored.until <= %s THEN excluded.until ELSE stored.until END
RETURNING key, count, until
"""


class _Limit(NamedTuple):
    most: int
    within: timedelta


PAIR = _Limit(5, QUARTER)
"""One account from one address."""
ADDRESS = _Limit(40, QUARTER)
"""One address, which a whole house may share."""
ACCOUNT = _Limit(50, HOUR)
"""One account from everywhere, but where its owner signed in lately: nobody locks them out."""


@dataclass
class Attempt:
    """One that is counted as a failure, unless it ``is_right`` when it is over."""

    refused_until: datetime | None
    """Until when no more are taken, where there were too many."""
    is_right: bool = False


class SignInCountQuerySet(models.QuerySet["SignInCount"]):
    @contextmanager
    def attempt(self, account: str, line: str, now: datetime) -> Iterator[Attempt]:
        """Count an attempt from ``line``, and take it back if the block finds that it is right.

        Of one account from one address the next waits for the end of the block: a right one is
        no failure meanwhile. It takes as long whether there is such an account or not.
        """
        keys = _keys(account, line)
        over = _counted({keys["address"]: ADDRESS, keys["account"]: ACCOUNT}, now)
        if self.filter(key=keys["known"], until__gt=now).exists():
            over.pop(keys["account"], None)
        with transaction.atomic():
            # This row is locked until the block is over, and the two that others share are not.
            over |= _counted({keys["pair"]: PAIR}, now)
            attempt = Attempt(max(over.values(), default=None))
            yield attempt
            if attempt.is_right:
                self.forget_failures(account, line)
        if attempt.is_right:
            shared = self.filter(key__in=(keys["address"], keys["account"]), count__gt=0)
            shared.update(count=F("count") - 1)

    def forget_failures(self, account: str, line: str) -> None:
        """Start counting anew what was tried with an account from an address."""
        self.filter(key=_keys(account, line)["pair"]).delete()

    def know(self, account: str, line: str, now: datetime) -> bool:
        """Know the address for a month as the account's; whether it was known already."""
        key = _keys(account, line)["known"]
        is_known = self.filter(key=key, until__gt=now).exists()
        self.update_or_create(key=key, defaults={"until": now + KNOWN})
        return is_known

    def forget(self, now: datetime) -> None:
        """Delete what counts no more."""
        self.filter(until__lte=now).delete()


class SignInCount(models.Model):
    """How often somebody tried to sign in until a time; ``key`` is a hash of who and from where."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    objects = SignInCountQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"{self.count}"


def _counted(limits: dict[str, _Limit], now: datetime) -> dict[str, datetime]:
    """Count one more under each key; until when, for those that have too many now."""
    counted = sorted((key, now + limit.within) for key, limit in limits.items())
    rows = ", ".join(["(%s, 1, %s)"] * len(counted))
    values = [value for row in counted for value in row]
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(rows=rows), [*values, now, now])
        return {key: until for key, count, until in cursor.fetchall() if count > limits[key].most}


def _keys(account: str, line: str) -> dict[str, str]:
    name = account.casefold()
    both = f"{name}\n{line}"
    parts = {"pair": both, "address": line, "account": name, "known": both}
    return {what: _key(what, part) for what, part in parts.items()}


def _key(what: str, part: str) -> str:
    return salted_hmac(f"editorial.sign_in {what}", part, algorithm="sha256").hexdigest()
