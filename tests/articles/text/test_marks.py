import pytest

from articles.text import marks, raw_copy


@pytest.mark.parametrize("language", ["id", "en", "ar"])
@pytest.mark.parametrize("label", ["", *marks.LABELS])
def test_label_before_a_headline_is_taken_off_again(label: str, language: str) -> None:
    printed = marks.headline("Teko baru", label, language)

    assert marks.take_label(printed) == (label, "Teko baru")


@pytest.mark.parametrize(
    "words", ["[POPULER MINA] Teko", "[IKLAN]", "IKLAN Teko", "[] Teko", "Teko [IKLAN]", ""]
)
def test_other_words_in_brackets_stay(words: str) -> None:
    assert marks.take_label(words) == ("", words)


@pytest.mark.parametrize("language", ["id", "en", "ar"])
@pytest.mark.parametrize("sponsor", ["", "Toko Contoh (Persero) {}."])
@pytest.mark.parametrize(("is_ai", "unverified"), [(True, False), (False, True), (True, True)])
def test_notes_of_a_copy_are_read_and_are_no_paragraphs(
    language: str, is_ai: bool, unverified: bool, sponsor: str
) -> None:
    note = marks.VERIFICATION[language] if unverified else ""
    text = raw_copy.compose(
        ["Kalimat pertama.", "Kalimat kedua."],
        language=language,
        dateline="Jakarta, MINA –",
        code_text="(T/RI-1/P2)",
        notes=marks.notes(language, is_ai=is_ai, verification=note, sponsor=sponsor),
        sign_off="Mi’raj News Agency (MINA)",
    )

    copy = raw_copy.parse(text)

    assert (copy.is_ai, copy.awaiting_verification) == (is_ai, unverified)
    assert copy.sponsor == sponsor
    assert copy.paragraphs == ("Kalimat pertama.", "Kalimat kedua.")
    assert copy.code_text == "(T/RI-1/P2)"
    assert copy.findings == ()
