"""Public pages that are answered before the rest of Django is asked."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from articles.site.converters import MAIN, StorySlugConverter
from articles.site.frame import caching
from articles.site.pages.story import story

type Respond = Callable[[HttpRequest], HttpResponseBase]

# Of the main edition, as articles/site/urls.py has it: what is asked for most, and what nearly
# every wrong address looks like.
STORY = re.compile(rf"/({StorySlugConverter.regex})/")


def early(respond: Respond) -> Respond:
    """Middleware: the page that is kept for the address, while it is true, or a story's.

    Neither needs a session, a language by choice, or to be looked for among all addresses.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = caching.repeated(request) or _story(request) or respond(request)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # Django counts what is sent, and this header would be that of the page.
            del response.headers["Content-Length"]
        return response

    return middleware


def _story(request: HttpRequest) -> HttpResponseBase | None:
    named = STORY.fullmatch(request.path_info)
    return story(request, edition=MAIN, slug=named[1]) if named else None
