"""The working text as HTML for people to read, with its pictures."""

import re
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Picture

# As ``body.render`` writes it.
_PICTURE: Final = re.compile(r'<body-picture data-picture="(\d+)">(.*?)</body-picture>')


def readable(html: str) -> SafeString:
    """HTML out of ``body.render``, also with what differs marked in it, with its pictures shown."""
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

    return mark_safe(_PICTURE.sub(show, html))  # noqa: S308 - all else of it stays
