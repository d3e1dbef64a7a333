"""The columns of a ``Print``, each by the function that prints it."""

from collections.abc import Callable, Iterable
from copy import copy
from functools import partial
from typing import Any, Final

from django.template.loader import get_template
from django.utils import translation

from articles.models.article import Article
from articles.models.print import Print
from articles.record.plain import Content
from articles.record.printing import entry, prose, story
from articles.record.printing.digest import digest
from articles.text.signs import carried_in

type Printer = Callable[[Article, Content], Any]

ROWS: Final = (
    *("lead", "second", "strip", "row", "section_row", "wire", "brief", "opinion"),
    "found",
)
"""The forms of a story in a list; what differs between two places is two forms."""
STORY: Final = ("head", "text", "links")
PIECES: Final = (*ROWS, "shared", "rss", "atom", "news")
"""What lists and machines show."""


def _row(form: str, article: Article, _content: Content) -> str:
    return get_template(f"articles/printed/rows/{form}.html").render({"article": article})


PRINTERS: Final[dict[str, Printer]] = {
    **{form: partial(_row, form) for form in ROWS},
    "head": story.head,
    "text": story.text,
    "shared": story.shared,
    "links": lambda _article, content: prose.links(content),
    "rss": entry.rss,
    "atom": entry.atom,
    "news": entry.news,
}
COLUMNS: Final = tuple(PRINTERS)
# What of an Article is printed and may hold a text.
SHOWN: Final = ["slug", "desk_name", "writer_name", "headline", "summary", "picture", "portrait"]


def sheet(article: Article, content: Content, columns: Iterable[str] = COLUMNS) -> dict[str, Any]:
    """Some columns of the story's Print, in its language; rows are of the Article alone.

    No sign goes in that an output can't carry, and so none that marks a hole.
    """
    told, content = copy(article), carried_in(content)
    for name in SHOWN:
        setattr(told, name, carried_in(getattr(article, name)))
    with translation.override(article.edition_id):
        return {name: PRINTERS[name](told, content) for name in columns}


def keep(article: Article, content: Content) -> None:
    """Print all of the story and keep it beside its Article."""
    printed = {"number": article.dispatch_id, "digest": digest(), **sheet(article, content)}
    Print.objects.bulk_create(
        [Print(article=article, **printed)],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=[*printed],
    )


def print_again(number: int) -> None:
    """Print the story again that has this Dispatch, if it still has it."""
    article = (
        Article.objects.select_for_update(of=("self",))
        .select_related("dispatch")
        .filter(dispatch=number)
        .first()
    )
    if article is not None:
        keep(article, article.dispatch.data)
