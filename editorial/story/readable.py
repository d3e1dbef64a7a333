"""The working text as HTML for people to read, with its pictures."""

import re
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles.models import Picture

# As ``body.render`` writes it.
_PICTURE: Final = re.compile(r'<body-picture data-picture="(\d+)">(.*?)</body-picture>')
# Nothing that is written has one inside another.
_TABLE: Final = re.compile(r"<table\b.*?</table>", re.DOTALL)


def readable(html: str) -> SafeString:
    """HTML out of ``body.render``, also with what differs marked in it, with its pictures shown.

    A table wider than the screen is moved sideways, by keys too.
    """
    keys = {int(key) for key, _ in _PICTURE.findall(html)}
    known = Picture.objects.in_bulk(keys) if keys else {}

    def show(found: re.Match[str]) -> str:
        picture, own = known.get(int(found[1])), mark_safe(found[2])  # noqa: S308 - as it was
        if picture is None:
            return format_html("<body-picture>{}</body-picture>", own)
        return format_html(
            '<body-picture><img src="{}" width="{}" height="{}" alt="{}" loading="lazy">'
            "<span>{} ({})</span></body-picture>",
            picture.file.url,
            picture.width,
            picture.height,
            picture.alternative,
            own or picture.caption,
            picture.credit,
        )

    scrolling = f'<div class="scrolls" tabindex="0" role="region" aria-label="{gettext("Table")}">'
    shown = _TABLE.sub(lambda found: f"{scrolling}{found[0]}</div>", _PICTURE.sub(show, html))
    return mark_safe(shown)  # noqa: S308 - all else of it stays
