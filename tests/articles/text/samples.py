"""Stories of our own in the house format, for tests of the text layer and of the import."""

from typing import Final

# The form of a whole story as it goes out: two related links, the second between code and
# sign-off, and no line end behind the last line.
PLAIN_STORY: Final = (
    "Cibuntu, MINA – Warga Desa Cibuntu membuka kembali perpustakaan keliling yang berhenti sejak"
    " tiga tahun lalu, kata ketua pengelolanya pada Rabu (7/2).\n"
    "Mobil bekas angkutan sayur itu kini memuat enam ratus buku anak dan berhenti di delapan"
    " titik setiap pekan.\n"
    "“Kami mulai dari buku yang ada di rumah masing-masing,” kata pengelola kepada MINA.\n"
    "Para pelajar membantu menyusun katalog dan menambal sampul yang robek.\n"
    "Baca Juga: Panen Jeruk di Lereng Gunung Dimulai Lebih Awal\n"
    "Jadwal singgah ditempel di setiap pos ronda agar warga dapat menyiapkan buku yang akan"
    " dikembalikan.\n"
    "Pengelola berharap ada dua mobil lagi sebelum tahun ajaran baru. (T/XA-1/X2)\n"
    "Baca Juga: Sekolah di Pesisir Menanam Seribu Bakau\n"
    "Mi’raj News Agency (MINA)"
)

SIGNED_PIECE: Final = (
    "Menjaga Mata Air di Musim Kering\r\n"
    "\r\n"
    "Oleh: Contoh Penulis, guru di Cibuntu\r\n"
    "\r\n"
    "Oleh karena itu, mata air perlu dijaga bersama.\r\n"
    "Setiap keluarga dapat memulai dari halaman sendiri. (A/XA-1)\r\n"
    "\r\n"
    "Mi'raj Islamic News Agency (MINA)\r\n"
)

ENGLISH_STORY: Final = (
    "Village Library Back on the Road\n"
    "Cibuntu, 5 Rabi’ul Akhir 1437/15 January 2016 (MINA) – A travelling library is open again.\n"
    "It stops at eight places every week.\n"
    "Also Read: Orange Harvest Starts Early\n"
    "Its keepers hope for two more cars. (L / X09 / X05/X03).\n"
    "Mi`raj Islamic News Agency (MINA)\n"
)

ARABIC_STORY: Final = (
    "عودة المكتبة المتنقلة إلى القرية\n"
    "لامبونج، مينا – عادت المكتبة المتنقلة إلى القرية بعد انقطاع دام ثلاث سنوات.\n"
    "وتقف السيارة في ثمانية أماكن كل أسبوع.\n"
    "اقرأ أيضا: بدء موسم البرتقال مبكرا\n"
    "ويأمل القائمون عليها في سيارتين أخريين. (T/XA-1/X2)\n"
    "وكالة معراج للأنباء (مينا)\n"
)
