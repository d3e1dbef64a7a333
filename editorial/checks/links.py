"""Where a story's links lead, and what became of its original."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.models import Article, Dispatch, Signal
from articles.site.converters import MAIN, OTHERS
from articles.text import slugs, story_address
from articles.text.body import Block, from_data
from editorial.checks.check import Found, Sent

_LOCAL: Final = (".localhost", "127.0.0.1")
# As the body's own renderer writes it.
_HREF = re.compile(r'href="([^"]*)"')


def gone(sent: Sent) -> Iterator[Found]:
    """Links in the text to stories of this site that are held, withdrawn or gone; two queries."""
    asked = {
        (edition or MAIN, slug): address
        for address in dict.fromkeys(_addresses(from_data(sent.content["body"])))
        for edition, slug in _story(address)
    }
    if not asked:
        return
    editions, named = {key[0] for key in asked}, {key[1] for key in asked}
    live = {
        *Article.objects.filter(edition__in=editions, slug__in=named).values_list("edition", "slug")
    }
    told = Dispatch.objects.told_to_readers().filter(edition__in=editions, slug__in=named)
    # What was told last stands.
    rows = told.order_by("number").values_list("edition", "slug", "signal")
    known = {(edition, slug): signal for edition, slug, signal in rows}
    for key, address in asked.items():
        if key not in live:
            yield Found(Words(_said(known.get(key)), address=address), quote=address)


def original(sent: Sent) -> Iterator[Found]:
    """The original of a translation that was withdrawn; one query.

    Whoever sends the translation may have opened it before that.
    """
    told = Dispatch.objects.filter(story_uid=sent.content["translation_group"])
    if told.order_by("-version").values_list("signal", flat=True).first() == Signal.WITHDRAWAL:
        yield Found(Words(_("The original of this translation was withdrawn.")), "translation_of")


def _said(signal: str | None) -> Promise:
    match signal:
        case None:
            return _("%(address)s leads to no story of this site.")
        case Signal.WITHDRAWAL:
            return _("%(address)s leads to a story that was withdrawn.")
        case _:
            return _("%(address)s leads to a story that is on hold.")


def _addresses(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from map(unescape, _HREF.findall(block.html))
        yield from _addresses(block.children)


def _story(address: str) -> Iterator[tuple[str, str]]:
    """The edition and the slug of an address that can be nothing but a story's."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return
    path = [part for part in parts.path.split("/") if part]
    # A body's path without a host is one of this site.
    is_ours = _is_ours(host) if host else not parts.scheme
    if not is_ours or not path or len(path) > 2:
        return
    edition, slug = story_address.parse(parts.path, OTHERS)
    edition = edition or settings.OLD_HOSTS.get(host or "", "")
    if slug and len(path) == 1 + (path[0] in OTHERS) and slug not in slugs.RESERVED:
        yield edition, slug


def _is_ours(host: str) -> bool:
    """Whether a link to a host leads to this site; one that answers to any name is at home here."""
    named = [each for each in settings.ALLOWED_HOSTS if each != "*"] or _LOCAL
    site = urlsplit(settings.SITE_URL).hostname
    return validate_host(host, [*named, *settings.OLD_HOSTS, *([site] if site else [])])
