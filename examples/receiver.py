"""Shows the copy that webhooks keep, on a page that renews itself: to see stories come and go.

WIRE_SECRET=whsec_… WIRE_KEY=wire_… python receiver.py http://127.0.0.1:8000/wire/v1 FOLDER PORT
"""

import json
import sys
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from webhook import Webhook, listen

MOST = 30
STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-inline-size: 44rem; margin: 2rem auto; padding-inline: 1rem; }
article { border-block-start: 1px solid; padding-block: 1rem; }
h1 { font-size: 1.25rem; } h2 { font-size: 1.1rem; margin-block: .25rem; }
h2, p { overflow-wrap: anywhere; } p { margin-block: .25rem; }
.withdrawal h2, .hold h2 { text-decoration: line-through; }
"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="1">
<title>A subscriber’s copy</title><link rel="stylesheet" href="/style.css">
<main><h1>A subscriber’s copy of the wire</h1>
<p>{count} stories, the last change first; the page renews itself each second.</p>
{stories}</main></html>"""


def shown(item: dict[str, Any]) -> str:
    at = f"{datetime.fromisoformat(item['sent_at']).astimezone():%H:%M:%S}"
    head = f"{item['number']} · {item['signal']} · version {item['version']} · {at}"
    if withdrawal := item["withdrawal"]:
        text = [f"Taken down: {withdrawal['reason'] or withdrawal['ground']}"]
    elif hold := item["hold"]:
        text = [f"Not for use until {hold['until'] or 'further notice'}: {hold['reason']}"]
    elif embargo := item["embargo"]:
        text = [f"Not before {embargo['until']}"]
    else:
        notices = [f"{notice['kind']}: {notice['text']}" for notice in item.get("notices", [])]
        text = notices + item["body_text"].split("\n\n")[:2]
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in text)
    language = f'lang="{item["edition"]}" dir="{item["direction"]}"'
    story = f"<div {language}><h2>{escape(item['headline'])}</h2>{paragraphs}</div>"
    return f'<article class="{item["signal"]}"><p>{escape(head)}</p>{story}</article>'


class Receiver(Webhook):
    def do_GET(self) -> None:
        is_style = self.path == "/style.css"
        self.send_response(200)
        kind = "text/css" if is_style else "text/html; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'")
        self.end_headers()
        self.wfile.write((STYLE if is_style else self.page()).encode())

    def page(self) -> str:
        with self.lock:
            texts = [path.read_text("utf-8") for path in self.folder.glob("*.json")]
        items = sorted(map(json.loads, texts), key=lambda item: item["number"], reverse=True)
        return PAGE.format(count=len(items), stories="".join(map(shown, items[:MOST])))

    def log_message(self, *args: Any) -> None:
        """Nothing of pages."""


if __name__ == "__main__":
    listen(Receiver, sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
