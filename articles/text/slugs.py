"""The last part of an address: of a story's, made from its headline, and of a tag's."""

import re
import unicodedata
from typing import Final

from articles.text import signs

# First parts of addresses that belong to the site itself; a test compares them with its table of
# addresses. The last lines are names that robots and other systems ask for.
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
        "health",
        "healthz",
        "atom",
        "rss",
        "pedoman",
        "pratinjau",
        "redaksi",
        "tentang",
        "kontak",
        "api",
        "favicon",
        "login",
        "logout",
        "manifest",
        "robots",
        "search",
        "security",
        "wp-admin",
        "wp-content",
        "wp-includes",
        "wp-json",
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
# The letters of countries, of which two make a flag.
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def slugify(headline: str) -> str:
    """A slug of 1 to 90 letters, digits and hyphens, cut at a word, never a reserved word.

    Arabic letters stay, without vowel marks and tatweel; Latin ones lose case and accents. What no
    eye sees parts no word.
    """
    slug = _words(headline) or _FALLBACK
    return f"{slug}-{_FALLBACK}" if slug in RESERVED else slug


def tag(name: str) -> str:
    """The slug of a tag: ``slugify`` without reserved words, or the names of its pictures.

    ``ps`` of 🇵🇸, ``mosque`` of 🕌; "" for a name that has nothing to make an address of.
    """
    return _words(name) or _words("".join(map(_spelled, name[:_LONGEST_HEADLINE])))


def canonical(typed: str) -> str:
    """The one spelling of a slug that somebody typed: composed, small letters, nothing invisible.

    What can't be a slug isn't made one.
    """
    return unicodedata.normalize("NFC", signs.bare(typed).strip().lower())


def _words(text: str) -> str:
    text = signs.bare(text.strip()[:_LONGEST_HEADLINE]).translate(_DROPPED)
    text = unicodedata.normalize("NFKC", text).lower().translate(_UNACCENTED)
    text = "".join(map(_fold, text))
    return _cut(_SEPARATORS.sub("-", text).strip("-"))


def _spelled(sign: str) -> str:
    if sign in _FLAG_LETTERS:
        return chr(ord("a") + ord(sign) - ord(_FLAG_LETTERS[0]))
    is_picture = unicodedata.category(sign) == "So"
    return f" {unicodedata.name(sign, '')} " if is_picture else " "


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
