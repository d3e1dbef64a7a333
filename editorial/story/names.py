"""The names that the house knows: the places a dateline may have, and what a text may be tagged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from http import HTTPStatus
from itertools import chain
from threading import Lock
from typing import Final

from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from taggit.models import Tag

from articles.models import Desk, Person, Place, PlaceAlias
from articles.text import body, signs, tags
from articles.text.gazetteer import Gazetteer, key
from articles.text.said_names import Spellings
from editorial.admin.base import staff

MOST_NAMES: Final = 20_000
"""So many tags are looked for in a text, the newest; few houses have more."""
MOST_OFFERED: Final = 8
NEAR: Final = 0.85
"""How alike two places are of which one may be meant by the other: a letter in seven."""
SHORTEST_NEAR: Final = 5
"""Letters of a place for which another may be meant; shorter ones are near to too many."""
LONGEST_HTML: Final = 20_000
"""So much of a text is looked through; what it is about stands there."""

# Triggers give the house another version with each place and person. A tag's own table has none:
# stories write to it, and would wait for one another.
VERSION: Final = """
SELECT (SELECT version FROM articles_siteversion), count(*), sum(hashtext(name)::bigint)
FROM taggit_tag
"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a place: its ``key`` to look for, the place's name, and itself if another."""

    key: str
    name: str
    alias: str


class Names:
    """All names, as they were when this was made."""

    def __init__(self) -> None:
        self._places: dict[str, list[Spelling]] = {}
        for edition, name, spelling in _places():
            alias = spelling if spelling != name else ""
            self._places.setdefault(edition, []).append(Spelling(key(spelling), name, alias))
        rows = Tag.objects.order_by("-pk").values_list("name", flat=True)[:MOST_NAMES]
        people = Person.objects.values_list("name", flat=True)
        self._anywhere = [*rows, *people]
        self._spellings: dict[str, Spellings] = {}
        self._gazetteer = Gazetteer(
            chain(
                ((name, ("", name)) for name in _as_tags(self._anywhere)),
                ((spelling, (edition, name)) for edition, name, spelling in _places()),
            )
        )

    def places(self, typed: str, edition: str) -> list[Spelling]:
        """What of an edition's places was begun to be typed, the likeliest first, each once."""
        wanted = key(typed)
        if not wanted:
            return []
        near = [
            (rank, spelling.name, spelling)
            for spelling in self._places.get(edition, ())
            if (rank := _rank(spelling, wanted)) is not None
        ]
        best: dict[str, Spelling] = {}
        for _rank_of_it, name, spelling in sorted(near, key=lambda each: each[:2]):
            best.setdefault(name, spelling)
        return list(best.values())[:MOST_OFFERED]

    def spellings(self, edition: str) -> Spellings:
        """How an edition spells its tags, people and places."""
        if edition not in self._spellings:
            places = {spelling.name for spelling in self._places.get(edition, ())}
            self._spellings[edition] = Spellings(chain(self._anywhere, sorted(places)))
        return self._spellings[edition]

    def near_place(self, typed: str, edition: str) -> str:
        """The place that ``typed`` nearly is, to a letter; "" where it is one, or near to none."""
        known = {spelling.key: spelling for spelling in self._places.get(edition, ())}
        wanted = key(typed)
        if len(wanted) < SHORTEST_NEAR or wanted in known:
            return ""
        as_long = [each for each in known if abs(len(each) - len(wanted)) <= 1]
        near = get_close_matches(wanted, as_long, n=1, cutoff=NEAR)
        return known[near[0]].name if near else ""

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all names, small."""
        places = (each.name for of in self._places.values() for each in of)
        names = chain(self._anywhere, places)
        return frozenset(word for name in names for word in name.casefold().split())

    def tags(self, text: str, edition: str) -> list[str]:
        """The names that a text of an edition says, in their order, each once in any case."""
        said = (name for of, name in self._gazetteer.find(text) if of in ("", edition))
        once: dict[str, str] = {}
        for name in said:
            once.setdefault(name.casefold(), name)
        return list(once.values())[:MOST_OFFERED]


class _Kept:
    """The names of this process, with the version they were read under."""

    def __init__(self) -> None:
        self.names: Names | None = None
        self.version: object = None
        self.lock = Lock()

    def now(self) -> Names:
        with connection.cursor() as cursor:
            cursor.execute(VERSION)
            version = cursor.fetchone()
        if self.names and (version == self.version or self.lock.locked()):
            # Who comes while another makes them anew has those of before.
            return self.names
        with self.lock:
            if self.names is None or version != self.version:
                self.names, self.version = Names(), version
            return self.names


_kept = _Kept()


def house_names() -> Names:
    """The names as the house has them now, in one query where nothing changed."""
    return _kept.now()


@never_cache
@require_GET
def places_view(request: HttpRequest) -> JsonResponse:
    """The places of an edition that match what is typed, by any spelling, as JSON."""
    if no := _no(request):
        return no
    typed, edition = (request.GET.get(name, "")[:200] for name in ("q", "edition"))
    found = _kept.now().places(typed, edition)
    return JsonResponse({"places": [{"name": each.name, "alias": each.alias} for each in found]})


@never_cache
@require_POST
def tags_view(request: HttpRequest) -> JsonResponse:
    """The tags that the text of a form suggests, as JSON."""
    if no := _no(request):
        return no
    sent = request.POST
    html = signs.carried(sent.get("body", "")[:LONGEST_HTML])
    lines = [sent.get(name, "")[:LONGEST_HTML] for name in ("headline", "standfirst")]
    text = "\n".join([*lines, *body.plain_paragraphs(body.parse(html))])
    desk = sent.get("desk", "")
    known = desk.isdecimal() and len(desk) < 10
    row = Desk.objects.filter(pk=int(desk)).first() if known else None
    return JsonResponse({"tags": _kept.now().tags(text, row.edition_id if row else "")})


def _no(request: HttpRequest) -> JsonResponse | None:
    if not admin.site.has_permission(request):
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    if not staff(request).has_perm("articles.add_story"):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    return None


def _places() -> Iterator[tuple[str, str, str]]:
    """Edition, name and spelling of each spelling there is."""
    for edition, name in Place.objects.values_list("edition", "name"):
        yield edition, name, name
    yield from PlaceAlias.objects.values_list("place__edition", "place__name", "name")


def _as_tags(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        tidy = tags.tidy(name)
        if tags.has_address(tidy) and len(tidy) <= tags.LONGEST:
            yield tidy


def _rank(spelling: Spelling, wanted: str) -> int | None:
    """How likely a spelling is meant, 0 for the likeliest; None where it doesn't match."""
    if spelling.key.startswith(wanted):
        return 1 if spelling.alias else 0
    if f" {wanted}" in spelling.key:
        return 2
    return 3 if wanted in spelling.key else None
