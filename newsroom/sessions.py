"""When a session ends: hours after it was used last, and days after it began."""

from datetime import timedelta
from time import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from articles.visitors import is_polled
from editorial.language import has_sessions

LONGEST = timedelta(days=7).total_seconds()
STEP = timedelta(minutes=5).total_seconds()
BEGAN, USED = "began", "used"


class SessionsEndMiddleware:
    """Ends a session that began long ago, and puts off the end of one that is used by somebody.

    Written at most every few minutes: SESSION_COOKIE_AGE then counts anew. It looks when the
    token of a form is checked already, so a database that is away finds the form kept.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        session = request.session
        if not has_sessions(request) or SESSION_KEY not in session:
            return
        now = int(time())
        if now - session.setdefault(BEGAN, now) > LONGEST:
            session.flush()
        elif now - session.get(USED, 0) > STEP and not is_polled(view):
            session[USED] = now
