"""The recorded day as items of a log. All of it is made up."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any, Final
from uuid import UUID

type Item = dict[str, Any]

# Also out of a zip.
_RECORDED: Final = resources.files(__package__) / "day.json"
_BEGAN: Final = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
_SPACE: Final = 0x5A0D_B0C5_0000_4000_8000_0000_0000_0000
_DESK: Final = {"id": 1, "slug": "contoh", "name": "Contoh"}
_PUBSTATUS: Final = {"withdrawal": "canceled", "hold": "withheld", "embargo": "withheld"}


@cache
def day() -> tuple[Item, ...]:
    """What is on the log, in its order; some numbers are others'."""
    items: list[Item] = []
    versions: dict[int, int] = {}
    number = 0
    for at, (story, signal, headline, text) in enumerate(json.loads(_RECORDED.read_bytes())):
        prev, number = number, number + 1 + at % 3
        versions[story] = versions.get(story, 0) + 1
        sent = (_BEGAN + timedelta(minutes=10 * at)).isoformat()
        item: Item = {
            "number": number,
            "prev": prev,
            "signal": "new" if versions[story] == 1 else signal,
            "story": str(UUID(int=_SPACE + story)),
            "version": versions[story],
            "pubstatus": _PUBSTATUS.get(signal, "usable"),
            "hash": sha256(f"{headline}\n{text}".encode()).hexdigest(),
            "sent_at": sent,
            "published_at": sent,
            "updated_at": sent,
            "edition": "id",
            "direction": "ltr",
            "url": f"https://news.example/contoh-{story}/",
            "headline": headline,
            "desk": _DESK,
            "section": _DESK,
            "urgency": 5,
            "embargo": {"until": "2026-01-05T07:00:00+00:00"} if signal == "embargo" else None,
            "hold": {"until": None, "reason": "Masih diperiksa."} if signal == "hold" else None,
            "withdrawal": None,
        }
        if signal == "withdrawal":
            reason = "Identitas anak terungkap."
            by = {"ground": "anak", "reason": reason, "by": "Pandu Contoh", "at": sent}
            item["withdrawal"] = by
        elif signal != "hold":
            item |= {"body_html": f"<p>{text}</p>", "body_text": text}
        items.append(item)
    return tuple(items)
