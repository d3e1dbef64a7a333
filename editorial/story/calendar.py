"""The calendar: which stories go out when, and which embargoes and holds come to their end."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import EMBARGO, Status, Story, User
from editorial.admin.base import staff
from editorial.clock import zone
from editorial.models.inbox import LATE
from editorial.reminders import TIME
from editorial.story.access import context_of

WEEK: Final = 7
MOST: Final = 500
"""Of one page; nobody plans as many."""
# A calendar that goes on for ever has no page to be wrong on.
YEARS: Final = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Entry:
    """A story at its time. ``kind`` is ``scheduled``, ``embargo`` or ``hold``: how it looks."""

    story: Story
    time: datetime
    kind: str
    what: str | Promise
    is_late: bool


@dataclass(slots=True)
class Day:
    day: date
    entries: list[Entry] = field(default_factory=list)


_WHAT: Final = {
    "scheduled": gettext_lazy("Goes out"),
    "embargo": gettext_lazy("Embargo ends"),
    "hold": gettext_lazy("Hold ends"),
}


def calendar_view(request: HttpRequest) -> HttpResponse:
    """A week, or with ``?by=day`` one day, that ``?day=2026-11-27`` is in; today's without."""
    user = staff(request)
    if not (user.has_perm("articles.view_story") or user.has_perm("articles.change_story")):
        raise PermissionDenied
    today, asked = timezone.localdate(), _day(request.GET.get("day", ""))
    day = asked or today
    is_day = request.GET.get("by") == "day"
    first = day if is_day else day - timedelta(days=day.weekday())
    step = 1 if is_day else WEEK
    days = [first + timedelta(days=n) for n in range(step)]
    context = context_of(
        request,
        title=_("Calendar"),
        days=_filled(days, _entries(user, days)),
        today=today,
        is_day=is_day,
        first=days[0],
        last=days[-1],
        zone=zone(),
        earlier=_address(first - timedelta(days=step), is_day=is_day),
        later=_address(first + timedelta(days=step), is_day=is_day),
        now=_address(None, is_day=is_day),
        other=_address(day if asked else None, is_day=not is_day),
    )
    return TemplateResponse(request, "editorial/story/calendar.html", context)


def _entries(user: User, days: list[date]) -> list[Entry]:
    begin, end = _midnight(days[0]), _midnight(days[-1] + timedelta(days=1))
    scheduled = Q(status=Status.APPROVED, publish_at__gte=begin, publish_at__lt=end)
    withheld = Q(lift_at__gte=begin, lift_at__lt=end)
    stories: Any = Story.objects.visible_to(user).filter(scheduled | withheld)
    stories = stories.select_related("edition", "desk", "writer").annotate(time=TIME)
    late = timezone.now() - LATE
    return [
        Entry(story, story.time, kind, _WHAT[kind], is_late=story.time < late)
        for story in stories.defer("body", "copy_source", "findings").order_by("time", "pk")[:MOST]
        for kind in [_kind(story)]
    ]


def _kind(story: Story) -> str:
    if story.status == Status.APPROVED:
        return "scheduled"
    return "embargo" if story.status in EMBARGO else "hold"


def _filled(days: Iterable[date], entries: Iterable[Entry]) -> list[Day]:
    found = {day: Day(day) for day in days}
    for entry in entries:
        found[timezone.localdate(entry.time)].entries.append(entry)
    return [*found.values()]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _address(day: date | None, *, is_day: bool) -> str:
    query = {**({"by": "day"} if is_day else {}), **({"day": day.isoformat()} if day else {})}
    return reverse("admin:articles_story_calendar", query=query or None)
