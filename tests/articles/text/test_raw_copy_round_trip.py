from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import raw_copy
from articles.text.raw_copy import Related
from tests.growth import outgrown, taken

words = st.lists(
    st.text(alphabet="abcXYZéمكت’-,0", min_size=1, max_size=8), min_size=1, max_size=8
).map(" ".join)
sentences = words.map(lambda text: f"Kata {text}.")
codes = st.sampled_from(["(T/RI-1/P2)", "(L / M09 / R05/R03)", "(T/RE1).", "(LKG/Ast/HRN)", "[]"])


@given(
    paragraphs=st.lists(sentences, min_size=1, max_size=9),
    headline=st.just("") | words.map(lambda text: f"Judul {text}"),
    byline=st.sampled_from(["", "Oleh: Contoh Penulis, guru", "By Sample Writer"]),
    place=st.sampled_from(["", "Jakarta, MINA –", "Kota, 26 Oktober 2012 (MINA) –"]),
    placed=st.lists(st.tuples(words, st.integers(0, 9)), max_size=4),
    code_text=codes | st.sampled_from(["", "Contoh Satu Editor : Contoh Dua"]),
    sign_off=st.sampled_from(["", "Mi’raj News Agency (MINA)", "وكالة معراج للأنباء (مينا)"]),
    language=st.sampled_from(["id", "en", "ar"]),
    slugline=st.sampled_from(["", "gaza-truce"]),
    ednote=st.just("") | words,
)
def test_composed_copy_is_parsed_back(
    paragraphs: list[str],
    headline: str,
    byline: str,
    place: str,
    placed: list[tuple[str, int]],
    code_text: str,
    sign_off: str,
    language: str,
    slugline: str,
    ednote: str,
) -> None:
    links = sorted(
        (Related(title, min(after, len(paragraphs))) for title, after in placed),
        key=lambda link: link.after,
    )

    text = raw_copy.compose(
        paragraphs,
        language=language,
        headline=headline,
        byline=byline,
        dateline=place,
        related=links,
        code_text=code_text,
        sign_off=sign_off,
        slugline=slugline,
        ednote=ednote,
    )
    copy = raw_copy.parse(text, first_line_is_headline=bool(headline))

    assert (copy.slugline, copy.ednote) == (slugline, ednote)
    assert (copy.headline, copy.byline) == (headline, byline)
    assert (copy.dateline.text if copy.dateline else "") == place
    assert copy.paragraphs == tuple(paragraphs)
    assert copy.related == tuple(links)
    assert (copy.code_text, copy.sign_off) == (code_text, sign_off)
    if headline and (place or byline):
        assert raw_copy.parse(text) == copy


def test_compose_puts_each_paragraph_on_one_line() -> None:
    text = raw_copy.compose(
        ["Satu\r\ndua.", "Tiga."],
        language="id",
        headline="Judul\nPanjang",
        related=[Related("Awal", -1), Related("Akhir", 99)],
        code_text="(T/X1)",
    )

    assert text == ("Judul Panjang\nBaca Juga: Awal\nSatu dua.\nTiga. (T/X1)\nBaca Juga: Akhir")


pieces = st.sampled_from(
    [
        *("\n", "\r\n", "\r", "\ufeff", " ", "\u00a0", "\x00", "<img ", "[]", "(", ")", "/", "-"),
        *("Jakarta, MINA –", "(MINA)", "Baca Juga:", "Oleh ", "By: ", "(T/RI-1/P2)", "(16/1)."),
        *("Mi’raj News Agency (MINA)", "X Editor : Y", "Judul", "isi.", "مينا", "\u200f"),
    ]
)


@given(st.text() | st.lists(pieces).map("".join), st.sampled_from([None, True, False]))
def test_any_text_comes_back_exactly(text: str, told: bool | None) -> None:
    copy = raw_copy.parse(text, first_line_is_headline=told)

    assert copy.text == text
    assert all(paragraph == paragraph.strip() != "" for paragraph in copy.paragraphs)
    assert all(0 <= link.after <= len(copy.paragraphs) for link in copy.related)
    assert all(
        1 <= found.line <= text.count("\n") + text.count("\r") + 1 for found in copy.findings
    )


@given(
    st.lists(pieces.filter(lambda piece: piece not in {"\ufeff", "\u200f", "\x00"})).map("".join)
)
def test_every_character_is_in_some_part(text: str) -> None:
    copy = raw_copy.parse(text)

    parts = [copy.headline, copy.byline, *copy.paragraphs, copy.code_text, copy.sign_off]
    parts += [copy.dateline.text] if copy.dateline else []
    parts += [f"Baca Juga:{link.title}" for link in copy.related]
    parts += [finding.text for finding in copy.findings]
    assert Counter("".join(text.split())) <= Counter("".join("".join(parts).split()))


LARGEST = 250_000
MOST_LINES = 5_000


@pytest.mark.parametrize(
    "unit",
    [
        *("(", "a", "a ", " ", "(T/", "<a ", "Baca Juga:", "Jakarta, MINA ", ", ", "[ ", "A."),
        *("\u200f", "\u202a", "\u202a\u202c", "=", "=E2=80=93", "=20", ">", "> ", "-", "--", "é"),
        *("\xad", "*", "*a ", "_a", "_ ", "[10.15, 2/3/2026] a: "),
    ],
)
@pytest.mark.parametrize("most_lines", [1, MOST_LINES])
def test_largest_copy_is_read_soon(unit: str, most_lines: int) -> None:
    def text(size: int) -> str:
        width = size // len(unit.encode()) // most_lines
        return "\n".join([unit * width] * most_lines)[: size - 1]

    assert outgrown(lambda size: taken(lambda: raw_copy.parse(text(size))), LARGEST) == ""
    assert raw_copy.parse(text(LARGEST)).text == text(LARGEST)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Jakarta, MINA – Isi",
            "From: a",
            "> kata kata kata kata kata kata kata kata kata kata kata",
        ),
        *(
            "kata kata kata kata kata kata kata kata kata kata kata kata",
            "-- ",
            "Subject: =E2=80=93=",
        ),
        *("Baca Juga: Lain", "Oleh: Contoh", "a (T/RI-1/P2)", "Banjir/Daerah/", "qqx0042 4 i 212"),
        *("Dikirim dari iPhone saya", "- butir", "القدس، مينا – نص", "<a>", "Judul ="),
    ],
)
def test_copy_of_as_many_lines_as_may_be_is_read_soon(line: str) -> None:
    def spent(lines: int) -> float:
        return taken(lambda: raw_copy.parse("\n".join([line] * lines)))

    assert outgrown(spent, MOST_LINES) == ""
