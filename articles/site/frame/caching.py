"""What caches and browsers are told, and conditional requests answered before a page is made.

An ETag stands for all that a page is made of: the numbers of the Dispatches it shows, the
site's version, the code and templates, the address. Where a page can't say what it is made of,
its ETag is of its bytes.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from http import HTTPStatus
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from articles.site.frame import compression, hub, kept, navigation
from articles.site.frame.kept import Page
from articles.site.frame.navigation import Navigation, Now
from articles.site.frame.origin import origin

# A withdrawn story is gone from a shared cache after the two together.
FRESH, RENEWED = 5, 5
ON_ERROR = 24 * 60 * 60
PAGE = (
    f"public, max-age=0, s-maxage={FRESH}, stale-while-revalidate={RENEWED},"
    f" stale-if-error={ON_ERROR}"
)
# Also for what is not there: a story may come to the address, and a withdrawn one come back.
NO_PAGE = f"public, max-age=0, s-maxage={FRESH}"
VARY = "Accept-Encoding"
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
    address = _address(request)
    page = _page(nav, until, _tag(address, nav.version, nav.edition.code, nav.breaking, *shown))
    before = kept.pages.get(address)
    if before and before.tag == page.tag:
        # Something has changed since, but nothing that stands on it.
        page = page._replace(kind=before.kind, packed=before.packed)
    elif confirmed := _confirmed(request, page):
        return confirmed
    else:
        response = make()
        if response.status_code != HTTPStatus.OK:
            return response
        page = _packed(page, response)
    kept.keep_page(address, page)
    return _sent(request, page)


def missing(
    request: HttpRequest, nav: Navigation, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer where there is no page, by ``make()`` once for the edition and its origin."""
    address = f"{origin(request)} {nav.edition.code}"
    page = kept.pages.get(address)
    if page is None or not _is_true(page, nav.now):
        page = _packed(_page(nav, None, ""), make())
        kept.keep_page(address, page)
    response = _whole(request, page)
    response.status_code = HTTPStatus.NOT_FOUND
    return response


def repeated(request: HttpRequest) -> HttpResponse | None:
    """The page that is kept for the address, or its 304, unless it may be another by now.

    Costs a small query, and none where nothing is kept.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    page = kept.pages.get(_address(request))
    return _sent(request, page) if page and _is_true(page, navigation.now()) else None


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response with what caches are told of it, as it is sent, or the 304 in its place."""
    if request.method in ("GET", "HEAD") and response.status_code in CONTROL:
        response.headers.setdefault("Cache-Control", CONTROL[response.status_code])
    # What is for one reader alone is not packed: beside what they sent, its length would tell of
    # the rest.
    if "public" not in response.headers.get("Cache-Control", ""):
        return response
    response.headers["Vary"] = VARY
    if response.status_code == HTTPStatus.OK and "ETag" not in response.headers:
        response.headers["ETag"] = tag = _tag(response.content)
        confirmed = get_conditional_response(request, tag, None, response)
        if confirmed is not response and isinstance(confirmed, HttpResponse):
            return confirmed
    if "Content-Length" not in response.headers:
        compression.fit(request, response)
    return response


def _page(nav: Navigation, until: datetime | None, tag: str) -> Page:
    """What is known of a page before it is made."""
    ends = [end for end in (until, nav.breaking and nav.breaking.until) if end]
    return Page(
        tag, nav.now, min(ends, default=None), None if until else nav.changed_at, nav.edition.code
    )


def _packed(page: Page, response: HttpResponse) -> Page:
    return page._replace(
        kind=response.headers["Content-Type"], packed=compression.pack(response.content)
    )


def _is_true(page: Page, now: Now) -> bool:
    """Whether the page would be made as it is."""
    return page.now == now and (page.until is None or page.until > datetime.now(UTC))


def _sent(request: HttpRequest, page: Page) -> HttpResponse:
    return _confirmed(request, page) or _marked(page, _whole(request, page))


def _confirmed(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The 304 for who has the page."""
    modified = int(page.changed_at.timestamp()) if page.changed_at and _is_dated(page) else None
    confirmed = get_conditional_response(request, page.tag, modified)
    assert confirmed is None or isinstance(confirmed, HttpResponse)  # noqa: S101 - the stubs only know its base
    return confirmed and _marked(page, confirmed)


def _whole(request: HttpRequest, page: Page) -> HttpResponse:
    response = HttpResponse(headers={"Content-Type": page.kind, "Vary": VARY})
    response.headers["Content-Language"] = page.language
    if links := hub.links(request, page.kind):
        response.headers["Link"] = links
    compression.fit(request, response, page.packed)
    return response


def _marked(page: Page, response: HttpResponse) -> HttpResponse:
    response.headers["ETag"] = page.tag
    response.headers["Cache-Control"] = PAGE
    response.headers["Vary"] = VARY
    response.headers["Content-Language"] = page.language
    # That of the whole record, for a page changes also when a story on it goes.
    if page.changed_at:
        seconds = int(page.changed_at.timestamp())
        response.headers["Last-Modified"] = http_date(seconds - (not _is_dated(page)))
    return response


def _is_dated(page: Page) -> bool:
    return page.changed_at is not None and datetime.now(UTC) - page.changed_at > SETTLED


def _address(request: HttpRequest) -> str:
    query = request.GET.urlencode() if request.META.get("QUERY_STRING") else ""
    return f"{request.scheme}://{request.get_host()}{request.path}{query and f'?{query}'}"


def cacheable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A public view outside of the editions, told to caches like the others."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return finish(request, view(request, *args, **kwargs))

    return wrapper


def _tag(*parts: object) -> str:
    # Weak, for a page is the same packed and as it is.
    return f'W/"{hashlib.sha256(repr((_build(), *parts)).encode()).hexdigest()[:32]}"'


@cache
def _build() -> str:
    """A digest of what pages are made with: code, templates, words, static files, settings."""
    base = Path(settings.BASE_DIR)
    made_with = sorted(
        path
        for folder in ("articles", "wire", "newsroom", "templates")
        for path in (base / folder).rglob("*")
        if path.suffix in (".py", ".html", ".xml", ".mo")
    )
    digest = hashlib.sha256(
        repr((django.VERSION, settings.TIME_ZONE, settings.WEBSUB_HUB)).encode()
    )
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    for path in (*made_with, manifest):
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()
