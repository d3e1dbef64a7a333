"""What caches and browsers are told, and conditional requests answered before a page is made.

An ETag stands for all that a page is made of: the numbers of the Dispatches it shows, the
site's version, the code and templates, the address. Where a page can't say what it is made of,
its ETag is of its bytes.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from articles.site import kept
from articles.site.kept import Tag
from articles.site.navigation import Navigation

# A withdrawn story is gone from a shared cache after the two together.
FRESH, RENEWED = 5, 5
ON_ERROR = 24 * 60 * 60
PAGE = (
    f"public, max-age=0, s-maxage={FRESH}, stale-while-revalidate={RENEWED},"
    f" stale-if-error={ON_ERROR}"
)
# Also for what is not there: a story may come to the address, and a withdrawn one come back.
NO_PAGE = f"public, max-age=0, s-maxage={FRESH}"
CONTROL = {200: PAGE, 304: PAGE, 404: NO_PAGE, 410: NO_PAGE}

# A Last-Modified counts whole seconds. Until a moment after the last change another one, or one
# still on its way to the database, may bear the same.
SETTLED = timedelta(seconds=5)


def answer(
    request: HttpRequest,
    nav: Navigation,
    shown: Iterable[object],
    until: datetime | None,
    make: Callable[[], HttpResponse],
) -> HttpResponse:
    """The 304 for who has the page as it is now, else the page, by ``make()`` if none is kept.

    The page follows from what ``shown`` says, ``nav`` and the address, and until then nothing
    else changes it; the order counts.
    """
    address = request.build_absolute_uri()
    tag = Tag(_tag(address, nav.version, nav.edition.code, nav.breaking, *shown), until)
    kept.tags.put(_now(address, nav), tag, kept.KEY_BYTES)
    return _known(request, nav, tag) or _marked(nav, tag, kept.keep_page(tag.value, make()))


def repeated(request: HttpRequest, nav: Navigation) -> HttpResponse | None:
    """The answer that the address had before, unless something was sent or changed since."""
    tag = kept.tags.get(_now(request.build_absolute_uri(), nav))
    if tag is None or (tag.until and tag.until <= datetime.now(UTC)):
        return None
    return _known(request, nav, tag)


def _now(address: str, nav: Navigation) -> Hashable:
    """All that tells a page besides the time, without a look at what stands on it."""
    return address, nav.version, nav.newest, nav.changed_at, nav.front, nav.breaking


def _known(request: HttpRequest, nav: Navigation, tag: Tag) -> HttpResponse | None:
    """The 304 or the page that is kept, if there is one."""
    modified = int(nav.changed_at.timestamp()) if _is_dated(nav, tag) else None
    confirmed = get_conditional_response(request, tag.value, modified)
    response = confirmed or kept.page(tag.value)
    assert response is None or isinstance(response, HttpResponse)  # noqa: S101 - the stubs only know its base
    return response and _marked(nav, tag, response)


def _marked(nav: Navigation, tag: Tag, response: HttpResponse) -> HttpResponse:
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag.value
        # That of the whole record, for a page changes also when a story on it goes. A page that
        # changes by itself has none.
        if tag.until is None:
            seconds = int(nav.changed_at.timestamp())
            response.headers["Last-Modified"] = http_date(seconds - (not _is_dated(nav, tag)))
    return response


def _is_dated(nav: Navigation, tag: Tag) -> bool:
    return tag.until is None and datetime.now(UTC) - nav.changed_at > SETTLED


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The response with what caches are told of it, or the 304 in its place."""
    if request.method in ("GET", "HEAD") and response.status_code in CONTROL:
        response.headers.setdefault("Cache-Control", CONTROL[response.status_code])
    if response.status_code == 200 and "no-store" not in response.headers.get("Cache-Control", ""):
        if response.headers.get("ETag"):
            return response
        tag = _tag(response.content)
        response.headers["ETag"] = tag
        return get_conditional_response(request, tag, None, response) or response
    return response


def cacheable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A public view outside of the editions, told to caches like the others."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return finish(request, view(request, *args, **kwargs))

    return wrapper


def _tag(*parts: object) -> str:
    # Weak, for a proxy that compresses the page sends other bytes.
    return f'W/"{hashlib.sha256(repr((_build(), *parts)).encode()).hexdigest()[:32]}"'


@cache
def _build() -> str:
    """A digest of what pages are made with: code, templates, translations, static files."""
    base = Path(settings.BASE_DIR)
    made_with = sorted(
        path
        for folder in ("articles", "newsroom", "templates")
        for path in (base / folder).rglob("*")
        if path.suffix in (".py", ".html", ".xml", ".mo")
    )
    digest = hashlib.sha256(repr((django.VERSION, settings.TIME_ZONE)).encode())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    for path in (*made_with, manifest):
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()
