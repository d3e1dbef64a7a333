import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.mentions import named, parts

KNOWN = {"banyu", "tirta.demo", "o-m", "ré"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@banyu cek lagi", ["banyu"]),
        ("Tolong @Banyu.", ["banyu"]),
        ("(@tirta.demo, @banyu)", ["tirta.demo", "banyu"]),
        ("@o-m- dan @RÉ!", ["o-m", "ré"]),
        ("tanya\n@banyu", ["banyu"]),
        ("surat@banyu", []),
        ("@@banyu", []),
        ("@banyuwangi", []),
        ("@ banyu", []),
        ("@siapa", []),
    ],
)
def test_names_that_are_known_are_told_from_the_rest(text: str, names: list[str]) -> None:
    found = list(parts(text, KNOWN))

    assert [part.name for part in found if part.name] == names
    assert set(names) <= named(text)


@given(st.text("@banyu.o-m @É", max_size=40))
def test_parts_make_up_the_text(text: str) -> None:
    found = list(parts(text, KNOWN))

    assert "".join(part.text for part in found) == text
    assert all(part.name in KNOWN for part in found if part.name)
