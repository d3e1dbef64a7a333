"""HTML of other programs that no page of ours has cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.body import clean
from tests.articles.text.html_walk import faults
from tests.editorial.paste_cases import CASES, Case
from tests.growth import outgrown, taken


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_clean_of_what_programs_paste(case: Case) -> None:
    assert clean(case.pasted) == (case.kept if case.server is None else case.server)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_browser_keeps_is_kept(case: Case) -> None:
    assert clean(case.kept) == case.kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a <del>b</p><p>c", "<p>a b</p><p>c</p>"),
        ("<p>a[caption x] b</p><p>c</p>", "<p>a  b</p><p>c</p>"),
        ("<p>a[cap<b>tion x]b[/<i>cap</i></b>tion]c</p>", "<p>a c</p>"),
        ("<p>[caption [gallery]x]a</p>", "<p> a</p>"),
        ("<p>" + "[caption " * 9 + "]" * 9 + "</p>", "<p>" + "[caption " * 9 + "]" * 9 + "</p>"),
        ("<p>a [/caption] b [1] c</p>", "<p>a   b [1] c</p>"),
        ("<p style=display:none>a<p>b", "<p>b</p>"),
        ("<hr class=msocomoff><p>a</p>", "<p>a</p>"),
        ("<p style='mso-list:l0 level1'>a</p><div>b</div>", "<ul><li><p>a</p></li></ul><p>b</p>"),
        ("<p style='mso-list:l0 level3'>a", "<ul><li><p>a</p></li></ul>"),
        ("<b>a<p>b</b>c", "<p><strong>a</strong></p><p><strong>b</strong>c</p>"),
        ("<span style='font-weight:bold'>a</b>b</span>", "<p><strong>ab</strong></p>"),
    ],
)
def test_clean_of_what_is_left_open_loses_no_words(html: str, kept: str) -> None:
    assert clean(html) == kept


pieces = st.sampled_from(
    [
        *(
            "<b>",
            "</b>",
            "<b style='font-weight:normal'>",
            "<span style='font-weight:700'>",
            "</span>",
        ),
        *(
            "<i>",
            "</i>",
            "<em style='font-style:normal'>",
            "</em>",
            "<p>",
            "</p>",
            "<div>",
            "</div>",
        ),
        *(
            "<p style='mso-list:l0 level1 lfo1'>",
            "<p style='mso-list:l0 level2 lfo1'>",
            "<ul>",
            "</ul>",
        ),
        *(
            "<span style='mso-list:Ignore'>",
            "1.",
            "·",
            "<del>",
            "</del>",
            "[caption id=1]",
            "[/caption]",
        ),
        *(
            "[",
            "caption]",
            "<li>",
            "</li>",
            "<blockquote>",
            "<br>",
            "<span class=MsoCommentReference>",
        ),
        *(
            "<p dir=rtl lang=AR-SA>",
            "<a href=/x>",
            "</a>",
            " ",
            "kata",
            "نص",
            "<script>",
            "</script>",
        ),
    ]
)
SOUP = st.lists(pieces, max_size=25).map("".join)


@given(SOUP)
def test_clean_of_programs_soup_is_canonical(soup: str) -> None:
    cleaned = clean(soup)

    assert faults(cleaned) == []
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "unit",
    [
        *("<del>", "[caption x]", "[caption x]a[/caption]", "[", "<span style='mso-list:Ignore'>"),
        *("<p style='mso-list:l0 level9'>a", "<p style='display:none'>", "<b><i>", "</b>", "<b>"),
        *("<span style='font-weight:700'>a", "<b style='" + ";" * 50 + "'>", "<p style=a>"),
    ],
)
def test_largest_body_of_one_kind_is_cleaned_soon(unit: str) -> None:
    def spent(size: int) -> float:
        return taken(lambda: clean(unit * (size // len(unit))))

    assert outgrown(spent, 100_000) == ""
