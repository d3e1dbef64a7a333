"""What the portal's list and search read, written with each Dispatch."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Any, Final

from django.contrib.postgres.search import SearchVector
from django.db.models import Min, Value
from django.db.models.expressions import Combinable

from articles.models.article import LONGEST_SEARCHED, SEARCH_CONFIGS
from articles.models.dispatch import Dispatch, PubStatus, Signal
from articles.search import searchable
from articles.text.folding import folded
from wire.content import has_text
from wire.entitlement import USUAL_URGENCY
from wire.models.entry import Entry

AT_A_TIME: Final = 1000


def on_dispatch(dispatch: Dispatch) -> None:
    """List a Dispatch; called by ``settings.ON_DISPATCH``."""
    _list([dispatch])


def list_older(now: datetime) -> None:
    """List some of what was sent before there was a portal, the newest first."""
    lowest = Entry.objects.aggregate(number=Min("number"))["number"]
    older = Dispatch.objects.order_by("-number")
    if lowest is not None:
        older = older.filter(number__lt=lowest)
    _list(list(older[:AT_A_TIME]))


def _list(dispatches: list[Dispatch]) -> None:
    before = _before_withdrawal(dispatches)
    Entry.objects.bulk_create(
        (_entry(each, before.get((each.story_uid, each.version))) for each in dispatches),
        ignore_conflicts=True,
    )


def _before_withdrawal(dispatches: Iterable[Dispatch]) -> Mapping[Any, Mapping[str, Any]]:
    """What stood before each withdrawal, which says of itself neither kind nor urgency."""
    gone = [each for each in dispatches if each.signal == Signal.WITHDRAWAL]
    found = (
        Dispatch.objects.filter(story_uid=each.story_uid, version=each.version - 1) for each in gone
    )
    return {(each.story_uid, each.version + 1): each.data for each in chain(*found)}


def _entry(dispatch: Dispatch, before: Mapping[str, Any] | None) -> Entry:
    content = dispatch.data
    known = before or content
    is_whole = has_text(dispatch)
    embargo = content.get("embargo") if dispatch.pubstatus == PubStatus.WITHHELD else None
    return Entry(
        number=dispatch.number,
        sent_at=dispatch.sent_at,
        edition=dispatch.edition,
        desk=content["desk"]["id"],
        section=content["section"]["id"],
        desk_name=content["desk"]["name"],
        kind=(known.get("kind") or {}).get("code", ""),
        urgency=known.get("urgency") or USUAL_URGENCY,
        has_pictures=is_whole and bool(content.get("picture") or content.get("pictures")),
        embargo_until=datetime.fromisoformat(embargo["until"]) if embargo else None,
        headline=content["headline"],
        search_vector=_vector(content, dispatch.edition, is_whole=is_whole),
    )


def _vector(content: Mapping[str, Any], edition: str, *, is_whole: bool) -> Combinable:
    config = Value(SEARCH_CONFIGS.get(edition, "simple"))
    headline = SearchVector(Value(folded(content["headline"])), config=config, weight="A")
    if not is_whole:
        return headline
    text = folded(searchable(dict(content))).encode()[:LONGEST_SEARCHED].decode(errors="ignore")
    return headline + SearchVector(Value(text), config=config, weight="B")
