"""The demo newsroom's stories: where each stands, who signs it and what became of it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Final, Literal

from django.utils import timezone

from articles.text.dates import DAYS, JAKARTA, short_date

type State = Literal[
    "published",
    "updated",
    "corrected",
    "withdrawn",
    "embargoed",
    "held",
    "scheduled",
    "submitted",
    "returned",
    "draft",
    "spiked",
]

_DAY = re.compile(r"\{day([+-]\d+)?\}")


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story of the demo. Staff are named by username, pictures and desks by name and slug.

    ``hours_ago`` is when it went out, or when it was filed where it has not; a scheduled story
    goes out in ``publish_in_hours``, when the embargo of another ends. ``text`` is the reason of a
    return, spike, hold or withdrawal, and the note of a correction. ``change`` is the wording of
    the file and what an update or correction puts in its place, ``amended_hours_ago``.
    ``translation_of`` is another row's file, and so is ``updates``, an unverified story. ``author``
    is the guest who signs it by name.
    """

    file: str
    desk: str
    kind: str
    writer: str
    editor: str
    hours_ago: float
    picture: str = ""
    tags: tuple[str, ...] = ()
    state: State = "published"
    text: str = ""
    change: tuple[str, str] | None = None
    amended_hours_ago: float = 0
    publish_in_hours: float = 0
    notice: str = ""
    ground: str = ""
    translation_of: str = ""
    updates: str = ""
    author: str = ""
    label: str = ""
    sponsor: str = ""
    is_ai: bool = False

    @property
    def edition(self) -> str:
        """The code of the language edition."""
        return self.file.partition("/")[0]


def copy_of(story: StoryRow, now: datetime) -> str:
    """The story as filed, with the days it names counted from its own time.

    ``now`` must be aware. Days are those of Jakarta, printed as ``Selasa (16/1)``.
    """
    text = (files(__package__) / "copy" / story.file).read_text(encoding="utf-8")
    ahead = timedelta(hours=story.publish_in_hours or -story.hours_ago)
    today = timezone.localdate(now + ahead, JAKARTA)

    def in_words(match: re.Match[str]) -> str:
        day = today + timedelta(days=int(match[1] or 0))
        return f"{DAYS[story.edition][day.weekday()]} {short_date(day)}"

    return _DAY.sub(in_words, text)


