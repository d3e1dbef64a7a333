"""Firefox by Marionette, the protocol that it speaks itself: no driver stands between."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# What a browser does by itself has no place in a test.
PREFERENCES = """\
user_pref("marionette.port", {port});
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("intl.accept_languages", "en");
"""


class FirefoxError(Exception):
    """What Firefox says went wrong."""


class Firefox:
    """One window. What is asked of it is answered when it is done."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._last = connection, 0
        self._read()
        self._ask("WebDriver:NewSession", {"capabilities": {}})
        self._ask("WebDriver:SetTimeouts", {"implicit": 15_000, "script": 30_000})

    def goto(self, address: str) -> None:
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns, or what its promise comes to."""
        asked = {"script": script, "args": list(arguments), "newSandbox": False}
        return self._ask("WebDriver:ExecuteScript", asked)["value"]

    def click(self, selector: str) -> None:
        self._ask("WebDriver:ElementClick", {"id": self._find(selector)})

    def type(self, selector: str, words: str) -> None:
        self._ask("WebDriver:ElementSendKeys", {"id": self._find(selector), "text": words})

    def until(self, condition: str, seconds: float = 20) -> None:
        """Wait until an expression of the page is true. Raises FirefoxError."""
        deadline = time.monotonic() + seconds
        while not self.run(f"return {condition}"):
            if time.monotonic() > deadline:
                raise FirefoxError(f"never: {condition}")
            time.sleep(0.1)

    def _find(self, selector: str) -> str:
        asked = {"using": "css selector", "value": selector}
        found: str = self._ask("WebDriver:FindElement", asked)["value"][ELEMENT]
        return found

    def _ask(self, name: str, given: dict[str, Any]) -> Any:
        self._last += 1
        sent = json.dumps([0, self._last, name, given]).encode()
        self._connection.sendall(b"%d:%b" % (len(sent), sent))
        _, _, error, answer = self._read()
        if error:
            raise FirefoxError(f"{name}: {error['message']}")
        return answer

    def _read(self) -> Any:
        length = b""
        while (byte := self._connection.recv(1)) != b":":
            length += byte
        read = b""
        while len(read) < int(length):
            read += self._connection.recv(int(length) - len(read))
        return json.loads(read)


@contextmanager
def firefox(profile: Path, path: str) -> Iterator[Firefox]:
    """A window of a Firefox with a new profile; gone after the block."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    profile.mkdir()
    (profile / "user.js").write_text(PREFERENCES.format(port=port))
    command = [
        path,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {"HOME": str(profile), "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    with subprocess.Popen(command, env=environment, **quiet) as process:  # type: ignore[call-overload]  # as given
        try:
            with _connected(port, process) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()


def installed() -> str | None:
    """Where Firefox is on this machine."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def _connected(port: int, process: "subprocess.Popen[bytes]") -> socket.socket:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=90)
        except OSError:
            time.sleep(0.2)
    raise FirefoxError("it does not start")
