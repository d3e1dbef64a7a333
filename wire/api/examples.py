"""Examples on the API's page; a test holds them to what it gives."""

from typing import Any, Final

_STORY: Final = "0b7c1f5e-6d0a-4c0f-9a53-5b8f2d9f6a11"
_BASE: Final = "https://news.example.org"

_HEAD: Final[dict[str, Any]] = {
    "story": _STORY,
    "hash": "5f0c" * 16,
    "published_at": "2026-11-27T02:10:00+00:00",
    "edition": "id",
    "direction": "ltr",
    "url": f"{_BASE}/panen-raya-di-garut/",
    "headline": "Panen raya di Garut",
    "desk": {"id": 3, "slug": "nasional", "name": "Nasional"},
    "section": {"id": 3, "slug": "nasional", "name": "Nasional"},
    "embargo": None,
    "hold": None,
}
ITEM: Final[dict[str, Any]] = {
    "number": 4182,
    "prev": 4179,
    "signal": "new",
    **_HEAD,
    "version": 1,
    "pubstatus": "usable",
    "sent_at": "2026-11-27T02:10:00+00:00",
    "updated_at": "2026-11-27T02:10:00+00:00",
    "urgency": 5,
    "withdrawal": None,
    "standfirst": "Petani menjual sendiri hasilnya.",
    "slugline": "panen-garut",
    "byline": "",
    "dateline": "Garut, MINA – ",
    "places": ["Garut"],
    "code": "(T/RI-1/P2)",
    "sign_off": "Mi’raj News Agency (MINA)",
    "ednote": "",
    "label": "",
    "sponsor": "",
    "is_ai": False,
    "verification_note": "",
    "tags": [{"name": "panen", "slug": "panen"}],
    "kind": {"code": "T", "name": "Teks"},
    "writer": {"name": "Rina Contoh", "title": "", "language": "id"},
    "editors": [{"name": "Pandu Contoh", "title": "", "language": "id"}],
    "notices": [],
    "translation_group": _STORY,
    "updates": None,
    "related": [],
    "picture": None,
    "pictures": {},
    "body_html": "<p>Ratusan petani memanen padi.</p>",
    "body_text": "Ratusan petani memanen padi.",
}
WITHDRAWAL: Final[dict[str, Any]] = {
    "number": 4190,
    "prev": 4182,
    "signal": "withdrawal",
    **_HEAD,
    "version": 2,
    "pubstatus": "canceled",
    "sent_at": "2026-11-27T03:00:00+00:00",
    "updated_at": "2026-11-27T03:00:00+00:00",
    "urgency": None,
    "withdrawal": {
        "ground": "anak",
        "reason": "Identitas anak terungkap.",
        "by": "Pandu Contoh",
        "at": "2026-11-27T03:00:00+00:00",
    },
}
_LOG: Final = f"{_BASE}/wire/v1/log"
ENVELOPE: Final[dict[str, Any]] = {
    "items": [ITEM],
    "cursor": 4182,
    "next": f"{_LOG}?after=4182&limit=100",
}
PRESENT: Final[dict[str, Any]] = {
    "items": [ITEM],
    "cursor": 4182,
    "follow": 4188,
    "next": f"{_LOG}?after=4188&limit=100",
}
RECEIPTS: Final[dict[str, Any]] = {
    "receipts": [
        {
            "story": _STORY,
            "version": 1,
            "fate": "published",
            "url": "https://media.example.org/panen-raya",
        }
    ]
}
RECONCILE: Final[dict[str, Any]] = {"stories": {_STORY: 1}, "after": 0}
RECONCILED: Final[dict[str, Any]] = {
    "missing": [],
    "older": [],
    "withdrawn": [{"story": _STORY, "number": 4190, "version": 2, "url": f"{_LOG}/4190.json"}],
    "unknown": [],
    "cursor": 4190,
    "is_complete": True,
}
DETAILS: Final = {
    "unreadable": "Send JSON in UTF-8, with the header “Content-Type: application/json”.",
    "no-key": "Send your key in the header “Authorization: Bearer …”.",
    "not-in-scope": "This needs a key with the scope “receipts”; the key “wire_1f2e…” has read.",
    "not-found": "4711 is not on your log.",
    "wrong-method": "This address takes GET.",
    "no-such-format": "There are application/json, text/plain. Accept one of them.",
    "withdrawn": "The story was withdrawn on 28 November 2026: take it down.",
    "too-large": "Send it in several requests.",
    "not-valid": "query.limit: Input should be less than or equal to 200.",
    "ahead": "Your log ends at 4711, and you ask from 9000 on. Begin at /wire/v1/stories.",
    "over-the-limit": "A key may ask 600 times a minute. Ask again in 12 s; nothing is lost.",
    "failure": "It is recorded. Ask again; nothing on your log is lost.",
    "away": "Nothing is lost: ask again with the same number in a moment.",
}
"""What a problem of each kind may say."""

PROBLEM: Final[dict[str, Any]] = {
    "type": "/wire/v1/problems/over-the-limit",
    "title": "Too many requests",
    "status": 429,
    "detail": DETAILS["over-the-limit"],
}
