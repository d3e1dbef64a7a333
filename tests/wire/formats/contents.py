"""Contents of Dispatches as ``record.freeze`` makes them, in each edition, with every block."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from articles.models import Dispatch
from articles.text import body
from wire.formats.item import Item

BASE: Final = "https://kantor.contoh.test"
UID: Final = UUID("0f3c9f0a-6a52-4a5e-9a52-0f6a4a5e9a52")
OTHER: Final = "11111111-2222-4333-8444-555555555555"
AT: Final = datetime(2026, 8, 8, 0, 15, tzinfo=UTC)
UNTIL: Final = "2026-08-09T01:00:00+00:00"
LANGUAGES: Final = ("id", "en", "ar")

BLOCKS: Final = {
    "paragraph": "<p>Satu <strong>tebal <em>miring</em></strong><br>dua</p>",
    "link": '<p>Ke <a href="/panen/">sini</a> dan <a href="https://x.test/?a=1&amp;b">sana</a></p>',
    "tongue": '<p lang="ar" dir="rtl">نص &amp; نص</p>',
    "headings": "<h2>Dua</h2><p>a</p><h3>Tiga</h3><p>b</p>",
    "quote": "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>",
    "bullets": "<ul><li><p>a</p><ol><li>b</li></ol></li></ul>",
    "numbers": "<ol><li>a</li><li><blockquote><p>b</p></blockquote></li></ol>",
    "picture": '<body-picture data-picture="7">Takarir <em>sendiri</em></body-picture>',
    "bare_picture": '<body-picture data-picture="8"></body-picture>',
    "gallery": '<body-gallery><body-picture data-picture="7">a</body-picture>'
    '<body-picture data-picture="8"></body-picture></body-gallery>',
    "table": "<table><caption>Harga</caption><tr><th>a</th><th></th></tr>"
    "<tr><td>1<br>2</td><td><strong>b</strong></td></tr></table>",
    "head_only": "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>",
    "pullquote": "<body-pullquote><p>Kutipan</p><body-speaker>Fulan</body-speaker>"
    "</body-pullquote>",
    "verse": '<body-verse><p lang="ar" dir="rtl">نص</p><p>Arti</p>'
    "<body-reference>Q.S. 3: 110</body-reference></body-verse>",
    "exchange": "<body-exchange><body-question>Apa?</body-question><p>Ini.</p>"
    "<ul><li>a</li></ul></body-exchange>",
    "embed": '<body-embed><a href="https://youtu.be/abcdefghijk">Video &lt;1&gt;</a></body-embed>',
}
"""The HTML of each kind of block, by what it shows."""

EDITIONS: Final = {
    "id": ("Mi’raj News Agency (MINA)", "MINA", "ltr"),
    "en": ("Mi’raj News Agency (MINA)", "MINA", "ltr"),
    "ar": ("وكالة معراج للأنباء (مينا)", "مينا", "rtl"),
}


def picture(number: int, **given: Any) -> dict[str, Any]:
    return {
        "file": f"pictures/2026/08/{number:020x}.jpg",
        "width": 1600,
        "height": 900,
        "token": f"{number:020x}",
        "checksum": f"{number:064x}",
        "alternative": "Sawah",
        "caption": f"Panen “raya” ke-{number}",
        "photographer": "Abdullah",
        "agency": "MINA",
        "credit": "Abdullah/MINA",
        "kind": "own",
        "licence": "Milik sendiri",
        "usable_until": None,
        "is_ai": False,
        "colour": "#aabbcc",
        "focal": [40, 60],
        "recipe": 1,
        **given,
    }


def content(language: str = "id", html: str = "<p>Satu.</p>", **given: Any) -> dict[str, Any]:
    """A story's content; every field of it says something."""
    agency, mark, direction = EDITIONS[language]
    person = {"id": 5, "slug": "fulan", "name": "Fulan", "title": "Redaktur", "language": language}
    return {
        "edition": {
            "code": language,
            "name": language,
            "agency": agency,
            "mark": mark,
            "direction": direction,
        },
        "desk": {"id": 12, "slug": "daerah", "name": "Daerah"},
        "section": {"id": 3, "slug": "indonesia", "name": "Indonesia"},
        "kind": {"code": "T", "name": "Terjemahan"},
        "writer": {**person, "portrait": None},
        "headline": "Panen <raya> & ‘padi’",
        "standfirst": "Ringkasnya",
        "slug": "panen-raya" if language != "ar" else "حصاد",
        "byline": "",
        "dateline": f"Jakarta, {mark} –",
        "places": ["Jakarta"],
        "body": body.to_data(body.parse(html)),
        "sign_off": agency,
        "translation_group": OTHER,
        "label": "",
        "sponsor": "",
        "is_ai": False,
        "verification_note": "",
        "updates": {"story": OTHER},
        "urgency": 3,
        "slugline": "panen-raya",
        "ednote": "Foto menyusul.",
        "picture": picture(1, usable_until="2026-12-31"),
        "pictures": {"7": picture(7, is_ai=True), "8": picture(8, photographer="", agency="")},
        "tags": [{"name": "Panen", "slug": "panen"}, {"name": "🌾", "slug": ""}],
        "related": [
            {"title": "Judul lain", "story": OTHER, "after": 1, "follows": False},
            {"title": "Judul lama", "story": None, "after": None, "follows": False},
        ],
        "code": "(T/RI-1/P2)",
        "editors": [{**person, "id": 6, "name": "Fulanah"}],
        "notices": [],
        "withdrawal": None,
        "embargo": None,
        "hold": None,
        "published_at": "2026-08-08T00:15:00+00:00",
        "updated_at": AT.isoformat(),
        **given,
    }


def tombstone(language: str = "id") -> dict[str, Any]:
    """What a withdrawal says."""
    whole = content(language)
    frame = ("edition", "desk", "section", "slug", "headline", "published_at", "updated_at")
    return {
        **{name: whole[name] for name in frame},
        "withdrawal": {
            "ground": "anak",
            "reason": "Menyebut nama anak.\nDicabut.",
            "by": "Pemimpin",
            "at": AT.isoformat(),
        },
    }


NOTICE: Final = {"kind": "hak-jawab", "text": "Yang benar 3.\nBukan 2.", "at": AT.isoformat()}


def signalled(
    signal: str, language: str = "id", html: str = "<p>Satu.</p>", number: int = 42
) -> Item:
    """A Dispatch of each signal; ``embargo`` is a new one under an embargo."""
    told, standing = content(language, html), "usable"
    match signal:
        case "withdrawal":
            told, standing = tombstone(language), "canceled"
        case "hold":
            told, standing = {**told, "hold": {"until": UNTIL, "reason": "Diperiksa."}}, "withheld"
        case "embargo":
            told, standing, signal = {**told, "embargo": {"until": UNTIL}}, "withheld", "new"
        case "correction":
            told["notices"] = [NOTICE]
    return item(told, signal=signal, pubstatus=standing, number=number)


SIGNALS: Final = ("new", "update", "correction", "withdrawal", "hold", "lift", "embargo")


def item(
    told: dict[str, Any],
    *,
    signal: str = "new",
    pubstatus: str = "usable",
    number: int = 42,
    **given: Any,
) -> Item:
    dispatch = Dispatch(
        number=number,
        story_uid=UID,
        version=3,
        signal=signal,
        pubstatus=pubstatus,
        content=told,
        sent_at=AT,
    )
    return Item.of(dispatch, base=BASE, **given)
