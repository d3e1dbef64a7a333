"""Setting up, using and taking away what somebody has beside their password."""

import base64
import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import User
from editorial.models import FactorAsked, FactorKind, RecoveryCode, SecondFactor
from editorial.second_factor import passkeys, totp
from wire.push.failure import FailureError
from wire.push.seals import sealed, unsealed

CODES: Final = 10
LONGEST_NAME: Final = 60
# Whoever reviews what goes out, or makes accounts.
ASKED: Final = ("articles.review_story", "articles.change_user")
# Letters and digits that nobody takes for one another.
_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def is_asked(user: User) -> bool:
    """Whether the account is one that must have a second factor."""
    return any(map(user.has_perm, ASKED))


def has_one(user: User) -> bool:
    return SecondFactor.objects.filter(user=user).exists()


def due(user: User, now: datetime) -> datetime | None:
    """Until when an account that has none may go without; None for one that has, or needs none.

    Its days of grace count from its first sign-in with those rights.
    """
    days = settings.SECOND_FACTOR_DAYS
    if days is None or not is_asked(user) or has_one(user):
        return None
    asked = FactorAsked.objects.filter(user=user).first()
    until: datetime = (asked.since if asked else now) + timedelta(days=days)
    return until


def begin_grace(user: User, now: datetime) -> None:
    """Have the days of grace of an account that is asked for a second factor begin, once."""
    if is_asked(user):
        FactorAsked.objects.get_or_create(user=user, defaults={"since": now})


@transaction.atomic
def add_app(user: User, secret: str, typed: str, name: str) -> SecondFactor | None:
    """Store the app whose code was typed; None for a wrong code, and nothing is stored."""
    step = totp.step_of(secret, typed, now=timezone.now().timestamp())
    if step is None:
        return None
    return SecondFactor.objects.create(
        user=user, kind=FactorKind.APP, name=name, secret=sealed(secret), last_step=step
    )


@transaction.atomic
def add_passkey(request: HttpRequest, user: User, answer: Any, name: str) -> SecondFactor | None:
    """Store the key that the browser made; None for what is none, or is stored already."""
    made = passkeys.made(request, answer)
    secret = base64.b64encode(made).decode() if made else ""
    if not made or SecondFactor.objects.filter(user=user, secret=secret).exists():
        return None
    return SecondFactor.objects.create(user=user, kind=FactorKind.PASSKEY, name=name, secret=secret)


def keys_of(user: User) -> dict[bytes, SecondFactor]:
    """The passkeys of an account, by their public key."""
    kept = SecondFactor.objects.filter(user=user, kind=FactorKind.PASSKEY)
    return {base64.b64decode(factor.secret): factor for factor in kept}


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Codes for paper, each good once; those of before are good no more."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = {_written() for _ in range(CODES)}
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, key=_hashed(user, code)) for code in codes
    )
    return sorted(codes)


@transaction.atomic
def takes(user: User, typed: str) -> bool:
    """Whether a code of the account's app is right. None is taken twice."""
    now = timezone.now()
    apps = SecondFactor.objects.select_for_update().filter(user=user, kind=FactorKind.APP)
    for app in apps:
        secret = _unlocked(app.secret)
        step = totp.step_of(secret, typed, now=now.timestamp()) if secret else None
        if step is not None and step > app.last_step:
            app.last_step, app.used_at = step, now
            app.save(update_fields=["last_step", "used_at"])
            return True
    return False


def takes_from_paper(user: User, typed: str) -> bool:
    """Whether a code is one of those on the account's paper, which is good no more then."""
    return bool(RecoveryCode.objects.filter(user=user, key=_hashed(user, typed)).delete()[0])


def takes_passkey(request: HttpRequest, user: User, answer: Any) -> bool:
    """Whether the browser has one of the account's keys."""
    keys = keys_of(user)
    if not (key := passkeys.shown(request, answer, keys)):
        return False
    return bool(SecondFactor.objects.filter(pk=keys[key].pk).update(used_at=timezone.now()))


@transaction.atomic
def remove(user: User, pk: int) -> SecondFactor | None:
    """Take one of them away; with the last one go the codes on paper."""
    factor = SecondFactor.objects.filter(user=user, pk=pk).first()
    if factor:
        factor.delete()
        if not has_one(user):
            RecoveryCode.objects.filter(user=user).delete()
    return factor


@transaction.atomic
def take_all_away(user: User) -> list[str]:
    """Take all of them away, of somebody who has lost them; what they were called."""
    RecoveryCode.objects.filter(user=user).delete()
    gone = SecondFactor.objects.filter(user=user)
    names = list(gone.order_by("pk").values_list("name", flat=True))
    gone.delete()
    return names


def _written() -> str:
    letters = "".join(secrets.choice(_SIGNS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def _hashed(user: User, code: str) -> str:
    bare = "".join(sign for sign in code.casefold() if sign.isalnum())
    return salted_hmac(
        "editorial.recovery_code", f"{user.pk} {bare}", algorithm="sha256"
    ).hexdigest()


def _unlocked(kept: str) -> str:
    """The secret; "" where it was sealed with a key that is known no more."""
    try:
        return unsealed(kept)
    except FailureError:
        return ""
