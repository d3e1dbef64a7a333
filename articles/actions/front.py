"""The front page: what is pinned to its top, in which order and until when; the breaking bar."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.encoding import uri_to_iri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.models import Article, Breaking, Edition, Pin, User
from articles.models.front import PLACES

PIN_LASTS: Final = timedelta(hours=6)
PIN_LASTS_AT_MOST: Final = timedelta(days=7)
BAR_LASTS: Final = timedelta(hours=2)
BAR_LASTS_AT_MOST: Final = timedelta(days=1)


def pin(
    *,
    edition: Edition,
    story_uid: UUID,
    by: User,
    lapses_at: datetime | None = None,
    leads: bool = False,
) -> None:
    """Pin a live story of the edition: as the lead, or after what is pinned. Raises ``Refused``.

    A story that is pinned already becomes the lead, or stays where it is.
    """
    now = timezone.now()
    lapses_at = _time(lapses_at or now + PIN_LASTS, now, PIN_LASTS_AT_MOST)
    with _arranging(edition, by) as pins:
        headline = _live(edition, story_uid).headline
        known = next((row for row in pins if row.story_uid == story_uid), None)
        if known is None and len(pins) >= PLACES:
            raise Refused("full", _("All places are pinned. Take a pin off first."))
        if known:
            pins.remove(known)
        row = known or Pin(edition=edition, story_uid=story_uid, pinned_by=by)
        row.lapses_at = lapses_at
        pins.insert(0 if leads else known.position if known else len(pins), row)
        _record(by, edition, "lead" if leads else "pin", headline)


def unpin(*, edition: Edition, story_uid: UUID, by: User) -> None:
    """Take a pin off. Raises ``Refused``."""
    with _arranging(edition, by) as pins:
        row = _pinned(pins, story_uid)
        pins.remove(row)
        _record(by, edition, "unpin", _headline(row))


def move(*, edition: Edition, story_uid: UUID, by: User, places: int) -> None:
    """Move a pin so many places down, or up where it is negative. Raises ``Refused``."""
    with _arranging(edition, by) as pins:
        row = _pinned(pins, story_uid)
        pins.remove(row)
        pins.insert(max(0, row.position + places), row)
        _record(by, edition, "move", _headline(row))


def lapse(*, edition: Edition, story_uid: UUID, by: User, at: datetime) -> None:
    """Set when a pin lapses. Raises ``Refused``."""
    at = _time(at, timezone.now(), PIN_LASTS_AT_MOST)
    with _arranging(edition, by) as pins:
        row = _pinned(pins, story_uid)
        row.lapses_at = at
        _record(by, edition, "lapse", _headline(row))


@transaction.atomic
def switch_on(
    *, edition: Edition, text: str, by: User, link: str = "", until: datetime | None = None
) -> None:
    """Show the breaking bar of the edition, in place of the one there is. Raises ``Refused``.

    ``link`` is a path of the site, or empty. That of a story goes with the story.
    """
    _check(by)
    text = " ".join(text.split())
    if not text:
        raise Refused("text", _("The bar has no text yet."))
    now = timezone.now()
    url, story_uid = _led_to(link)
    Breaking.objects.update_or_create(
        edition=edition,
        defaults={
            "text": text,
            "url": url,
            "story_uid": story_uid,
            "until": _time(until or now + BAR_LASTS, now, BAR_LASTS_AT_MOST),
            "switched_by": by,
        },
    )
    _record(by, edition, "on", text)


@transaction.atomic
def switch_off(*, edition: Edition, by: User) -> None:
    """Take the breaking bar off; nothing happens when there is none. Raises ``Refused``."""
    _check(by)
    bar = Breaking.objects.filter(edition=edition).first()
    if bar:
        bar.delete()
        _record(by, edition, "off", bar.text)


@contextmanager
def _arranging(edition: Edition, by: User) -> Iterator[list[Pin]]:
    """The edition's pins that stand, in their order, as they are to be when the block ends.

    Who arranges the same front page at the same time waits.
    """
    _check(by)
    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        before = list(Pin.objects.filter(edition=edition))
        now = timezone.now()
        pins = [row for row in before if row.lapses_at > now]
        for position, row in enumerate(pins):
            row.position = position
        yield pins
        kept = {row.pk for row in pins}
        Pin.objects.filter(pk__in=[row.pk for row in before if row.pk not in kept]).delete()
        for position, row in enumerate(pins):
            row.position = position
            row.save()


def _check(by: User) -> None:
    if not by.has_perm("articles.arrange_front"):
        raise Refused("permission", _("You may not arrange the front page."))


def _time(at: datetime, now: datetime, most: timedelta) -> datetime:
    if not now < at <= now + most:
        raise Refused(
            "time",
            _("Choose a time from now on, at most %(hours)s hours away."),
            hours=most // timedelta(hours=1),
        )
    return at


def _live(edition: Edition, story_uid: UUID) -> Article:
    article = Article.objects.filter(pk=story_uid, edition=edition).first()
    if article is None:
        raise Refused("live", _("Only a story that readers of this edition see can be pinned."))
    return article


def _pinned(pins: list[Pin], story_uid: UUID) -> Pin:
    row = next((row for row in pins if row.story_uid == story_uid), None)
    if row is None:
        raise Refused("pin", _("This story is not pinned any more."))
    return row


def _headline(row: Pin) -> str:
    found = Article.objects.filter(pk=row.story_uid).values_list("headline", flat=True).first()
    return found or str(row.story_uid)


def _led_to(link: str) -> tuple[str, UUID | None]:
    """The address, or the story there. Raises ``Refused`` for what is no page of the site."""
    if not link:
        return "", None
    wrong = Refused("link", _("There is no such page on the site."))
    if not link.startswith("/") or not url_has_allowed_host_and_scheme(link, allowed_hosts=None):
        raise wrong
    # As it is read: a browser copies an Arabic address in percents.
    link = uri_to_iri(link)
    try:
        found = resolve(link.partition("?")[0].partition("#")[0])
    except Resolver404 as error:
        raise wrong from error
    if found.namespaces != ["site"]:
        raise wrong
    if found.url_name != "story":
        return link, None
    article = Article.objects.filter(
        edition=found.kwargs["edition"], slug=found.kwargs["slug"]
    ).first()
    if article is None:
        raise wrong
    return "", article.pk


def _record(by: User, edition: Edition, verb: str, what: str) -> None:
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Pin),
        object_id=edition.pk,
        object_repr=str(edition),
        action_flag=CHANGE,
        change_message=json.dumps({"verb": verb, "what": what}, ensure_ascii=False),
    )
