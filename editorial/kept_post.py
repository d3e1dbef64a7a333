"""The page that holds a form which could not be taken: nothing typed is lost.

It asks the database nothing, so it can be shown while there is none.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from articles.text import body
from editorial import carried
from editorial.carried import CARRIED
from editorial.language import has_sessions

MULTIPART = "multipart/form-data"
PLAIN = "application/x-www-form-urlencoded"
# What pages send beside what is typed, in several words too (editorial/admin/posts.py).
_BESIDE = ("seen_", "form_", "_do", "_save", "passed", "buffer_tokens")


def kept_post(
    request: HttpRequest,
    *,
    status: int,
    title: str,
    reason: str,
    button: str,
    action: str = "",
    files: Sequence[str] = (),
    links: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """A page with all of ``request.POST`` in a form whose ``button`` posts it again.

    It goes to ``action``, by default to the address it was posted to, says which button of the
    form was pressed, and has a fresh token in the newsroom. What a person typed is shown too, to
    be copied: the text of a story in its paragraphs. A password is not kept; a file can't be, and
    is named, as are ``files`` of before. ``links`` are other ways on: words and addresses. Django's
    own limits of a form bound it. It speaks the active language.

    Not for a post that another site may have sent: the button would carry out its forgery.
    """
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    context = {
        "title": title,
        "reason": reason,
        "button": button,
        "action": action or request.get_full_path(),
        "encoding": MULTIPART if request.content_type == MULTIPART else PLAIN,
        "fields": fields,
        "words": [
            (name, _readable(name, value))
            for name, value in _unfolded(fields)
            if len(value.split()) > 1 and not name.startswith(_BESIDE)
        ],
        "files": [*files, *_to_choose_again(request)],
        "links": links,
        # Public pages set no cookie, so they get no token.
        "has_token": has_sessions(request),
        "code": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    html = render_to_string("editorial/kept_post.html", context, request)
    return HttpResponse(html, status=status, headers={"Cache-Control": "private, no-store"})


def _unfolded(fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The fields, with those of a post that the sign-in form carries in the place of it."""
    for name, value in fields:
        post = carried.read(value) if name == CARRIED else None
        yield from post.fields if post else [(name, value)]


def _readable(name: str, value: str) -> str:
    if name != "body" or body.is_oversized(value):
        return value
    return "\n\n".join(body.plain_paragraphs(body.parse(value)))


def _to_choose_again(request: HttpRequest) -> list[str]:
    """The names of the files but those that the form names as kept."""
    return [
        str(file.name)
        for name, files in request.FILES.lists()
        if f"{name}_kept" not in request.POST
        for file in files
    ]
