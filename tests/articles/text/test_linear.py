"""Every public function of the text layer, given the worst that a door lets through."""

import importlib
import inspect
import pkgutil
import resource
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any

import pytest

import articles.text
from articles.actions.importing import MAX_LINES
from articles.models.article import LONGEST_SEARCHED
from articles.search import LONGEST_QUERY
from articles.text import (
    anchors,
    body,
    body_forms,
    body_runs,
    comparing,
    copy_head,
    copy_lines,
    dateline,
    folding,
    holes,
    house_style,
    html_tokens,
    mail,
    mail_parts,
    marks,
    mentions,
    merging,
    notices,
    old_shapes,
    opening,
    parallel,
    pasted,
    raw_copy,
    related_slots,
    said_numbers,
    search_query,
    shingles,
    signs,
    statements,
    story_address,
    tags,
    telephone,
    wire_header,
    wrapping,
)
from articles.text.statements import Text
from tests.growth import outgrown, taken

MEGABYTES = 100

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
    *(
        "--x\n",
        "--x\n\n",
        "Content-Type: multipart/mixed; boundary=x\n",
        "Content-Type: a;",
        "QUJD",
    ),
    *("Content-Type: text/html\n\n", "Content-Disposition: a=", "\tboundary=a"),
    *(
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<tr><th>a",
        "<table><tr><td colspan=20 rowspan=500>a",
    ),
    *(
        "<body-verse>a",
        "<body-gallery><body-picture data-picture=1>",
        "<body-exchange><body-question>a",
    ),
    *("<body-embed><a href=https://t.me/aaaa/1>a", "https://youtube.com/watch?a&"),
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


def rewritten(text: str) -> str:
    """As another has it: its second half first, and other words in the rest."""
    half = len(text) // 2
    return f"{text[half:]} b {text[:half].replace('a', 'c')}"


def cells(text: str) -> list[list[body_forms.Cell]]:
    """A table of its blocks, each over several columns and rows."""
    made = [body_forms.Cell(body.Block("cell", children=(b,)), 9, 99) for b in blocks(text)]
    return [made[at : at + 9] for at in range(0, len(made), 9)]


def halves(text: str) -> tuple[tuple[body.Block, ...], tuple[body.Block, ...]]:
    return blocks(text), blocks(rewritten(text))


