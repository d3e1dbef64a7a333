"""What a story's page shows besides its own text: links to other stories and to translations."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from articles.models import Article
from articles.site.lists import COLUMNS, articles
from articles.text.related_slots import EVERY
from articles.wire.printed import Part, Related, parts

MORE = 5
"""Stories of the same section offered below the text."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The printed parts of a story, other stories of its section, its translations."""

    parts: list[Part]
    more: list[Article]
    translations: dict[str, Article]


def surround(article: Article) -> Surroundings:
    """Read it all in two queries. ``article`` has its Dispatch loaded."""
    content = article.dispatch.data
    wanted = [UUID(link["story"]) for link in content["related"] if link["story"]]
    linked = {
        other.pk: other
        for other in Article.objects.filter(
            Q(pk__in=wanted) | Q(translation_group=article.translation_group)
        ).only(*COLUMNS)
    }
    chosen = chosen_links(content, linked)
    known = {article.pk, *wanted}
    gaps = len(content["body"]) // EVERY + 1
    others = [
        other
        for other in articles(article.edition_id)
        .filter(section=article.section_id)
        .only(*COLUMNS)[: gaps + MORE + len(known)]
        if other.pk not in known
    ]
    spare = [Related(other.headline, other.get_absolute_url()) for other in others[:gaps]]
    printed = parts(content, chosen=chosen, spare=spare)
    shown = {part.related.url for part in printed if part.related}
    return Surroundings(
        printed,
        [other for other in others if other.get_absolute_url() not in shown][:MORE],
        {
            other.edition_id: other
            for other in linked.values()
            if other.translation_group == article.translation_group
            and other.edition_id != article.edition_id
        },
    )


def chosen_links(content: dict[str, Any], linked: dict[UUID, Article]) -> list[Related]:
    """The links an editor chose, as they may be shown now.

    A link to a story that no reader may see (any more) vanishes, its words too; a printed
    title that leads to no story stays as words.
    """
    chosen = []
    for link in content["related"]:
        if link["story"] is None:
            chosen.append(Related(link["title"], after=link["after"]))
        elif target := linked.get(UUID(link["story"])):
            chosen.append(Related(link["title"], target.get_absolute_url(), link["after"]))
    return chosen
