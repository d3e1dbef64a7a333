"""What a story says twice, and may say in two ways: days, numbers, names."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.text import dates
from articles.text.said_days import dated, days_of_no_month, named_days
from articles.text.said_names import spelled_two_ways
from articles.text.said_numbers import Number, numbers
from editorial.checks.check import Found, Sent

MOST: Final = 5
"""Names that are asked about at once."""
_ABOUT: Final = re.compile(
    r"(?:lebih dari|hampir|sekitar|more than|over|nearly|almost|about|around|some"
    r"|أكثر من|نحو|حوالي|قرابة) ?(?:Rp ?|US\$|[$€£])?$",
    re.IGNORECASE,
)
_NEAR: Final = 20


def weekdays(sent: Sent) -> Iterator[Found]:
    for named in named_days(sent.text):
        day = named.meant(sent.day)
        if day is None:
            yield _no_day(named.quote)
        elif day.weekday() != named.weekday:
            told = dates.long_date(day, sent.language)
            said = _("“%(quote)s”: that day is %(day)s.")
            yield Found(Words(said, quote=named.quote, day=told), quote=named.quote)
    for quote in days_of_no_month(sent.text):
        yield _no_day(quote)


def _no_day(quote: str) -> Found:
    return Found(Words(_("“%(quote)s”: there is no such day."), quote=quote), quote=quote)


def turn_of_the_year(sent: Sent) -> Iterator[Found]:
    """A date without its year that is not of the year in which it is read."""
    for named in named_days(sent.text):
        day = named.meant(sent.day)
        if not named.year and day and day.year != sent.day.year:
            said = _("“%(quote)s” has no year, and is of %(year)s. Say the year.")
            yield Found(Words(said, quote=named.quote, year=day.year), quote=named.quote)


def headline_numbers(sent: Sent) -> Iterator[Found]:
    """A number of the headline that the text doesn't say; a day of a month is one with its month.

    A number with its power is said by one that it is the round of ("60 ribu"), one that is "about"
    so many by one that is near to it.
    """
    headline = sent.content["headline"]
    texts = [sent.content["standfirst"], *sent.paragraphs]
    told = {number.value for text in texts for number in numbers(text, sent.language)}
    days = [day for text in texts for day in dated(text)]
    said = {(day.day, day.month) for day in days}
    named = dated(headline)
    for day in named:
        is_of_another = any(other.month == day.month for other in days)
        if is_of_another and (day.day, day.month) not in said and day.day not in told:
            yield _of_headline(day.quote)
    for number in numbers(headline, sent.language):
        is_day = any(day.start <= number.at < day.end for day in named)
        if (
            number.in_digits
            and not is_day
            and not any(_says(number, each, headline) for each in told)
        ):
            yield _of_headline(number.quote)


def _says(number: Number, told: Fraction, headline: str) -> bool:
    """Whether a number of the text is that of the headline, round or about."""
    off = abs(told - number.value)
    if _ABOUT.search(headline, max(0, number.at - _NEAR), number.at):
        return off <= number.value / 10
    return off < number.unit if number.unit > 1 else not off


def _of_headline(quote: str) -> Found:
    words = Words(_("The headline says %(number)s; the text does not."), number=quote)
    return Found(words, "headline", quote=quote)


def names(sent: Sent) -> Iterator[Found]:
    for one, other in spelled_two_ways(sent.text)[:MOST]:
        said = _("“%(one)s” and “%(other)s”: is this one name?")
        yield Found(Words(said, one=one, other=other), quote=other)
