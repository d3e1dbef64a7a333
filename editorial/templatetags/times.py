"""How long ago something was, and how long until it is, in the language of the person."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _

from editorial.clock import zone

register = template.Library()

MINUTE = timedelta(minutes=1)
LONG = timedelta(hours=1)


@register.filter
def ago(moment: datetime) -> str:
    """Such as ``5 minutes ago``; within a minute it was just now."""
    if timezone.now() - moment < MINUTE:
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment)}


@register.filter
def waited(moment: datetime) -> str:
    """How long it has waited, short: ``2 h 5 min``. ``static/js/waited.js`` says the same."""
    minutes = int((timezone.now() - moment) / MINUTE)
    hours, minute = divmod(max(minutes, 0), 60)
    days, hour = divmod(hours, 24)
    if days:
        return _("%(days)s d %(hours)s h") % {"days": days, "hours": hour}
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minute}
    return _("%(minutes)s min") % {"minutes": minute}


@register.filter
def is_long(moment: datetime) -> bool:
    """Whether it has waited so long that somebody should look."""
    return timezone.now() - moment >= LONG


@register.filter
def due(moment: datetime) -> str:
    """How far off a deadline is, or how long it is over; within a minute it is now."""
    now = timezone.now()
    if abs(moment - now) < MINUTE:
        return _("Due now")
    if moment < now:
        return _("Overdue for %(time)s") % {"time": timesince(moment)}
    return _("Due in %(time)s") % {"time": timeuntil(moment)}


@register.filter
def hour(moment: datetime) -> str:
    """``clock``, with the zone that it is of: what is promised to others is said with it."""
    return f"{clock(moment)} {zone()}"


@register.filter
def clock(moment: datetime) -> str:
    """The hour of a moment of today; of any other the day too."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")