# A table of sixty rows: a line for each argument would hide it.
# fmt: off
STORIES: Final = (
    StoryRow("id/dapur-umum-gaza.txt", "palestina", "T", "reporter", "editor", 0.2,
             "tenda", ("Gaza", "bantuan kemanusiaan", "dapur umum", "relawan")),
    StoryRow("id/jembatan-diperiksa.txt", "daerah", "L", "sekar", "editor", 1.9,
             "", ("jembatan gantung", "infrastruktur", "verifikasi"),
             updates="id/jembatan-gantung-putus.txt"),
    StoryRow("id/harga-cabai.txt", "ekonomi", "L", "sekar", "editor", 0.8,
             "pasar", ("harga pangan", "cabai", "pasar tradisional", "Bogor")),
    StoryRow("id/menara-kairo.txt", "timur-tengah", "T", "raka", "yazid", 1.5,
             "kairo", ("Mesir", "Kairo", "cagar budaya", "arsitektur Islam")),
    StoryRow("id/ekspor-rotan.txt", "ekonomi", "L", "ratna", "ratna", 2.4,
             "pelabuhan", ("ekspor", "rotan", "kerajinan", "pelabuhan", "Surabaya")),
    StoryRow("ar/manuscripts.txt", "indonesia", "T", "raka", "yazid", 2.9,
             "manuscripts-ar", ("إندونيسيا", "مخطوطات", "تراث", "جاكرتا"),
             translation_of="id/naskah-kuno-digital.txt"),
    StoryRow("en/manuscripts-digital.txt", "indonesia", "T", "laila", "ratna", 3.1,
             "manuscripts-en", ("Indonesia", "manuscripts", "heritage", "libraries"),
             translation_of="id/naskah-kuno-digital.txt"),
    StoryRow("id/naskah-kuno-digital.txt", "nasional", "L", "reporter", "editor", 3.6,
             "naskah", ("naskah kuno", "filologi", "perpustakaan", "Nusantara")),
    StoryRow("en/school-boats-maluku.txt", "education", "T", "laila", "ratna", 4.1,
             "boats-en", ("Maluku", "schools", "islands", "children"),
             translation_of="id/perahu-sekolah-maluku.txt"),
    StoryRow("id/perahu-sekolah-maluku.txt", "daerah", "L", "sekar", "chief", 4.8,
             "perahu", ("Maluku", "pendidikan", "kepulauan", "perahu sekolah")),
    StoryRow("id/gelombang-tinggi.txt", "nasional", "L", "banyu", "editor", 5.5,
             "ombak", ("gelombang tinggi", "nelayan", "cuaca", "Cilacap"),
             state="updated",
             change=(
                 "Pada pendataan pertama, tiga perahu masih dalam perjalanan pulang.",
                 (
                     "Hingga pendataan terakhir, seluruh perahu setempat sudah bersandar, termasuk"
                     " tiga yang sempat terlambat."
                 ),
             ),
             amended_hours_ago=1.1),
    StoryRow("en/olive-harvest-ramallah.txt", "palestine", "T", "laila", "ratna", 6.5,
             "olives-en", ("Palestine", "olives", "Ramallah", "harvest"),
             translation_of="id/panen-zaitun-ramallah.txt"),
    StoryRow("id/panen-zaitun-ramallah.txt", "palestina", "T", "reporter", "editor", 7.2,
             "zaitun", ("Palestina", "Ramallah", "zaitun", "budaya")),
    StoryRow("ar/olive-harvest.txt", "palestine", "T", "raka", "yazid", 5.9,
             "olives-ar", ("فلسطين", "رام الله", "الزيتون", "تراث"),
             translation_of="id/panen-zaitun-ramallah.txt"),
    StoryRow("id/pantau-hilal.txt", "nasional", "L", "banyu", "editor", 9.5,
             "hilal", ("hilal", "ilmu falak", "kalender Hijriah", "astronomi")),
    StoryRow("id/kolom-bangku-belakang.txt", "kolom", "A", "sekar", "chief", 10.8,
             "", ("kolom", "pendidikan", "guru", "sekolah"),
             author="Nirmala Pandawita"),
    StoryRow("id/kopi-gayo-organik.txt", "daerah", "L", "sekar", "yazid", 12,
             "gunung-gayo", ("kopi Gayo", "Aceh", "pertanian organik", "Takengon")),
    StoryRow("id/kelas-tenda-khan-younis.txt", "palestina", "T", "raka", "yazid", 14.5,
             "", ("Gaza", "Khan Younis", "pendidikan", "anak")),
    StoryRow("en/cairo-minaret.txt", "middle-east", "T", "raka", "ratna", 1,
             "cairo-en", ("Egypt", "Cairo", "heritage", "architecture"),
             translation_of="id/menara-kairo.txt"),
    StoryRow("id/forum-koki-halal.txt", "asia", "T", "banyu", "editor", 18,
             "", ("halal", "kuliner", "Malaysia", "Kuala Lumpur")),
    StoryRow("id/opini-satu-menit.txt", "opini", "A", "reporter", "chief", 20,
             "", ("opini", "literasi media", "tabayun", "hoaks"),
             author="Wiradi Pustakawijaya"),
    StoryRow("id/alat-ukur-santri.txt", "pendidikan", "L", "sekar", "editor", 22.5,
             "", ("santri", "teknologi tepat guna", "pesantren", "pertanian", "Jombang")),
    StoryRow("ar/gayo-coffee.txt", "economy", "T", "raka", "yazid", 10.4,
             "coffee-ar", ("إندونيسيا", "قهوة", "زراعة عضوية", "آتشيه"),
             translation_of="id/kopi-gayo-organik.txt"),
    StoryRow("id/kereta-jalur-selatan.txt", "nasional", "L", "reporter", "editor", 27,
             "kereta", ("kereta api", "transportasi", "jalur selatan", "Jawa"),
             state="corrected",
             notice="ralat",
             text=(
                 "Versi pertama berita ini menyebutkan sensor gerakan tanah dipasang di enam "
                 "titik. Yang benar, sensor dipasang di delapan titik. Redaksi memohon maaf "
                 "atas kekeliruan tersebut."
             ),
             change=(
                 "dipasang di enam titik rawan",
                 "dipasang di delapan titik rawan",
             ),
             amended_hours_ago=24.4),
    StoryRow("id/jembatan-gantung-putus.txt", "daerah", "L", "sekar", "editor", 27.6,
             "", ("jembatan gantung", "infrastruktur", "sungai")),
    StoryRow("en/spice-routes.txt", "economy", "L", "laila", "chief", 28,
             "harbour-en", ("spices", "exports", "Surabaya", "farmers")),
    StoryRow("id/bibit-senegal.txt", "afrika", "T", "banyu", "editor", 30,
             "sabana", ("Senegal", "penghijauan", "lingkungan", "Sahel")),
    StoryRow("id/masjid-hemat-air-bandung.txt", "daerah", "L", "sekar", "editor", 33,
             "", ("masjid", "hemat air", "Bandung", "lingkungan")),
    StoryRow("id/irigasi-terasering.txt", "daerah", "L", "sekar", "editor", 36,
             "terasering", ("Tasikmalaya", "irigasi", "petani", "padi", "gotong royong")),
    StoryRow("id/pameran-buku-doha.txt", "timur-tengah", "T", "raka", "yazid", 38,
             "", ("Qatar", "Doha", "pameran buku", "sastra")),
    StoryRow("id/montir-perempuan.txt", "muslimah", "L", "banyu", "editor", 44,
             "", ("muslimah", "montir", "Semarang", "pemberdayaan perempuan")),
    StoryRow("id/opini-kota-teduh.txt", "opini", "A", "banyu", "chief", 45.5,
             "", ("opini", "tata kota", "pohon peneduh", "lingkungan"),
             author="Guntur Semestaji"),
    StoryRow("id/kargo-bantuan-kairo.txt", "palestina", "L", "raka", "editor", 47,
             "", ("Palestina", "bantuan kemanusiaan", "mahasiswa", "Kairo")),
    StoryRow("en/solar-market-dakar.txt", "africa", "T", "laila", "ratna", 50,
             "market-en", ("Senegal", "solar power", "markets")),
    StoryRow("id/sulam-tatreez-hebron.txt", "palestina", "T", "banyu", "yazid", 53,
             "tatreez", ("Palestina", "Hebron", "tatreez", "budaya", "perempuan")),
    StoryRow("ar/santri-sensor.txt", "education", "T", "raka", "yazid", 19,
             "", ("إندونيسيا", "تعليم", "ابتكار", "زراعة"),
             is_ai=True,
             translation_of="id/alat-ukur-santri.txt"),
    StoryRow("id/tausiyah-al-asr.txt", "tausiyah", "A", "banyu", "chief", 58,
             "fajar", ("tausiyah", "Surah Al-Asr", "waktu", "akhlak"),
             author="Ustaz Rahmat Tafakuri"),
    StoryRow("id/dapur-toronto.txt", "amerika", "T", "reporter", "editor", 64,
             "", ("Kanada", "Toronto", "masjid", "pangan")),
    StoryRow("id/pendampingan-halal.txt", "produk-halal", "R", "banyu", "editor", 71,
             "", ("sertifikasi halal", "UMKM", "Depok", "produk halal"),
             label="advertorial", sponsor="Koperasi Contoh Sejahtera"),
    StoryRow("en/tea-gardens-sylhet.txt", "asia", "T", "laila", "ratna", 75,
             "", ("Bangladesh", "tea", "music", "women")),
    StoryRow("id/feature-batik-pekalongan.txt", "feature", "A", "sekar", "chief", 78,
             "batik", ("batik", "Pekalongan", "kerajinan", "feature")),
    StoryRow("id/sekolah-terapung-bangladesh.txt", "asia", "T", "reporter", "editor", 86,
             "", ("Bangladesh", "sekolah terapung", "pendidikan", "banjir")),
    StoryRow("id/sumur-surya-gaza.txt", "palestina", "T", "raka", "editor", 93,
             "", ("Gaza", "air bersih", "tenaga surya", "bantuan kemanusiaan")),
    StoryRow("en/opinion-mistakes.txt", "opinion", "A", "laila", "ratna", 98,
             "", ("opinion", "journalism", "corrections"),
             author="Selina Margravine"),
    StoryRow("id/wawancara-penerjemah.txt", "wawancara", "W", "reporter", "chief", 101,
             "", ("wawancara", "penerjemah", "sastra Arab", "bahasa")),
    StoryRow("id/perpustakaan-sarajevo.txt", "eropa", "T", "banyu", "editor", 112,
             "rak-sarajevo", ("Bosnia", "Sarajevo", "perpustakaan", "mahasiswa")),
    StoryRow("id/khutbah-kemudahan.txt", "khutbah", "A", "banyu", "chief", 124,
             "masjid-tepi-air", ("khutbah Jumat", "Surah Al-Insyirah", "takwa"),
             author="K.H. Mursyid Sakinahudin"),
    StoryRow("ar/opinion-minute.txt", "articles", "A", "raka", "yazid", 130,
             "", ("رأي", "إعلام", "تحقق من الأخبار"),
             author="سامي الورّاقي"),
    StoryRow("id/perpustakaan-keliling-betlehem.txt", "palestina", "T", "raka", "yazid", 133,
             "", ("Palestina", "Betlehem", "literasi", "anak"),
             state="withdrawn",
             ground="anak",
             text=(
                 "Berita ini memuat keterangan yang memungkinkan seorang anak dikenali tanpa "
                 "persetujuan tertulis dari walinya. Redaksi mencabutnya demi melindungi anak "
                 "tersebut."
             ),
             amended_hours_ago=120),
    StoryRow("id/tokoh-guru-pulau.txt", "tokoh", "A", "sekar", "chief", 142,
             "sekolah", ("tokoh", "guru", "Sulawesi Selatan", "pendidikan")),
    StoryRow("id/kaligrafi-yerusalem.txt", "palestina", "T", "reporter", "yazid", 156,
             "girih", ("Yerusalem", "kaligrafi", "pameran", "seni Islam")),
    StoryRow("id/kebun-melbourne.txt", "australia", "T", "banyu", "editor", 188,
             "", ("Australia", "Melbourne", "kebun komunitas", "diaspora")),
    StoryRow("en/sarajevo-bakers.txt", "europe", "T", "laila", "ratna", 212,
             "", ("Bosnia", "Sarajevo", "bread", "crafts")),
    StoryRow("id/survei-baca-desa.txt", "pendidikan", "R", "sekar", "editor", 2.2,
             "", ("literasi", "rumah baca", "survei", "Yogyakarta"),
             state="embargoed",
             publish_in_hours=5),
    StoryRow("id/jalur-kapal-makassar.txt", "daerah", "L", "banyu", "editor", 7.5,
             "", ("pelayaran perintis", "Makassar", "pulau kecil"),
             state="held",
             text=(
                 "Tarif yang disebut dalam berita ini dibantah pengelola pelabuhan. Redaksi "
                 "menahannya sampai surat keputusan yang asli kami baca."
             ),
             amended_hours_ago=2.6),
    StoryRow("id/klinik-zanzibar.txt", "afrika", "T", "banyu", "editor", 1.2,
             "", ("Tanzania", "Zanzibar", "kesehatan", "klinik terapung"),
             state="scheduled",
             publish_in_hours=3),
    StoryRow("id/feature-taman-bacaan.txt", "kolom", "A", "reporter", "chief", 3.4,
             "jendela-hujan", ("literasi", "taman bacaan", "Cileungsi", "Bogor"),
             state="scheduled",
             publish_in_hours=9),
    StoryRow("id/dapur-sapporo.txt", "asia", "T", "reporter", "", 0.5,
             "", ("Jepang", "Sapporo", "komunitas Muslim", "musim dingin"),
             state="submitted"),
    StoryRow("id/danau-chicago.txt", "amerika", "T", "banyu", "", 1.9,
             "", ("Amerika Serikat", "Chicago", "mahasiswa Muslim", "lingkungan"),
             state="submitted"),
    StoryRow("en/tent-school-khan-younis.txt", "palestine", "T", "laila", "", 2.7,
             "", ("Gaza", "Khan Younis", "education", "children"),
             state="submitted",
             translation_of="id/kelas-tenda-khan-younis.txt"),
    StoryRow("id/pintu-terbuka-rotterdam.txt", "eropa", "T", "reporter", "editor", 6,
             "", ("Belanda", "Rotterdam", "masjid", "kerukunan"),
             state="returned",
             text=(
                 "Angka empat ribu kunjungan itu dari siapa? Sebutkan sumbernya di paragraf "
                 "yang sama, dan tambahkan satu suara dari pengurus masjid."
             )),
    StoryRow("id/koperasi-syariah-desa.txt", "ekonomi", "L", "sekar", "editor", 11,
             "", ("koperasi syariah", "Sleman", "ekonomi umat"),
             state="returned",
             text=(
                 "Mohon cantumkan nama koperasi dan tanggal rapatnya, lalu periksa lagi "
                 "persentase pembiayaan macet dengan laporan tahunan."
             )),
    StoryRow("id/falaj-oman.txt", "timur-tengah", "T", "reporter", "", 0.7,
             "", ("Oman", "falaj", "pertanian", "warisan budaya"),
             state="draft"),
    StoryRow("id/relawan-tanggap-bencana.txt", "nasional", "L", "reporter", "", 5,
             "", ("relawan", "kebencanaan", "pelatihan", "Jakarta"),
             state="draft"),
    StoryRow("id/beasiswa-tahfizh.txt", "pendidikan", "R", "sekar", "", 16,
             "", ("beasiswa", "tahfizh", "Al-Quran", "Yogyakarta"),
             state="draft"),
    StoryRow("id/lomba-jukung-banjarmasin.txt", "daerah", "R", "sekar", "editor", 29,
             "", ("Banjarmasin", "pasar terapung", "jukung", "wisata"),
             state="spiked",
             text="Acara ditunda penyelenggara sampai bulan depan."),
)
# fmt: on
