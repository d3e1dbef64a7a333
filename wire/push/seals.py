"""Secrets that must be kept readable, under the key of the environment.

A signature or a sign-in needs the secret itself, so no hash will do. Sealed, a copy of the database
alone gives nothing away.
"""

import base64
import hashlib
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from wire.push.failure import Failure, FailureError

_PURPOSE: Final = b"wire.push.seals:"


def sealed(secret: str) -> str:
    """What is kept in the database instead; "" for ""."""
    return _fernet().encrypt(secret.encode()).decode() if secret else ""


def unsealed(kept: str) -> str:
    """The secret. Raises FailureError where it was sealed under a key that is known no more."""
    if not kept:
        return ""
    try:
        return _fernet().decrypt(kept.encode()).decode()
    except InvalidToken:
        raise FailureError(Failure.SECRET) from None


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # SECRET_KEY has entropy enough: it needs parting from its other uses, not stretching.
    derived = [hashlib.sha256(_PURPOSE + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
