"""The demo newsroom's pictures: what each shows, who is credited, and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from demo import patterns, scenes, stills, townscapes
from demo.brush import Canvas

OWN_WORK: Final = "Karya MINA; pelanggan boleh memuat dengan kredit"
OWN_WORK_EN: Final = "MINA; subscribers may print it with credit"
OWN_WORK_AR: Final = "ملك وكالة معراج للأنباء، ويجوز للمشتركين نشرها مع ذكر المصدر"
ARCHIVE: Final = "Arsip MINA; pelanggan boleh memuat dengan kredit"
HANDOUT: Final = "Rilis penyelenggara; hanya untuk berita ini"

JAGAT: Final = "Jagat Lensawira"
INTAN: Final = "Intan Bingkaisari"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture in one use: the same drawing may stand twice, with captions in two languages."""

    name: str
    scene: Callable[[Canvas], None]
    caption: str
    alternative: str
    photographer: str = JAGAT
    agency: str = "MINA"
    kind: Literal["own", "handout", "illustration", "archive"] = "illustration"
    licence: str = OWN_WORK
    seed: int = 7


PICTURES: Final = (
    PictureRow(
        "tenda",
        townscapes.camp,
        "Ilustrasi: tenda-tenda keluarga pengungsi menjelang malam.",
        "Deretan tenda bercahaya dari dalam di bawah langit senja.",
    ),
    PictureRow(
        "zaitun",
        scenes.olive_hills,
        "Ilustrasi: pohon zaitun di perbukitan pada sore hari.",
        "Pohon-pohon zaitun di lereng berteras.",
        INTAN,
    ),
    PictureRow(
        "olives-en",
        scenes.olive_hills,
        "Illustration: olive trees on terraced hills in the late afternoon.",
        "Olive trees on terraced slopes.",
        INTAN,
        licence=OWN_WORK_EN,
    ),
    PictureRow(
        "olives-ar",
        scenes.olive_hills,
        "رسم توضيحي: أشجار الزيتون على التلال عند العصر.",
        "أشجار زيتون على سفوح مدرّجة.",
        INTAN,
        licence=OWN_WORK_AR,
    ),
    PictureRow(
        "tatreez",
        patterns.tatreez,
        "Ilustrasi: pola bintang dan pohon sipres dalam sulaman tatreez.",
        "Sulaman tusuk silang merah, hijau, dan kuning di atas kain hitam.",
        INTAN,
    ),
    PictureRow(
        "girih",
        patterns.girih,
        "Ilustrasi: bintang segi delapan, ragam hias yang akrab dengan seni kaligrafi.",
        "Ubin bermotif bintang biru dan emas.",
    ),
    PictureRow(
        "ombak",
        scenes.waves,
        "Ilustrasi: gelombang tinggi di perairan terbuka.",
        "Ombak berlapis di bawah langit kelabu.",
    ),
    PictureRow(
        "kereta",
        townscapes.train,
        "Ilustrasi: kereta melintas di antara sawah dan gunung di jalur selatan.",
        "Kereta penumpang melewati persawahan dengan latar gunung api.",
        INTAN,
    ),
    PictureRow(
        "hilal",
        scenes.crescent_night,
        "Ilustrasi: bulan sabit muda di ufuk barat selepas magrib.",
        "Bulan sabit dan bintang di atas laut, pohon kelapa di kedua sisi.",
    ),
    PictureRow(
        "naskah",
        stills.bookshelf,
        "Rak kitab lama di sebuah ruang baca. (Dok MINA)",
        "Tiga tingkat rak berisi buku-buku tua.",
        INTAN,
        kind="archive",
        licence=ARCHIVE,
    ),
    PictureRow(
        "manuscripts-en",
        stills.bookshelf,
        "Old books on the shelves of a reading room. (MINA archive)",
        "Three shelves of old books.",
        INTAN,
        kind="archive",
        licence=OWN_WORK_EN,
    ),
    PictureRow(
        "manuscripts-ar",
        stills.bookshelf,
        "كتب قديمة على رفوف قاعة للمطالعة. (أرشيف مينا)",
        "ثلاثة رفوف من الكتب القديمة.",
        INTAN,
        kind="archive",
        licence=OWN_WORK_AR,
    ),
    PictureRow(
        "rak-sarajevo",
        stills.bookshelf,
        "Ilustrasi: rak buku di ruang baca malam.",
        "Rak kayu berisi buku bersampul kulit.",
        seed=31,
    ),
    PictureRow(
        "terasering",
        scenes.rice_terraces,
        "Ilustrasi: sawah terasering pada awal musim tanam.",
        "Petak-petak sawah bertingkat yang tergenang air.",
        INTAN,
    ),
    PictureRow(
        "gunung-gayo",
        scenes.dawn_ridges,
        "Ilustrasi: fajar di pegunungan dataran tinggi.",
        "Punggung-punggung bukit berkabut saat matahari terbit.",
        seed=12,
    ),
    PictureRow(
        "coffee-ar",
        stills.coffee,
        "رسم توضيحي: حبوب قهوة محمصة.",
        "حبوب قهوة بنية تملأ الصورة.",
        licence=OWN_WORK_AR,
    ),
    PictureRow(
        "perahu",
        scenes.fishing_boats,
        "Ilustrasi: perahu-perahu di teluk saat matahari terbit.",
        "Perahu layar kecil di laut tenang berwarna jingga.",
    ),
    PictureRow(
        "boats-en",
        scenes.fishing_boats,
        "Illustration: boats in a bay at sunrise.",
        "Small sailing boats on a calm orange sea.",
        licence=OWN_WORK_EN,
    ),
    PictureRow(
        "kairo",
        townscapes.mosque_dusk,
        "Ilustrasi: menara dan kubah kota tua saat senja.",
        "Siluet menara dan kubah masjid di depan matahari terbenam.",
        INTAN,
    ),
    PictureRow(
        "cairo-en",
        townscapes.mosque_dusk,
        "Illustration: minarets and domes of an old town at dusk.",
        "Silhouettes of minarets and a dome against the setting sun.",
        INTAN,
        licence=OWN_WORK_EN,
    ),
    PictureRow(
        "pasar",
        stills.market,
        "Ilustrasi: lapak sayur dan buah menjelang malam.",
        "Lapak pasar beratap belang dengan keranjang buah.",
    ),
    PictureRow(
        "market-en",
        stills.market,
        "Illustration: stalls of a night market under their lamps.",
        "Market stalls with striped awnings and baskets of fruit.",
        licence=OWN_WORK_EN,
        seed=19,
    ),
    PictureRow(
        "pelabuhan",
        townscapes.harbour,
        "Ilustrasi: derek dan peti kemas di pelabuhan pada sore hari.",
        "Derek pelabuhan di belakang tumpukan peti kemas berwarna.",
        INTAN,
    ),
    PictureRow(
        "harbour-en",
        townscapes.harbour,
        "Illustration: cranes and containers in a harbour at evening.",
        "Harbour cranes behind stacks of coloured containers.",
        INTAN,
        licence=OWN_WORK_EN,
        seed=23,
    ),
    PictureRow(
        "batik",
        patterns.batik,
        "Ilustrasi: motif jlamprang dalam warna soga dan indigo.",
        "Kain batik bermotif bunga dan belah ketupat.",
    ),
    PictureRow(
        "jendela-hujan",
        stills.rainy_window,
        "Ilustrasi: sore hujan dari balik jendela taman bacaan.",
        "Titik hujan di kaca jendela dan setumpuk buku di ambangnya.",
        INTAN,
    ),
    PictureRow(
        "sabana",
        scenes.savannah,
        "Ilustrasi: bibit akasia di lubang setengah lingkaran.",
        "Barisan bibit di tanah kering dengan pohon akasia saat senja.",
        agency="Panitia",
        photographer="",
        kind="handout",
        licence=HANDOUT,
    ),
    PictureRow(
        "masjid-tepi-air",
        townscapes.waterside,
        "Ilustrasi: masjid di tepi air pada waktu magrib.",
        "Masjid putih berkubah hijau dan pantulannya di air.",
    ),
    PictureRow(
        "sekolah",
        townscapes.school,
        "Ilustrasi: gedung sekolah desa pada pagi hari.",
        "Sekolah beratap genting dengan bendera di halaman.",
        INTAN,
    ),
    PictureRow(
        "fajar",
        scenes.dawn_ridges,
        "Ilustrasi: matahari terbit, awal waktu yang baru.",
        "Pegunungan bertingkat di bawah matahari pagi.",
        seed=5,
    ),
)


def draw(name: str, size: tuple[int, int] = (1600, 1067)) -> bytes:
    """The JPEG of the named picture, the same bytes each time. Raises KeyError for no such name."""
    row = {row.name: row for row in PICTURES}[name]
    canvas = Canvas(size, row.seed)
    row.scene(canvas)
    return canvas.jpeg()
