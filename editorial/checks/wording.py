"""How the house writes: its rules, its spelling of names, and Indonesian by the dictionary."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.search import newest_with
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
    for found, form, rule in forms.find(sent.text)[:MOST]:
        right = form.replaced(found)
        yield Found(
            Words(
                _("“%(found)s”: the house writes “%(right)s”. %(reason)s"),
                found=found,
                right=right,
                reason=rule.reason,
            ),
            instead=Instead(found, right, rule.pk),
            quote=found,
        )


def house_names(sent: Sent) -> Iterator[Found]:
    """Names in another spelling than that of the house's tags, people and places."""
    for found, name in sent.names.spellings(sent.language).others(sent.text)[:MOST]:
        yield Found(
            Words(_("“%(found)s”: the house spells it “%(name)s”."), found=found, name=name),
            instead=Instead(found, name),
            quote=found,
        )


def spelling(sent: Sent) -> Iterator[Found]:
    """Indonesian words that no dictionary knows, and that are one slip from one that it does.

    What the house has published often is a word; a query for each of the few that are none.
    """
    if sent.language != "id":
        return
    for found, right in slips(sent.text, known=sent.names.words)[:MOST]:
        if len(newest_with(found, edition=sent.language, desk=None, most=OFTEN)) == OFTEN:
            continue
        yield Found(
            Words(_("“%(found)s”: is it “%(right)s”?"), found=found, right=right),
            instead=Instead(found, right),
            quote=found,
        )
