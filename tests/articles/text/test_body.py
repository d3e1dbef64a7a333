"""A story's body: HTML, blocks, JSON and plain copy."""

from dataclasses import replace
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import signs
from articles.text.body import (
    Block,
    Caption,
    clean,
    copy_paragraphs,
    from_data,
    from_paragraphs,
    parse,
    plain,
    plain_paragraphs,
    render,
    to_data,
)
from articles.text.body_html import allowed_link


def p(html: str, lang: str = "", direction: str = "") -> Block:
    return Block("paragraph", html, lang, direction)


def item(*texts: str) -> Block:
    return Block("item", children=tuple(p(text) for text in texts))


def rows(*lines: list[str]) -> Block:
    kinds = ["head", *["cell"] * len(lines)]
    return Block(
        "table",
        children=tuple(
            Block("row", children=tuple(Block(kind, html) for html in line))
            for kind, line in zip(kinds, lines, strict=False)
        ),
    )


B_C = "<strong>c</strong>"
BULLET_B = Block("bullets", children=(item("b"),))
CASES: list[tuple[str, tuple[Block, ...]]] = [
    ("", ()),
    ("<p></p>", ()),
    ("<p> &nbsp;<br></p><h2></h2><ul><li></li></ul><blockquote></blockquote>", ()),
    ("<p>satu</p><p>dua</p>", (p("satu"), p("dua"))),
    ("satu<p>dua</p>tiga", (p("satu"), p("dua"), p("tiga"))),
    ("<div>satu</div><div>dua</div>", (p("satu"), p("dua"))),
    ("<table><tr><td>satu</td><td>dua</td></tr></table>", (p("satu"), p("dua"))),
    ("<table><tr><td>a<tr><td>b</table>", (p("a"), p("b"))),
    (
        "<table><tr><td>a<td><ul><li>b</ul><tr><td>c<td>d</table>",
        (p("a"), BULLET_B, p("c"), p("d")),
    ),
    (
        "<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>f<td>g</table></table>",
        tuple(map(p, "abcdefg")),
    ),
    ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", (rows(["a", "b"], ["c", "d"]),)),
    (
        "<p>x<table><caption>Harga <b>beras</b></caption><thead><tr><th>a</thead></table>",
        (p("x"), Block("table", children=(Block("caption", "Harga beras"), *rows(["a"]).children))),
    ),
    ("<table><tr><th><p>a<p>b<td></td><tr><td><b>c</b></table>", (rows(["a<br>b"], [B_C]),)),
    (
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
        (rows(["a", "", "b"], ["c", "d", "e"], ["", "f", "g"]),),
    ),
    ("<table><tr><th></th></tr><tr><td>a</td></tr></table>", (rows([""], ["a"]),)),
    ("<table><tr>" + "<th>a" * 21 + "</table>", (p("a"),) * 21),
    ("<td>a</td><body-question>b</body-question>", (p("a"), p("b"))),
    ("<body-picture data-picture=12></body-picture>", (Block("picture", picture=12),)),
    (
        "<p>a<body-picture data-picture=12>b <i>c</i></body-picture>d",
        (p("a"), Block("picture", "b <em>c</em>", picture=12), p("d")),
    ),
    ("<body-picture data-picture=x>a</body-picture>", (p("a"),)),
    (
        "<blockquote>a<body-picture data-picture=1></body-picture>b</blockquote>",
        (Block("picture", picture=1), Block("quote", children=(p("a"), p("b")))),
    ),
    ("<body-gallery><body-picture data-picture=1></body-gallery>", (Block("picture", picture=1),)),
    (
        "<body-gallery><body-picture data-picture=1>a</body-picture>b<body-picture data-picture=2>",
        (
            p("b"),
            Block(
                "gallery", children=(Block("picture", "a", picture=1), Block("picture", picture=2))
            ),
        ),
    ),
    (
        "<body-pullquote><body-speaker>a</body-speaker><h2>b</h2><ul><li>c</ul></body-pullquote>",
        (Block("pullquote", children=(p("b"), p("c"), Block("speaker", "a"))),),
    ),
    ("<body-pullquote><body-speaker>a</body-speaker></body-pullquote>", (p("a"),)),
    (
        "<body-verse><p lang=ar dir=rtl>نص</p><p>a<body-reference>b</body-reference></body-verse>c",
        (
            Block("verse", children=(p("نص", "ar", "rtl"), p("a"), Block("reference", "b"))),
            p("c"),
        ),
    ),
    (
        "<body-exchange>a<body-question>b</body-question><body-question>c</body-question>",
        (Block("exchange", children=(Block("question", "b"), p("a"), p("c"))),),
    ),
    ("<body-exchange><p>a</p></body-exchange>", (p("a"),)),
    (
        "<ul><li>a<body-verse><p>b</p></body-verse>c</ul>",
        (Block("bullets", children=(item("a", "b", "c"),)),),
    ),
    (
        "<body-embed><a href=https://youtu.be/abcdefghijk?si=1>a <b>b</b><br>c</a></body-embed>",
        (Block("embed", '<a href="https://www.youtube.com/watch?v=abcdefghijk">a b c</a>'),),
    ),
    (
        "<p>a<iframe src=//x></iframe><iframe title=b&amp;c src=https://youtu.be/abcdefghijk></iframe>d",
        (
            p("a"),
            Block("embed", '<a href="https://www.youtube.com/watch?v=abcdefghijk">b&amp;c</a>'),
            p("d"),
        ),
    ),
    (
        "<body-embed><a href=https://x.example/>a</a></body-embed>",
        (p('<a href="https://x.example/">a</a>'),),
    ),
    (
        "<h1>a</h1><h2>b</h2><h4>c</h4>",
        (Block("heading2", "a"), Block("heading2", "b"), Block("heading3", "c")),
    ),
    ("<p><b>a</b><i>b</i></p>", (p("<strong>a</strong><em>b</em>"),)),
    ("<p><em><strong>a</strong></em></p>", (p("<strong><em>a</em></strong>"),)),
    ("<p><strong>a</strong><strong>b</strong></p>", (p("<strong>ab</strong>"),)),
    ("<strong><p>a</p><p>b</p></strong>", (p("<strong>a</strong>"), p("<strong>b</strong>"))),
    ("<p><strong></strong>a<em></em></p>", (p("a"),)),
    ("<p><br>a<br>b<br><br></p>", (p("a<br>b"),)),
    ("<p>\n  a\n  b\n</p>\n<p>c</p>", (p("a b"), p("c"))),
    ("<p>a &amp; b &lt; c \"d\" 'e'</p>", (p("a &amp; b &lt; c \"d\" 'e'"),)),
    ('<p><a href="/x" rel="me" target="_blank" title="t">a</a></p>', (p('<a href="/x">a</a>'),)),
    ("<p><a href='#x'>a</a><a>b</a></p>", (p("ab"),)),
    ('<p lang="ar" dir="RTL">نص</p>', (p("نص", "ar", "rtl"),)),
    ('<p lang="?" dir="auto">a</p>', (p("a"),)),
    ("<blockquote>a</blockquote>", (Block("quote", children=(p("a"),)),)),
    ("<blockquote><p>a</p><p>b</p></blockquote>", (Block("quote", children=(p("a"), p("b"))),)),
    ("<ul><li>a</li><li><p>b</p></li></ul>", (Block("bullets", children=(item("a"), item("b"))),)),
    ("<ol><li><p>a</p><p>b</p></li></ol>", (Block("numbers", children=(item("a", "b"),)),)),
    ("<ul>a<li>b</li></ul>", (Block("bullets", children=(item("a"), item("b"))),)),
    ("<ul lang=ar dir=rtl title=x><li>a</ul>", (Block("bullets", children=(item("a"),)),)),
    ("<li>a</li>", (p("a"),)),
    ("<ul><li>a<li>b</ul>c", (Block("bullets", children=(item("a"), item("b"))), p("c"))),
    ("<p>a<h2>b</h2>c", (p("a"), Block("heading2", "b"), p("c"))),
    ("<p><b>a<i>b</b>c</i></p>", (p("<strong>a<em>b</em></strong><em>c</em>"),)),
    ('<p><a href="/x">a<a href="/y">b</a>c</p>', (p('<a href="/x">a</a><a href="/y">b</a>c'),)),
    ("<p>a\vb\u2028c</p>", (p("a<br>b<br>c"),)),
    (
        '<p dir="rtl">a\fb\x85<b>c\u2029d</b></p>',
        tuple(
            p(html, "", "rtl") for html in ("a", "b", "<strong>c</strong>", "<strong>d</strong>")
        ),
    ),
    ("<p>a&#11;b&#12;c&#x2029;d</p>", (p("a<br>b"), p("c"), p("d"))),
    ("<p>a\x01b&#1;c\ufffed&#xfffe;e\x00f</p>", (p("a b c d e f"),)),
    ("<p>Mi\x92raj Mi&#146;raj</p>", (p("Mi’raj Mi’raj"),)),
    ("<p>&#99999999999;&#x110000;&#xd800;a</p>", (p("\ufffd\ufffd a"),)),
    ("<p>\u200b</p><ul><li>\xad</li></ul><h2>\u2060\ufeff</h2>", ()),
    ("<p>a \u202eb</p><p>c\u202c</p>", (p("a b"), p("c"))),
    ("<p>\u202b<b>a\u202c</b> \u2066b</p>", (p("\u202b<strong>a\u202c</strong> b"),)),
    ('<p><a href="/a\u202eb">c</a></p>', (p("c"),)),
    (
        "<ul><li>a<ol><li>b</li></ol></li></ul>",
        (
            Block(
                "bullets",
                children=(
                    Block("item", children=(p("a"), Block("numbers", children=(item("b"),)))),
                ),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("html", "blocks"), CASES)
def test_parse_of_html(html: str, blocks: tuple[Block, ...]) -> None:
    assert parse(html) == blocks
    assert parse(render(blocks)) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "وَٱعْتَصِمُوا۟ بِحَبْلِ ٱللَّهِ جَمِيعًۭا",
        "Nabi Muhammad ﷺ dan Allah ﷻ, ﷽",
        "الـــعربية",
        "می‌خواهم",
        "dua  spasi   tiga ",
        " Mi’raj, Dzulqa'dah, Jum`at",
        "e\u0301 bukan \u00e9",
        "1437/\u00a014 Agustus",
        "\u200fكلمة\u200e",
    ],
)
def test_clean_leaves_the_characters_as_typed(text: str) -> None:
    assert clean(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("href", "allowed"),
    [
        ("https://mina.example/a?b=c&d#e", "https://mina.example/a?b=c&d#e"),
        ("HTTP://mina.example", "HTTP://mina.example"),
        ("https://mina.example/قدس", "https://mina.example/قدس"),
        (" /gaza dan/ ", "/gaza%20dan/"),
        ("mailto:redaksi@mina.example", "mailto:redaksi@mina.example"),
        ("/", "/"),
        ("", ""),
        ("//mina.example", ""),
        ("/\\mina.example", ""),
        ("gaza", ""),
        ("#gaza", ""),
        ("?p=1", ""),
        ("ftp://mina.example", ""),
        ("tel:123", ""),
        ("javascript:x", ""),
        ("https:mina.example", ""),
        ("https://", ""),
        ("https://mina\u00a0.example", ""),
    ],
)
def test_allowed_link_of_an_address(href: str, allowed: str) -> None:
    assert allowed_link(href) == allowed


def test_render_of_an_unknown_kind_fails() -> None:
    with pytest.raises(KeyError, match="marquee"):
        render([Block("marquee", "a")])


TEXTS = st.text(st.characters(categories=("L", "M", "N", "P", "S")), min_size=1, max_size=8).filter(
    signs.is_readable
)
LEAVES = st.builds(
    lambda kind, words, language: Block(
        kind, parse(f"<p>{'  '.join(words)}</p>")[0].html, *language
    ),
    st.sampled_from(["paragraph", "heading2", "heading3"]),
    st.lists(
        TEXTS.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")), min_size=1, max_size=3
    ),
    st.sampled_from([("", ""), ("ar", "rtl"), ("en", ""), ("en-GB", "ltr")]),
)


def containers(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(blocks, min_size=1, max_size=3).map(tuple)
    items = st.lists(st.builds(lambda c: Block("item", children=c), some), min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda c: Block("quote", children=c), some),
        st.builds(
            lambda kind, c: Block(kind, children=tuple(c)),
            st.sampled_from(["bullets", "numbers"]),
            items,
        ),
    )


def part(kind: str) -> st.SearchStrategy[Block]:
    return LEAVES.map(lambda leaf: replace(leaf, kind=kind))


PARAGRAPHS = st.lists(part("paragraph"), min_size=1, max_size=3).map(tuple)
PICTURES = st.builds(
    lambda key, html: Block("picture", html, picture=key),
    st.integers(1, 999_999_999),
    st.sampled_from(["", "Warga <em>memanen</em> padi."]),
)
CELLS = st.just(Block("cell")) | LEAVES.map(lambda leaf: Block("cell", leaf.html))


def table(rows: list[list[Block]], name: str) -> Block:
    """As ``parse`` makes one: the first row heads it, and no row ends with empty cells."""
    head = [replace(rows[0][0], kind="head", html="a"), *(replace(c, kind="head") for c in rows[0])]
    lines = [head, *([*row, Block("cell", "b")] for row in rows[1:])]
    while not head[-1].html:
        head.pop()
    caption = [Block("caption", name)] if name else []
    rows_of = [Block("row", children=tuple(line)) for line in lines]
    return Block("table", children=(*caption, *rows_of))


FORMS = st.one_of(
    PICTURES,
    st.lists(PICTURES, min_size=2, max_size=4).map(lambda c: Block("gallery", children=tuple(c))),
    st.builds(
        table,
        st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=3),
        st.sampled_from(["", "Harga &amp; stok"]),
    ),
    *(
        st.builds(
            lambda paragraphs, parts, kind: Block(kind, children=(*paragraphs, *parts)),
            PARAGRAPHS,
            st.lists(part(last), max_size=1),
            st.just(kind),
        )
        for kind, last in (("pullquote", "speaker"), ("verse", "reference"))
    ),
    st.builds(
        lambda question, answer: Block("exchange", children=(question, *answer)),
        part("question"),
        st.lists(part("paragraph") | containers(part("paragraph")), max_size=3),
    ),
    TEXTS.map(
        lambda text: parse(
            f"<body-embed><a href='https://t.me/minanews/7'>{escape(text)}</a></body-embed>"
        )[0]
    ),
)
BODIES = st.lists(LEAVES | containers(LEAVES | containers(LEAVES)) | FORMS, max_size=5).map(tuple)


