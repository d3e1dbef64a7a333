"""Stored pictures, where no proxy serves them (docs/decisions/media.md).

A rendition that the worker hasn't made yet, or that was lost, leads to what it would be made of.
"""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.models import Picture
from articles.pictures import card, recipe

type Answer = HttpResponse | FileResponse | HttpResponseNotModified


@require_safe
def picture(request: HttpRequest, path: str) -> Answer:
    """A file under MEDIA_ROOT; 404 outside of it. A stored name never gets other content."""
    try:
        response: Answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    except Http404:
        return _instead(path)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _instead(path: str) -> HttpResponse:
    """The way to the whole picture, or the house's card; for now only. Raises Http404."""
    if card.NAME.fullmatch(path):
        address = static("share.png")
    elif match := recipe.NAME.fullmatch(path):
        known = Picture.objects.filter(checksum__startswith=match["checksum"]).first()
        if known is None:
            raise Http404
        address = known.file.url
    else:
        raise Http404
    response = HttpResponseRedirect(address, status=HTTPStatus.TEMPORARY_REDIRECT)
    response.headers["Cache-Control"] = "no-store"
    return response
