"""Copy that came by WhatsApp and the like."""

import pytest

from articles.text import findings as why
from articles.text import raw_copy
from articles.text.findings import Finding


def test_signs_for_bold_and_italic_hide_neither_dateline_nor_code() -> None:
    copy = raw_copy.parse(
        "*Taman Kota Dibuka*\n\n*Jakarta, MINA* – Taman _kota_ dibuka.\nWarga senang. *(T/RI-1/P2)*"
    )

    assert copy.headline == "Taman Kota Dibuka"
    assert copy.dateline is not None
    assert copy.dateline.text == "Jakarta, MINA –"
    assert copy.paragraphs == ("Taman kota dibuka.", "Warga senang.")
    assert copy.code_text == "(T/RI-1/P2)"
    assert copy.findings == (Finding(1, "1, 3–4", why.TELEPHONE_MARKS),)


@pytest.mark.parametrize(
    "sent",
    ["[10.15, 2/3/2026] Ani: ", "[10:15 AM, 3/2/2026] +62 800 0000: ", "02/03/26 10.15 - Ani: "],
)
def test_who_sent_a_message_is_left_out(sent: str) -> None:
    copy = raw_copy.parse(f"{sent}Jakarta, MINA – Taman dibuka.\n{sent}Warga senang. (T/RI-1/P2)")

    assert copy.dateline is not None
    assert copy.paragraphs == ("Taman dibuka.", "Warga senang.")
    assert copy.findings == tuple(Finding(n, sent.strip(), why.MESSAGE_HEADER) for n in (1, 2))


@pytest.mark.parametrize(
    "line",
    [
        "Hasilnya 5*3*2 saja.",
        "Akun a_b_c dan _ini",
        "Penulis* dan guru* itu",
        "* butir * lain",
        "**",
    ],
)
def test_other_stars_and_low_lines_stay(line: str) -> None:
    copy = raw_copy.parse(f"Jakarta, MINA – Taman dibuka.\n{line}\nWarga senang. (T/RI-1/P2)")

    assert copy.paragraphs[1] == line
    assert copy.findings == ()
