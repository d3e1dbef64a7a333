from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from django.db import connection, models
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


class SignInCountQuerySet(models.QuerySet["SignInCount"]):
    def attempt(self, account: str, line: str, now: datetime) -> datetime | None:
        """Count one attempt from ``line``; until when no more are taken, or None if this one is.

        It takes as long whether there is such an account or not.
        """
        keys = _keys(account, line)
        counted = sorted(
            (keys[name], now + limit.within)
            for name, limit in (("pair", PAIR), ("address", ADDRESS), ("account", ACCOUNT))
        )
        rows = ", ".join(["(%s, 1, %s)"] * len(counted))
        values = [value for row in counted for value in row]
        with connection.cursor() as cursor:
            cursor.execute(COUNT.format(rows=rows), [*values, now, now])
            found = {key: (count, until) for key, count, until in cursor.fetchall()}
        limits = {"pair": PAIR, "address": ADDRESS}
        if not self.filter(key=keys["known"], until__gt=now).exists():
            limits["account"] = ACCOUNT
        over = [
            found[keys[name]][1]
            for name, limit in limits.items()
            if found[keys[name]][0] > limit.most
        ]
        return max(over, default=None)

    def succeeded(self, account: str, line: str) -> None:
        """Take the attempt back, for it was no failure."""
        keys = _keys(account, line)
        self.filter(key=keys["pair"]).delete()
        for name in ("address", "account"):
            self.filter(key=keys[name], count__gt=0).update(count=F("count") - 1)

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


def _keys(account: str, line: str) -> dict[str, str]:
    name = account.casefold()
    both = f"{name}\n{line}"
    parts = {"pair": both, "address": line, "account": name, "known": both}
    return {what: _key(what, part) for what, part in parts.items()}


def _key(what: str, part: str) -> str:
    return salted_hmac(f"editorial.sign_in {what}", part, algorithm="sha256").hexdigest()
