"""Signatures by Standard Webhooks 1.0: ``v1`` (HMAC-SHA256) and ``v1a`` (ed25519)."""

import base64
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SECRET: Final = "whsec_"  # noqa: S105 - how one begins
PRIVATE: Final = "whsk_"
PUBLIC: Final = "whpk_"
_BYTES: Final = 32


def new_secret() -> str:
    """For ``v1``: known to both sides."""
    return SECRET + _text(secrets.token_bytes(_BYTES))


def new_private_key() -> str:
    """For ``v1a``: known to us alone; ``public_key`` is for the other side."""
    return PRIVATE + _text(Ed25519PrivateKey.generate().private_bytes_raw())


def public_key(private_key: str) -> str:
    return PUBLIC + _text(_private(private_key).public_key().public_bytes_raw())


def headers(secrets: Sequence[str], *, uid: str, at: int, body: bytes) -> Mapping[str, str]:
    """What is sent with the body: one signature for each secret, the newest first.

    ``at`` is the time of this try, in seconds since 1970; ``uid`` the same with each try.
    """
    signed = f"{uid}.{at}.".encode() + body
    return {
        "webhook-id": uid,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(_signature(secret, signed) for secret in secrets),
    }


def _signature(secret: str, signed: bytes) -> str:
    if secret.startswith(PRIVATE):
        return f"v1a,{_text(_private(secret).sign(signed))}"
    key = base64.b64decode(secret.removeprefix(SECRET))
    return f"v1,{_text(hmac.digest(key, signed, 'sha256'))}"


def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(key.removeprefix(PRIVATE)))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
