import json
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, transaction
from django.utils.translation import gettext as _

from articles.actions import importing
from articles.actions.filing import submit
from articles.actions.importing import Imported, import_copy, understood
from articles.actions.refused import Refused
from articles.actions.reviewing import approve
from articles.models import IN_WRITING, ON_WIRE, Desk, Edition, Story, User
from articles.models.addresses import public_address

STDIN = "-"


@dataclass(frozen=True, slots=True)
class _Order:
    """What the options say is to be done with every file."""

    edition: Edition
    desk: Desk | None
    headline: str
    publishes: bool
    by: User | None


class Command(BaseCommand):
    help = (
        "Files raw wire copy as stories, and prints a line for each file, and below it what was "
        "found in reading it. A bad one is named with its reason, the others go on, and the exit "
        "status is 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", help="a copy; - is standard input")
        parser.add_argument("--edition", default="id", help="code of the edition (id)")
        parser.add_argument("--desk", default="", metavar="SLUG", help="the edition's first")
        parser.add_argument("--headline", default="", help="for a copy that prints none")
        parser.add_argument("--publish", action="store_true", help="submit and approve; needs --as")
        parser.add_argument("--as", dest="username", default="", metavar="USER", help="who files")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="with --dry-run: what was read")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"] and not options["dry_run"]:
            raise CommandError(_("--json goes with --dry-run."))
        order = _order(options)
        good = [
            self._preview(name, order.headline, as_json=options["json"])
            if options["dry_run"]
            else self._import(name, order)
            for name in options["files"]
        ]
        if not all(good):
            sys.exit(1)

    def _import(self, name: str, order: _Order) -> bool:
        try:
            text = _read(name)
            with transaction.atomic():
                imported, note = _file(text, order)
        except (Refused, Error) as error:
            self._say(name, _reason(error))
            return False
        self._say(name, f"story {imported.story.pk} {_address(imported.story)}{note}")
        self._say_findings(imported.story.findings)
        return True

    def _preview(self, name: str, headline: str, *, as_json: bool) -> bool:
        try:
            found = understood(_read(name), headline=headline)
        except Refused as error:
            # Standard output is the objects', one a line.
            self._say(name, _reason(error), is_error=as_json)
            return False
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._say(name, found["headline"])
            self._say_findings(found["findings"])
        return True

    def _say_findings(self, findings: list[dict[str, Any]]) -> None:
        for finding in findings:
            where = f"{_('Line')} {finding['line']}"
            self.stdout.write(f"  {where}: {_(finding['why'])} {_printable(finding['text'])}")

    def _say(self, name: str, words: str, *, is_error: bool = False) -> None:
        line = f"{_printable(name)}: {words}"
        if is_error:
            self.stderr.write(line)
        else:
            self.stdout.write(line)


def _order(options: dict[str, Any]) -> _Order:
    edition = Edition.objects.filter(pk=options["edition"]).first()
    if edition is None:
        raise CommandError(_("There is no edition “%(code)s”.") % {"code": options["edition"]})
    desk = edition.desks.filter(slug=options["desk"]).first()
    if options["desk"] and desk is None:
        raise CommandError(_("The edition has no desk “%(slug)s”.") % {"slug": options["desk"]})
    by = User.objects.filter(username=options["username"]).first()
    if options["username"] and by is None:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": options["username"]})
    if options["publish"] and by is None:
        raise CommandError(_("--publish needs --as USER: somebody answers for it."))
    return _Order(edition, desk, options["headline"], options["publish"], by)


def _file(text: str, order: _Order) -> tuple[Imported, str]:
    """The story of a text, published if so ordered, and what to add to its line."""
    imported = import_copy(
        source=text, by=order.by, edition=order.edition, desk=order.desk, headline=order.headline
    )
    story = imported.story
    here, out = _("already here"), _("already published")
    note = "" if imported.created else f" ({here})"
    if order.publishes and order.by:
        if story.status in ON_WIRE:
            return imported, f" ({out})"
        if story.status in IN_WRITING:
            story = submit(story=story, by=order.by)
        approve(story=story, by=order.by)
    return imported, note


def _read(name: str) -> str:
    """The text of a file, to the byte. Raises ``Refused`` with the reason."""
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(importing.MAX_BYTES + 1)
        else:
            path = Path(name)
            if path.stat().st_size > importing.MAX_BYTES and not path.is_dir():
                raise Refused("size", importing.too_long())
            with path.open("rb") as file:
                data = file.read(importing.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        # A ValueError is a name with a NUL, which no system takes.
        raise Refused("file", getattr(error, "strerror", None) or str(error)) from error
    if len(data) > importing.MAX_BYTES:
        raise Refused("size", importing.too_long())
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        why = _("It is not UTF-8: byte %(at)s.") % {"at": error.start + 1}
        raise Refused("encoding", why) from error


def _reason(error: Exception) -> str:
    """One line of it: PostgreSQL says more below."""
    return str(error).strip().partition("\n")[0]


def _printable(name: str) -> str:
    """A file's name on one line, whatever bytes it is made of."""
    return "".join(char if char.isprintable() else "�" for char in name)


def _address(story: Story) -> str:
    return public_address("story", edition=story.edition_id, slug=story.slug)
