from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.story_address import parse

EDITIONS = ("id", "en", "ar")


@pytest.mark.parametrize(
    ("typed", "edition", "slug"),
    [
        ("panen-raya", "", "panen-raya"),
        (" /panen-raya/ ", "", "panen-raya"),
        ("/en/harvest/", "en", "harvest"),
        ("https://contoh.test/panen-raya/", "", "panen-raya"),
        ("HTTPS://Contoh.Test/Panen-Raya", "", "panen-raya"),
        ("contoh.test/en/harvest", "en", "harvest"),
        ("https://contoh.test/panen-raya/?utm=wa#atas", "", "panen-raya"),
        ("https://contoh.test/panen-raya/copy.txt", "", "panen-raya"),
        ("https://contoh.test/2014/05/panen-raya.html", "", "panen-raya"),
        ("contoh.test/panen-raya/3", "", "panen-raya"),
        ("https://contoh.test/ar/%D8%B9%D9%88%D8%AF%D8%A9/", "ar", "عودة"),
        ("/ar/عودة-المكتبة/", "ar", "عودة-المكتبة"),
        ("/2014/", "", "2014"),
        ("https://contoh.test", "", ""),
        ("https://contoh.test/en/", "en", ""),
        ("/", "", ""),
        ("", "", ""),
        ("berita tentang panen kemarin", "", ""),
        ("\0", "", ""),
        ("http://[::1", "", ""),
    ],
)
def test_address_is_read_as_readers_write_it(typed: str, edition: str, slug: str) -> None:
    assert parse(typed, EDITIONS) == (edition, slug)


@given(st.text())
def test_any_text_gives_a_slug_or_none(typed: str) -> None:
    edition, slug = parse(typed, EDITIONS)

    assert edition in ("", *EDITIONS)
    assert all(character.isalnum() or character in "-_" for character in slug)


@given(
    st.sampled_from(("", "id", "en", "ar")),
    st.text(st.characters(categories=["Ll", "Nd", "Lo"]), min_size=1).filter(
        lambda slug: slug not in EDITIONS
    ),
)
def test_own_address_reads_back(edition: str, slug: str) -> None:
    path = f"/{edition}/{slug}/" if edition else f"/{slug}/"

    found = parse(f"https://contoh.test{path}", EDITIONS)

    assert found == (edition, normalize("NFC", slug).lower())
