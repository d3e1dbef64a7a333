"""Every public function of the text layer, given the worst that a door lets through."""

import importlib
import inspect
import pkgutil
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import pytest

import articles.text
from articles.actions.importing import MAX_LINES
from articles.models.article import LONGEST_SEARCHED
from articles.search import LONGEST_QUERY
from articles.text import (
    body,
    copy_lines,
    dateline,
    folding,
    html_tokens,
    mail,
    marks,
    opening,
    pasted,
    raw_copy,
    related_slots,
    search_query,
    signs,
    story_address,
    tags,
    telephone,
    wire_header,
    wrapping,
)

SECONDS = 1.0
MEGABYTES = 200

# What a pattern or a loop may stumble over, repeated up to the size of the largest door: blanks,
# stops and brackets, parts of a copy, tags, references and directions.
UNITS = [
    *(
        " ",
        "\n",
        "\v",
        "a",
        "a ",
        "(",
        "[]",
        "1/",
        "' ",
        "&",
        "=\n",
        "a://",
        "(T/",
        "MINA ",
        "> a\n",
    ),
    *("Baca Juga: a\n", "<", "<p>a", "<b a='", "<ul><li>", "<!--", "\u0301", "\u202e", "\ufdfa"),
    *("<del>", "<span style='font-weight:700'>a", "*a* ", "_a", "[caption x]a", "[gallery "),
]


def modules() -> Iterator[Any]:
    for found in pkgutil.iter_modules(articles.text.__path__):
        yield importlib.import_module(f"articles.text.{found.name}")


def public_functions() -> dict[str, Callable[..., Any]]:
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": function
        for module in modules()
        for name, function in vars(module).items()
        if not name.startswith("_")
        and inspect.isroutine(function)
        and function.__module__ == module.__name__
    }


def takes_a_text(function: Callable[..., Any]) -> bool:
    first, *others = inspect.signature(function).parameters.values()
    return first.annotation is str and all(
        other.default is not inspect.Parameter.empty for other in others
    )


def of_a_copy(text: str) -> str:
    """As much of it as an import takes."""
    return "".join(text.splitlines(keepends=True)[:MAX_LINES])


def of_a_body(text: str) -> str:
    """As much of it as the form takes."""
    end = body.LONGEST_HTML
    while body.is_oversized(text[:end]):
        end //= 2
    return text[:end]


def of_a_search(text: str) -> str:
    """As much of it as is searched, folded."""
    most = LONGEST_SEARCHED // max(1, *(len(folding.folded(sign).encode()) for sign in set(text)))
    return text[:most]


def lines(text: str) -> list[copy_lines.Line]:
    return copy_lines.read(of_a_copy(text), [])


def blocks(text: str) -> tuple[body.Block, ...]:
    return body.parse(of_a_body(text))


def fitted(text: str) -> None:
    with suppress(body.TooLongError):
        body.fit(of_a_body(text))


