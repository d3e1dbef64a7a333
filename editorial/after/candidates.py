"""Which stories may repeat what was taken back, by indexes alone; ``echoes`` reads them.

Each way is bounded: the newest count.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import reduce
from operator import and_, or_
from typing import Final
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat

from articles.models import WITHHELD, Article, Edition, RelatedLink, Sketch, Status, Story
from articles.models.addresses import public_address
from articles.models.article import SEARCH_CONFIGS
from articles.record import sketch_of
from articles.text import body, number_forms
from articles.text.folding import folded
from articles.text.shingles import FEWEST_SHARED, likeness
from articles.text.statements import Statement
from editorial.after.taken import Taken

MOST_OF_AN_EDITION: Final = 60
"""Live stories, the newest, of each edition and each way to find them."""
MOST_WORKING: Final = 1_000
"""Working copies of each state that are looked through, the newest."""
BEFORE: Final = timedelta(days=30)
"""A story with the same number that is older than that is about something else."""
NEAR_TEXT: Final = 0.2
_WORDS_OF_A_QUOTE: Final = 6
_IN_WORK: Final = (
    *(Status.DRAFT, Status.RETURNED, Status.SUBMITTED, Status.APPROVED, Status.REVISED),
    # The site's index has none of these.
    *sorted(WITHHELD),
)


def linking(story: Story) -> set[int]:
    """The stories that lead to one: by a related link, as its update, or within their text."""
    found = set(
        RelatedLink.objects.filter(target=story)
        .order_by("-story")
        .values_list("story", flat=True)[:MOST_WORKING]
    )
    found |= set(Story.objects.filter(updates=story).values_list("pk", flat=True))
    newest = Story.objects.filter(updated_at__gte=story.created_at).order_by("-updated_at", "-pk")
    newest_keys = list(newest.values_list("pk", flat=True)[:MOST_WORKING])
    within = Story.objects.filter(pk__in=newest_keys, body__contains=f"/{story.slug}/")
    path = public_address("story", edition=story.edition_id, slug=story.slug)
    address = re.compile(rf'href="(?:https?://[^/"]+)?{re.escape(path)}["?#]')
    found |= {pk for pk, html in within.values_list("pk", "body") if address.search(html)}
    return found - {story.pk}


def siblings(story: Story) -> set[int]:
    """The stories of the same original."""
    original = story.translation_of_id or story.pk
    found = Story.objects.filter(Q(pk=original) | Q(translation_of=original))
    return set(found.exclude(pk=story.pk).values_list("pk", flat=True))


def near(taken: Taken) -> dict[int, float]:
    """How near the stories of the last days are, by what they and the one taken back say first."""
    html = body.render(body.from_data(taken.content["body"]))
    shingles = sketch_of(taken.content["headline"], taken.content["standfirst"], html)
    found = Sketch.objects.sharing(shingles, fewest=FEWEST_SHARED, most=MOST_OF_AN_EDITION)
    shares = {row.story: likeness(row.shared, len(shingles), row.of) for row in found}
    return {key: share for key, share in shares.items() if share >= NEAR_TEXT}


def live(taken: Taken, *, since: datetime) -> set[int]:
    """The live stories that say some of it, by the index of the site's search."""
    uids: set[UUID] = set()
    for edition in Edition.objects.values_list("code", flat=True):
        config = SEARCH_CONFIGS.get(edition, "simple")
        articles = Article.objects.filter(edition=edition).order_by("-published_at")
        words, numbers = _queries(taken, config)
        if words is not None:
            found = articles.filter(search_vector=words)
            uids |= set(found.values_list("pk", flat=True)[:MOST_OF_AN_EDITION])
        if numbers is not None:
            found = articles.filter(search_vector=numbers, published_at__gte=since - BEFORE)
            uids |= set(found.values_list("pk", flat=True)[:MOST_OF_AN_EDITION])
    return set(Story.objects.filter(uid__in=uids).values_list("pk", flat=True))


def _queries(taken: Taken, config: str) -> tuple[SearchQuery | None, SearchQuery | None]:
    """For what is told by its words alone, and for the rest beside what the story is about."""
    olds = [change.old for change in taken.changes]
    subjects = [_phrase(name, config) for name in taken.subjects]
    words = [_phrase(_first_words(old), config) for old in olds if is_telling(old)]
    scarce = [old for old in olds if not is_telling(old)]
    said = [_phrase(form, config) for old in scarce for form in _forms(old)]
    if not said or not subjects:
        return _any(words), None
    return _any(words), reduce(and_, (_any(said), _any(subjects)))


def is_telling(old: Statement) -> bool:
    """Whether words are found by themselves: a quote, or a name of several words."""
    return old.value is None and " " in old.key


def working(taken: Taken, *, since: datetime) -> set[int]:
    """The working copies that say some of it: in writing, waiting, scheduled or withheld."""
    patterns = [_pattern(change.old) for change in taken.changes]
    if not patterns:
        return set()
    text = Concat(
        *("headline", Value("\n"), "standfirst", Value("\n"), "body"), output_field=TextField()
    )
    found: set[int] = set()
    for status in _IN_WORK:
        newest = Story.objects.filter(status=status, updated_at__gte=since - BEFORE)
        keys = list(
            newest.order_by("-updated_at", "-pk").values_list("pk", flat=True)[:MOST_WORKING]
        )
        said = Story.objects.filter(pk__in=keys).alias(said=text)
        said = said.filter(said__iregex=rf"\y(?:{'|'.join(patterns)})\y").order_by("-updated_at")
        found |= set(said.values_list("pk", flat=True)[:MOST_OF_AN_EDITION])
    return found


def _pattern(old: Statement) -> str:
    """A regular expression of PostgreSQL's for a stored text, which ``echoes`` reads again."""
    return "|".join(
        r"(?:\W|<[^>]*>)+".join(_in_any_digits(re.escape(word)) for word in form.split())
        for form in _written(old)
    )


def _written(old: Statement) -> Iterator[str]:
    if old.value is None:
        yield " ".join(re.findall(r"\w+", old.quote)[:_WORDS_OF_A_QUOTE])
    else:
        yield from number_forms.forms(old.value)
        # 1.200 is also 1200.
        yield from (form.replace(" ", "") for form in number_forms.forms(old.value)[1:2])


def _in_any_digits(word: str) -> str:
    arabic = "٠١٢٣٤٥٦٧٨٩"
    return re.sub(r"\d", lambda digit: f"[{digit[0]}{arabic[int(digit[0])]}]", word)


def _forms(old: Statement) -> Iterable[str]:
    return [_first_words(old)] if old.value is None else number_forms.forms(old.value)


def _first_words(old: Statement) -> str:
    return " ".join(old.key.split()[:_WORDS_OF_A_QUOTE])


def _phrase(words: str, config: str) -> SearchQuery:
    return SearchQuery(" ".join(folded(words).split()), config=config, search_type="phrase")


def _any(queries: list[SearchQuery]) -> SearchQuery | None:
    return reduce(or_, queries) if queries else None
