"""Host names that an edition had before, led to the edition's place on this site."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase

from articles.site.pages.old_addresses import redirect_host

type Respond = Callable[[HttpRequest], HttpResponseBase]


def old_hosts(respond: Respond) -> Respond:
    """Middleware, left out where OLD_HOSTS names none. It needs SITE_URL to lead to."""
    editions: dict[str, str] = settings.OLD_HOSTS
    if not editions:
        raise MiddlewareNotUsed
    unknown = set(editions.values()) - {code for code, _ in settings.LANGUAGES}
    if unknown or not settings.SITE_URL:
        raise ImproperlyConfigured(
            "OLD_HOSTS must name editions, and SITE_URL must be set with it."
        )

    def middleware(request: HttpRequest) -> HttpResponseBase:
        edition = editions.get(request.get_host().partition(":")[0])
        return redirect_host(request, edition) if edition else respond(request)

    return middleware
