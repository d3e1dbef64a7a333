"""Stored pictures: to everybody what a live story shows, the rest to the newsroom alone.

A subscriber's key opens those of a story that they were sent under an embargo.

Each request asks the record, so a picture is gone with the story that was withdrawn, and no copy
of it is told to live longer than a page (docs/decisions/media.md). A rendition that the worker
hasn't made yet, or that was lost, leads to what it would be made of.
"""

import os
import re
from http import HTTPStatus
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseRedirect
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from articles.models.article import Article
from articles.models.card import Card
from articles.models.dispatch import Dispatch
from articles.models.picture import Picture
from articles.models.user import User
from articles.pictures import card, recipe
from articles.site.frame import caching
from articles.site.frame.methods import read_only
from wire import early

type Answer = HttpResponse | FileResponse | HttpResponseNotModified

# A reader's own browser may show for a minute what it has; shared caches as they may a page, but
# not on an error: no picture at all is better than one that was withdrawn.
PUBLIC: Final = (
    f"public, max-age=60, s-maxage={caching.FRESH}, stale-while-revalidate={caching.RENEWED}"
)
PRIVATE: Final = "private, no-store"
TYPES: Final = {
    ".avif": "image/avif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
_ORIGINAL: Final = re.compile(r"pictures/\d{4}/\d{2}/[\w-]{1,80}\.(?:jpeg|jpg|png|webp)", re.ASCII)


@read_only
def picture(request: HttpRequest, path: str) -> Answer:
    """A stored file under MEDIA_ROOT. 404 for all that is not the public's and not a picture's."""
    if match := card.NAME.fullmatch(path):
        return _card(request, path, int(match["number"]))
    if match := recipe.NAME.fullmatch(path):
        known = Picture.objects.filter(token=match["token"]).first()
    elif _ORIGINAL.fullmatch(path):
        known = Picture.objects.filter(file=path).first()
    else:
        return _gone()
    if known is None:
        return _gone()
    if Article.objects.showing(known.token).exists():
        return _file(request, path, PUBLIC) or _for_now(known.file.url)
    if _is_newsroom(request) or early.may_have(request, known.token):
        return _file(request, path, PRIVATE) or _for_now(known.file.url)
    return _gone()


def _card(request: HttpRequest, path: str, number: int) -> Answer:
    """The card of a live story. That of an earlier Dispatch of it leads to that of the newest."""
    story = Dispatch.objects.filter(number=number).values("story_uid")
    newest = Article.objects.filter(story_uid__in=story).values_list("dispatch_id", flat=True)
    current = newest.first()
    if current is None:
        return _gone()
    if not Card.objects.filter(pk=current, made_at__isnull=False).exists():
        return _for_now(static("share.png"))
    if number != current:
        return _for_now(default_storage.url(card.name(current)))
    return _file(request, path, PUBLIC) or _for_now(static("share.png"))


def _file(request: HttpRequest, path: str, control: str) -> Answer | None:
    place = Path(default_storage.path(path))
    try:
        file = place.open("rb")
    except FileNotFoundError:
        return None
    found = os.fstat(file.fileno())
    tag, changed_at = f'"{found.st_mtime_ns:x}-{found.st_size:x}"', int(found.st_mtime)
    response: Answer
    if confirmed := get_conditional_response(request, tag, changed_at):
        file.close()
        response = confirmed
    else:
        kind = TYPES[place.suffix]
        response = FileResponse(file, headers={"Content-Type": kind})
        response.headers["ETag"] = tag
        response.headers["Last-Modified"] = http_date(changed_at)
    response.headers["Cache-Control"] = control
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _for_now(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address, status=HTTPStatus.TEMPORARY_REDIRECT)
    response.headers["Cache-Control"] = "no-store"
    return response


def _gone() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NOT_FOUND, content_type="text/plain")
    response.headers["Cache-Control"] = caching.NO_PAGE
    return response


def _is_newsroom(request: HttpRequest) -> bool:
    # Only who has a session is asked for: nobody else's answer depends on a cookie.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user: User | AnonymousUser = request.user
    return bool(user.is_staff and user.has_perm("articles.view_picture"))
