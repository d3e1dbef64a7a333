"""The addresses of other sites' posts and videos that a story may embed."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """A site, with its name as it calls itself."""

    name: str
    pattern: re.Pattern[str]
    address: str
    """Where a post of it stands, with what the pattern found in it."""


def _source(name: str, pattern: str, address: str) -> Source:
    return Source(name, re.compile(rf"https?://{pattern}", re.IGNORECASE | re.ASCII), address)


_END = r"/?(?:[?#].{0,500})?"
_HANDLE = r"[\w.-]{1,60}"

SOURCES: Final = (
    _source(
        "YouTube",
        r"(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/"
        r"(?:watch\?(?:[\w=%.-]{1,100}&){0,8}v=|embed/|shorts/|live/)|youtu\.be/)"
        r"(?P<id>[\w-]{11})(?:[/?&#].{0,500})?",
        "https://www.youtube.com/watch?v={id}",
    ),
    _source(
        "X",
        rf"(?:www\.|mobile\.)?(?:x|twitter)\.com/(?P<who>\w{{1,20}})/status/(?P<id>\d{{1,25}}){_END}",
        "https://x.com/{who}/status/{id}",
    ),
    _source(
        "Instagram",
        rf"(?:www\.)?instagram\.com/(?:{_HANDLE}/)?(?P<kind>p|reel|tv)/(?P<id>[\w-]{{5,60}}){_END}",
        "https://www.instagram.com/{kind}/{id}/",
    ),
    _source(
        "TikTok",
        rf"(?:www\.|m\.)?tiktok\.com/@(?P<who>{_HANDLE})/video/(?P<id>\d{{1,25}}){_END}",
        "https://www.tiktok.com/@{who}/video/{id}",
    ),
    _source(
        "TikTok",
        rf"(?P<host>vm|vt)\.tiktok\.com/(?P<id>\w{{5,20}}){_END}",
        "https://{host}.tiktok.com/{id}/",
    ),
    _source(
        "Facebook",
        rf"(?:www\.|m\.|web\.)?facebook\.com/(?P<who>{_HANDLE})/(?P<kind>posts|videos)/"
        rf"(?:{_HANDLE}/)?(?P<id>\w{{5,140}}){_END}",
        "https://www.facebook.com/{who}/{kind}/{id}",
    ),
    _source(
        "Facebook",
        r"(?:www\.|m\.|web\.)?facebook\.com/"
        r"(?P<kind>reel/|watch/\?v=|share/[pvr]/)(?P<id>\w{5,140})(?:[/?&#].{0,500})?",
        "https://www.facebook.com/{kind}{id}",
    ),
    _source("Facebook", rf"fb\.watch/(?P<id>[\w-]{{5,40}}){_END}", "https://fb.watch/{id}/"),
    _source(
        "Telegram",
        rf"(?:t|telegram)\.me/(?:s/)?(?P<who>\w{{4,40}})/(?P<id>\d{{1,12}}){_END}",
        "https://t.me/{who}/{id}",
    ),
)


def address(url: str) -> str:
    """The one address of what ``url`` shows, without what follows a reader; "" of no known site."""
    found = _found(url)
    return found[0].address.format(**found[1].groupdict()) if found else ""


def source(url: str) -> str:
    """The name of the site that ``url`` leads to; "" of no known one."""
    found = _found(url)
    return found[0].name if found else ""


def _found(url: str) -> tuple[Source, re.Match[str]] | None:
    for known in SOURCES:
        if match := known.pattern.fullmatch(url.strip()):
            return known, match
    return None
