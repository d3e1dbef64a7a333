"""Signatures, judged by the standard's own library."""

import base64
import time

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st
from pytest_django import Settings
from standardwebhooks import Webhook, WebhookVerificationError

from wire.push import seals, signing
from wire.push.failure import Failure, FailureError

BODY = '{"items": [], "headline": "Mi’raj"}'


@settings_of(max_examples=20)
@given(st.text())
def test_own_library_of_the_standard_accepts_what_we_sign(text: str) -> None:
    secret, body = signing.new_secret(), f'"{text.encode().hex()}"'

    headers = signing.headers([secret], uid="msg_1", at=int(time.time()), body=body.encode())

    Webhook(secret).verify(body, dict(headers))


def test_either_of_two_overlapping_secrets_verifies_and_no_third() -> None:
    new, old = signing.new_secret(), signing.new_secret()

    headers = signing.headers([new, old], uid="msg_1", at=int(time.time()), body=BODY.encode())

    for secret in (new, old):
        Webhook(secret).verify(BODY, dict(headers))
    with pytest.raises(WebhookVerificationError):
        Webhook(signing.new_secret()).verify(BODY, dict(headers))


@pytest.mark.parametrize(
    ("uid", "later", "body"), [("msg_2", 0, BODY), ("msg_1", 1, BODY), ("msg_1", 0, BODY + " ")]
)
def test_signature_is_of_id_time_and_body(uid: str, later: int, body: str) -> None:
    secret, now = signing.new_secret(), int(time.time())
    headers = signing.headers([secret], uid="msg_1", at=now, body=BODY.encode())

    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(
            body, {**headers, "webhook-id": uid, "webhook-timestamp": str(now + later)}
        )


def test_private_key_signs_what_its_public_key_verifies() -> None:
    private = signing.new_private_key()

    signature = signing.headers([private], uid="msg_1", at=7, body=BODY.encode())[
        "webhook-signature"
    ]

    version, _, text = signature.partition(",")
    assert version == "v1a"
    public = signing.public_key(private).removeprefix(signing.PUBLIC)
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
    key.verify(base64.b64decode(text), b"msg_1.7." + BODY.encode())
    with pytest.raises(InvalidSignature):
        key.verify(base64.b64decode(text), b"msg_1.8." + BODY.encode())


def test_secret_is_sealed_and_read_again_also_after_the_key_of_the_house_changed(
    settings: Settings,
) -> None:
    secret = signing.new_secret()
    kept = seals.sealed(secret)
    before = settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [before]

    assert secret not in kept
    assert seals.unsealed(kept) == secret
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(FailureError) as caught:
        seals.unsealed(kept)
    assert caught.value.failure is Failure.SECRET
