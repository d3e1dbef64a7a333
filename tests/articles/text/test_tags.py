import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import slugs, tags


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []),
        (" , ،, ", []),
        ("Timur Tengah", ["Timur Tengah"]),
        ("Masjid Al Aqsa, Gaza", ["Gaza", "Masjid Al Aqsa"]),
        ("غزة، القدس الشرقية", ["القدس الشرقية", "غزة"]),
        ('"Gaza, Tepi Barat", Palestina', ["Gaza, Tepi Barat", "Palestina"]),
        ('"!!!", Gaza', ["!!!", "Gaza"]),
        ('"Gaza, Rafah', ["Gaza", "Rafah"]),
        ('a "b" c', ["a b c"]),
        ('"a" b, c', ["a b", "c"]),
        ("Sie\u0300cle, Si\u00e8cle", ["Si\u00e8cle"]),
        ("Gaza, gaza, GAZA", ["Gaza"]),
        ("Ga\xadza, \ufeffGaza\u200b", ["Gaza"]),
        ("Timur  \n Tengah\vBaru", ["Timur Tengah Baru"]),
        ("\u200b, \x01", []),
        ("🇵🇸", ["🇵🇸"]),
        ("👩\u200d💻", ["👩\u200d💻"]),
    ],
)
def test_names_of_a_typed_line(typed: str, names: list[str]) -> None:
    assert tags.parse(typed) == names


@given(st.text() | st.text('",، ab', max_size=20))
def test_written_names_are_read_again(typed: str) -> None:
    names = tags.parse(typed)

    assert tags.parse(tags.written(names)) == names


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Timur Tengah", "timur-tengah"),
        ("Siècle", "siecle"),
        ("القدس الشرقية", "القدس-الشرقية"),
        ("Feed", "feed"),
        ("🇵🇸", "ps"),
        ("🕌", "mosque"),
        ("C++", "c"),
        ("!!!", ""),
        ("— … ،", ""),
        ("\u0301", ""),
    ],
)
def test_address_of_a_tag(name: str, slug: str) -> None:
    assert slugs.tag(name) == slug
    assert tags.has_address(name) == bool(slug)
