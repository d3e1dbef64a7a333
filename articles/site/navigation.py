"""What every page of an edition shows around its content: editions, desks, standing pages."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.http import Http404
from django.utils.encoding import iri_to_uri

from articles.models import Desk, Edition, Page
from articles.models.addresses import public_address
from articles.models.edition import CODES

# What the site is now; all of it only for who doesn't know this version.
NOW = """
SELECT coalesce(newest.number, 0) AS newest,
    greatest(changed_at, newest.sent_at) AS changed_at, front,
    CASE WHEN version IS DISTINCT FROM %(known)s::uuid THEN jsonb_build_object(
        'version', version,
        'editions', (SELECT jsonb_agg(e ORDER BY position, code) FROM articles_edition e),
        'desks', (SELECT jsonb_agg(d ORDER BY position, name) FROM articles_desk d),
        'pages', (SELECT jsonb_agg(p ORDER BY position, title) FROM (
            SELECT edition_id, slug, title, position FROM articles_page) p),
        'bars', (SELECT jsonb_agg(b) FROM (
            SELECT bar.edition_id, text, url, until, a.edition_id AS of, a.slug
            FROM articles_breaking bar LEFT JOIN articles_article a USING (story_uid)
            WHERE bar.story_uid IS NULL OR a.story_uid IS NOT NULL) b)
    ) END AS site, {question}
FROM articles_siteversion LEFT JOIN (
    SELECT number, sent_at FROM articles_dispatch ORDER BY number DESC LIMIT 1
) AS newest ON true
"""
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


@dataclass(frozen=True, slots=True)
class Navigation:
    """The edition being read, all editions, and the edition's desks and pages in their order.

    Requests share it: nothing in it may be changed. ``homes`` are the editions' addresses,
    ``linked`` those that the header of every page links to. ``version`` stands for all of it.
    ``newest`` is the number of the newest Dispatch, and ``changed_at`` is when anything that
    readers see was last changed: its time, or that of a change of the version after it. Only
    ``breaking`` is not of the version: it goes out by itself, and is None then. ``front`` stands
    for what is pinned to the front pages.
    """

    edition: Edition
    editions: list[Edition]
    sections: list[Section]
    pages: list[Page]
    homes: dict[str, str]
    linked: frozenset[str]
    version: str
    newest: int
    changed_at: datetime
    front: UUID | None
    breaking: Bar | None

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


def load(code: str) -> Navigation:
    """The navigation of edition ``code``, in one query. Raises Http404 when there is none.

    What a process has read it keeps, and reads again when the site's version is another.
    """
    nav, _ = ask(code, "NULL", {})
    return nav


def ask(code: str, question: str, limits: Mapping[str, Any]) -> tuple[Navigation, Any]:
    """``load``, and in the same query what ``question`` is, an expression of SQL."""
    global _known  # noqa: PLW0603 - one reference, replaced whole
    site = _known
    with connection.cursor() as cursor:
        statement = NOW.format(question=question)
        cursor.execute(statement, {"known": site.version if site else None, **limits})
        newest, changed_at, front, found, answer = cursor.fetchone()
    if site is None or found is not None:
        read = json.loads(found)
        site = _known = _Site(read["version"], _read(read))
    nav = site.editions.get(code)
    if nav is None:
        raise Http404
    breaking = nav.breaking
    if breaking and breaking.until <= datetime.now(UTC):
        # That it is gone is a change too, and nobody wrote it.
        changed_at = max(changed_at, breaking.until)
        breaking = None
    nav = replace(nav, newest=newest, changed_at=changed_at, front=front, breaking=breaking)
    return nav, answer


@dataclass(frozen=True, slots=True)
class _Site:
    version: str
    editions: dict[str, Navigation]


_known: _Site | None = None


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
            found["version"],
            0,
            datetime.min.replace(tzinfo=UTC),
            None,
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
