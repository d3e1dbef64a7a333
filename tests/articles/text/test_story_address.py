from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.story_address import parse, readable

EDITIONS = ("id", "en", "ar")


@pytest.mark.parametrize(
    ("typed", "edition", "slug"),
    [
        ("panen-raya", "", "panen-raya"),
        (" /panen-raya/ ", "", "panen-raya"),
        ("/en/harvest/", "en", "harvest"),
        ("https://contoh.test/panen-raya/", "", "panen-raya"),
        ("HTTPS://Contoh.Test/Panen-Raya", "", "Panen-Raya"),
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
        lambda slug: slug not in EDITIONS and normalize("NFC", slug).isalnum()
    ),
)
def test_own_address_reads_back(edition: str, slug: str) -> None:
    path = f"/{edition}/{slug}/" if edition else f"/{slug}/"

    found = parse(f"https://contoh.test{path}", EDITIONS)

    assert found == (edition, normalize("NFC", slug))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://contoh.test/panen-raya/?fbclid=" + "x" * 450, "https://contoh.test/panen-raya/"),
        ("https://contoh.test/panen/#notice-1", "https://contoh.test/panen/"),
        ("https://contoh.test/ar/%D8%B9%D9%88%D8%AF%D8%A9/", "https://contoh.test/ar/عودة/"),
        ("https://contoh.test/ar/عودة/", "https://contoh.test/ar/عودة/"),
        ("https://contoh.test/?p=17&utm=x", "https://contoh.test/?p=17"),
        ("https://contoh.test/?utm=x&p=17#atas", "https://contoh.test/?p=17"),
        ("https://contoh.test/?page=17", "https://contoh.test/"),
        ("/a%2Fb%3Fc%00%FF/", "/a%2Fb%3Fc%00%FF/"),
        ("/panen%E2%80%AE\u202a/", "/panen/"),
        ("Berita-BESAR", "Berita-BESAR"),
        ("", ""),
    ],
)
def test_address_is_kept_with_its_letters_and_without_what_counts_clicks(
    typed: str, kept: str
) -> None:
    assert readable(typed) == kept


@given(st.text())
def test_address_that_was_kept_stays_as_it_is_and_means_the_same(typed: str) -> None:
    kept = readable(typed)

    assert readable(kept) == kept
    assert "\0" not in kept
