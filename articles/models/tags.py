"""Tags are rows of django-taggit's; this is how a story comes by them, at whichever door."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from taggit.managers import _TaggableManager
from taggit.models import Tag

from articles.models.words import words_of
from articles.text import slugs, tags

TAG_WORDS = words_of("name")


class StoryTags(_TaggableManager):  # type: ignore[misc]  # the package has no types
    """The tags of a story. Names in any spelling and case find the tag there is."""

    def add(self, *names: Any, **kwargs: Any) -> None:
        super().add(*_rows(names), **kwargs)

    def set(self, names: Iterable[Any], **_options: Any) -> None:
        """These and no other, in two queries besides those that find them."""
        rows, of_it = _rows(names), self._lookup_kwargs()
        items = self.through.objects
        items.filter(**of_it).exclude(tag__in=rows).delete()
        items.bulk_create((self.through(tag=row, **of_it) for row in rows), ignore_conflicts=True)


def _rows(names: Iterable[Any]) -> list[Any]:
    rows = (name if isinstance(name, Tag) else _row(tags.tidy(name)) for name in names)
    return list(dict.fromkeys(rows))


def _row(name: str) -> Any:
    """The tag of a tidy name, made with an address of its own if there is none."""
    wanted = slugs.tag(name)
    for number in count(1):
        if known := Tag.objects.filter(name__iexact=name).order_by("pk").first():
            return known
        if not wanted:
            raise ValueError(f"No page can be named by the tag {name!r}.")
        slug = wanted if number == 1 else f"{wanted}-{number}"
        try:
            with transaction.atomic():
                return Tag.objects.create(name=name, slug=slug)
        except IntegrityError:
            # Another tag has this address, or somebody has just made this very tag.
            continue
    raise AssertionError
