"""The digest of all that prints a story: another one, another print."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import django
from django.conf import settings

# Files, and folders with all that is below them.
PRINTS: Final = (
    "templates/articles/printed",
    "newsroom/locale",
    "articles/models/addresses.py",
    "articles/models/article.py",
    "articles/models/dispatch.py",
    "articles/pictures/card.py",
    "articles/pictures/recipe.py",
    "articles/record/printing",
    "articles/site/converters.py",
    "articles/site/urls.py",
    "articles/templatetags",
    "articles/text",
)
SETTINGS: Final = ("TIME_ZONE", "MEDIA_URL", "SITE_URL", "OLD_HOSTS")
KINDS: Final = frozenset({".html", ".mo", ".py"})


@cache
def digest() -> str:
    """Of the templates, the code and the settings that print; computed once a process."""
    base = Path(settings.BASE_DIR)
    chosen = [getattr(settings, name) for name in SETTINGS]
    made = hashlib.sha256(repr((django.VERSION, chosen)).encode())
    for place in PRINTS:
        path = base / place
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in KINDS:
                made.update(f"{file.relative_to(base)}\0".encode())
                made.update(file.read_bytes())
    return made.hexdigest()[:32]
