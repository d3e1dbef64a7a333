"""The house's clock, as its pages name it."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from articles.text.dates import zone_label


def zone() -> str:
    """What stands behind a time of the house, in the language of the page."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return zone_label(timezone.now(), language, ZoneInfo(settings.TIME_ZONE))
