import csv
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from django.core.management.base import BaseCommand, CommandError

from articles.models import Edition, OldAddress
from articles.text.slugs import slugify

LONGEST = 200


class Command(BaseCommand):
    help = (
        "Takes in old addresses of stories from a CSV file: the old address ('old-slug',"
        " '/2014/05/old-slug.html' or '?p=17') and the story's slug on each line. A line that's bad"
        " or leads round to itself is named and left out; the exit status is then 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", default="id", help="the edition's code")

    def handle(self, *args: Any, file: Path, edition: str, **options: Any) -> None:
        if not Edition.objects.filter(pk=edition).exists():
            raise CommandError(f"There is no edition {edition!r}.")
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        found: dict[str, Line] = {}
        bad = list(_read(csv.reader(text.splitlines()), found))
        known = OldAddress.objects.filter(edition=edition).values_list("path", "slug")
        bad += _take_out_rounds(found, dict(known))
        OldAddress.objects.bulk_create(
            (
                OldAddress(edition_id=edition, path=path, slug=line.slug)
                for path, line in found.items()
            ),
            update_conflicts=True,
            unique_fields=["edition", "path"],
            update_fields=["slug"],
            batch_size=1000,
        )
        for line in bad:
            self.stderr.write(f"{file}: {line}")
        self.stdout.write(f"{file}: {len(found)} old addresses")
        if bad:
            sys.exit(1)


class Line(NamedTuple):
    number: int
    slug: str


def _read(rows: Iterable[list[str]], found: dict[str, Line]) -> Iterable[str]:
    """Put the good lines into ``found``; yield what is wrong with the others."""
    for number, row in enumerate(rows, 1):
        if not row:
            continue
        if len(row) != 2:
            yield f"line {number}: not an old address and a slug"
            continue
        path, slug = _key(row[0]), unquote(row[1]).strip().strip("/")
        if not path or len(path) > LONGEST:
            yield f"line {number}: not an old address: {row[0]!r}"
        elif not slug or slug != slugify(slug):
            yield f"line {number}: not a slug: {row[1]!r}"
        else:
            found[path] = Line(number, slug)


def _take_out_rounds(found: dict[str, Line], known: dict[str, str]) -> Iterable[str]:
    """Take the lines that lead round to themselves out of ``found``; yield what they are.

    Followed through the lines that were taken in before, too.
    """
    leads = known | {path: line.slug for path, line in found.items()}
    followed: set[str] = set()
    for start in list(found):
        way: dict[str, None] = {}
        at = start
        while at in leads and at not in followed and at not in way:
            way[at] = None
            at = leads[at].casefold()
        followed |= way.keys()
        if at not in way:
            continue
        places = list(way)
        places = places[places.index(at) :]
        for path in places:
            if line := found.pop(path, None):
                turn = places.index(path)
                written = " → ".join([*places[turn:], *places[:turn], path])
                yield f"line {line.number}: leads round to itself: {written}"


def _key(address: str) -> str:
    """As ``OldAddress.path`` has it: a dated address is known by its last part."""
    path = unquote(address).strip().strip("/").casefold()
    if path.startswith("?p="):
        return path if path[3:].isdigit() and path.isascii() else ""
    return path.rpartition("/")[2].removesuffix(".html")
