"""What is known of a public page, answered before the rest of Django is asked."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from articles.site.frame import caching

type Respond = Callable[[HttpRequest], HttpResponseBase]


def early(respond: Respond) -> Respond:
    """Middleware: the page that is kept for the address, while it is true."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = caching.repeated(request) or respond(request)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # Django counts what is sent, and this header would be that of the page.
            del response.headers["Content-Length"]
        return response

    return middleware
