"""What other programs write in HTML, told in the tags that a body has.

The newsroom's page does the same to what is pasted (static/js/editor-paste.js, which also takes out
Baca Juga lines and says so); this is for HTML that no page of ours has cleaned.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate
from typing import Final, NamedTuple

from articles.text import embeds
from articles.text.body_schema import BOUNDARIES, BY_TAG, Role
from articles.text.html_tokens import Token, attributes, read_text

_READ: Final = ("style", "class", "lang", "dir", "hidden")
_SPANS: Final = frozenset(["b", "strong", "i", "em", "span", "font", "a", "u", "ins"])
_LEFT_OUT_TAGS: Final = frozenset(["del", "button"])
_SAYING: Final = _SPANS | _LEFT_OUT_TAGS
_LEFT_OUT_CLASS = re.compile(
    r"(?:^|\s)(?:MsoComment\w*|msocom\w*|msoDel|wp-caption-text|screen-reader-text"
    r"|visually-hidden|sr-only)(?:\s|$)",
    re.IGNORECASE,
)
_LEFT_OUT_STYLE = re.compile(
    r"mso-element:(?:comment|footnote|endnote)|(?:^|;)(?:display:none|mso-hide:all)(?:;|$)"
)
_MARKER = re.compile(r"(?:^|;)mso-list:ignore")
_LEVEL = re.compile(r"(?:^|;)mso-list:[^;]{0,40}level([1-9])")
_NUMBER = re.compile(r"[\s(]*(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|;)font-weight:([a-z]+|\d{1,4})")
_SLANT = re.compile(r"(?:^|;)font-style:([a-z]+)")
_DIRECTION = re.compile(r"(?:^|;)direction:(rtl|ltr)")
_ARABIC = re.compile(r"ar-[a-z]{2,4}", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_SHORTCODE = re.compile(
    r"\[caption\b[^\[\]]{0,500}\][^\[\]]{0,2000}\[/caption\]"
    r"|\[/?(?:caption|gallery|embed|audio|video|playlist)\b[^\[\]]{0,500}\]"
)
# More inside one another are no shortcodes.
_MOST_NESTED = 5
_MOST_OPEN = 40
# fmt: off
_VOID: Final = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
])
# fmt: on


class _Held(NamedTuple):
    """An element that may be left out."""

    tag: str
    is_marker: bool
    tokens: list[Token]


def told(stream: Iterable[Token]) -> Iterator[Token]:
    """The tokens with marks, lists, language and direction as tags and attributes of a body.

    Comments, footnotes, deleted and hidden text and captions of pictures are left out; where one is
    never closed, all of it stays. What is a body already passes as it is.
    """
    teller = _Teller()
    for token in stream:
        # Most tokens of most texts.
        if not token.attributes and token.tag not in _SAYING and teller.is_idle:
            yield token
        else:
            yield from teller.take(token)
    yield from teller.rest()


def without_shortcodes(texts: Sequence[str]) -> list[str]:
    """The texts of one paragraph without the shortcodes of WordPress that stand in them.

    A caption goes with its shortcode.
    """
    text = "".join(texts)
    if not _SHORTCODE.search(text):
        return list(texts)
    places = list(range(len(text)))
    for _ in range(_MOST_NESTED):
        kept, start = [], 0
        parts = []
        for match in _SHORTCODE.finditer(text):
            # A blank keeps the words on both sides apart.
            kept += [*places[start : match.start()], places[match.start()]]
            parts += [text[start : match.start()], " "]
            start = match.end()
        text, places = "".join(parts) + text[start:], kept + places[start:]
        if not _SHORTCODE.search(text):
            break
    else:
        return list(texts)
    ends = list(accumulate(map(len, texts)))
    cuts = [bisect_left(places, end) for end in ends]
    return [text[start:end] for start, end in zip([0, *cuts], cuts, strict=False)]


class _Teller:
    def __init__(self) -> None:
        self._open: list[tuple[str, bool | None, bool | None]] = []
        self._said = (False, False)
        self._lists: list[tuple[int, str]] = []
        self._item: tuple[int, Token] | None = None
        self._held: _Held | None = None
        self._depth = 0
        self._keeps = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing is held, and no list is open."""
        return not (self._held or self._item or self._lists)

    def take(self, token: Token) -> Iterator[Token]:
        if self._held:
            yield from self._hold(self._held, token)
        elif not token.tag:
            yield from self._take_text(token.text)
        elif token.is_end:
            yield from self._end(token)
        else:
            yield from self._start(token)

    def rest(self) -> Iterator[Token]:
        self._keeps = True
        held, self._held = self._held, None
        for token in held.tokens if held else ():
            yield from self.take(token)
        yield from self._settle()

    def _start(self, token: Token) -> Iterator[Token]:
        given = attributes(token.attributes, _READ)
        style = _BLANKS.sub("", given.get("style", "")).lower()
        if token.tag == "iframe":
            yield from _embedded(token)
        if not self._keeps and _is_left_out(token.tag, given, style):
            self._held, self._depth = _Held(token.tag, bool(_MARKER.search(style)), [token]), 1
        elif token.tag in _SPANS:
            if len(self._open) < _MOST_OPEN:
                self._open.append((token.tag, _bold(token.tag, style), _italic(token.tag, style)))
            yield from self._say()
            if token.tag == "a":
                yield token
        elif _is_inline(token.tag):
            yield token
        else:
            yield from self._start_block(_with_language(token, given, style), style)

    def _start_block(self, token: Token, style: str) -> Iterator[Token]:
        level = _LEVEL.search(style)
        if level and _is_leaf(token.tag):
            yield from self._settle(close=False)
            self._item = (int(level[1]), token)
        else:
            yield from self._settle()
            yield token

    def _end(self, token: Token) -> Iterator[Token]:
        if token.tag not in _SPANS:
            if not _is_inline(token.tag):
                yield from self._settle(close=not _is_leaf(token.tag))
            yield token
            return
        tags = [tag for tag, _, _ in self._open]
        if token.tag in tags:
            # Those opened inside it stay open: people cross their tags.
            del self._open[len(tags) - 1 - tags[::-1].index(token.tag)]
            yield from self._say()
        if token.tag == "a":
            yield token

    def _say(self) -> Iterator[Token]:
        """Begin or end the marks in which the text is another than it was."""
        bold = next((bold for _, bold, _ in reversed(self._open) if bold is not None), False)
        italic = next((it for _, _, it in reversed(self._open) if it is not None), False)
        look = (bold, italic)
        for tag, before, now in zip(("strong", "em"), self._said, look, strict=True):
            if before != now:
                yield Token(tag, is_end=not now)
        self._said = look

    def _take_text(self, text: str) -> Iterator[Token]:
        if self._item and not text.strip():
            return
        yield from self._settle(close=False)
        yield Token(text=text)

    def _hold(self, held: _Held, token: Token) -> Iterator[Token]:
        held.tokens.append(token)
        if held.tag == "p" and token.tag and not token.is_end and not _is_inline(token.tag):
            self._held = None
            yield from self.take(token)
            return
        if token.tag == held.tag:
            self._depth += -1 if token.is_end else 1
        if self._depth == 0:
            self._held = None
            if held.is_marker:
                mark = "".join(read_text(inside.text) for inside in held.tokens)
                yield from self._settle(close=False, tag="ol" if _NUMBER.match(mark) else "ul")

    def _settle(self, *, close: bool = True, tag: str = "ul") -> Iterator[Token]:
        """Begin the item that waits for its mark, and ``close`` the lists."""
        if self._item:
            (level, paragraph), self._item = self._item, None
            while self._lists and self._lists[-1] != (level, tag) and self._lists[-1][0] >= level:
                yield from self._close_list()
            if self._lists and self._lists[-1][0] == level:
                yield Token("li", is_end=True)
            else:
                self._lists.append((level, tag))
                yield Token(tag)
            yield Token("li")
            yield paragraph
        while close and self._lists:
            yield from self._close_list()

    def _close_list(self) -> Iterator[Token]:
        yield Token("li", is_end=True)
        yield Token(self._lists.pop()[1], is_end=True)


