import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.byline import Byline, is_byline, parse


@pytest.mark.parametrize(
    ("line", "name", "title"),
    [
        ("Oleh: Contoh Peraga, pengasuh pesantren", "Contoh Peraga", "pengasuh pesantren"),
        ("Oleh : Contoh Peraga", "Contoh Peraga", ""),
        ("Oleh Contoh Peraga*", "Contoh Peraga", ""),
        ("OLEH: CONTOH PERAGA", "CONTOH PERAGA", ""),
        ("By Sample Writer, Student of Law, Jakarta", "Sample Writer", "Student of Law, Jakarta"),
        ("Oleh: Dr. Contoh, M.A., Ph.D., dosen", "Dr. Contoh, M.A., Ph.D.", "dosen"),
        ("Oleh: Contoh, S.Ag, Lc, khatib", "Contoh, S.Ag, Lc", "khatib"),
        ("بقلم: كاتب تجريبي، مدرّس", "كاتب تجريبي", "مدرّس"),
        ("Contoh Peraga", "Contoh Peraga", ""),
    ],
)
def test_byline_has_a_name_and_a_title(line: str, name: str, title: str) -> None:
    assert parse(line) == Byline(name, title)


@given(st.text())
def test_name_and_title_of_any_line_stand_in_it(line: str) -> None:
    found = parse(line)

    assert all(part in line for part in f"{found.name}, {found.title}".split(", "))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Oleh: Contoh", True),
        ("By Sample Writer", True),
        ("Oleh karena itu", False),
        ("By noon the roads were dry.", False),
        ("Oleh: " + "a" * 200, False),
    ],
)
def test_byline_is_told_from_a_sentence(line: str, expected: bool) -> None:
    assert is_byline(line) is expected
