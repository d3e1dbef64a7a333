"""Passkeys and security keys (WebAuthn), by Yubico's library."""

from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from articles.models import User

STATE: Final = "passkey_state"
"""Of the session: the challenge that waits for its answer, once."""


def ask_for_new(request: HttpRequest, user: User, known: Iterable[bytes]) -> Any:
    """What a browser needs to make a key, as plain data."""
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=str(user.pk).encode(),
            name=user.get_username(),
            display_name=user.get_full_name() or user.get_username(),
        ),
        [AttestedCredentialData(key) for key in known],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[STATE] = state
    return dict(options)


def made(request: HttpRequest, answer: Any) -> bytes | None:
    """The public key that a browser made; None for any other answer."""
    state = request.session.pop(STATE, None)
    try:
        key = _server(request).register_complete(state, answer).credential_data
    except _WRONG:
        return None
    return bytes(key) if key else None


def ask(request: HttpRequest, known: Iterable[bytes]) -> Any:
    """What a browser needs to show that it has one of the keys, as plain data."""
    options, state = _server(request).authenticate_begin(
        [AttestedCredentialData(key) for key in known],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[STATE] = state
    return dict(options)


def shown(request: HttpRequest, answer: Any, known: Iterable[bytes]) -> bytes | None:
    """Which of the known keys the browser has; None for any other answer."""
    state = request.session.pop(STATE, None)
    keys = [AttestedCredentialData(key) for key in known]
    try:
        return bytes(_server(request).authenticate_complete(state, keys, answer))
    except _WRONG:
        return None


# The library takes apart what anybody may have sent, and says of it what Python does.
_WRONG: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError)


def _server(request: HttpRequest) -> Fido2Server:
    host, origin = request.get_host(), f"{request.scheme}://{request.get_host()}"
    name = host.partition(":")[0]
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=name, name=name), verify_origin=lambda said: said == origin
    )
