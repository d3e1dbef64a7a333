"""The last part of a story's address, made from its headline."""

import re
import unicodedata
from typing import Final

# First parts of addresses that belong to the site itself.
RESERVED: Final = frozenset(
    {
        "en",
        "ar",
        "kanal",
        "tag",
        "tempat",
        "penulis",
        "indeks",
        "cari",
        "dibaca",
        "koreksi",
        "halaman",
        "admin",
        "static",
        "media",
        "wire",
        "feed",
        "sitemap",
        "page",
        "category",
        "author",
        "i18n",
        "healthz",
        "atom",
        "rss",
        "pedoman",
        "redaksi",
        "tentang",
        "kontak",
    }
)
MAX_LENGTH: Final = 90
_FALLBACK = "berita"
# More of a headline than this can't reach the slug.
_LONGEST_HEADLINE = 2_000

_APOSTROPHES = "'’‘`´ʼʻʿʾ′"
_TATWEEL = "\u0640"
# ﷲ to ﷽: whole phrases in one letter, which would swell the address.
_LIGATURES = "".join(map(chr, range(0xFDF0, 0xFDFE)))
_DROPPED = str.maketrans("", "", _APOSTROPHES + _TATWEEL + _LIGATURES)
_UNACCENTED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
)
_SEPARATORS = re.compile(r"[\W_]+")


def slugify(headline: str) -> str:
    """A slug of 1 to 90 letters, digits and hyphens, cut at a word, never a reserved word.

    Arabic letters stay, without vowel marks and tatweel; Latin ones lose case and accents.
    """
    text = headline.strip()[:_LONGEST_HEADLINE].translate(_DROPPED)
    text = unicodedata.normalize("NFKC", text).lower().translate(_UNACCENTED)
    text = "".join(map(_fold, text))
    slug = _cut(_SEPARATORS.sub("-", text).strip("-")) or _FALLBACK
    return f"{slug}-{_FALLBACK}" if slug in RESERVED else slug


def _fold(character: str) -> str:
    """A Latin letter without its accent; nothing for a mark that stands on another letter."""
    if unicodedata.category(character).startswith("M"):
        return ""
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


def _cut(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    whole_words, hyphen, _ = slug[: MAX_LENGTH + 1].rpartition("-")
    return whole_words if hyphen else slug[:MAX_LENGTH]
