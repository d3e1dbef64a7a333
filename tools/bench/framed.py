"""The site with its frames kept, and nothing of stories and lists: each page is put together."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

# It sets Django up.
from newsroom.wsgi import application as site  # isort: split

from articles.site.frame import kept


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    kept.pages.clear()
    return site(environ, start_response)
