"""What a story says twice, and may say in two ways: days, numbers, names."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.text import dates
from articles.text.said_days import days_of_no_month, named_days
from articles.text.said_names import spelled_two_ways
from articles.text.said_numbers import numbers
from editorial.checks.check import Found, Sent

MOST: Final = 5
"""Names that are asked about at once."""


def weekdays(sent: Sent) -> Iterator[Found]:
    for named in named_days(sent.text):
        day = named.meant(sent.day)
        if day is None:
            yield Found(Words(_("“%(quote)s”: there is no such day."), quote=named.quote))
        elif day.weekday() != named.weekday:
            told = dates.long_date(day, sent.language)
            yield Found(Words(_("“%(quote)s”: that day is %(day)s."), quote=named.quote, day=told))
    for quote in days_of_no_month(sent.text):
        yield Found(Words(_("“%(quote)s”: there is no such day."), quote=quote))


def turn_of_the_year(sent: Sent) -> Iterator[Found]:
    """A date without its year that is not of the year in which it is read."""
    for named in named_days(sent.text):
        day = named.meant(sent.day)
        if not named.year and day and day.year != sent.day.year:
            said = _("“%(quote)s” has no year, and is of %(year)s. Say the year.")
            yield Found(Words(said, quote=named.quote, year=day.year))


def headline_numbers(sent: Sent) -> Iterator[Found]:
    told = {
        number.value
        for text in (sent.content["standfirst"], *sent.paragraphs)
        for number in numbers(text, sent.language)
    }
    for number in numbers(sent.content["headline"], sent.language):
        if number.in_digits and number.value not in told:
            yield Found(
                Words(_("The headline says %(number)s; the text does not."), number=number.quote),
                "headline",
            )


def names(sent: Sent) -> Iterator[Found]:
    for one, other in spelled_two_ways(sent.text)[:MOST]:
        yield Found(Words(_("“%(one)s” and “%(other)s”: is this one name?"), one=one, other=other))
