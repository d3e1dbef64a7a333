"""The last look at what goes out: nothing in it that a feed reader or a crawler would refuse.

Every door takes such signs off before the record. A record that holds one all the same must not
take a page, a feed or a sitemap away.
"""

from django.http import HttpResponse

from articles.text.signs import carried

HTML = "text/html; charset=utf-8"
XML = "application/xml"
TEXT = "text/plain; charset=utf-8"

# What XML 1.0 can't hold, each found where that is soonest, for a page is long and nearly always
# clean: the first in the bytes, the others in the text.
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NO_CHARACTERS = ("\ufffe", "\uffff")


def outgoing(text: str, content_type: str = HTML, *, status: int = 200) -> HttpResponse:
    """The answer with a text as every output can carry it."""
    try:
        content = text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair.
        content = carried(text).encode()
    if _is_refused(text, content):
        content = carried(text).encode()
    return HttpResponse(content, content_type=content_type, status=status)


def _is_refused(text: str, content: bytes) -> bool:
    found = len(content.translate(None, _CONTROLS)) != len(content)
    return found or any(sign in text for sign in _NO_CHARACTERS)
