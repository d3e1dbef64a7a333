"""The lines that other wires put above and below a story."""

import pytest

from articles.text import findings as why
from articles.text import raw_copy
from articles.text.findings import Finding

STORY = "Bogor, MINA - Tiga desa terendam sejak subuh.\n\nAir mulai surut. (T/RI-1/P2)"
READ = ("Tiga desa terendam sejak subuh.", "Air mulai surut.")


@pytest.mark.parametrize(
    "above",
    [
        "qqx0042 4 i 212  xyz 0311",
        "ZCZC qqx0042",
        "a0107 3 pol 98",
        "qqx0042 4 i 212  xyz 0311\n\nBanjir/Daerah/",
        "qqx0042 4 i 212  xyz 0311\nBANJIR-DAERAH",
        "Banjir/Daerah/",
        "Banjir/",
    ],
)
def test_header_of_a_wire_is_left_out_line_by_line(above: str) -> None:
    copy = raw_copy.parse(f"{above}\n\nTiga Desa di Lereng Terendam\n\n{STORY}")

    assert copy.headline == "Tiga Desa di Lereng Terendam"
    assert copy.dateline is not None
    assert copy.paragraphs == READ
    assert copy.findings == tuple(
        Finding(number, line, why.WIRE_HEADER)
        for number, line in enumerate(above.split("\n"), start=1)
        if line
    )


def test_sign_that_closes_a_headline_is_left_out() -> None:
    copy = raw_copy.parse(f"Tiga desa terendam =\n\n{STORY}")

    assert copy.headline == "Tiga desa terendam"
    assert copy.findings == (Finding(1, "Tiga desa terendam =", why.WIRE_END_SIGN),)


@pytest.mark.parametrize(
    "below",
    [
        "NNNN",
        "-30-",
        "###",
        "110915 Mar 26",
        "xyz bg\n\n110915 Mar 26",
        "110915 GMT Mar 2026\nNNNN",
        "MINA 110915 MAR 26",
    ],
)
def test_end_of_a_wire_message_is_left_out_line_by_line(below: str) -> None:
    copy = raw_copy.parse(f"{STORY}\n\n{below}\n")

    assert (copy.paragraphs, copy.code_text) == (READ, "(T/RI-1/P2)")
    assert [(finding.text, finding.why) for finding in copy.findings] == [
        (line, why.WIRE_TRAILER) for line in below.split("\n") if line
    ]


@pytest.mark.parametrize(
    "line", ["Covid19 di 5 kota", "Banjir dan/atau longsor", "PERSIB-PERSIJA", "G20 2026 di Bali"]
)
def test_headline_is_no_header(line: str) -> None:
    copy = raw_copy.parse(f"{line}\n{STORY}")

    assert (copy.headline, copy.findings) == (line, ())


def test_last_words_in_small_letters_are_no_trailer() -> None:
    copy = raw_copy.parse(f"{STORY}\nsekian dulu")

    assert copy.paragraphs[-1] == "sekian dulu"
