"""The site with nothing kept in the process: each request makes its page from the database."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from articles.site import kept
from newsroom.wsgi import application as site


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    kept.clear()
    return site(environ, start_response)
