"""Takes webhooks into the same copy, and reads the log for what they did not bring.

WIRE_SECRET=whsec_… WIRE_KEY=wire_… python webhook.py https://news.example.org/wire/v1 FOLDER PORT
"""

import base64
import hmac
import json
import os
import sys
import time
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

import follow

LONGEST = 10_000_000


def is_signed(secret: str, headers: Message, body: bytes) -> bool:
    """Whether it is the agency's, and of these five minutes: Standard Webhooks, v1."""
    uid, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (at.isascii() and at.isdigit()) or abs(time.time() - int(at)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.digest(key, f"{uid}.{at}.".encode() + body, "sha256"))
    given = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(b"v1," + signature, each) for each in given)


class Webhook(BaseHTTPRequestHandler):
    """Answers when it has stored, and then looks whether the log has more."""

    api = ""
    folder = Path()
    lock = Lock()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length) if length <= LONGEST else b""
        if not is_signed(os.environ["WIRE_SECRET"], self.headers, body):
            self.send_error(401, "The signature is not the agency's")
            return
        envelope = json.loads(body)
        with self.lock:
            follow.store(self.api, self.folder, envelope["items"])
        self.send_response(204)
        self.end_headers()
        self.catch_up()

    @classmethod
    def catch_up(cls) -> None:
        with cls.lock:
            follow.follow(cls.api, cls.folder, once=True)


def listen(handler: type[Webhook], api: str, folder: Path, port: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handler.api, handler.folder = api.rstrip("/"), folder
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        Thread(target=handler.catch_up, daemon=True).start()
        server.serve_forever()


if __name__ == "__main__":
    listen(Webhook, sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