def _embedded(token: Token) -> Iterator[Token]:
    """A frame of a site that a story may embed, as its embed."""
    given = attributes(token.attributes, ("src", "title"))
    address = embeds.address(given.get("src", ""))
    if address:
        title = given.get("title", "").strip() or address
        yield Token("body-embed")
        yield Token("a", attributes=f' href="{escape(address)}"')
        yield Token(text=escape(title, quote=False))
        yield Token("a", is_end=True)
        yield Token("body-embed", is_end=True)


def _is_left_out(tag: str, given: dict[str, str], style: str) -> bool:
    if tag in _VOID:
        return False
    hidden = "hidden" in given or tag in _LEFT_OUT_TAGS or _MARKER.search(style)
    return bool(
        hidden or _LEFT_OUT_STYLE.search(style) or _LEFT_OUT_CLASS.search(given.get("class", ""))
    )


def _is_inline(tag: str) -> bool:
    row = BY_TAG.get(tag)
    return tag not in BOUNDARIES and (row is None or row.role in (Role.MARK, Role.VOID))


def _is_leaf(tag: str) -> bool:
    row = BY_TAG.get(tag)
    return row is not None and row.role is Role.LEAF


def _bold(tag: str, style: str) -> bool | None:
    """Whether the text in it is bold; None as the text round it."""
    if weight := _WEIGHT.search(style):
        if weight[1] == "inherit":
            return None
        return weight[1].startswith("bold") or (weight[1].isdigit() and int(weight[1]) >= 600)
    return True if tag in ("b", "strong") else None


def _italic(tag: str, style: str) -> bool | None:
    if slant := _SLANT.search(style):
        return None if slant[1] == "inherit" else slant[1] in ("italic", "oblique")
    return True if tag in ("i", "em") else None


def _with_language(token: Token, given: dict[str, str], style: str) -> Token:
    """The tag with Word's way to say language and direction read, if it has any of it."""
    turned = _DIRECTION.search(style)
    lang, direction = given.get("lang", ""), given.get("dir", "")
    if not (turned or _ARABIC.fullmatch(lang)):
        return token
    lang = "ar" if _ARABIC.fullmatch(lang) else lang
    direction = direction or (turned[1] if turned else "")
    # Of two of a name the first is read.
    told = f' lang="{escape(lang)}" dir="{escape(direction)}" '
    return token._replace(attributes=told + token.attributes)
