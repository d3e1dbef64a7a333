"""Where mail goes, as one address of a server says it."""

from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECONDS: Final = 20
_SMTP: Final[dict[str, dict[str, Any]]] = {
    "smtp": {},
    "smtps": {"use_ssl": True},
    "smtp+tls": {"use_tls": True},
}
_BACKENDS: Final = "django.core.mail.backends"


def mailers(name: str, url: str) -> dict[str, Any]:
    """Django's ``MAILERS`` for the setting ``name``: none where nothing is given.

    ``smtp://``, ``smtps://`` (TLS from the first byte) and ``smtp+tls://`` (STARTTLS), each as
    ``smtp://user:password@host:port``; ``file:///folder``; ``console://``. Raises
    ImproperlyConfigured for another, without saying what was given: there is a password in it.
    """
    if not url:
        return {}
    refusal = ImproperlyConfigured(
        f"{name} must be smtp://, smtps:// or smtp+tls://user:password@host:port, file:///folder or"
        " console://."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise refusal from None
    if parts.scheme in _SMTP and parts.hostname and parts.path in ("", "/"):
        options = {
            "host": parts.hostname,
            "port": port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "timeout": SECONDS,
            **_SMTP[parts.scheme],
        }
        return {"default": {"BACKEND": f"{_BACKENDS}.smtp.EmailBackend", "OPTIONS": options}}
    if parts.scheme == "file" and not parts.netloc and len(parts.path) > 1:
        folder = {"file_path": unquote(parts.path)}
        return {"default": {"BACKEND": f"{_BACKENDS}.filebased.EmailBackend", "OPTIONS": folder}}
    if url == "console://":
        return {"default": {"BACKEND": f"{_BACKENDS}.console.EmailBackend"}}
    raise refusal
