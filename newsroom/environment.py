"""Typed reading of settings from the environment. An empty variable counts as not given."""

import os
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

_BOOLEANS = {"1": True, "true": True, "yes": True, "on": True} | dict.fromkeys(
    ("0", "false", "no", "off"), False
)


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def default(name: str, value: str) -> None:
    """Give ``name`` this value where the environment has none."""
    os.environ[name] = text(name, value)


def boolean(name: str, *, default: bool) -> bool:
    """Raises ImproperlyConfigured for anything but yes/no, true/false, on/off, 1/0."""
    value = text(name).lower()
    if value and value not in _BOOLEANS:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return _BOOLEANS.get(value, default)


def number(name: str, *, default: int) -> int:
    """Raises ImproperlyConfigured for anything but a whole number, zero or more."""
    value = text(name)
    if value and not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value or default)


def log_format() -> str:
    """ "line" or "json". Raises ImproperlyConfigured for another."""
    value = text("LOG_FORMAT", "line")
    if value not in {"line", "json"}:
        raise ImproperlyConfigured(f"LOG_FORMAT must be line or json, not {value!r}.")
    return value


def zone(name: str, *, default: str) -> str:
    """Raises ImproperlyConfigured for anything but the name of a time zone, as Asia/Jakarta."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} must be a time zone, not {value!r}.") from error
    return value


def words(name: str) -> list[str]:
    """The parts of a value separated by commas or spaces."""
    return text(name).replace(",", " ").split()


def pairs(name: str) -> dict[str, str]:
    """``words`` of the form name=value. Raises ImproperlyConfigured for others."""
    found = [word.partition("=") for word in words(name)]
    if any(not key or not value for key, _, value in found):
        raise ImproperlyConfigured(f"{name} must be of the form name=value,name=value.")
    return {key: value for key, _, value in found}


def secret(name: str) -> str:
    """The value of ``name``, or else the one line of the file that ``name``_FILE names.

    Raises ImproperlyConfigured, naming the variable, when both are given or the file isn't so.
    """
    value, path = text(name), text(f"{name}_FILE")
    if not path:
        return value
    if value:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both given; give one.")
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise ImproperlyConfigured(f"{name}_FILE {path!r} can't be read: {why}.") from error
    if len(lines) != 1 or not lines[0].strip():
        raise ImproperlyConfigured(f"{name}_FILE {path!r} must hold one line, the value.")
    return lines[0].strip()


def required(name: str, value: str, *, by: str = "DATABASE_URL") -> str:
    """``value``. Raises ImproperlyConfigured, naming the variable, when it is empty."""
    if not value:
        raise ImproperlyConfigured(f"{name} must be set when {by} is.")
    return value


def required_list(name: str) -> list[str]:
    """Like ``required``, for ``words``."""
    required(name, text(name))
    return words(name)


def demo_secret_key(folder: Path) -> str:
    """The key kept in ``folder``, made at first use, readable by its owner only."""
    path = folder / "secret-key"
    try:
        return path.read_text() or _new_secret_key(path)
    except FileNotFoundError:
        return _new_secret_key(path)


def _new_secret_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and linked, so that of two processes at once both read the same whole key.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        if not path.read_text():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path.read_text()
