"""Dates and times in Arabic as the agency prints them (articles.text.dates)."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from articles.text.dates import zone_label

_ZONE = zone_label(timezone.now(), "ar", ZoneInfo(settings.TIME_ZONE))

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y، H:i " + "".join(f"\\{sign}" for sign in _ZONE)
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y، H:i"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
