"""How a public page is made: in its edition's language, without session or cookie."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.site.frame import caching, kept, navigation, queries
from articles.site.frame.methods import read_only
from articles.site.frame.navigation import Navigation
from articles.site.frame.origin import origin
from articles.site.frame.outgoing import outgoing
from articles.site.frame.sharing import house
from articles.site.lists import OF_EDITION, newest
from articles.site.pages import old_addresses
from articles.site.rows import listed
from articles.text.holes import filled, hole

LATEST = 5
"""The newest stories that a page which is missing offers."""


type Pieces = Callable[[str], dict[str, str]]
"""What fills the holes of a page, for the site's origin."""
type Arrive = Callable[..., tuple[Navigation, dict[str, Any] | None]]


def _arrive(edition: str, **named: Any) -> tuple[Navigation, dict[str, Any]]:
    return navigation.load(edition), named


def asking(question: str, told: str = "") -> Arrive:
    """Arriving with what else to ask, in the query for the navigation, by what the address names.

    The view is called with the answer as ``told``, if that names something; without an answer there
    is no page.
    """

    def arrive(edition: str, **named: Any) -> tuple[Navigation, dict[str, Any] | None]:
        nav, answer = navigation.ask(edition, question, {"edition": edition, **named})
        if not answer:
            return nav, None
        return nav, {**named, told: answer} if told else named

    return arrive


def in_edition[**P](
    view: Callable[Concatenate[HttpRequest, Navigation, P], HttpResponse],
    arrive: Arrive = _arrive,
) -> Callable[..., HttpResponseBase]:
    """A view that gets its edition's ``Navigation`` and runs in the edition's language.

    ``arrive`` reads the navigation, and may tell the view more than the address says: it gets what
    that names, and returns what the view is called with, or None where there is no page.
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
    def wrapper(request: HttpRequest, edition: str, **named: Any) -> HttpResponse:
        asked = request.GET
        if queries.trim(request) and (page := caching.repeated(request)):
            return page
        with translation.override(edition):
            nav, response = _answer(request, edition, view, arrive, named)
            if response is None:
                # What the former site had there may be in any part of it.
                request.GET = asked
                response = old_addresses.recased(request) or missing(request, nav)
        response.headers.setdefault("Content-Language", edition)
        return caching.finish(request, response)

    return wrapper


def _answer(
    request: HttpRequest,
    edition: str,
    view: Callable[..., HttpResponse],
    arrive: Arrive,
    named: dict[str, Any],
) -> tuple[Navigation, HttpResponse | None]:
    """The view's answer, or None where there is no page."""
    nav, given = arrive(edition, **named)
    try:
        return nav, None if given is None else view(request, nav, **given)
    except Http404:
        return nav, None


def missing(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """The page where there is none, the same for every such address of the edition."""

    def make() -> HttpResponse:
        latest = newest(LATEST, "second", OF_EDITION, edition=nav.edition.code)
        # Nothing in it is of the address that was asked for.
        return page(
            request,
            nav,
            "404.html",
            status=HTTPStatus.NOT_FOUND,
            latest=listed(piece for _, piece in latest),
            path="",
            current_path="",
        )

    return caching.missing(request, nav, make)


def page(
    request: HttpRequest,
    nav: Navigation,
    template: str,
    *,
    status: int = 200,
    languages: dict[str, str] | None = None,
    shown: Iterable[object] | None = None,
    until: datetime | None = None,
    turned_by: str = "",
    pieces: Pieces | None = None,
    key: Hashable = (),
    **context: Any,
) -> HttpResponse:
    """The template, rendered without the request: nothing in it can touch a session.

    ``languages`` are the addresses of the same page in other editions; an edition that has none is
    linked at its home. A page that follows from what ``shown`` says and nothing else is made once;
    ``until`` is when it may become another by itself. ``turned_by`` is what turned a list to this
    page, as the view has read it: no other part of a query is of its address.

    With ``pieces`` the template is rendered once for the edition and ``key``, as a frame with a
    hole for each of them; they are HTML, and made for each page. All else that the template is
    given has to follow from the site's version and ``key``.
    """

    def make() -> HttpResponse:
        own = _own(request, nav, status, languages or {}, turned_by)
        if pieces is None:
            told = {**own, **_frame(request, nav), **context}
            return outgoing(render_to_string(template, told), status=status)
        base = origin(request)
        made: dict[str, str] = {**own, **pieces(base)}
        name = (template, nav.edition.code, nav.version, nav.breaking, base, key)
        frame: str | None = kept.frames.get(name)
        if frame is None:
            holes = {piece: SafeString(hole(piece)) for piece in made}
            frame = render_to_string(template, {**_frame(request, nav), **context, **holes})
            kept.frames.put(name, frame, len(frame.encode()) + kept.KEY_BYTES)
        return outgoing(filled(frame, made), status=status)

    return make() if shown is None else caching.answer(request, nav, shown, until, make)


def _frame(request: HttpRequest, nav: Navigation) -> dict[str, Any]:
    """What the frame of every page of the edition is made of."""
    # As links are written, so that the two compare equal.
    path = escape_uri_path(request.path)
    base = origin(request)
    return {
        "nav": nav,
        "edition": nav.edition,
        "breaking": nav.breaking,
        "base": base,
        "share": house(base),
        "manifest": reverse("site:manifest"),
        "path": path,
        # What the header marks as the page being read, if it links to it.
        "current_path": path if path in nav.linked else "",
    }


def _own(
    request: HttpRequest, nav: Navigation, status: int, languages: dict[str, str], token: str
) -> dict[str, str]:
    """What every page has of its own: its address, and those of the same in other editions."""
    base, path = origin(request), escape_uri_path(request.path)
    address = f"{path}?{urlencode({'before': token})}" if token else path
    return {
        "canonical": escape(base + address) if status == HTTPStatus.OK else SafeString(),
        "alternates": _alternates(nav, base, {nav.edition.code: path, **languages})
        if languages
        else SafeString(),
        "languages": _languages(nav, languages),
    }


def _alternates(nav: Navigation, base: str, languages: dict[str, str]) -> SafeString:
    """The same page by language; for readers of none of them the main edition's, if it has it."""
    main = languages.get(settings.LANGUAGE_CODE)
    every = {**languages, "x-default": main} if main else languages

    def make() -> SafeString:
        context = {"alternates": every, "base": base, "edition": nav.edition}
        return render_to_string("articles/_alternates.html", context)

    return _kept(("alternates", base), nav, make) if languages == nav.homes else make()


def _languages(nav: Navigation, languages: dict[str, str]) -> SafeString:
    """The links to the other editions: to the same page, or to their homes."""
    links = {edition.code: languages.get(edition.code, "") for edition in nav.editions}
    links = {code: link or nav.homes[code] for code, link in links.items()}

    def make() -> SafeString:
        context = {"links": [(e, links[e.code]) for e in nav.editions], "edition": nav.edition}
        return render_to_string("articles/_languages.html", context)

    return _kept(("languages",), nav, make) if links == nav.homes else make()


def _kept(name: tuple[str, ...], nav: Navigation, make: Callable[[], SafeString]) -> SafeString:
    """What is the same on many pages of the edition, made once."""
    key = (*name, nav.edition.code, nav.version)
    html: SafeString | None = kept.frames.get(key)
    if html is None:
        html = make()
        kept.frames.put(key, html, len(html.encode()) + kept.KEY_BYTES)
    return html
