"""The site with nothing kept in the process: each request makes its page from the database."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

# It sets Django up.
from newsroom.wsgi import application as site  # isort: split

from articles.site.frame import kept


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    kept.clear()
    return site(environ, start_response)
