import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import agency_code
from articles.text.agency_code import AgencyCode

numbered = st.from_regex(r"[A-Za-z]{1,4}-?[0-9]{1,4}", fullmatch=True)
initials = st.from_regex(r"[A-Za-z]{2,5}", fullmatch=True)
kinds = st.from_regex(r"[A-Z]{1,3}|[A-Z]-[A-Z](-[A-Z])?", fullmatch=True)
codes = st.builds(
    AgencyCode,
    kind=kinds,
    writer=numbered,
    editors=st.lists(numbered | initials, max_size=2).map(tuple),
)
blanks = st.text(alphabet=" \t\u00a0\u200f", max_size=3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(T/RI-1/P2)", AgencyCode("T", "RI-1", ("P2",))),
        ("(T/RE1)", AgencyCode("T", "RE1", ())),
        ("(L/K01/P02/P01).", AgencyCode("L", "K01", ("P02", "P01"))),
        ("(L / M09 / R05/R03)", AgencyCode("L", "M09", ("R05", "R03"))),
        ("(T/bad/B03/P1)", AgencyCode("T", "bad", ("B03", "P1"))),
        ("(LKG/R12/P008)", AgencyCode("LKG", "R12", ("P008",))),
        ("(T-K-G/B04/RS2)", AgencyCode("T-K-G", "B04", ("RS2",))),
        ("(LKG/Ast/HRN)", AgencyCode("LKG", "Ast", ("HRN",))),
        ("(W/Ast/HRN)", AgencyCode("W", "Ast", ("HRN",))),
        ("(R/HRN)", AgencyCode("R", "HRN", ())),
        ("( T/R1/P2 ) .", AgencyCode("T", "R1", ("P2",))),
        ("\u200f(T/R01/\u200fP2)\u200f", AgencyCode("T", "R01", ("P2",))),
        (" (T/R01/P2)\n", AgencyCode("T", "R01", ("P2",))),
    ],
)
def test_parse_reads_shapes_and_slips(text: str, code: AgencyCode) -> None:
    assert agency_code.parse(text) == code


@pytest.mark.parametrize(
    "text",
    [
        *("(16/1)", "(12-13/11)", "(5/6/2024)", "(1-3 / 11)", "(Foto: MINA)", "(MINA)", "[]", ""),
        *("(AS/Iran)", "(TNI/Polri)", "(TNI/AD/AL)", "(RT/RW)", "(L/P)", "(N/A)", "(T)", "(T/)"),
        *("(T/R1/P1/P2/P3)", "(TLKG/R1/P1)", "(t/R1/P1)", "T/R1/P1", "(T/R1/P1) dan", "(T//P1)"),
    ],
)
def test_parse_rejects_what_is_no_code(text: str) -> None:
    assert agency_code.parse(text) is None


@pytest.mark.parametrize(
    ("code", "hands"),
    [("(T/RE1)", 1), ("(T/RI-1/P2)", 2), ("(L/K01/P02/P01)", 3)],
)
def test_hands_counts_who_signed(code: str, hands: int) -> None:
    parsed = agency_code.parse(code)

    assert parsed is not None
    assert parsed.hands == hands


@pytest.mark.parametrize(
    ("paragraph", "printed"),
    [
        ("Selesai. (T/RI-1/P2)", "(T/RI-1/P2)"),
        ("Selesai.(T/RI-1/P2).", "(T/RI-1/P2)."),
        ("Selesai. (L / M09 / R05/R03)  ", "(L / M09 / R05/R03)"),
        ("Lanjut (L/R1) lalu selesai. (T/R2/P2)", "(T/R2/P2)"),
        ("(T/RE1)", "(T/RE1)"),
    ],
)
def test_find_closing_gives_the_span_with_its_stop(paragraph: str, printed: str) -> None:
    closing = agency_code.find_closing(paragraph)

    assert closing is not None
    start, end, code = closing
    assert paragraph[start:end] == printed
    assert code == agency_code.parse(printed)


@pytest.mark.parametrize(
    "paragraph",
    ["Pada Selasa (16/1).", "Kesepakatan itu (AS/Iran).", "(T/R1/P2) lalu lanjut.", "", "(" * 999],
)
def test_find_closing_without_a_code_at_the_end(paragraph: str) -> None:
    assert agency_code.find_closing(paragraph) is None


def test_find_all_gives_every_code_of_a_paragraph() -> None:
    paragraph = "Awal (16/1). (L/R1/P2) Lanjut (MINA). (T/R2)"

    found = [paragraph[start:end] for start, end, _ in agency_code.find_all(paragraph)]

    assert found == ["(L/R1/P2)", "(T/R2)"]


@given(codes)
def test_format_then_parse_keeps_the_parts(code: AgencyCode) -> None:
    assert agency_code.parse(agency_code.format(code)) == code


@given(codes, st.lists(blanks, min_size=6, max_size=6), st.sampled_from(["", ".", " ."]))
def test_parse_reads_a_code_with_blanks_anywhere(
    code: AgencyCode, gaps: list[str], stop: str
) -> None:
    parts = (code.kind, code.writer, *code.editors)
    spaced = "/".join(f"{gap}{part}{gap}" for gap, part in zip(gaps, parts, strict=False))

    parsed = agency_code.parse(f"({spaced}){stop}")

    assert parsed == code


@given(st.text() | st.text(alphabet="(T/R1) .\n"))
def test_any_text_is_read_without_raising(text: str) -> None:
    closing = agency_code.find_closing(text)

    assert closing is None or agency_code.parse(text[closing[0] : closing[1]]) == closing[2]
