"""Where a reader's browser says that a story was read."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.readings import counts
from articles.site.pages.traps import is_foreign

LONGEST = 20

_NUMBER = re.compile(rb"[1-9]\d{0,17}")
_ROBOT = re.compile(
    # Cubot makes telephones.
    r"(?<!cu)bot(?:\b|_)|crawl|spider|slurp|headless|lighthouse|preview|scrap|archiv|monitor"
    r"|facebookexternal|whatsapp|python|curl|wget|java/|go-http|okhttp|axios|libwww|httpclient"
    r"|phantom|selenium",
    re.IGNORECASE,
)


@csrf_exempt
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Count one reading of the Dispatch whose number is posted. The answer never says whether."""
    if (number := _number(request)) and _is_reader(request):
        counts.add(number)
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def _number(request: HttpRequest) -> int:
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0
    if not 0 < length <= LONGEST:
        return 0
    match = _NUMBER.fullmatch(request.body)
    return int(match[0]) if match else 0


def _is_reader(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "")
    return bool(agent) and not (_ROBOT.search(agent) or ahead or is_foreign(request))
