"""The language of the newsroom's own pages."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

PREFIXES = ("/admin/", "/i18n/")


def is_newsroom(request: HttpRequest) -> bool:
    """Whether the page is the newsroom's own, with cookies and a language by choice."""
    return request.path_info.startswith(PREFIXES)


class NewsroomLanguageMiddleware(LocaleMiddleware):
    """Django's, for the newsroom alone: a public page is in the language of its address.

    So it differs neither by the reader's cookie nor by their browser, and any cache may keep it.
    """

    def process_request(self, request: HttpRequest) -> None:
        if is_newsroom(request):
            super().process_request(request)
        else:
            # A thread keeps the language of the request before.
            translation.activate(settings.LANGUAGE_CODE)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if is_newsroom(request):
            return super().process_response(request, response)
        return response
