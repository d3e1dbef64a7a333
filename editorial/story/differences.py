"""What differs between two texts of a story, field by field, for people to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, groupby
from typing import Any, Final

from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.actions.transitions import in_words
from articles.models import Picture, Story, User
from articles.record import Content, working_text
from articles.record.fields import FIELDS, Field, named
from articles.record.versions import text_of
from articles.text import body, comparing
from articles.text.body_schema import CELLS, MARKS, Block
from articles.text.comparing import How, Pair, Piece
from editorial.story.access import Seen
from editorial.story.form import printed_headline
from editorial.story.readable import readable

SHOWN_ROUND_A_CHANGE: Final = 1
"""Equal blocks; more of them are folded."""
KINDS: Final = {
    "paragraph": gettext_lazy("paragraph"),
    "heading2": gettext_lazy("subheading"),
    "heading3": gettext_lazy("smaller subheading"),
    "bullets": gettext_lazy("list"),
    "numbers": gettext_lazy("numbered list"),
    "embed": gettext_lazy("embed"),
}
NAMES_OF_MARKS: Final = {
    "link": gettext_lazy("link to %(address)s"),
    "strong": gettext_lazy("bold"),
    "em": gettext_lazy("italic"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that stand together; folded are those far from any change."""

    html: SafeString
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is another: its words in one line, or its blocks in stretches."""

    name: str
    called: str
    line: str = ""
    stretches: tuple[Stretch, ...] = ()
    is_written: bool = False


def differences(old: Content, new: Content, *, reader: User) -> list[Difference]:
    """The fields in which ``new`` is another text than ``old``, in the order of their table."""
    found: list[Difference] = []
    for field in FIELDS:
        was, now = (text.get(field.name, field.empty) for text in (old, new))
        if field.as_tidy(was) != field.as_tidy(now) or (field.parts and was != now):
            found += _of(field, was, now, reader)
    return found


def changed_since(story: Story, seen: Seen, *, reader: User) -> list[Difference]:
    """What differs now from the text that a page showed; nothing where that was not kept."""
    text = text_of(story, seen.version)
    return differences(text, working_text(story), reader=reader) if text else []


def _of(field: Field, was: Any, now: Any, reader: User) -> Iterator[Difference]:
    called = str(field.called)
    if field.name == "body":
        stretches = stretches_of(comparing.compare(body.parse(was), body.parse(now)))
        yield Difference(field.name, called, stretches=stretches, is_written=True)
    elif field.name == "related":
        pairs = comparing.compare(*_links(was, now, reader=reader))
        yield Difference(field.name, called, stretches=stretches_of(pairs), is_written=True)
    elif field.parts and was and now and was["id"] == now["id"]:
        for part in [part for part in now if was.get(part) != now[part]]:
            name = f"{field.name}.{part}"
            column = field.parts._meta.get_field(part)  # noqa: SLF001 - public in Django
            values = (_value(column, text.get(part), reader) for text in (was, now))
            yield Difference(name, str(in_words([name])[0]), marked(comparing.line(*values)))
    else:
        line = in_line(field.name, was, now, reader=reader)
        yield Difference(field.name, called, line, is_written=field.is_written)


def in_line(name: str, was: Any, now: Any, *, reader: User) -> SafeString:
    """Two values of a field of one line: what was written word by word, what was chosen whole."""
    texts = told(name, was, reader), told(name, now, reader)
    if named(name).is_written:
        return marked(comparing.line(*texts))
    return format_html(
        "{} {}", *(_whole(how, text) for how, text in zip(_BOTH, texts, strict=True))
    )


def told(name: str, value: Any, reader: User) -> str:
    """A value of a working text in words."""
    match name:
        case "tags":
            return ", ".join(named(name).as_tidy(value))
        case "related":
            return "; ".join(_titles(value, reader))
        case "pictures":
            return "; ".join(picture["caption"] for picture in value)
        case "picture":
            key = named(name).tidy(value)
            picture = Picture.objects.filter(pk=key).first()
            return str(picture or (value and value.get("caption")) or "")
    return _value(Story._meta.get_field(name), value, reader)  # noqa: SLF001 - public in Django


def _value(column: Any, value: Any, reader: User) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(column, DateTimeField):
        local = timezone.localtime(datetime.fromisoformat(value))
        return date_format(local, "DATETIME_FORMAT")
    if column.is_relation:
        return _row(column.related_model, value, reader)
    return str(dict(column.flatchoices).get(value, value))


def _row(model: Any, key: Any, reader: User) -> str:
    rows = model.objects.filter(pk=key)
    if model is Story:
        # An unpublished headline is for who may see the story.
        visible = Story.objects.visible_to(reader).filter(pk=key).exists()
        story = rows.select_related("latest_dispatch").first()
        if story and (visible or story.latest_dispatch):
            return printed_headline(story)
        return f"#{key}"
    return str(rows.first() or f"#{key}")


def _titles(links: Sequence[Content], reader: User) -> Iterator[str]:
    for link in links:
        title = link["title"] or _row(Story, link["target"], reader)
        after = link["after"]
        place = _("after paragraph")
        yield title if after is None else f"{title} ({place} {after})"


def _links(*sides: Sequence[Content], reader: User) -> list[list[Block]]:
    """Links as blocks; of several that read the same, each with the story it leads to."""
    told = [list(zip(_titles(links, reader), links, strict=True)) for links in sides]
    targets: dict[str, set[Any]] = {}
    for title, link in chain(*told):
        targets.setdefault(title, set()).add(link["target"])
    return [
        [Block("paragraph", escape(_led(title, link, targets[title]))) for title, link in side]
        for side in told
    ]


def _led(title: str, link: Content, targets: set[Any]) -> str:
    return f"{title} → #{link['target']}" if link["target"] and len(targets) > 1 else title


def stretches_of(pairs: Sequence[Pair]) -> tuple[Stretch, ...]:
    """Aligned blocks as HTML, with what is far from a change folded."""
    stretches: list[Stretch] = []
    groups = [
        (is_same, list(group)) for is_same, group in groupby(pairs, lambda p: p.how is How.SAME)
    ]
    for at, (is_same, group) in enumerate(groups):
        head = SHOWN_ROUND_A_CHANGE if at else 0
        tail = len(group) - (SHOWN_ROUND_A_CHANGE if at < len(groups) - 1 else 0)
        if not is_same or tail - head < 2:
            stretches.append(Stretch(readable(_blocks(group))))
            continue
        stretches += [
            Stretch(readable(_blocks(group[:head]))),
            Stretch(readable(_blocks(group[head:tail])), folded=tail - head),
            Stretch(readable(_blocks(group[tail:]))),
        ]
    return tuple(stretch for stretch in stretches if stretch.html)


def blocks_of(old: Sequence[Block], new: Sequence[Block]) -> SafeString:
    """All blocks of two texts side by side, none folded."""
    return readable(_blocks(comparing.compare(old, new)))


def marked(pieces: Sequence[Piece]) -> SafeString:
    """Words with what came and went marked, for eyes without colours and for ears."""
    return _safe("".join(_piece(piece) for piece in pieces))


_BOTH = (How.REMOVED, How.ADDED)
_TAGS = {How.ADDED: "ins", How.REMOVED: "del", How.MOVED_TO: "ins", How.MOVED_FROM: "del"}


def _called(how: How) -> str:
    match how:
        case How.ADDED:
            return pgettext("in a comparison", "added")
        case How.REMOVED:
            return pgettext("in a comparison", "removed")
        case How.MOVED_TO:
            return _("moved here")
        case _:
            return _("moved from here")


def _whole(how: How, text: str) -> SafeString:
    return _in(how, escape(text)) if text else SafeString()


def _in(how: How, html: str, *, is_block: bool = False) -> SafeString:
    tag, moved = _TAGS[how], how in (How.MOVED_FROM, How.MOVED_TO)
    hidden = "remark" if moved else "visually-hidden"
    name = ' class="block"' if is_block else ""
    said = pgettext("in a comparison", "end")
    end = "" if is_block else f'<span class="visually-hidden"> {escape(said)}</span>'
    return _safe(
        f'<{tag}{name}><span class="{hidden}">{escape(_called(how))}: </span>{html}{end}</{tag}>'
    )


def _piece(piece: Piece) -> str:
    if piece.how is How.SAME:
        return piece.html
    if piece.how is How.MARKED:
        return f'<span class="remarked">{piece.html}</span>{_remark(_marks(piece))}'
    return _in(piece.how, piece.html)


def _marks(piece: Piece) -> list[str]:
    """What marks came and went, in words."""
    said = []
    for row, was, now in zip(MARKS, piece.old[0].marks, piece.new[0].marks, strict=True):
        if was != now:
            called = NAMES_OF_MARKS.get(row.kind, row.kind)
            said += [
                f"{sign} {str(called) % {'address': value}}"
                for sign, value in (("−", was), ("+", now))
                if value
            ]
    return said


def _blocks(pairs: Sequence[Pair]) -> SafeString:
    return _safe("".join(_block(pair) for pair in pairs))


def _block(pair: Pair) -> str:
    block = pair.new or pair.old
    assert block is not None  # noqa: S101 - a pair has one side at least
    if pair.how is How.SAME:
        return body.render([block])
    if pair.how is How.CHANGED:
        html = marked(pair.pieces) + _blocks(pair.inner) + _remark(_other_form(pair))
        return body.render([replace(block, html=html, children=())])
    if block.kind == "item":
        inner = _in(pair.how, body.render(block.children), is_block=True)
        return body.render([replace(block, html=inner, children=())])
    if block.kind == "row":
        # Only its cells can be marked inside a table.
        cells = [_block(replace(pair, old=cell, new=cell)) for cell in block.children]
        return body.render([replace(block, html="".join(cells), children=())])
    if block.kind in (*CELLS, "caption"):
        return body.render([replace(block, html=_in(pair.how, block.html))])
    return _in(pair.how, body.render([block]), is_block=True)


def _other_form(pair: Pair) -> list[str]:
    """What else of a changed block is another, in words."""
    if pair.old is None or pair.new is None:
        return []
    kinds = [str(KINDS.get(block.kind, block.kind)) for block in (pair.old, pair.new)]
    said = []
    if pair.old.kind != pair.new.kind:
        said.append(_("%(old)s → %(new)s") % dict(zip(("old", "new"), kinds, strict=True)))
    if (pair.old.lang, pair.old.dir) != (pair.new.lang, pair.new.dir):
        said.append(_("another language or direction"))
    return said


def _remark(said: Sequence[str]) -> SafeString:
    if not said:
        return SafeString()
    return format_html(' <span class="remark" dir="auto">({})</span>', _(", ").join(said))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - out of ``body.render`` and ``escape`` alone