@given(BODIES)
def test_blocks_survive_html_and_json(blocks: tuple[Block, ...]) -> None:
    assert parse(render(blocks)) == blocks
    assert clean(render(blocks)) == render(blocks)
    assert from_data(to_data(blocks)) == blocks


def test_to_data_writes_only_what_is_there() -> None:
    blocks = parse('<p>a</p><ul><li dir="rtl"><p lang="ar">ب</p></li></ul>')

    data = to_data(blocks)

    assert data == [
        {"kind": "paragraph", "html": "a"},
        {
            "kind": "bullets",
            "children": [
                {
                    "kind": "item",
                    "dir": "rtl",
                    "children": [{"kind": "paragraph", "html": "ب", "lang": "ar"}],
                }
            ],
        },
    ]


@pytest.mark.parametrize(
    "datum",
    [
        {"kind": "marquee", "html": "a"},
        {"html": "a"},
        {"kind": "link"},
        {"kind": ["paragraph"]},
        {"kind": "paragraph", "html": None},
        {"kind": "paragraph", "style": "x"},
        {"kind": "quote", "children": "abc"},
        {"kind": "quote", "children": [{"kind": "x"}]},
        {"kind": "picture"},
        {"kind": "picture", "picture": "1"},
        {"kind": "picture", "picture": True},
        {"kind": "paragraph", "picture": 1},
        "paragraph",
    ],
)
def test_from_data_of_what_is_no_block_fails(datum: Any) -> None:
    with pytest.raises(ValueError, match="block"):
        from_data([datum])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a &amp; <strong>b</strong></p>", "a & b"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>&amp;lt;b&amp;gt;</p>", "&lt;b&gt;"),
        ('<p><a href="/?a=1&amp;b=2">a</a></p>', "a"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
    ],
)
def test_plain_of_a_block(html: str, text: str) -> None:
    [block] = parse(html)

    assert plain(block) == text


