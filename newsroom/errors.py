"""What is answered when something failed on our side, without asking the database anything.

For it may be what failed: then the answer is a 503 that says so. Whoever posted a form finds all
that they typed in the answer.
"""

import sys
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles.site.converters import edition_of
from articles.site.pages import errors
from articles.site.pages.errors import plain
from articles.site.pages.intake import LARGEST
from editorial.admin.sign_in import Forged
from editorial.kept_post import kept_post
from editorial.language import has_sessions
from newsroom.outage import is_away
from wire.portal.place import PORTAL, is_portal

RETRY_SECONDS = 10
MOST_PIECES = 400
PIECE = 64 * 1024
_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_UNREADABLE = (
    *(BadRequest, MultiPartParserError, RawPostDataException),
    *(SuspiciousOperation, UnreadablePostError),
)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is away or silent. It holds a form that was posted."""
    away = is_away(sys.exc_info()[1])
    status = 503 if away else 500
    code = _language(request)
    with translation.override(code):
        response = _with_form(request, status) if _may_keep(request) else plain(code, status)
    response.headers["Cache-Control"] = "no-store"
    if away:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 413, with the way back to what was typed, for more than a form takes."""
    code = _language(request)
    if not isinstance(exception, _TOO_LARGE):
        return plain(code, 400)
    _read_on(request)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if has_sessions(request) else LARGEST
    return plain(code, 413, most=most // 1024)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain(_language(request), 403, is_forged=isinstance(exception, Forged))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The site's own page; where somebody signs in, one in their language, with the way back."""
    if not has_sessions(request):
        return errors.not_found(request, exception)
    back = PORTAL if is_portal(request) else reverse("admin:index")
    response = plain(_language(request), 404, back=back)
    response.headers["Cache-Control"] = "no-store"
    return response


def _read_on(request: HttpRequest) -> None:
    """To the end of what is being sent, if it isn't endless: until then no browser looks here."""
    with suppress(UnreadablePostError):
        for _ in range(MOST_PIECES):
            if not request.read(PIECE):
                return


def _language(request: HttpRequest) -> str:
    """That of the edition read, or the one that the person in the newsroom chose."""
    if has_sessions(request):
        return getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return edition_of(request.path)


def _may_keep(request: HttpRequest) -> bool:
    """Whether there is a form in it, and it is no other site's."""
    if has_sessions(request) and not getattr(request, "csrf_processing_done", False):
        return False
    try:
        return bool(request.POST)
    except _UNREADABLE:
        return False


def _with_form(request: HttpRequest, status: int) -> HttpResponse:
    if status == 503:
        title = _("Not sent: the database can’t be reached just now")
        reason = _(
            "All that you typed is in this page. Leave it open, and try again in a moment, as often"
            " as it takes."
        )
    else:
        title = _("Not sent: something went wrong on our side")
        reason = _(
            "All that you typed is in this page, and the fault is recorded. Try once more; if it"
            " fails again, copy your text from here."
        )
    return kept_post(request, status=status, title=title, reason=reason, button=_("Try again"))
