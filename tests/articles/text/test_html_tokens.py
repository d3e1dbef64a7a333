import html.parser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.html_tokens import attributes, read_text, tokens


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ("satu < dua", ["satu < dua"]),
        ("<p>satu</P >dua", ["<p>", "satu", "</p>", "dua"]),
        ("<p title='>'>satu", ["<p>", "satu"]),
        ("<br/><a/b>", ["<br>", "<a>"]),
        ("a<!-- <p> -->b<!-->c<!--->d<!-- --!>e", ["a", "b", "c", "d", "e"]),
        ("a<!doctype html>b<?xml?>c</ p>d</>e", ["a", "b", "c", "d", "e"]),
        ("a<!-- b <p>", ["a"]),
        ("a<p b", ["a"]),
        ("a<p b='>c<p>d", ["a"]),
        ("<script><p></script >b", ["<script>", "<p>", "</script>", "b"]),
        ("<style></styles><p>", ["<style>", "</styles><p>"]),
        ("<1>a", ["<1>a"]),
    ],
)
def test_tokens_of_html(html: str, found: list[str]) -> None:
    read = [
        token.text or f"<{'/' if token.is_end else ''}{token.tag}>"
        for token in tokens(html)
        if token.text or token.tag
    ]

    assert read == found


@pytest.mark.parametrize(
    ("written", "href"),
    [
        (" href=/x", "/x"),
        (' HREF = "/x y"', "/x y"),
        (" href='/a?b&amp;c' href=/z", "/a?b&c"),
        (" data-href=/z title='href=/z' href=/x", "/x"),
        (" href", ""),
        (" href=", ""),
        (" =href=/x", None),
        ("/href=/x", "/x"),
        (f" href={'x' * 2001}", ""),
    ],
)
def test_attribute_of_a_tag(written: str, href: str | None) -> None:
    assert attributes(written, ("href",)).get("href") == href


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a &amp; b &lt;p&gt; &nbsp;&copy", "a & b <p> \u00a0©"),
        ("&amp;lt; &#38;lt;", "&lt; &lt;"),
        ("&#65;&#x42;&#X43", "ABC"),
        ("&#11;&#146;", "\v\x92"),
        ("&#0000000000065;", "A"),
        ("&#99999999999999;&#x110000;", "\ufffd\ufffd"),
        ("&unknown; & &;", "&unknown; & &;"),
        (f"&#{'9' * 5000};", "\ufffd"),
    ],
)
def test_text_as_it_is_written_in_html(written: str, text: str) -> None:
    assert read_text(written) == text


class _Other(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


words = st.text("ab &;", max_size=5)
names = st.sampled_from(["p", "a", "ul", "li", "B", "o:p", "h1"])
quoted = st.sampled_from(['="x>"', "='y'", "=z", "", ' = "&lt;"'])
pieces = st.one_of(
    words,
    st.builds(lambda n, v: f"<{n} href{v}>", names, quoted),
    st.builds(lambda n: f"</{n}>", names),
    st.builds(lambda w: f"<!-- {w} -->", words),
)


@given(st.lists(pieces).map("".join))
def test_tags_are_those_that_another_parser_finds(text: str) -> None:
    other = _Other()
    other.feed(text)
    other.close()

    assert [t.tag for t in tokens(text) if t.tag and not t.is_end] == other.tags
