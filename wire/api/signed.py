"""Who asks: the key in the header, its scope and its limit."""

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from wire import keys
from wire.api import limits, problems
from wire.models.key import Key, Scope

PACE = "wire_pace"
"""The name under which a request has its ``limits.Pace``."""


class Signed(HttpBearer):
    """An operation for keys of a scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Key | None:
        # Ninja's own logs what it doesn't know, which may be a key.
        scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, token.strip()) if scheme.lower() == "bearer" else None

    def authenticate(self, request: HttpRequest, token: str) -> Key:
        key = keys.find(token)
        if key is None:
            raise problems.no_key()
        setattr(request, PACE, limits.spend(key))
        if self.scope not in key.scopes:
            raise problems.Problem(
                "not-in-scope",
                f"This needs a key with the scope “{self.scope.value}”; the key “{key.prefix}…” has"
                f" {', '.join(key.scopes)}. Ask for one, or use your other key.",
            )
        return key


def company_of(request: HttpRequest) -> int:
    """The subscriber who asks."""
    key = cast("Key", request.auth)  # type: ignore[attr-defined]  # ninja puts it there
    return key.company_id
