"""What happens to accounts, a line each on the log ``newsroom.security``.

A line is JSON, so nothing that is typed can make a second one. A name that is no account's isn't
written: it may be a password in the wrong field.
"""

import json
import logging
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest

from articles.models import User
from articles.visitors import network_address

RIGHTS: Final = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")

logger = logging.getLogger("newsroom.security")


def say(request: HttpRequest, what: str, account: str, **details: Any) -> None:
    """Say, once it is committed, what was done to the account, by whom and from where."""
    by = request.user.get_username() if request.user.is_authenticated else ""
    line = {"what": what, "account": account, "by": by, "from": network_address(request), **details}
    transaction.on_commit(partial(logger.info, "%s", json.dumps(line)))


def say_tried(request: HttpRequest, what: str, name: str) -> None:
    """The same of an attempt to sign in under what was typed as a name."""
    known = User.objects.filter(username=name).exists()
    say(request, what, name if known else "")


def say_rights(request: HttpRequest, account: str, form: Any, fields: Iterable[str]) -> None:
    """The same of those fields of a form that gave or took rights: which."""
    changed = [name for name in fields if name in form.changed_data]
    before, after = _held(form.initial, changed), _held(form.cleaned_data, changed)
    if before != after:
        given, taken = sorted(after - before), sorted(before - after)
        say(request, "rights changed", account, given=given, taken=taken)


def _held(values: dict[str, Any], names: Iterable[str]) -> set[str]:
    held = set()
    for name in names:
        value = values.get(name) or ()
        if value is True:
            held.add(name)
        else:
            held |= {f"{name}: {getattr(each, 'codename', each)}" for each in value}
    return held
