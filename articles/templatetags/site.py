"""Times, addresses and marks in the public templates."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.encoding import uri_to_iri
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.models.addresses import public_address
from articles.models.dispatch import NoticeKind
from articles.text import dates
from articles.text.holes import hole
from articles.text.slugs import slugify

register = template.Library()

PICTURE_KINDS = {
    "own": gettext_lazy("Photo"),
    "handout": gettext_lazy("Handout"),
    "illustration": gettext_lazy("Illustration"),
    "archive": gettext_lazy("Archive"),
}


@register.simple_tag
def address(edition: str, view: str, **kwargs: Any) -> str:
    """The address of a view in an edition; "" where the words for it can't stand in one."""
    return public_address(view, edition=edition, **kwargs)


@register.simple_tag(name="hole")
def open_hole(name: str) -> str:
    """A place that is filled when a page is put together (``text.holes``)."""
    return hole(name)


@register.simple_tag
def stamp(moment: datetime | str, form: str = "long") -> SafeString:
    """A ``<time>`` in the edition's words and the agency's zone.

    ``short`` leaves the weekday, ``clock`` is the time of day alone.
    """
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    zone = ZoneInfo(settings.TIME_ZONE)
    local = at.astimezone(zone)
    language = get_language() or settings.LANGUAGE_CODE
    if form == "long":
        words = dates.long_stamp(local, language, zone)
    elif form == "clock":
        words = f"{local:%H:%M}"
    else:
        words = dates.short_stamp(local, language, zone)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.simple_tag
def tongue(language: str, page: str) -> SafeString:
    """The attribute ``lang`` of words in another language than that of the page, by their codes."""
    if language in ("", page):
        return SafeString()
    return format_html(' lang="{}"', language)


@register.filter
def local_day(moment: datetime) -> date:
    """The day of the moment in the agency's zone."""
    return timezone.localdate(moment, ZoneInfo(settings.TIME_ZONE))


@register.filter
def day_words(day: date) -> str:
    """The day in the edition's words, with its weekday."""
    return dates.long_date(day, get_language() or settings.LANGUAGE_CODE)


@register.filter
def month_words(day: date) -> str:
    """The month in the edition's words, with its year."""
    return dates.month_and_year(day, get_language() or settings.LANGUAGE_CODE)


@register.filter
def month_token(moment: datetime | str) -> str:
    """The month of a moment in the agency's zone, as addresses have it: ``2021-08``."""
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{at.astimezone(ZoneInfo(settings.TIME_ZONE)):%Y-%m}"


@register.filter
def place_slug(name: str) -> str:
    """The last part of the address of a dateline's place."""
    return slugify(name)


@register.filter
def places_beside_tags(content: dict[str, Any]) -> list[str]:
    """The dateline's places but those that a tag names as well: its page has their stories too."""
    tags = {slugify(tag["name"]) for tag in content["tags"]}
    return [name for name in content["places"] if slugify(name) not in tags]


@register.filter
def media(name: str) -> str:
    """The address of a stored picture."""
    return default_storage.url(name)


@register.filter
def readable(address: str) -> str:
    """An address as people read it: with its letters, where links have ``%D8%A3``."""
    return uri_to_iri(address)


@register.filter
def picture_kind(kind: str) -> str:
    return str(PICTURE_KINDS.get(kind, _("Photo")))


@register.filter
def notice_kind(kind: str) -> str:
    return NoticeKind.named(kind)
