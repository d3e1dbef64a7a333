from typing import Any

import pytest

from articles.record.printing.prose import Related, links, placed, prose
from articles.text import body
from articles.text.holes import filled
from articles.text.raw_copy import parse
from wire.formats.text import copy_text


def content(html: str, **fields: Any) -> dict[str, Any]:
    return {
        "edition": {"code": "id"},
        "headline": "Judul",
        "byline": "",
        "dateline": "Jakarta, MINA –",
        "body": body.to_data(body.parse(html)),
        "code": "(T/RI-1/P2)",
        "sign_off": "Mi’raj News Agency (MINA)",
        "related": [],
        **fields,
    }


PARAGRAPHS = "".join(f"<p>P{number}</p>" for number in range(1, 7))
DATELINE = '<b class="dateline">Jakarta, MINA –</b>'
CODE = '<bdi class="agency-code">(T/RI-1/P2)</bdi>'


def printed(
    told: dict[str, Any], chosen: tuple[Related, ...] = (), spare: tuple[Related, ...] = ()
) -> str:
    stand = placed(links(told), chosen, spare)
    return filled(prose(told), {name: f"[{link.title}]" for name, link in stand.items()})


def test_dateline_opens_and_code_closes_the_text() -> None:
    assert printed(content("<p>A</p><p>B</p>")) == f"<p>{DATELINE} A</p><p>B {CODE}</p>"


def test_one_paragraph_takes_both() -> None:
    assert printed(content("<p>A</p>")) == f"<p>{DATELINE} A {CODE}</p>"


@pytest.mark.parametrize(
    "html",
    ["<h2>A</h2>", "<ul><li><p>A</p></li></ul>", '<p lang="ar" dir="rtl">ا</p>'],
)
def test_block_that_takes_no_words_leaves_them_alone(html: str) -> None:
    assert printed(content(html)) == f"<p>{DATELINE}</p>{html}<p>{CODE}</p>"


def test_empty_body_still_prints_dateline_and_nothing_else() -> None:
    assert printed(content("")) == f"<p>{DATELINE}</p>"


def test_dateline_and_code_are_escaped() -> None:
    assert printed(content("<p>A</p>", dateline="<i>", code='"&')) == (
        '<p><b class="dateline">&lt;i&gt;</b> A <bdi class="agency-code">&quot;&amp;</bdi></p>'
    )


def test_chosen_links_stand_where_chosen_and_spare_ones_fill() -> None:
    text = printed(
        content(PARAGRAPHS), (Related("dipilih", after=2),), (Related("pengisi", "/x/"),)
    )

    assert "P2</p>[dipilih]<p>P3" in text
    assert "P4</p>[pengisi]<p>P5" in text


def test_copy_reads_back_as_its_parts() -> None:
    related = [
        {"title": "Satu", "story": None, "after": 2},
        {"title": "Dua", "story": "uid", "after": 6},
        {"title": "Tidak terbit", "story": "lain", "after": 4},
    ]

    text = copy_text(content(PARAGRAPHS, related=related), live={"uid": "Judul lain"})

    copy = parse(text)
    assert text.endswith("(MINA)\n")
    assert copy.headline == "Judul"
    assert copy.dateline is not None
    assert copy.dateline.text == "Jakarta, MINA –"
    assert copy.paragraphs == ("P1", "P2", "P3", "P4", "P5", "P6")
    assert [(link.title, link.after) for link in copy.related] == [("Satu", 2), ("Dua", 6)]
    assert copy.code_text == "(T/RI-1/P2)"
    assert copy.sign_off == "Mi’raj News Agency (MINA)"
    assert copy.findings == ()


def test_copy_counts_the_lines_of_a_list_before_a_link() -> None:
    html = "<p>A</p><ul><li><p>x</p></li><li><p>y</p></li></ul><p>B</p>"
    related = [{"title": "Satu", "story": None, "after": 2}]

    text = copy_text(content(html, related=related), live={})

    assert text.splitlines()[1:5] == ["Jakarta, MINA – A", "- x", "- y", "Baca Juga: Satu"]
