from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.models import Article, Card, Picture
from articles.pictures import card, rendering
from articles.pictures.recipe import PictureData, has_renditions
from articles.record import picture_data


class Command(BaseCommand):
    help = (
        "Makes the renditions of all pictures, and the cards of all stories without one, that are"
        " missing, as after a backup was brought back that had the pictures alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="those that are there, too")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        made = bad = 0
        for data in _pictures():
            try:
                made += rendering.render(data, again=again)
            except Exception as error:  # noqa: BLE001 - one that can't be made holds up no other
                bad += 1
                self.stderr.write(f"{data['file']}: {error}")
        bare = Article.objects.filter(picture__isnull=True).select_related("dispatch")
        for article in bare.iterator():
            number = article.dispatch_id
            if not again and default_storage.exists(card.name(number)):
                continue
            try:
                card.make(number, article.dispatch.data)
            except Exception as error:  # noqa: BLE001 - as above
                bad += 1
                self.stderr.write(f"{article.dispatch}: {error}")
                continue
            Card.objects.update_or_create(pk=number, defaults={"made_at": timezone.now()})
            made += 1
        self.stdout.write(f"{made} files made; {bad} can't be made.")


def _pictures() -> Iterator[PictureData]:
    """Each as it is now, and as the live stories have it: a focal point may have moved since."""
    yield from map(picture_data, Picture.objects.order_by("pk").iterator())
    printed = Article.objects.values_list("picture", "portrait").iterator()
    yield from (data for both in printed for data in both if data and has_renditions(data))
