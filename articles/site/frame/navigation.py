"""What every page of an edition shows around its content: editions, desks, standing pages."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.http import Http404
from django.utils.encoding import iri_to_uri

from articles.models.addresses import public_address
from articles.models.desk import Desk
from articles.models.edition import CODES, Edition
from articles.models.page import Page

# All that tells a page, besides its address and the time. Asked for every page that is kept.
NOW = """
SELECT version, front,
    coalesce((SELECT number FROM articles_dispatch ORDER BY number DESC LIMIT 1), 0)
FROM articles_siteversion
"""
# The same for a page that is made, and when it became so.
ARRIVAL = """
SELECT version, front, coalesce(newest.number, 0), greatest(changed_at, newest.sent_at), {question}
FROM articles_siteversion LEFT JOIN (
    SELECT number, sent_at FROM articles_dispatch ORDER BY number DESC LIMIT 1
) AS newest ON true
"""
# What stands on every page, for who doesn't know this version.
HOUSE = """jsonb_build_object(
    'editions', (SELECT jsonb_agg(e ORDER BY position, code) FROM articles_edition e),
    'desks', (SELECT jsonb_agg(d ORDER BY position, name) FROM articles_desk d),
    'pages', (SELECT jsonb_agg(p ORDER BY position, title) FROM (
        SELECT edition_id, slug, title, position FROM articles_page) p),
    'bars', (SELECT jsonb_agg(b) FROM (
        SELECT bar.edition_id, text, url, until, a.edition_id AS of, a.slug
        FROM articles_breaking bar LEFT JOIN articles_article a USING (story_uid)
        WHERE bar.story_uid IS NULL OR a.story_uid IS NOT NULL) b)
)::text"""
EDITION_FIELDS = ("code", "name", "agency", "mark", "direction", "tagline", "position")
DESK_FIELDS = ("id", "edition_id", "slug", "name", "parent_id", "is_opinion")
PAGE_FIELDS = ("edition_id", "slug", "title")


@dataclass(slots=True)
class Section:
    """A desk of the edition; ``children`` are the desks under it."""

    desk: Desk
    children: list[Desk] = field(default_factory=list)


class Bar(NamedTuple):
    """The breaking bar, which readers see before ``until``; ``url`` is empty or on the site."""

    text: str
    url: str
    until: datetime


class Now(NamedTuple):
    """How far the site has come.

    ``version`` stands for all that every page shows, ``front`` for what is pinned to the front
    pages, ``newest`` is the number of the newest Dispatch.
    """

    version: UUID
    front: UUID | None
    newest: int


@dataclass(frozen=True, slots=True)
class Navigation:
    """The edition being read, all editions, and the edition's desks and pages in their order.

    Requests share it: nothing in it may be changed. ``homes`` are the editions' addresses,
    ``linked`` those that the header of every page links to. ``changed_at`` is when anything that
    readers see was last changed: the time of the newest Dispatch, or that of a change of the
    version after it. All but that and ``now`` is of the version; ``breaking`` goes out by itself,
    and is None then.
    """

    edition: Edition
    editions: list[Edition]
    sections: list[Section]
    pages: list[Page]
    homes: dict[str, str]
    linked: frozenset[str]
    now: Now
    changed_at: datetime
    breaking: Bar | None

    @property
    def version(self) -> UUID:
        return self.now.version

    @property
    def newest(self) -> int:
        return self.now.newest

    def desks(self) -> Iterable[Desk]:
        """Every desk, each section before its children."""
        for section in self.sections:
            yield section.desk
            yield from section.children

    def desk(self, slug: str) -> Desk:
        """Raises Http404 when the edition has no such desk."""
        for desk in self.desks():
            if desk.slug == slug:
                return desk
        raise Http404

    def children(self, desk: Desk) -> list[Desk]:
        return next((s.children for s in self.sections if s.desk.pk == desk.pk), [])

    def address(self, view: str, **kwargs: object) -> str:
        """The address of a view of this edition; "" where the words for it can't stand in one."""
        return public_address(view, edition=self.edition.code, **kwargs)

    def everywhere(self, view: str) -> dict[str, str]:
        """The addresses of a view that every edition has, by edition."""
        return {
            edition.code: public_address(view, edition=edition.code) for edition in self.editions
        }


