import pytest

from articles.text import counts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" – \n - ", 0),
        ("Rumah-rumah di Mi’raj – pukul 08.00.", 5),
        ("“Kami siap,” katanya", 3),
        ("كَتَبَ الطَّالِبُ رسالةً", 3),
    ],
)
def test_words_in_latin_and_arabic(text: str, words: int) -> None:
    assert counts.words(text) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_minutes_are_rounded_up(words: int, minutes: int) -> None:
    assert counts.reading_minutes(words) == minutes
