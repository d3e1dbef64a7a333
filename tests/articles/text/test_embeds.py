"""Which addresses of other sites a story may embed."""

import pytest

from articles.text import embeds


@pytest.mark.parametrize(
    ("url", "source", "address"),
    [
        (f"https://{where}", "YouTube", "https://www.youtube.com/watch?v=aB-_efghijk")
        for where in (
            *("www.youtube.com/watch?v=aB-_efghijk", "youtu.be/aB-_efghijk?si=xyz&t=12"),
            *("m.youtube.com/watch?app=desktop&v=aB-_efghijk&t=3s", "youtube.com/live/aB-_efghijk"),
            *(
                "www.youtube-nocookie.com/embed/aB-_efghijk?rel=0",
                "youtube.com/shorts/aB-_efghijk/",
            ),
        )
    ]
    + [
        ("http://twitter.com/a_b/status/12?s=20", "X", "https://x.com/a_b/status/12"),
        ("https://x.com/mina/status/12/", "X", "https://x.com/mina/status/12"),
        (
            "https://www.instagram.com/mina.id/reel/Cx_12-a/?igsh=q",
            *("Instagram", "https://www.instagram.com/reel/Cx_12-a/"),
        ),
        (
            "https://www.tiktok.com/@mina.id/video/7300?lang=id",
            *("TikTok", "https://www.tiktok.com/@mina.id/video/7300"),
        ),
        ("https://vt.tiktok.com/ZSabcde/", "TikTok", "https://vt.tiktok.com/ZSabcde/"),
        (
            "https://web.facebook.com/mina/posts/judul-berita/123456?x=1",
            *("Facebook", "https://www.facebook.com/mina/posts/123456"),
        ),
        (
            "https://www.facebook.com/watch/?v=123456&ref=s",
            *("Facebook", "https://www.facebook.com/watch/?v=123456"),
        ),
        ("https://fb.watch/aBc12/", "Facebook", "https://fb.watch/aBc12/"),
        ("https://t.me/s/minanews/99?single", "Telegram", "https://t.me/minanews/99"),
    ],
)
def test_address_of_a_known_site_is_one(url: str, source: str, address: str) -> None:
    assert embeds.source(url) == source
    assert embeds.address(url) == address
    assert embeds.address(address) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=kurang",
        "https://www.youtube.com/@mina",
        "https://youtube.com.x.example/watch?v=abcdefghijk",
        "https://x.example/?https://youtu.be/abcdefghijk",
        "https://youtu.be@x.example/abcdefghijk",
        "https://youtu.be:8000/abcdefghijk",
        "javascript://youtu.be/abcdefghijk",
        "//youtu.be/abcdefghijk",
        "https://x.com/mina",
        "https://x.com/mina/status/\u0661\u0662",
        "https://t.me/minanews",
        "https://www.facebook.com/mina",
    ],
)
def test_address_of_anything_else_is_none(url: str) -> None:
    assert embeds.address(url) == embeds.source(url) == ""
