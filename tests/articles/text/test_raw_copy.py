from pathlib import Path

import pytest

from articles.text import findings as why
from articles.text import raw_copy
from articles.text.agency_code import AgencyCode
from articles.text.findings import Finding
from articles.text.raw_copy import Related
from tests.articles.text import samples

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed"
TAIL = " (T/XA-1/X2)"


def findings_of(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.why) for finding in raw_copy.parse(text).findings]


def wire_stories() -> list[str]:
    """The stories kept beside the repository, where they are; else one of our own."""
    stories = [path.read_bytes().decode() for path in sorted(SEED.glob("*.txt"))]
    return stories or [samples.PLAIN_STORY]


@pytest.mark.parametrize("text", wire_stories())
def test_a_story_off_the_wire_is_read_whole(text: str) -> None:
    copy = raw_copy.parse(text)

    assert copy.text == text
    assert (copy.headline, copy.byline, copy.findings) == ("", "", ())
    assert copy.dateline is not None
    assert copy.dateline.mark == "MINA"
    assert copy.code is not None
    assert copy.code.hands == 2
    assert copy.sign_off == "Mi’raj News Agency (MINA)"
    assert [link.after for link in copy.related] == [4, len(copy.paragraphs)]
    rebuilt = raw_copy.compose(
        copy.paragraphs,
        language="id",
        dateline=copy.dateline.text,
        related=copy.related,
        code_text=copy.code_text,
        sign_off=copy.sign_off,
    )
    assert rebuilt == text


def test_plain_story() -> None:
    copy = raw_copy.parse(samples.PLAIN_STORY)

    assert copy.dateline is not None
    assert copy.dateline.text == "Cibuntu, MINA –"
    assert copy.paragraphs[0].startswith("Warga Desa Cibuntu membuka")
    assert copy.paragraphs[-1] == "Pengelola berharap ada dua mobil lagi sebelum tahun ajaran baru."
    assert copy.related == (
        Related("Panen Jeruk di Lereng Gunung Dimulai Lebih Awal", 4),
        Related("Sekolah di Pesisir Menanam Seribu Bakau", 6),
    )
    assert (copy.code, copy.code_text) == (AgencyCode("T", "XA-1", ("X2",)), "(T/XA-1/X2)")
    assert copy.findings == ()


def test_signed_piece_has_headline_and_byline_and_no_dateline() -> None:
    copy = raw_copy.parse(samples.SIGNED_PIECE)

    assert copy.headline == "Menjaga Mata Air di Musim Kering"
    assert copy.byline == "Oleh: Contoh Penulis, guru di Cibuntu"
    assert copy.dateline is None
    assert copy.paragraphs == (
        "Oleh karena itu, mata air perlu dijaga bersama.",
        "Setiap keluarga dapat memulai dari halaman sendiri.",
    )
    assert copy.code_text == "(A/XA-1)"
    assert copy.sign_off == "Mi'raj Islamic News Agency (MINA)"
    assert copy.findings == ()


def test_english_story_of_the_archive() -> None:
    copy = raw_copy.parse(samples.ENGLISH_STORY)

    assert copy.headline == "Village Library Back on the Road"
    assert copy.dateline is not None
    assert copy.dateline.hijri == "5 Rabi’ul Akhir 1437"
    assert copy.related == (Related("Orange Harvest Starts Early", 2),)
    assert copy.code == AgencyCode("L", "X09", ("X05", "X03"))
    assert copy.code_text == "(L / X09 / X05/X03)."
    assert copy.sign_off == "Mi`raj Islamic News Agency (MINA)"
    assert copy.findings == ()


def test_arabic_story() -> None:
    copy = raw_copy.parse(samples.ARABIC_STORY)

    assert copy.headline == "عودة المكتبة المتنقلة إلى القرية"
    assert copy.dateline is not None
    assert (copy.dateline.places, copy.dateline.mark) == (("لامبونج",), "مينا")
    assert len(copy.paragraphs) == 3
    assert copy.related == (Related("بدء موسم البرتقال مبكرا", 2),)
    assert copy.sign_off == "وكالة معراج للأنباء (مينا)"
    assert copy.findings == ()


