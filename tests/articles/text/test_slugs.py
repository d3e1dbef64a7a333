import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import slugs


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Perpustakaan Keliling: Kembali ke Desa!", "perpustakaan-keliling-kembali-ke-desa"),
        ("Isra Mi’raj dan Mi'raj dan Mi`raj", "isra-miraj-dan-miraj-dan-miraj"),
        ("[BREAKING NEWS] Gempa 5,2 SR", "breaking-news-gempa-5-2-sr"),
        ("Café São Tomé – Łódź", "cafe-sao-tome-lodz"),
        ("عَودةُ المكتبـــة إلى القرية", "عودة-المكتبة-إلى-القرية"),
        ("أخبار آخر اليوم ﷺ", "أخبار-آخر-اليوم"),
        ("Nabi ﷺ Bersabda", "nabi-bersabda"),
        ("İstanbul’da", "istanbulda"),
        ("", "berita"),
        ("!!! ’’ —", "berita"),
        ("Kanal", "kanal-berita"),
        ("EN", "en-berita"),
        ("a" * 200, "a" * 90),
        ("kata " * 30, "-".join(["kata"] * 18)),
        ("x" * 88 + " ab", "x" * 88),
        ("x" * 88 + " a", "x" * 88 + "-a"),
    ],
)
def test_slugify(headline: str, slug: str) -> None:
    assert slugs.slugify(headline) == slug


@pytest.mark.parametrize("segment", sorted(slugs.RESERVED))
def test_slugify_never_takes_an_address_of_the_site(segment: str) -> None:
    assert slugs.slugify(segment) == f"{segment}-berita"


@given(st.text())
def test_slug_of_any_headline_is_an_address_and_its_own_slug(headline: str) -> None:
    slug = slugs.slugify(headline)

    assert 1 <= len(slug) <= slugs.MAX_LENGTH
    assert all(part and part.isalnum() for part in slug.split("-"))
    assert slug not in slugs.RESERVED
    assert slugs.slugify(slug) == slug
