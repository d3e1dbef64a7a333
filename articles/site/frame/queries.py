"""What the query of a public address may say, page by page. The rest is as if it were not there."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

LIST = ("before",)
# The front page reads what the former site had there.
CARRIED = {
    "home": ("p", "s", "feed", "m", "tag", "category_name", "author_name"),
    "desk": LIST,
    "tag": LIST,
    "place": LIST,
    "reporter": LIST,
    "today": LIST,
    "day": LIST,
    "search": ("q", "kanal", "dari", "sampai", "urut", "hal"),
    "corrections": ("bulan", "before"),
    "intake": ("berita",),
}


def trim(request: HttpRequest) -> bool:
    """Leave in ``request.GET`` what the page's address carries, in one order.

    Says whether anything was taken off, or put in another order.
    """
    if not request.META.get("QUERY_STRING"):
        return False
    match, asked = request.resolver_match, request.GET
    names = CARRIED.get(match.url_name or "", ()) if match else ()
    carried = urlencode({name: asked[name] for name in names if name in asked})
    request.GET = QueryDict(carried)
    return carried != asked.urlencode()


def forget(request: HttpRequest) -> None:
    """The same for a page that made nothing of what its address carries."""
    request.GET = QueryDict()
