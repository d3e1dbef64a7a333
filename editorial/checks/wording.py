"""How the house writes: its rules, its spelling of names, and Indonesian by the dictionary."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.search import newest, newest_with
from articles.text.house_style import Forms
from editorial.checks.check import Found, Instead, Sent
from editorial.checks.dictionary import slips
from editorial.models import StyleRule

MOST_RULES: Final = 2_000
MOST: Final = 10
"""Words that each check speaks of at once."""
OFTEN: Final = 5
"""Stories of the archive in which a word stands that no dictionary knows, and that is one."""


def house_style(sent: Sent) -> Iterator[Found]:
    """Forms that a rule of the house has another for; one query."""
    desks = {sent.content[name]["id"] for name in ("desk", "section")}
    rules = StyleRule.objects.filter(
        Q(desk=None) | Q(desk__in=desks), edition=sent.language, counts=True
    ).order_by("pk")[:MOST_RULES]
    forms = Forms((rule.form, rule) for rule in rules)
    places = [(found, form.replaced(found), rule) for found, form, rule in forms.find(sent.text)]
    for (found, right, rule), *others in _in_any_case(places):
        yield Found(
            Words(
                _("“%(found)s”: the house writes “%(right)s”. %(reason)s"),
                found=found,
                right=right,
                reason=rule.reason,
            ),
            instead=Instead(found, right, rule.pk, tuple(other[:2] for other in others)),
            quote=found,
        )


def house_names(sent: Sent) -> Iterator[Found]:
    """Names in another spelling than that of the house's tags, people and places."""
    names = sent.names.spellings(sent.language).others(sent.text)
    for (found, name), *others in _in_any_case(names):
        yield Found(
            Words(_("“%(found)s”: the house spells it “%(name)s”."), found=found, name=name),
            instead=Instead(found, name, also=tuple(others)),
            quote=found,
        )


def spelling(sent: Sent) -> Iterator[Found]:
    """Indonesian words that no dictionary knows, and that are one slip from one that it does."""
    if sent.language != "id":
        return
    for found, right in slips(sent.text, known=sent.names.words)[:MOST]:
        if not _is_slip(found, right, sent.language):
            continue
        yield Found(
            Words(_("“%(found)s”: is it “%(right)s”?"), found=found, right=right),
            instead=Instead(found, right),
            quote=found,
        )


def _is_slip(found: str, right: str, edition: str) -> bool:
    """Whether the house writes ``right``, and not ``found`` often; three queries for each of a few.

    A dictionary has words that nobody writes. Where nothing is published yet, it alone is asked.
    """
    if not newest(edition=edition, desk=None, most=1):
        return True
    often = newest_with(found, edition=edition, desk=None, most=OFTEN)
    return len(often) < OFTEN and bool(newest_with(right, edition=edition, desk=None, most=1))


def _in_any_case[Place: tuple[Any, ...]](places: Iterable[Place]) -> list[list[Place]]:
    """Places that begin with the same words together, in each case that those stand in once."""
    alike: dict[str, dict[str, Place]] = {}
    for place in places:
        alike.setdefault(place[0].casefold(), {}).setdefault(place[0], place)
    return [list(each.values()) for each in alike.values()][:MOST]