def test_plain_paragraphs_of_every_kind_of_block() -> None:
    blocks = parse(
        "<p>Satu</p><h2>Anak judul</h2><blockquote><p>Dua</p><p>Tiga</p></blockquote>"
        "<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><p>d</p></li></ul><ol><li>e</li><li>f</li></ol>"
    )

    texts = plain_paragraphs(blocks)

    assert texts == [
        *("Satu", "Anak judul", "Dua", "Tiga"),
        *("- a", "1. b", "- c", "d", "1. e", "2. f"),
    ]


FORMED = (
    "<body-picture data-picture=1></body-picture><body-picture data-picture=2>Sendiri"
    "</body-picture><table><caption>Harga</caption><tr><th>a<th>b<tr><td>1<br>2<td>3</table>"
    "<body-pullquote><p>Satu</p><p>Dua</p><body-speaker>Ani</body-speaker></body-pullquote>"
    "<body-verse><p lang=ar dir=rtl>نص</p><p>Arti</p><body-reference>Q.S. 2</body-reference>"
    "</body-verse><body-exchange><body-question>Mengapa?</body-question><p>Sebab</p><p>Lagi</p>"
    "</body-exchange><body-embed><a href=https://t.me/minanews/7>Kabar</a></body-embed>"
)
CAPTIONS = {1: Caption("Sawah", "Ani/MINA"), 2: Caption("Lain", "")}


