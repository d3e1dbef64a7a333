import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from articles.text import slugs

_FIXED = re.compile(r"\^?([-\w]+)(?:/|\\Z|$)")


def first_parts(resolver: Any) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        written = str(pattern.pattern)
        if written and (match := _FIXED.match(written)):
            yield match[1]
        elif not written or written.startswith("<edition"):
            yield from first_parts(pattern) if hasattr(pattern, "url_patterns") else ()


def test_every_fixed_address_of_the_site_is_reserved() -> None:
    found = {*first_parts(get_resolver()), *dict(settings.LANGUAGES)} - {settings.LANGUAGE_CODE}

    assert {"health", "admin", "koreksi", "en"} <= found
    assert found - slugs.RESERVED == set()