def sentences(text: str, first: int) -> str:
    """As long a text of short sentences, no two of which are the same."""
    return " ".join(f"A{first + number}." for number in range(len(text) // 8))


def links(many: Iterable[Any]) -> list[int | None]:
    return [None if number % 3 == 0 else number // 2 for number, _ in enumerate(many)]


def looked_for(text: str) -> None:
    """A short passage, and one as long as any, each with what may be round it."""
    held = anchors.letters(text)
    half = len(held) // 2
    for length in (1, 8, anchors.CONTEXT, 1000):
        anchors.find(held, anchors.at(held, half, half + length))
        anchors.find(held, anchors.Anchor(held[half : half + length], "a" * 32, "b" * 32))


GIVEN: dict[str, Callable[[str], Any]] = {
    "anchors.anchor": lambda text: anchors.anchor(text, text, text),
    "anchors.at": lambda text: anchors.at(text, len(text) // 3, len(text) // 2),
    "anchors.find": looked_for,
    "body.fit": fitted,
    "body.from_data": lambda text: body.from_data([{"kind": "paragraph", "html": text}] * 9),
    "body.from_paragraphs": lambda text: body.from_paragraphs(text.split("\n"), "id"),
    "body_plain.plain": lambda text: body.plain(body.Block("paragraph", text)),
    "body_plain.plain_paragraphs": lambda text: body.plain_paragraphs(
        [body.Block("paragraph", piece) for piece in text.split(" ")]
    ),
    "body.pictures_in": lambda text: list(body.pictures_in(blocks(text))),
    "body.running": lambda text: list(body.running(blocks(text))),
    "body_forms.leaves": lambda text: [list(body_forms.leaves(block)) for block in blocks(text)],
    "body_forms.plainer": lambda text: [body_forms.plainer(block) for block in blocks(text)],
    "body_forms.put_together": lambda text: body_forms.put_together("exchange", blocks(text)),
    "body_forms.table": lambda text: body_forms.table(blocks(text), cells(text)),
    "body_forms.titled": lambda text: body_forms.titled(
        body_runs.Run("", ("/", "", "")), body_runs.runs(text)
    ),
    "body_plain.address_of": lambda text: body.address_of(body.Block("embed", text)),
    "body_plain.captions": lambda text: body.captions({"1": {"caption": text, "credit": text}}),
    "body_plain.copy_paragraphs": lambda text: body.copy_paragraphs(
        blocks(text), language="id", pictures={1: body.Caption(text[:9], text[:9])}
    ),
    "body_runs.balanced": lambda text: body_runs.balanced(body_runs.runs(text)),
    "body_runs.runs": body_runs.runs,
    "body_runs.trimmed": lambda text: body_runs.trimmed(body_runs.runs(text)),
    "body_runs.without_shortcodes": lambda text: body_runs.without_shortcodes(body_runs.runs(text)),
    "body.to_data": lambda text: body.to_data(blocks(text)),
    "body_runs.inline": lambda text: body_runs.inline(
        [body_runs.Run(word) for word in text.split()]
    ),
    "body_html.clean": lambda text: body.clean(of_a_body(text)),
    "body_html.parse": blocks,
    "body_html.render": lambda text: body.render(blocks(text)),
    "comparing.align": lambda text: comparing.align(*halves(text)),
    "comparing.compare": lambda text: comparing.compare(*halves(text)),
    "comparing.line": lambda text: comparing.line(text, rewritten(text)),
    "comparing.matches": lambda text: comparing.matches(text, rewritten(text)),
    "comparing.words": lambda text: comparing.words(
        body_runs.runs(text), body_runs.runs(rewritten(text))
    ),
    "copy_head.lines": lambda text: copy_head.lines("id", slugline=text, ednote=text),
    "copy_head.take": lambda text: copy_head.take(lines(text)),
    "copy_lines.filled": lambda text: copy_lines.filled(lines(text)),
    "copy_lines.ranges": lambda text: copy_lines.ranges(range(0, len(text), 2)),
    "copy_lines.read": lines,
    "dateline.compose": lambda text: dateline.compose(text, mark="MINA", language="id"),
    "folding.excerpt": lambda text: folding.excerpt([(text, False), (text, True)]),
    "folding.highlight": lambda text: folding.highlight(
        of_a_search(text), folding.folded(of_a_search(text)), "\ue000", "\ue001"
    ),
    "folding.near": lambda text: folding.near(
        of_a_search(text), f"{of_a_search(text)}\ue000", "\ue000"
    ),
    "holes.filled": lambda text: holes.filled(text + holes.hole("a") * 9, {"a": text}),
    "holes.plugged": lambda text: holes.plugged(text + holes.hole("a") * 9, text[:9]),
    "house_style.places": lambda text: house_style.places(house_style.Form("a a", "b"), text),
    "html_tokens.attributes": lambda text: html_tokens.attributes(text, ("href", "lang")),
    "html_tokens.tokens": lambda text: list(html_tokens.tokens(of_a_body(text))),
    "mail.undo": lambda text: mail.undo(lines(text), []),
    "mail_parts.letters": lambda text: mail_parts.letters(text.encode(), "cp1252"),
    "mail_parts.read_html": lambda text: mail_parts.read_html(lines(text)),
    "mail_parts.opening": lambda text: mail_parts.opening(lines(text)),
    "mail_parts.take": lambda text: mail_parts.take(
        [(1, "Content-Type: multipart/mixed; boundary=x")], lines(f"--x\n\n{text}"), []
    ),
    "marks.headline": lambda text: marks.headline(text, "iklan", "id"),
    "marks.notes": lambda text: marks.notes("id", is_ai=True, verification=text),
    "mentions.parts": lambda text: list(mentions.parts(text, {"a", "mina"})),
    "merging.merge": lambda text: merging.merge(*halves(text), blocks(text[::2])),
    "merging.merge_two": lambda text: merging.merge_two(*halves(text)),
    "merging.settle": lambda text: merging.settle(
        merging.merge(*halves(text), blocks(text)), [merging.Side.BOTH] * body.LONGEST
    ),
    "notices.composed": lambda text: notices.composed(text, text, "id", apology=True),
    "notices.draft": lambda text: notices.draft(
        [], [("", ""), ("", ""), (text, ""), (sentences(text, 0), sentences(text, 10**6))], "id"
    ),
    "old_shapes.read_query": lambda text: [
        old_shapes.read_query({name: text}) for name in ("p", "s", "feed", "m", "tag")
    ],
    "opening.take": lambda text: opening.take(lines(text), [], told=None),
    "parallel.pair": lambda text: parallel.pair(
        *(Text(tuple(half.split("\n")), "id") for half in (text, rewritten(text)))
    ),
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
    "said_numbers.numbers": lambda text: said_numbers.numbers(text, "id"),
    "search_query.query": lambda text: search_query.query(text[:LONGEST_QUERY]),
    "related_slots.place_in": lambda text: related_slots.place_in(
        related_slots.room(blocks(text)[: body.MOST_PARAGRAPHS]),
        links(range(body.MOST_PARAGRAPHS // 2)),
        body.MOST_PARAGRAPHS,
    ),
    "related_slots.room": lambda text: related_slots.room(blocks(text)),
    "shingles.shingles": lambda text: shingles.shingles(text, text),
    "signs.carried_in": lambda text: signs.carried_in({"a": text.split(" ")}),
    "signs.is_invisible": lambda text: signs.is_invisible(text[0]),
    "statements.changes": lambda text: statements.changes([(text, rewritten(text))], "id"),
    "statements.names_in": lambda text: statements.names_in([text, text]),
    "statements.statements": lambda text: statements.statements(text, "id"),
    "story_address.parse": lambda text: story_address.parse(text, ["id", "en", "ar"]),
    "tags.written": lambda text: tags.written(text.split()),
    "telephone.undo": lambda text: telephone.undo(lines(text), []),
    "wire_header.take": lambda text: wire_header.take(lines(text), []),
    "wrapping.join": lambda text: wrapping.join(lines(text), [], first_is_headline=None),
}
# Numbers, days, and parts of what was read already.
WITHOUT_TEXT = {
    *(
        "agency_code.format",
        "body_blocks_editor.blocks_options",
        "body_editor.editor_extensions",
        "counts.reading_minutes",
    ),
    *("dateline.has_impossible_date", "dates.clock", "dates.long_date", "dates.long_stamp"),
    *(
        "dates.month_and_year",
        "dates.plain_date",
        "dates.short_date",
        "dates.short_stamp",
        "dates.zone_label",
    ),
    *("hijri.in_words", "hijri.suggest"),
    *("number_forms.forms", "shingles.likeness"),
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
        # Each look is at another text, for what is kept of one would be found again.
        looks = count()

        def spent(size: int, unit: str = unit, looks: Iterator[int] = looks) -> float:
            text = unit * (size // len(unit.encode())) + " " * next(looks)
            return taken(lambda: read(function, text))

        if wrong := outgrown(spent, body.LONGEST):
            slow[unit] = wrong

    assert slow == {}
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


def read(function: Callable[[str], Any], text: str) -> None:
    found = function(text)
    if isinstance(found, Iterator):
        list(found)
