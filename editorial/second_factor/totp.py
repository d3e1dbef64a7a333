"""The codes of an authenticator app: RFC 6238, six digits of SHA-1 every thirty seconds."""

import base64
import hmac
import secrets
from io import BytesIO
from typing import Final
from urllib.parse import quote, urlencode

import qrcode
from qrcode.image.svg import SvgPathImage

PERIOD: Final = 30
DIGITS: Final = 6
# A telephone's clock goes wrong, and a code is typed slowly.
DRIFT: Final = 1
# What RFC 4226 recommends.
_SECRET_BYTES: Final = 20


def new_secret() -> str:
    """A secret in base32, as apps take it."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def code(secret: str, step: int) -> str:
    """The code of a secret in the ``step``-th half minute since 1970."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0x0F
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, typed: str, *, now: float) -> int | None:
    """The step that a code is of, about ``now`` (seconds since 1970); None for a wrong one."""
    said = "".join(typed.split())
    if not (said.isascii() and said.isdecimal()):
        return None
    present = int(now) // PERIOD
    steps = range(present - DRIFT, present + DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(code(secret, step), said)), None)


def address(secret: str, *, account: str, issuer: str) -> str:
    """The ``otpauth`` address by which an app takes the secret."""
    label = quote(f"{issuer}:{account}")
    return (
        f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"
    )


def drawing(text: str) -> str:
    """A QR code as SVG, without colours of its own."""
    file = BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, border=2).save(file)
    svg = file.getvalue().decode()
    return svg[svg.index("<svg") :]
