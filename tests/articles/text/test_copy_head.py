import pytest

from articles.text import copy_head, raw_copy
from articles.text.copy_head import Head

BELOW = [(3, "Panen raya di Garut"), (4, "Garut, MINA – Satu kalimat. (T/RI-1/P2)")]


@pytest.mark.parametrize("language", ["id", "en", "ar"])
@pytest.mark.parametrize("slugline", ["", "gaza-truce"])
@pytest.mark.parametrize("ednote", ["", "Angka korban menyusul."])
def test_head_of_a_copy_is_read_again(language: str, slugline: str, ednote: str) -> None:
    above = copy_head.lines(language, slugline=slugline, ednote=ednote)

    head, below = copy_head.take([*enumerate(above, start=1), *BELOW])

    assert head == Head(slugline, ednote)
    assert below == BELOW


@pytest.mark.parametrize(
    "line",
    [
        "Slug:",
        "Slug: " + "a" * (copy_head.LONGEST_SLUGLINE + 1),
        "Note to editors: " + "a" * (copy_head.LONGEST_NOTE + 1),
        "Catatan untuk redaksi",
        "Slugline: gaza-truce",
    ],
)
def test_line_that_is_no_head_stays(line: str) -> None:
    copy = [(1, line), *BELOW]

    assert copy_head.take(copy) == (Head(), copy)


def test_note_below_the_headline_stays_a_paragraph() -> None:
    note = "Note to editors: contact us."

    copy = raw_copy.parse(f"Panen raya\nGarut, MINA – Satu kalimat.\n{note}")

    assert (copy.ednote, copy.paragraphs) == ("", ("Satu kalimat.", note))


def test_head_may_stand_apart_from_the_copy() -> None:
    copy = raw_copy.parse(
        "\nSlug: gaza-truce\n\nNote to editors: Embargo lifted.\n\n"
        "Panen raya di Garut\n\nGarut, MINA – Satu kalimat. (T/RI-1/P2)"
    )

    assert (copy.slugline, copy.ednote) == ("gaza-truce", "Embargo lifted.")
    assert copy.headline == "Panen raya di Garut"
    assert copy.findings == ()
