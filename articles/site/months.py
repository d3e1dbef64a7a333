"""Months in the agency's time zone, as addresses and lists name them."""

from datetime import date, datetime, time, timedelta

from django.http import Http404
from django.utils import timezone

DAY = timedelta(days=1)


def read(token: str) -> date:
    """The first day of a month written as ``2021-08``. Raises Http404 for anything else."""
    try:
        first = date.fromisoformat(f"{token}-01")
        after(first)
    except ValueError as error:
        raise Http404 from error
    return first


def after(month: date) -> date:
    """The first day of the next month. Raises ValueError at the end of the calendar."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """When the month begins and when the next one does."""
    return midnight(month), midnight(after(month))


def midnight(day: date) -> datetime:
    """When the day begins."""
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def end(day: date) -> datetime:
    """When the day is over."""
    return midnight(day + DAY)


def this() -> date:
    """The first day of the present month."""
    return timezone.localdate().replace(day=1)
