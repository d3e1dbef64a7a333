"""How a public page is made: in its edition's language, without session or cookie."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.site import caching, kept, navigation, old_addresses
from articles.site.lists import articles
from articles.site.methods import read_only
from articles.site.navigation import Navigation
from articles.site.origin import origin
from articles.site.outgoing import outgoing
from articles.site.rows import Gone
from articles.site.sharing import Share, share

LATEST = 5
"""The newest stories that a page which is missing offers."""
TRIES = 5


type Arrive = Callable[..., tuple[Navigation, dict[str, Any]]]


def _arrive(edition: str, **named: Any) -> tuple[Navigation, dict[str, Any]]:
    return navigation.load(edition), named


def in_edition[**P](
    view: Callable[Concatenate[HttpRequest, Navigation, P], HttpResponse],
    arrive: Arrive = _arrive,
) -> Callable[..., HttpResponseBase]:
    """A view that gets its edition's ``Navigation`` and runs in the edition's language.

    ``arrive`` reads the navigation, and may tell the view more than the address says: it gets what
    that names, and returns what the view is called with.
    """
    return read_only(_in_edition(view, arrive))


def posted_in_edition[**P](
    view: Callable[Concatenate[HttpRequest, Navigation, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """The same for a view that takes posts too. It guards them itself: there is no cookie."""
    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(_in_edition(view)))


def _in_edition(
    view: Callable[..., HttpResponse], arrive: Arrive = _arrive
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def wrapper(request: HttpRequest, edition: str, **named: Any) -> HttpResponseBase:
        with translation.override(edition):
            response = _answer(request, edition, view, arrive, named)
        response.headers.setdefault("Content-Language", edition)
        return caching.finish(request, response)

    return wrapper


def _answer(
    request: HttpRequest,
    edition: str,
    view: Callable[..., HttpResponse],
    arrive: Arrive,
    named: dict[str, Any],
) -> HttpResponse:
    for _ in range(TRIES):
        nav, given = arrive(edition, **named)
        try:
            return caching.repeated(request, nav) or view(request, nav, **given)
        except Http404:
            return old_addresses.recased(request) or missing(request, nav)
        except Gone:
            # A story was withdrawn between two queries: the next read is without it.
            continue
    raise Gone


def missing(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """The page where there is none, the same for every such address of the edition: made once."""
    key = ("missing", nav.edition.code, nav.version, nav.newest, nav.breaking, origin(request))
    text = kept.text(key)
    if text is None:
        latest = list(articles(nav.edition.code)[:LATEST])
        # Nothing in it is of the address that was asked for.
        response = page(
            request, nav, "404.html", status=404, latest=latest, path="", current_path=""
        )
        text = SafeString(response.content.decode())
        kept.keep(key, text)
    return HttpResponse(text, status=404)


def page(
    request: HttpRequest,
    nav: Navigation,
    template: str,
    *,
    status: int = 200,
    picture: dict[str, Any] | None = None,
    card_of: int | None = None,
    languages: dict[str, str] | None = None,
    shown: Iterable[object] | None = None,
    until: datetime | None = None,
    turned_by: str = "",
    **context: Any,
) -> HttpResponse:
    """The template, rendered without the request: nothing in it can touch a session.

    ``picture`` stands for the page elsewhere, else the card of the Dispatch ``card_of``, else the
    house's; ``languages`` are the addresses of the same page in other editions; an edition that
    has none is linked at its home. A page that follows from what ``shown`` says and nothing else
    is made once; ``until`` is when it may become another by itself. ``turned_by`` is what turned
    a list to this page, as the view has read it: no other part of a query is of its address.
    """

    def make() -> HttpResponse:
        return _made(
            request,
            nav,
            template,
            status,
            share(picture, card_of),
            languages or {},
            {"turned_by": turned_by, **context},
        )

    return make() if shown is None else caching.answer(request, nav, shown, until, make)


def _made(
    request: HttpRequest,
    nav: Navigation,
    template: str,
    status: int,
    shared: Share,
    languages: dict[str, str],
    context: dict[str, Any],
) -> HttpResponse:
    base = origin(request)
    # As links are written, so that the two compare equal.
    path = escape_uri_path(request.path)
    html = render_to_string(
        template,
        {
            "nav": nav,
            "edition": nav.edition,
            "breaking": nav.breaking,
            "base": base,
            "canonical": base + _own_address(path, context["turned_by"]) if status == 200 else "",
            "share": shared,
            "manifest": reverse("site:manifest"),
            "alternates": _alternates({nav.edition.code: path, **languages}) if languages else {},
            "language_links": tuple(
                (edition, languages.get(edition.code) or nav.homes[edition.code])
                for edition in nav.editions
            ),
            "path": path,
            # What the header marks as the page being read, if it links to it.
            "current_path": path if path in nav.linked else "",
            **context,
        },
    )
    return outgoing(html, status=status)


def _alternates(languages: dict[str, str]) -> dict[str, str]:
    """The same page by language; for readers of none of them the main edition's, if it has it."""
    main = languages.get(settings.LANGUAGE_CODE)
    return {**languages, "x-default": main} if main else languages


def _own_address(path: str, token: str) -> str:
    """The page's address with nothing but its turning token."""
    return f"{path}?{urlencode({'before': token})}" if token else path
