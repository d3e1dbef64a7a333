"""An endpoint that may be killed: writes down what it is sent, and answers when it is written.

``python -m tools.chaos.receiving SOCKET FILE``; the socket listens already.
"""

import json
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from tools.chaos.clients import digest


def serve(listening: int, file: Path) -> None:
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            (item,) = json.loads(body)["items"]
            told = [item["number"], item["story"], digest(item)]
            with lock, file.open("a") as lines:
                lines.write(json.dumps([self.headers["webhook-id"], *told]) + "\n")
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing: what counts is in the file."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=listening)
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
