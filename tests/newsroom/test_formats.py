"""Dates and times of the newsroom, as the agency prints them, in the language of the person."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime

from articles.text import dates


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_django_prints_a_moment_as_the_site_does(language: str, month: int) -> None:
    moment = datetime(2026, month, 8, 17, 5, tzinfo=UTC)

    with translation.override(language):
        assert date_format(localtime(moment), "DATETIME_FORMAT") == dates.short_stamp(
            moment, language
        )
        assert date_format(date(2026, month, 9)) == dates.plain_date(date(2026, month, 9), language)
        assert time_format(localtime(moment).timetz()) == "00:05"
