"""What a proxy or a monitor asks: does the service answer, and does its database?"""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from articles.site.frame.methods import read_only
from newsroom.local.embedded import EmbeddedError


@read_only
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 ``ok``, or 503 when the database doesn't answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (Error, EmbeddedError):
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
