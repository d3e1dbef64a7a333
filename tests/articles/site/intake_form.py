"""The form for corrections and replies, as a reader fills it in."""

import time
from typing import Any
from urllib.parse import urlencode

from django.core.signing import Signer, b62_encode
from django.test import Client

from articles.site.pages import traps
from tests.articles.site.helpers import Outline

URL = "/en/koreksi/ajukan/"


def token_of(seconds: int) -> str:
    """The token of a form that was shown so many seconds ago."""
    shown = b62_encode(int(time.time()) - seconds)
    return Signer(salt=traps.signer.salt).sign(f":{shown}")


def typed(**changes: str) -> dict[str, str]:
    """What a reader has filled in a minute after the page was made."""
    return {
        "jenis": "koreksi",
        "berita": "https://contoh.test/en/harvest/",
        "isi": "The harvest was in May, not in June.",
        "nama": "Tirta Demowati",
        "hubungan": "Named in the story",
        "surel": "tirta@contoh.test",
        "telepon": "",
        "setuju": "on",
        "situs": "",
        "waktu": token_of(60),
        **changes,
    }


def send(client: Client, url: str = URL, *, headers: Any = None, **changes: str) -> Any:
    return client.post(
        url,
        urlencode(typed(**changes)),
        content_type="application/x-www-form-urlencoded",
        headers=headers,
    )


def read(response: Any, status: int) -> Outline:
    assert response.status_code == status
    return Outline(response.content.decode())
