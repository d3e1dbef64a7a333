"""What stands between the paragraphs of some of the demo's stories.

By the story's file: behind which paragraph, and the block as a body has it; ``{name}`` is a
picture.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from articles.text import body


def with_blocks(html: str, file: str, pictures: Mapping[str, int]) -> str:
    """The body of a story with its blocks; ``pictures`` are the keys of pictures by name."""
    blocks = list(body.parse(html))
    behind = {at: list(group) for at, group in groupby(BLOCKS.get(file, ()), lambda each: each[0])}
    for at, found in sorted(behind.items(), reverse=True):
        made = body.parse("".join(block.format_map(pictures) for _, block in found))
        blocks[at:at] = made
    return body.render(blocks)


def _picture(name: str, caption: str) -> str:
    return f'<body-picture data-picture="{{{name}}}">{caption}</body-picture>'


def _table(caption: str, *rows: str) -> str:
    head, *others = (row.split(" | ") for row in rows)
    lines = [f"<tr><th>{'</th><th>'.join(head)}</th></tr>"]
    lines += [f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in others]
    return f"<table><caption>{caption}</caption>{''.join(lines)}</table>"


def _quote(text: str, speaker: str) -> str:
    return f"<body-pullquote><p>{text}</p><body-speaker>{speaker}</body-speaker></body-pullquote>"


def _verse(reference: str, translation: str = "") -> str:
    arabic = "ٱلَّذِى عَلَّمَ بِٱلْقَلَمِ ۝٤ عَلَّمَ ٱلْإِنسَـٰنَ مَا لَمْ يَعْلَمْ ۝٥"
    return (
        f'<body-verse><p lang="ar" dir="rtl">{arabic}</p><p>{translation}</p>'
        f"<body-reference>{reference}</body-reference></body-verse>"
    )


def _exchange(question: str, *answer: str) -> str:
    said = "".join(f"<p>{text}</p>" for text in answer)
    return f"<body-exchange><body-question>{question}</body-question>{said}</body-exchange>"


def _embed(title: str) -> str:
    # Nobody's video.
    address = "https://www.youtube.com/watch?v=contohMINA1"
    return f'<body-embed><a href="{address}">{title}</a></body-embed>'


def _gallery(*pictures: str) -> str:
    return f"<body-gallery>{''.join(pictures)}</body-gallery>"


BLOCKS: Final[Mapping[str, tuple[tuple[int, str], ...]]] = {
    "id/naskah-kuno-digital.txt": (
        (
            2,
            _quote(
                "Yang kami bawa pulang hanya gambarnya.",
                "Dr. Umaya Lontarini, ketua tim pengalihan",
            ),
        ),
        (
            4,
            _table(
                "Naskah yang selesai difoto, menurut aksara dan bahan",
                "Aksara | Kertas Eropa | Daluang | Lontar | Bambu | Seluruhnya",
                "Jawi | 312 | 41 | 0 | 0 | 353",
                "Pegon | 198 | 96 | 0 | 0 | 294",
                "Jawa | 87 | 62 | 24 | 0 | 173",
                "Lontara | 29 | 0 | 78 | 0 | 107",
                "Batak | 0 | 31 | 0 | 42 | 73",
            ),
        ),
        (5, _picture("girih", "Ragam hias pada sampul dalam sebuah <em>mushaf</em> pesisir.")),
        (
            6,
            _exchange(
                "Mengapa naskah tidak dibawa saja ke perpustakaan?",
                "Karena naskah hidup bersama pemiliknya. Sebagian masih dibaca setiap malam Jumat.",
                "Lagi pula, perjalanan jauh lebih berbahaya daripada rak di rumah sendiri.",
            ),
        ),
        (
            6,
            _exchange(
                "Apa yang sebaiknya dilakukan keluarga yang menyimpan naskah?",
                "Simpan di tempat kering, jangan dilipat, dan hubungi kami sebelum menambalnya.",
            ),
        ),
        (6, _embed("Cara memotret naskah rapuh tanpa menyentuhnya")),
        (
            7,
            _verse(
                "Q.S. Al-‘Alaq [96]: 4–5",
                "“Yang mengajar (manusia) dengan pena. Dia mengajarkan manusia apa yang tidak"
                " diketahuinya.”",
            ),
        ),
        (
            8,
            _gallery(
                _picture("naskah", ""),
                _picture("tatreez", "Kain pembungkus naskah, disulam oleh pemiliknya."),
                _picture("girih", "Bintang segi delapan di halaman pembuka."),
            ),
        ),
    ),
    "en/manuscripts-digital.txt": (
        (
            2,
            _quote("All we take away is the image.", "Dr. Umaya Lontarini, head of the joint team"),
        ),
        (
            4,
            _table(
                "Manuscripts photographed, by script and material",
                "Script | European paper | Bark paper | Palm leaf | Bamboo | All",
                "Jawi | 312 | 41 | 0 | 0 | 353",
                "Pegon | 198 | 96 | 0 | 0 | 294",
                "Javanese | 87 | 62 | 24 | 0 | 173",
                "Lontara | 29 | 0 | 78 | 0 | 107",
                "Batak | 0 | 31 | 0 | 42 | 73",
            ),
        ),
        (5, _picture("girih", "Ornament inside the cover of a <em>mushaf</em> from the coast.")),
        (
            6,
            _exchange(
                "Why not simply take the manuscripts to a library?",
                "Because they live with their owners. Some are still read every Thursday night.",
                "And a long journey is a greater danger than the shelf at home.",
            ),
        ),
        (6, _embed("How to photograph a fragile leaf without touching it")),
        (
            7,
            _verse(
                "Quran, Al-‘Alaq 96:4–5",
                "“Who taught by the pen, taught man what he did not know.”",
            ),
        ),
        (
            8,
            _gallery(
                _picture("manuscripts-en", ""),
                _picture("tatreez", "A cloth to wrap a manuscript, embroidered by its owner."),
            ),
        ),
    ),
    "ar/manuscripts.txt": (
        (2, _quote("لا نأخذ معنا إلا صورتها.", "الدكتورة أومايا لونتاريني، رئيسة الفريق")),
        (
            4,
            _table(
                "المخطوطات المصورة بحسب الخط والمادة",
                "الخط | ورق أوروبي | لحاء الشجر | سعف النخيل | خيزران | المجموع",
                "جاوي | 312 | 41 | 0 | 0 | 353",
                "بيغون | 198 | 96 | 0 | 0 | 294",
                "الجاوية | 87 | 62 | 24 | 0 | 173",
                "لونتارا | 29 | 0 | 78 | 0 | 107",
                "باتاك | 0 | 31 | 0 | 42 | 73",
            ),
        ),
        (5, _picture("girih", "زخرفة داخل غلاف مصحف من الساحل.")),
        (
            6,
            _exchange(
                "لماذا لا تُنقل المخطوطات إلى المكتبة؟",
                "لأنها تعيش مع أصحابها، وما زال بعضها يُقرأ كل ليلة جمعة.",
                "والسفر الطويل أخطر عليها من رف البيت.",
            ),
        ),
        (6, _embed("كيف تُصوَّر ورقة هشة من دون لمسها")),
        (6, _verse("سورة العلق، الآيتان 4 و5")),
        (
            7,
            _gallery(
                _picture("manuscripts-ar", ""),
                _picture("tatreez", "قماش لحفظ المخطوطة طرّزته صاحبتها."),
            ),
        ),
    ),
}
