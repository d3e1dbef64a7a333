"""Stored pictures, where no proxy serves them (docs/decisions/media.md)."""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe
from django.views.static import serve

type Answer = HttpResponse | FileResponse | HttpResponseNotModified


@require_safe
def picture(request: HttpRequest, path: str) -> Answer:
    """A file under MEDIA_ROOT; 404 outside of it. A stored name never gets other content."""
    try:
        response: Answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
