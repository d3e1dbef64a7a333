from typing import Any

from django.core.management.base import BaseCommand

from articles.snapshot import rebuild


class Command(BaseCommand):
    help = "Makes what the public reads again from the record; the result is the same, row for row."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        self.stdout.write(f"{count} articles rebuilt.")