def test_plain_paragraphs_of_blocks_with_forms_of_their_own() -> None:
    assert plain_paragraphs(parse(FORMED), CAPTIONS) == [
        *("Sawah", "Sendiri", "Harga", "a | b", "1 2 | 3", "Satu", "Dua – Ani"),
        *("نص", "Arti (Q.S. 2)", "Mengapa?", "Sebab", "Lagi", "Kabar"),
    ]


def test_copy_says_what_a_line_cannot_be_seen_to_be() -> None:
    assert copy_paragraphs(parse(FORMED), language="en", pictures=CAPTIONS) == [
        *("Photo: Sawah (Ani/MINA)", "Photo: Sendiri", "Harga", "a | b", "1 2 | 3"),
        *("Satu", "Dua – Ani", "نص", "Arti (Q.S. 2)", "Q: Mengapa?", "A: Sebab", "Lagi"),
        "Kabar (Telegram: https://t.me/minanews/7)",
    ]


def test_picture_that_nobody_knows_is_no_paragraph() -> None:
    assert plain_paragraphs(parse("<body-picture data-picture=3></body-picture><p>a</p>")) == ["a"]


@pytest.mark.parametrize(
    ("text", "language", "html"),
    [
        ("a < b & c", "id", "<p>a &lt; b &amp; c</p>"),
        (" ", "id", ""),
        ("بِسْمِ اللَّهِ", "id", '<p lang="ar" dir="rtl">بِسْمِ اللَّهِ</p>'),
        (
            "قال تعالى (Q.S. Ali Imran [3]: 110)",
            "en",
            '<p lang="ar" dir="rtl">قال تعالى (Q.S. Ali Imran [3]: 110)</p>',
        ),
        ("﷽", "id", '<p lang="ar" dir="rtl">﷽</p>'),
        ("Nabi ﷺ bersabda", "id", "<p>Nabi ﷺ bersabda</p>"),
        ("نص", "ar", "<p>نص</p>"),
        ("1437 – 2016", "id", "<p>1437 – 2016</p>"),
    ],
)
def test_from_paragraphs_of_a_line(text: str, language: str, html: str) -> None:
    assert from_paragraphs([text], language) == html


LINES = st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")), min_size=1)


@given(st.lists(LINES.filter(signs.is_readable)))
def test_from_paragraphs_gives_the_same_lines_back(lines: list[str]) -> None:
    assert plain_paragraphs(parse(from_paragraphs(lines, "id"))) == lines
