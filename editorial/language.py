"""The language of the pages that people sign in to: the newsroom's, and the subscribers' portal."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from wire.portal.place import is_portal

PREFIXES = ("/admin/", "/i18n/")


def has_sessions(request: HttpRequest) -> bool:
    """Whether somebody signs in there, in a language by choice: to the newsroom or the portal."""
    return request.path_info.startswith(PREFIXES) or is_portal(request)


class NewsroomLanguageMiddleware(LocaleMiddleware):
    """Django's, for the newsroom and the portal alone.

    A public page is in the language of its address. So it differs neither by the reader's cookie
    nor by their browser, and any cache may keep it.
    """

    def process_request(self, request: HttpRequest) -> None:
        if has_sessions(request):
            super().process_request(request)
        else:
            # A thread keeps the language of the request before.
            translation.activate(settings.LANGUAGE_CODE)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if has_sessions(request):
            return super().process_response(request, response)
        return response
