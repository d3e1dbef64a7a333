"""A Django project with one view and nothing else, which answers with bytes made before.

The folder of ``BENCH_BYTES`` holds them, a file an address: ``/story`` answers with ``story``.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    DEBUG=False,
    SECRET_KEY="bench",  # noqa: S106 - it signs nothing
)

BYTES = {file.name: file.read_bytes() for file in Path(os.environ["BENCH_BYTES"]).iterdir()}


def bare(request: HttpRequest, name: str) -> HttpResponse:
    # Without its length gunicorn would send it in chunks.
    return HttpResponse(BYTES[name], headers={"Content-Length": str(len(BYTES[name]))})


urlpatterns = [path("<str:name>", bare)]
application = get_wsgi_application()
