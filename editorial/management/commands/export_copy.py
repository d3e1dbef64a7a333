from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.actions.importing import export
from articles.models import Story


class Command(BaseCommand):
    help = "Prints the copy of a story: what was imported, to the byte, unless it was edited since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", metavar="ID", help="the story's number")

    def handle(self, *args: Any, id: str, **options: Any) -> None:  # noqa: A002 - the argument's name
        story = None
        # PostgreSQL's bigint holds no more digits.
        if id.isascii() and id.isdigit() and len(id) <= 18:
            story = Story.objects.filter(pk=id).first()
        if story is None:
            raise CommandError(_("There is no story “%(id)s”.") % {"id": id})
        copy = export(story)
        # As bytes, so that no encoding or line end of the terminal gets at it.
        if binary := getattr(self.stdout, "buffer", None):
            binary.write(copy.encode())
            binary.flush()
        else:
            self.stdout.write(copy, ending="")
