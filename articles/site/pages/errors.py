"""What a reader gets where there is no page."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from articles.site.converters import edition_of
from articles.site.frame import caching
from articles.site.frame.page import missing
from articles.site.pages import old_addresses


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the language of the address, with search, desks and the newest stories.

    For an address that the site had once it is the way to what stands there now.
    """
    code = edition_of(request.path)
    with translation.override(code):
        try:
            nav, moved = old_addresses.redirect(request)
        except Http404:
            return plain(code, 404)
        if moved:
            return moved
        response = missing(request, nav)
    response.headers["Content-Language"] = code
    if not request.path_info.startswith("/admin/"):
        response.headers["Cache-Control"] = caching.NO_PAGE
    return response


@csrf_exempt
def never_here(request: HttpRequest) -> HttpResponse:
    """What only WordPress had: its uploads are gone, the rest is what robots try; no query."""
    is_file = "/wp-content/" in request.path
    response = plain(edition_of(request.path), HTTPStatus.GONE if is_file else HTTPStatus.NOT_FOUND)
    response.headers["Cache-Control"] = caching.NO_PAGE
    return response


def plain(code: str, status: int, **more: object) -> HttpResponse:
    """A page that says no more than the status does and the template knows, without a query."""
    with translation.override(code):
        context = {
            **more,
            "status": status,
            "code": code,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "home": f"/{code}/" if code != settings.LANGUAGE_CODE else "/",
        }
        html = render_to_string("error.html", context)
    return HttpResponse(html, status=status, headers={"Content-Language": code})
