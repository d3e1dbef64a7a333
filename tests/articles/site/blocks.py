"""Every block with a form of its own, as a body has them."""

from articles.models import Picture

TABLE = (
    "<table><caption>Harga gabah</caption><tr><th>Desa</th><th>Rupiah</th></tr>"
    "<tr><td>Cibuntu</td><td>6.500</td></tr></table>"
)
QUOTE = (
    "<body-pullquote><p>Kami menanam lagi.</p><body-speaker>Bu Tani</body-speaker></body-pullquote>"
)
VERSE = (
    '<body-verse><p lang="ar" dir="rtl">وَتَعَاوَنُوا</p><p>Tolong-menolonglah.</p>'
    "<body-reference>Q.S. Al-Maidah [5]: 2</body-reference></body-verse>"
)
EXCHANGE = (
    "<body-exchange><body-question>Mengapa sekarang?</body-question><p>Karena hujan.</p>"
    "<p>Juga karena bibit.</p></body-exchange>"
)
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"
EMBED = f'<body-embed><a href="{VIDEO}">Panen raya</a></body-embed>'


def shown(picture: Picture, words: str = "") -> str:
    return f'<body-picture data-picture="{picture.pk}">{words}</body-picture>'


def gallery(*pictures: Picture) -> str:
    return f"<body-gallery>{''.join(map(shown, pictures))}</body-gallery>"


def every(one: Picture, two: Picture, three: Picture) -> str:
    return (
        f"<p>Pembuka.</p>{shown(one, 'Panen <em>pagi</em>.')}{TABLE}{QUOTE}{VERSE}{EXCHANGE}"
        f"{EMBED}{gallery(two, three)}<p>Penutup.</p>"
    )
