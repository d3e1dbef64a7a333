"""What is typed, and how printers set it: the cases of static/js/typography.js."""

# With ⍽ for a blank that does not break.
CASES = {
    'Ia berkata, "Panen raya."': "Ia berkata, “Panen raya.”",
    '"Satu," katanya, "dan dua."': "“Satu,” katanya, “dan dua.”",
    "\"Kata 'panen' itu,\" ujarnya.": "“Kata ‘panen’ itu,” ujarnya.",
    "Membaca Al-Qur'an pada Jum'at": "Membaca Al-Qur’an pada Jum’at",
    "the farmers' market of the '90s": "the farmers’ market of the ’90s",
    '("dalam kurung")': "(“dalam kurung”)",
    '"Dimulai, dan diteruskan di paragraf lain': "“Dimulai, dan diteruskan di paragraf lain",
    "“Sudah rapi,” katanya.": "“Sudah rapi,” katanya.",
    # A measure has no quotation marks.
    "layar 5\" dan tinggi 5'10": "layar 5\" dan tinggi 5'10",
    "Jombang, MINA - Panen tiba": "Jombang, MINA – Panen tiba",
    "Jombang, MINA – Panen - yang pertama - tiba": ("Jombang, MINA – Panen⍽– yang pertama⍽– tiba"),
    "tanya -- jawab": "tanya⍽– jawab",
    "anak-anak, 10-12 tahun": "anak-anak, 10-12 tahun",
    "jarak 12 km, 5 juta orang, 30 °C, pukul 14.00 WIB": (
        "jarak 12⍽km, 5⍽juta orang, 30⍽°C, pukul 14.00⍽WIB"
    ),
    "20 meter persegi, 5 kgs": "20 meter persegi, 5 kgs",
    "seharga Rp 5.000 atau US$ 3": "seharga Rp⍽5.000 atau US$⍽3",
    "H. M. Salim dan A. Rahman": "H.⍽M.⍽Salim dan A.⍽Rahman",
    # Arabic and addresses are left as they are, and so is a pair of marks round Arabic.
    'membaca "بسم الله" lalu "amin"': 'membaca "بسم الله" lalu “amin”',
    'قال "نعم" - ثم 5 km': 'قال "نعم" - ثم 5⍽km',
    "قال 'نعم' - ثم": "قال 'نعم' - ثم",
    "tautan https://contoh.id/a\"b'c - dan surel a'b@contoh.id": (
        "tautan https://contoh.id/a\"b'c⍽– dan surel a'b@contoh.id"
    ),
    "": "",
}