def now() -> Now:
    """How far the site has come, in a query that the server plans once."""
    return Now(*_row(NOW, {}))


def load(code: str) -> Navigation:
    """The navigation of edition ``code``. Raises Http404 when there is none.

    One query, and another when the process has not read this version of the site.
    """
    nav, _ = ask(code, "NULL", {})
    return nav


def ask(code: str, question: str, limits: Mapping[str, Any]) -> tuple[Navigation, Any]:
    """``load``, and in the same query what ``question`` is, an expression of SQL."""
    global _known  # noqa: PLW0603 - one reference, replaced whole
    arrival, changed_at, answer, *_ = _arrive(question, limits)
    site = _known
    if site is None or site.version != arrival.version:
        arrival, changed_at, answer, house = _arrive(f"{question}, {HOUSE}", limits)
        site = _known = _Site(arrival.version, _read(json.loads(house)))
    nav = site.editions.get(code)
    if nav is None:
        raise Http404
    breaking = nav.breaking
    if breaking and breaking.until <= datetime.now(UTC):
        # That it is gone is a change too, and nobody wrote it.
        changed_at = max(changed_at, breaking.until)
        breaking = None
    return replace(nav, now=arrival, changed_at=changed_at, breaking=breaking), answer


def _arrive(question: str, limits: Mapping[str, Any]) -> tuple[Any, ...]:
    """How far the site has come, when it came there, and what is asked besides."""
    version, front, newest, *rest = _row(ARRIVAL.format(question=question), limits)
    return Now(version, front, newest), *rest


def _row(statement: str, limits: Mapping[str, Any]) -> tuple[Any, ...]:
    cursor: CursorWrapper
    with connection.planned() as cursor:  # type: ignore[attr-defined]  # newsroom.postgresql_backend
        cursor.execute(statement, limits)
        return cursor.fetchone() or ()


@dataclass(frozen=True, slots=True)
class _Site:
    version: UUID
    editions: dict[str, Navigation]


_known: _Site | None = None


# In the place of what each request has of its own.
NOWHERE = Now(UUID(int=0), None, 0)
BEGINNING = datetime.min.replace(tzinfo=UTC)


def _read(found: dict[str, Any]) -> dict[str, Navigation]:
    editions = [
        Edition(**{name: row[name] for name in EDITION_FIELDS})
        for row in found["editions"] or []
        if row["code"] in CODES
    ]
    desks = [Desk(**{name: row[name] for name in DESK_FIELDS}) for row in found["desks"] or []]
    pages = [Page(**{name: row[name] for name in PAGE_FIELDS}) for row in found["pages"] or []]
    bars = {row["edition_id"]: _bar(row) for row in found["bars"] or []}
    homes = {edition.code: edition.get_absolute_url() for edition in editions}
    made = {}
    for edition in editions:
        sections = _sections([desk for desk in desks if desk.edition_id == edition.code])
        made[edition.code] = Navigation(
            edition,
            editions,
            sections,
            [page for page in pages if page.edition_id == edition.code],
            homes,
            _linked(edition, sections),
            NOWHERE,
            BEGINNING,
            bars.get(edition.code),
        )
    return made


def _bar(row: dict[str, Any]) -> Bar:
    url = iri_to_uri(row["url"])
    if row["slug"]:
        url = public_address("story", edition=row["of"], slug=row["slug"])
    return Bar(row["text"], url, datetime.fromisoformat(row["until"]))


def _linked(edition: Edition, sections: list[Section]) -> frozenset[str]:
    code = edition.code
    desks = [public_address("desk", edition=code, slug=section.desk.slug) for section in sections]
    today = public_address("today", edition=code)
    return frozenset([edition.get_absolute_url(), today, *desks])


def _sections(desks: list[Desk]) -> list[Section]:
    sections = {desk.pk: Section(desk) for desk in desks if desk.parent_id is None}
    for desk in desks:
        if desk.parent_id in sections:
            sections[desk.parent_id].children.append(desk)
    return list(sections.values())