def links(many: Iterable[Any]) -> list[int | None]:
    return [None if number % 3 == 0 else number // 2 for number, _ in enumerate(many)]


GIVEN: dict[str, Callable[[str], Any]] = {
    "body.fit": fitted,
    "body.from_data": lambda text: body.from_data([{"kind": "paragraph", "html": text}] * 9),
    "body.from_paragraphs": lambda text: body.from_paragraphs(text.split("\n"), "id"),
    "body.plain": lambda text: body.plain(body.Block("paragraph", text)),
    "body.plain_paragraphs": lambda text: body.plain_paragraphs(
        [body.Block("paragraph", piece) for piece in text.split(" ")]
    ),
    "body.to_data": lambda text: body.to_data(blocks(text)),
    "body_html.clean": lambda text: body.clean(of_a_body(text)),
    "body_html.parse": blocks,
    "body_html.render": lambda text: body.render(blocks(text)),
    "copy_lines.filled": lambda text: copy_lines.filled(lines(text)),
    "copy_lines.ranges": lambda text: copy_lines.ranges(range(0, len(text), 2)),
    "copy_lines.read": lines,
    "dateline.compose": lambda text: dateline.compose(text, mark="MINA", language="id"),
    "folding.excerpt": lambda text: folding.excerpt([(text, False), (text, True)]),
    "folding.highlight": lambda text: folding.highlight(
        of_a_search(text), folding.folded(of_a_search(text)), "\ue000", "\ue001"
    ),
    "html_tokens.attributes": lambda text: html_tokens.attributes(text, ("href", "lang")),
    "html_tokens.tokens": lambda text: list(html_tokens.tokens(of_a_body(text))),
    "mail.undo": lambda text: mail.undo(lines(text), []),
    "marks.headline": lambda text: marks.headline(text, "iklan", "id"),
    "marks.notes": lambda text: marks.notes("id", is_ai=True, verification=text),
    "opening.take": lambda text: opening.take(lines(text), [], told=None),
    "pasted.told": lambda text: list(pasted.told(html_tokens.tokens(of_a_body(text)))),
    "pasted.without_shortcodes": lambda text: pasted.without_shortcodes([text, text]),
    "raw_copy.compose": lambda text: raw_copy.compose(
        of_a_copy(text).split("\n"),
        language="id",
        headline=text,
        byline=text,
        code_text=text,
        related=[raw_copy.Related("a", n) for n, _ in enumerate(of_a_copy(text).split("\n"))],
    ),
    "raw_copy.headline_from": lambda text: raw_copy.headline_from(raw_copy.parse(of_a_copy(text))),
    "raw_copy.parse": lambda text: raw_copy.parse(of_a_copy(text)),
    "related_slots.breaks": lambda text: related_slots.breaks(blocks(text)),
    "related_slots.place": lambda text: related_slots.place(
        blocks(text)[: body.MOST_PARAGRAPHS],
        links(range(body.MOST_PARAGRAPHS // 2)),
        body.MOST_PARAGRAPHS,
    ),
    "search_query.query": lambda text: search_query.query(text[:LONGEST_QUERY]),
    "signs.is_invisible": lambda text: signs.is_invisible(text[0]),
    "story_address.parse": lambda text: story_address.parse(text, ["id", "en", "ar"]),
    "tags.written": lambda text: tags.written(text.split()),
    "telephone.undo": lambda text: telephone.undo(lines(text), []),
    "wire_header.take": lambda text: wire_header.take(lines(text), []),
    "wrapping.join": lambda text: wrapping.join(lines(text), [], first_is_headline=None),
}
# Numbers, days, and parts of what was read already.
WITHOUT_TEXT = {
    *("agency_code.format", "body_editor.editor_extensions", "counts.reading_minutes"),
    *("dateline.has_impossible_date", "dates.clock", "dates.long_date", "dates.long_stamp"),
    *("dates.month_and_year", "dates.plain_date", "dates.short_date", "dates.zone_label"),
    *("hijri.in_words", "hijri.suggest"),
}


def functions_of_text() -> dict[str, Callable[[str], Any]]:
    rest = {
        name: function
        for name, function in public_functions().items()
        if name not in GIVEN and name not in WITHOUT_TEXT
    }
    unknown = [name for name, function in rest.items() if not takes_a_text(function)]
    assert unknown == [], "say in GIVEN how a text comes to them"
    return {**GIVEN, **rest}


def test_every_function_named_here_is_there() -> None:
    assert (GIVEN.keys() | WITHOUT_TEXT) - public_functions().keys() == set()


@pytest.mark.parametrize("name", sorted(functions_of_text()))
def test_function_takes_no_longer_than_its_text_is_long(name: str) -> None:
    function = functions_of_text()[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    slow = {}

    for unit in UNITS:
        text = unit * (body.LONGEST // len(unit.encode()))
        seconds = taken(function, text)
        if seconds > SECONDS:
            # A busy machine counts more than the work: the second look decides.
            seconds = taken(function, text)
        if seconds > SECONDS:
            slow[unit] = seconds

    assert slow == {}
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


def taken(function: Callable[[str], Any], text: str) -> float:
    """The seconds of the processor."""
    start = time.thread_time()
    found = function(text)
    if isinstance(found, Iterator):
        list(found)
    return time.thread_time() - start
