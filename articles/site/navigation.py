"""What every page of an edition shows around its content: the editions and the desks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404
from django.urls import reverse

from articles.models import Desk, Edition

EDITION_FIELDS = ("code", "name", "agency", "mark", "direction", "tagline", "position")
DESK_FIELDS = ("id", "slug", "name", "parent_id")


@dataclass(slots=True)
class Section:
    """A desk of the edition; ``children`` are the desks under it."""

    desk: Desk
    children: list[Desk] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Navigation:
    """The edition being read, all editions, and the edition's desks in their order."""

    edition: Edition
    editions: list[Edition]
    sections: list[Section]

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
        """The address of a view of this edition."""
        return reverse(f"site:{view}", kwargs={"edition": self.edition.code, **kwargs})

    def everywhere(self, view: str) -> dict[str, str]:
        """The addresses of a view that every edition has, by edition."""
        return {
            edition.code: reverse(f"site:{view}", kwargs={"edition": edition.code})
            for edition in self.editions
        }


def load(code: str) -> Navigation:
    """The navigation of edition ``code``, in one query. Raises Http404 when there is none."""
    rows = Edition.objects.order_by("position", "code", "desks__position", "desks__name").values(
        *EDITION_FIELDS, *(f"desks__{name}" for name in DESK_FIELDS)
    )
    editions: dict[str, Edition] = {}
    desks: list[Desk] = []
    for row in rows:
        if row["code"] not in editions:
            editions[row["code"]] = Edition(**{name: row[name] for name in EDITION_FIELDS})
        if row["code"] == code and row["desks__id"]:
            desks.append(
                Desk(edition_id=code, **{name: row[f"desks__{name}"] for name in DESK_FIELDS})
            )
    if code not in editions:
        raise Http404
    return Navigation(editions[code], list(editions.values()), _sections(desks))


def _sections(desks: list[Desk]) -> list[Section]:
    sections = {desk.pk: Section(desk) for desk in desks if desk.parent_id is None}
    for desk in desks:
        if desk.parent_id in sections:
            sections[desk.parent_id].children.append(desk)
    return list(sections.values())
