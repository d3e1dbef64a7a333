"""A rule of the house's style tried on what was published: how often it would have spoken."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from articles.models import Article, Dispatch
from articles.search import newest, newest_with
from articles.text import body
from articles.text.house_style import Place, places
from editorial.models import StyleRule

MOST_READ: Final = 500
"""Stories that are read for a trial, the newest that have the words."""
MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Example:
    """A published story in which the rule would have spoken, with the first place of it."""

    uid: UUID
    headline: str
    address: str
    place: Place


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a trial. Where it ``is_capped`` older stories have the words too."""

    read: int
    is_capped: bool
    stories: int
    times: int
    examples: list[Example]

    def kept(self, wrong: Iterable[str]) -> dict[str, Any]:
        """What a rule keeps of it; ``wrong`` are the keys of the examples it was wrong about."""
        keys = set(wrong)
        return {
            "read": self.read,
            "is_capped": self.is_capped,
            "stories": self.stories,
            "times": self.times,
            "shown": len(self.examples),
            "wrong": [
                {"headline": each.headline, "address": each.address}
                for each in self.examples
                if str(each.uid) in keys
            ],
        }


def tried(rule: StyleRule) -> Trial:
    """Read the newest stories of the rule's edition and desk that have its wrong form.

    They are found by the index of the search, however large the archive is. It knows no form of
    small words alone: of one the newest stories are read as they are.
    """
    asked = {"edition": rule.edition_id, "desk": rule.desk, "most": MOST_READ + 1}
    uids = newest_with(f'"{rule.wrong}"', **asked) or newest(**asked)
    times, found = 0, []
    for article, text in _texts(uids[:MOST_READ]):
        if here := places(rule.form, text):
            times += len(here)
            found.append(Example(article.pk, article.headline, article.get_absolute_url(), here[0]))
    return Trial(
        read=min(len(uids), MOST_READ),
        is_capped=len(uids) > MOST_READ,
        stories=len(found),
        times=times,
        examples=found[:MOST_SHOWN],
    )


def keep(rule: StyleRule, trial: Trial, *, wrong: Iterable[str], counts: bool) -> None:
    """Write down what came of a trial, and whether the rule counts from now on."""
    rule.tried, rule.tried_at = trial.kept(wrong), timezone.now()
    rule.counts = counts
    rule.save()


def _texts(uids: list[UUID]) -> Iterable[tuple[Article, str]]:
    articles = Article.objects.only("edition", "slug", "headline", "dispatch").in_bulk(uids)
    sent = [article.dispatch_id for article in articles.values()]
    contents = dict(Dispatch.objects.filter(pk__in=sent).values_list("pk", "content"))
    for uid in uids:
        if (article := articles.get(uid)) is None:
            continue
        content = contents[article.dispatch_id]
        told = body.plain_paragraphs(body.from_data(content["body"]))
        yield article, "\n".join([content["headline"], content["standfirst"], *told])
