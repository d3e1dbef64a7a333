"""How a public page is made: in its edition's language, without session or cookie."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.site import caching, navigation
from articles.site.navigation import Navigation
from articles.site.origin import origin
from articles.site.sharing import Share, share


def in_edition[**P](
    view: Callable[Concatenate[HttpRequest, Navigation, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """A view that gets its edition's ``Navigation`` and runs in the edition's language."""
    return require_safe(_in_edition(view))


def posted_in_edition[**P](
    view: Callable[Concatenate[HttpRequest, Navigation, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """The same for a view that takes posts too. It guards them itself: there is no cookie."""
    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(_in_edition(view)))


def _in_edition(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def wrapper(request: HttpRequest, edition: str, **kwargs: Any) -> HttpResponseBase:
        with translation.override(edition):
            nav = navigation.load(edition)
            response = caching.repeated(request, nav) or view(request, nav, **kwargs)
        response.headers.setdefault("Content-Language", edition)
        return caching.finish(request, response)

    return wrapper


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
    **context: Any,
) -> HttpResponse:
    """The template, rendered without the request: nothing in it can touch a session.

    ``picture`` stands for the page elsewhere, else the card of the Dispatch ``card_of``, else the
    house's; ``languages`` are the addresses of the same page in other editions; an edition that
    has none is linked at its home. A page that follows from what ``shown`` says and nothing else
    is made once; ``until`` is when it may become another by itself.
    """

    def make() -> HttpResponse:
        return _made(
            request, nav, template, status, share(picture, card_of), languages or {}, context
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
            "canonical": base + _own_address(path, request.GET.get("before"))
            if status == 200
            else "",
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
    return HttpResponse(html, status=status)


def _alternates(languages: dict[str, str]) -> dict[str, str]:
    """The same page by language; for readers of none of them the main edition's, if it has it."""
    main = languages.get(settings.LANGUAGE_CODE)
    return {**languages, "x-default": main} if main else languages


def _own_address(path: str, token: str | None) -> str:
    """The page's address with nothing but its turning token."""
    return f"{path}?{urlencode({'before': token})}" if token else path
