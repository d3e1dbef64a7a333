"""What an address of the public site may hold."""

from datetime import date

from django.conf import settings
from django.urls import register_converter

from articles.text.slugs import RESERVED

MAIN = settings.LANGUAGE_CODE
"""The edition at the root; the others stand under their codes."""
OTHERS = tuple(code for code, _ in settings.LANGUAGES if code != MAIN)


class EditionConverter:
    """An edition that is not the main one."""

    regex = "|".join(OTHERS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        if value not in OTHERS:
            raise ValueError(value)
        return value


class UnicodeSlugConverter:
    """A slug in any script."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class StorySlugConverter(UnicodeSlugConverter):
    """A slug that a story may have."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED))})/)[-\w]+"


class DayConverter:
    """A calendar day as ``2021/08/08``."""

    regex = r"[0-9]{4}/[0-9]{2}/[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value.replace("/", "-"))

    def to_url(self, value: date) -> str:
        return value.isoformat().replace("-", "/")


def edition_of(path: str) -> str:
    """The code of the edition that an address, found or not, belongs to."""
    first = path.strip("/").partition("/")[0]
    return first if first in OTHERS else MAIN


register_converter(EditionConverter, "edition")
register_converter(UnicodeSlugConverter, "uslug")
register_converter(StorySlugConverter, "story")
register_converter(DayConverter, "day")
