from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Story
from demo.accounts import DEMO_PASSWORD
from demo.build import build


class Command(BaseCommand):
    help = "Fills an empty newsroom with the demo: staff, desks, stories in every state, pictures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing in a newsroom that has stories"
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(_("This is a real newsroom: the demo is not for it."))
        if Story.objects.exists():
            if if_empty:
                return
            raise CommandError(_("The newsroom is not empty: it has stories already."))
        count = build(timezone.now(), password=DEMO_PASSWORD)
        self.stdout.write(f"A demo newsroom with {count} stories.")