@pytest.mark.parametrize(
    "line",
    [
        "Oleh: Contoh Penulis, guru",
        "Oleh : Contoh Penulis",
        "Oleh Contoh Penulis*",
        "Oleh Contoh Penulis, S.Pd.",
        "By Sample Writer, Student of Islamic University",
        "OLEH: CONTOH PENULIS",
        "بقلم: كاتب المثال",
        "بقلم كاتب المثال",
    ],
)
def test_byline_forms(line: str) -> None:
    copy = raw_copy.parse(f"Judul\n{line}\nIsi tulisan.{TAIL}")

    assert (copy.headline, copy.byline, copy.paragraphs) == ("Judul", line, ("Isi tulisan.",))


@pytest.mark.parametrize(
    "line",
    [
        "Oleh karena itu, mata air perlu dijaga",
        "Oleh Ahad pagi semua sudah siap.",
        "By the time they came it was late",
        "By Monday all had left.",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    copy = raw_copy.parse(f"{line}\nIsi tulisan.{TAIL}")

    assert (copy.byline, copy.paragraphs) == ("", (line, "Isi tulisan."))


@pytest.mark.parametrize(
    ("first", "second", "headline"),
    [
        ("Judul Berita", "Cibuntu, MINA – Isi.", "Judul Berita"),
        ("Benarkah?", "Cibuntu, MINA – Isi.", "Benarkah?"),
        ("Bersama Contoh, S.Pd.", "Cibuntu, MINA – Isi.", "Bersama Contoh, S.Pd."),
        ("Ini sebuah kalimat.", "Cibuntu, MINA – Isi.", ""),
        ("k" * 201, "Cibuntu, MINA – Isi.", ""),
        ("Judul Khutbah", "Paragraf pertama.", ""),
        ("Cibuntu, MINA – Isi", "Cibuntu, MINA – Isi.", ""),
    ],
)
def test_first_line_is_a_headline_only_before_a_dateline_or_byline(
    first: str, second: str, headline: str
) -> None:
    assert raw_copy.parse(f"\n{first}\n\n{second}{TAIL}").headline == headline


def test_headline_can_be_told() -> None:
    text = f"Judul Khutbah.\nParagraf pertama.{TAIL}"

    told = raw_copy.parse(text, first_line_is_headline=True)
    forbidden = raw_copy.parse(samples.ENGLISH_STORY, first_line_is_headline=False)

    assert (told.headline, told.paragraphs) == ("Judul Khutbah.", ("Paragraf pertama.",))
    assert forbidden.headline == ""
    assert forbidden.paragraphs[0] == "Village Library Back on the Road"


@pytest.mark.parametrize(
    "sign_off",
    [
        "Mi’raj News Agency (MINA)",
        "Mi'raj News Agency (MINA)",
        "Mi`raj News Agency (MINA)",
        "Mi‘raj Islamic News Agency (MINA)",
        "Miraj  Islamic News Agency  (MINA).",
        "MI’RAJ NEWS AGENCY (MINA)",
        "وكالة معراج للأنباء (مينا)",
    ],
)
def test_sign_off_variants_are_kept_as_printed(sign_off: str) -> None:
    copy = raw_copy.parse(f"Isi.{TAIL}\n {sign_off} \nBaca Juga: Kabar Lain")

    assert copy.sign_off == sign_off
    assert copy.related == (Related("Kabar Lain", 1),)
    assert copy.findings == ()


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Baca Juga: ", "Kabar Lain"),
        ("BACA JUGA : ", "Kabar: Lain"),
        ("Baca  juga:", "Kabar Lain"),
        ("Also Read: ", "Other News"),
        ("اقرأ أيضا: ", "خبر آخر"),
        ("اقرأ أيضًا: ", "خبر آخر"),
    ],
)
def test_related_labels(label: str, title: str) -> None:
    copy = raw_copy.parse(f"Satu.\n{label}{title}\nDua.{TAIL}")

    assert copy.related == (Related(title, 1),)
    assert copy.paragraphs == ("Satu.", "Dua.")


@pytest.mark.parametrize(
    ("ending", "code_text", "finding"),
    [
        ("Selesai. []", "[]", Finding(2, "[]", why.EMPTY_CODE)),
        ("Selesai.\n[]", "[]", Finding(3, "[]", why.EMPTY_CODE)),
        ("Selesai.", "", Finding(2, "Selesai.", why.NO_CODE)),
        (
            "Selesai.\nContoh Satu Editor : Contoh Dua",
            "Contoh Satu Editor : Contoh Dua",
            Finding(3, "Contoh Satu Editor : Contoh Dua", why.NAMES_FOR_CODE),
        ),
    ],
)
def test_old_endings_are_read_and_found(ending: str, code_text: str, finding: Finding) -> None:
    copy = raw_copy.parse(f"Cibuntu, MINA – Isi.\n{ending}\nMi’raj News Agency (MINA)")

    assert copy.paragraphs == ("Isi.", "Selesai.")
    assert (copy.code, copy.code_text) == (None, code_text)
    assert copy.findings == (finding,)


