"""Programs to be taken home: the sandbox, and clients to begin with.

They need no key, for nothing of the wire is in them.
"""

from functools import cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wire.api.problems import Problem
from wire.sandbox.packed import NAME, packed

_ENDINGS: Final = {".py", ".mjs", ".php"}


@require_safe
def sandbox_file(_request: HttpRequest) -> HttpResponse:
    """One file that runs with Python alone."""
    return _file(NAME, packed(), "application/zip")


@require_safe
def example_file(_request: HttpRequest, name: str) -> HttpResponse:
    """One of ``examples/``."""
    if name not in _examples():
        there = ", ".join(sorted(_examples()))
        return Problem("not-found", f"There is no such example. There are {there}.").answer()
    return _file(name, _examples()[name], "text/plain; charset=utf-8")


@cache
def _examples() -> dict[str, bytes]:
    found = (settings.BASE_DIR / "examples").iterdir()
    return {each.name: each.read_bytes() for each in found if each.suffix in _ENDINGS}


def _file(name: str, content: bytes, media_type: str) -> HttpResponse:
    headers = {
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
