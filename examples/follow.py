"""Keeps a copy of your wire: a file a story in FOLDER, by its id, and the number read up to.

WIRE_KEY=wire_… python follow.py https://news.example.org/wire/v1 FOLDER [--once]
"""

import http.client
import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def use(item: dict[str, Any], fate: str) -> None:
    # Here your site does it.
    print(f"{item['number']} {item['signal']}: {fate}: {item['headline']}", flush=True)


def ask(address: str, said: dict[str, Any] | None = None) -> tuple[dict[str, Any], int]:
    """The API's answer, and the seconds to leave before the next. Asks until there is one."""
    headers = {"Content-Type": "application/json"}
    headers["Authorization"] = f"Bearer {os.environ['WIRE_KEY']}"
    body = json.dumps(said).encode() if said else None
    pause = 1
    while True:
        try:
            with urlopen(Request(address, body, headers), timeout=90) as answer:
                return json.load(answer), int(answer.headers.get("Retry-After", 0))
        except HTTPError as error:
            if error.code < 500 and error.code != 429:
                sys.exit(f"{error.code}: {json.load(error)['detail']}")
            time.sleep(int(error.headers.get("Retry-After", pause)))
        except (OSError, ValueError, http.client.HTTPException):
            time.sleep(pause)
        pause = min(pause * 2, 60)


def keep(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)  # Whole or not at all.


def store(api: str, folder: Path, items: list[dict[str, Any]]) -> None:
    """Store what is newer than what is there: the same may come twice, and late."""
    receipts = []
    for item in items:
        path = folder / f"{item['story']}.json"
        if path.exists() and json.loads(path.read_text("utf-8"))["number"] >= item["number"]:
            continue
        # Withheld is an embargo or a hold: keep it off your pages. Canceled is a withdrawal.
        fate = "published" if item["pubstatus"] == "usable" else "taken-down"
        use(item, fate)
        keep(path, json.dumps(item, ensure_ascii=False))
        if not item["embargo"]:
            receipts.append({"story": item["story"], "version": item["version"], "fate": fate})
    if receipts:
        ask(f"{api}/receipts", {"receipts": receipts})


def follow(api: str, folder: Path, *, once: bool = False) -> None:
    """Store all there is, and then, unless once is enough, what comes."""
    cursor = folder / "cursor"
    while True:
        after = cursor.read_text() if cursor.exists() else "0"
        answer, pause = ask(f"{api}/log?after={after}&wait={0 if once else 25}")
        store(api, folder, answer["items"])
        keep(cursor, str(answer["cursor"]))  # After the items, never before.
        if once and not answer["items"]:
            return
        time.sleep(pause)


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    follow(sys.argv[1].rstrip("/"), Path(sys.argv[2]), once="--once" in sys.argv)