def test_missing_code_is_shown_by_the_last_words() -> None:
    copy = raw_copy.parse("Cibuntu, MINA – " + "kata " * 30 + "selesai.")

    assert copy.findings == (Finding(1, "kata " * 14 + "selesai.", why.NO_CODE),)


def test_code_on_its_own_line_closes_the_paragraph_before() -> None:
    copy = raw_copy.parse("Cibuntu, MINA –\nIsi.\nBaca Juga: Lain\n(T/XA-1/X2)\nBaca Juga: Akhir")

    assert copy.paragraphs == ("Isi.",)
    assert copy.related == (Related("Lain", 1), Related("Akhir", 1))
    assert copy.code_text == "(T/XA-1/X2)"
    assert copy.findings == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, why.EMPTY)]),
        ("\n \n", [(1, why.EMPTY)]),
        (f"Satu. (L/X1/X2)\nDua.{TAIL}", [(1, why.EARLIER_CODE)]),
        (f"Satu.\nDua. (L/X1/X2){TAIL}", [(2, why.EARLIER_CODE)]),
        (f"Satu.{TAIL}\nCatatan penutup.", [(1, why.EARLIER_CODE), (2, why.NO_CODE)]),
        (f"Satu. Baca Juga: Lain dan\nDua.{TAIL}", [(1, why.INNER_RELATED)]),
        (f"Satu.\nBaca Juga:\nDua.{TAIL}", [(2, why.UNTITLED_RELATED)]),
        (f"Satu.\nSisa <img src=x> di sini.{TAIL}", [(2, why.MARKUP)]),
        (f'Cibuntu, <img src="x">MINA – Isi.{TAIL}', [(1, why.MARKUP_IN_DATELINE)]),
        (f"MINA – Isi.{TAIL}", [(1, why.LOST_PLACE)]),
        (f"Kota, 39 Jumadil Awwal 1437 (MINA) – Isi.{TAIL}", [(1, why.IMPOSSIBLE_DATE)]),
        (f"Sebuah kalimat.\nCibuntu, MINA – Isi.{TAIL}", [(2, why.LATE_DATELINE)]),
        (f"Kota kecil MINA – Isi.{TAIL}", [(1, why.UNREAD_DATELINE)]),
    ],
)
def test_what_is_out_of_place_is_found_with_its_line(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert findings_of(text) == found


def test_an_earlier_code_stays_in_its_paragraph() -> None:
    copy = raw_copy.parse(f"Satu. (L/X1/X2)\nDua.{TAIL}")

    assert copy.paragraphs == ("Satu. (L/X1/X2)", "Dua.")
    assert copy.findings == (Finding(1, "(L/X1/X2)", why.EARLIER_CODE),)


def test_lines_after_the_sign_off_are_findings() -> None:
    sign_off = "Mi’raj News Agency (MINA)"

    copy = raw_copy.parse(f"Isi.{TAIL}\n{sign_off}\nSisa.\r\nBaca Juga: Lain\n\n{sign_off}")

    assert copy.paragraphs == ("Isi.",)
    assert copy.related == (Related("Lain", 1),)
    assert copy.findings == (
        Finding(3, "Sisa.", why.AFTER_SIGN_OFF),
        Finding(6, sign_off, why.SECOND_SIGN_OFF),
    )


def test_outer_blanks_go_and_inner_ones_stay() -> None:
    text = f"\ufeff  Cibuntu,  MINA  –  Isi  dua  spasi. \r\r\n\tDua.\u00a0{TAIL} \n\n"

    copy = raw_copy.parse(text)

    assert copy.text == text
    assert copy.dateline is not None
    assert (copy.dateline.text, copy.dateline.gap) == ("Cibuntu,  MINA  –", "  ")
    assert copy.paragraphs == ("Isi  dua  spasi.", "Dua.")
    assert copy.findings == ()


def test_headline_from_the_first_sentence() -> None:
    assert raw_copy.headline_from(raw_copy.parse(samples.PLAIN_STORY)) == (
        "Warga Desa Cibuntu membuka kembali perpustakaan keliling yang berhenti sejak"
        " tiga tahun lalu, kata ketua pengelolanya pada Rabu"
    )
    assert raw_copy.headline_from(raw_copy.parse("")) == ""
