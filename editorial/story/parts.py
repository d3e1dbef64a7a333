"""What pasted copy prints round its text, and where: the page puts it into its fields."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.models import Edition, Kind
from articles.text import agency_code, dateline
from articles.text.copy_lines import is_sign_off
from editorial.admin.base import staff

Part = dict[str, Any]

MOST_BLOCKS: Final = 5_000
# A headline may stand before it.
LOOKED_AT: Final = 2


@never_cache
@require_POST
def parts_view(request: HttpRequest) -> JsonResponse:
    """Dateline, code and sign-off in the blocks of a text, as JSON; it keeps nothing.

    The request's JSON has the ``texts`` of the blocks, None of one that is no paragraph, and the
    ``edition``. Each part says its block and which of its characters it is, and what to put where.
    """
    if not admin.site.has_permission(request):
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    if not staff(request).has_perm("articles.add_story"):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    try:
        sent = json.loads(request.body)
        texts = [None if text is None else str(text) for text in sent["texts"]]
        edition = Edition.objects.filter(pk=str(sent["edition"])).first()
    except RequestDataTooBig:
        return JsonResponse({}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except (ValueError, TypeError, KeyError, RecursionError):
        return JsonResponse({}, status=HTTPStatus.BAD_REQUEST)
    if edition is None or len(texts) > MOST_BLOCKS:
        return JsonResponse({}, status=HTTPStatus.BAD_REQUEST)
    return JsonResponse({"parts": parts(texts, edition)})


def parts(texts: Sequence[str | None], edition: Edition) -> list[Part]:
    """The parts that stand at a text's beginning and end, the last one first."""
    found = [_dateline(texts, edition)]
    end = len(texts)
    if end and texts[-1] is not None and is_sign_off(texts[-1].strip()):
        end -= 1
        found.append(_sign_off(end, texts[end] or "", edition))
    if end and (last := texts[end - 1]) is not None:
        found.append(_code(end - 1, last))
    return sorted(filter(None, found), key=lambda part: -int(part["block"]))


def _dateline(texts: Sequence[str | None], edition: Edition) -> Part | None:
    for block, text in enumerate(texts[:LOOKED_AT]):
        lead = (text or "").lstrip()
        parted = dateline.parse_hidden(lead)
        if text is None or parted is None or not parted[0].places:
            continue
        found, rest, _hid = parted
        comma = "، " if edition.pk == "ar" else ", "
        place = comma.join(found.places)
        made = dateline.compose(place, mark=edition.mark, language=edition.pk)
        is_made = edition.dateline_form == edition.DatelineForm.PLACE and made == found.text
        fields = {"dateline_place": place, **({} if is_made else {"dateline": found.text})}
        start = len(text) - len(lead)
        return _part("dateline", block, text[: len(text) - len(rest)], start=start, fields=fields)
    return None


def _code(block: int, text: str) -> Part | None:
    closing = agency_code.find_closing(text)
    if closing is None:
        return None
    start, _end, code = closing
    fields = {"code_text": agency_code.plain(text[start:].strip())}
    if Kind.objects.filter(pk=code.kind).exists():
        fields["kind"] = code.kind
    return _part("code", block, text, start=len(text[:start].rstrip()), fields=fields)


def _sign_off(block: int, text: str, edition: Edition) -> Part:
    said = text.strip()
    return _part(
        "sign-off", block, text, fields={} if said == edition.sign_off else {"sign_off": said}
    )


def _part(what: str, block: int, text: str, *, fields: Part, start: int = 0) -> Part:
    """``text`` is the block's up to where the part ends."""
    return {"what": what, "block": block, "from": start, "to": len(text), "fields": fields}
