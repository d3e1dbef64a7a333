"""Browsers that playwright doesn't bring, by the protocols that they speak themselves.

Firefox by Marionette, WebKit by WebDriver over HTTP: both know the same commands.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

START_SECONDS: Final = 60
ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
ENTER: Final = "\ue007"
# A browser doesn't wait for a page: the tests cut the network, or kill the server, meanwhile.
CAPABILITIES: Final = {"pageLoadStrategy": "none"}
# What Firefox does by itself has no place in a test.
PREFERENCES: Final = """\
user_pref("marionette.port", {port});
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("intl.accept_languages", "en");
"""
MINI_BROWSER: Final = "/usr/lib/*/webkit2gtk-4*/MiniBrowser"


class DriverError(Exception):
    """What a browser says went wrong."""


class Window(ABC):
    """A window with its tabs. What is asked of it is answered when it is done, or begun."""

    @abstractmethod
    def ask(self, name: str, **given: Any) -> Any:
        """What a command of WebDriver comes to. Raises DriverError."""

    def goto(self, address: str) -> None:
        """Leave the page and be on that one, with what it loads still on its way."""
        self.run("window.isLeft = true")
        try:
            self.ask("Navigate", url=address)
        except DriverError:
            # The page before failed to load meanwhile, and Firefox says so of this one.
            self.ask("Navigate", url=address)
        self.until("!window.isLeft && document.readyState !== 'loading'")

    def back(self) -> None:
        self.ask("Back")

    def forward(self) -> None:
        self.ask("Forward")

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns, or what its promise comes to."""
        return self.ask("ExecuteScript", script=script, args=list(arguments))

    def find(self, selector: str) -> str:
        """An element, as soon as it is there."""
        self.until("document.querySelector(arguments[0])", selector)
        found = self.ask("FindElement", using="css selector", value=selector)
        return str(found[ELEMENT])

    def click(self, selector: str) -> None:
        self.ask("ElementClick", id=self.find(selector))

    def type(self, selector: str, words: str) -> None:
        self.ask("ElementSendKeys", id=self.find(selector), text=words)

    def until(self, condition: str, *arguments: Any, seconds: float = 60) -> None:
        """Wait until an expression of the page is true, also of the one that comes."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                if self.run(f"return Boolean({condition})", *arguments):
                    return
            except DriverError:
                # Between two pages there is none to ask.
                pass
            if time.monotonic() > deadline:
                raise DriverError(f"never: {condition} {arguments}")
            time.sleep(0.05)

    def new_tab(self) -> str:
        """Another tab, which is asked from now on."""
        opened: str = self.ask("NewWindow", type="tab")["handle"]
        self.turn_to(opened)
        return opened

    def tab(self) -> str:
        """The one that is asked."""
        handle: str = self.ask("GetWindowHandle")
        return handle

    def turn_to(self, tab: str) -> None:
        self.ask("SwitchToWindow", handle=tab)

    def close_tab(self) -> None:
        """Close it, without a word to its page; another is to be turned to."""
        self.ask("CloseWindow")


class Firefox(Window):
    """By Marionette: no driver stands between."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._last = connection, 0
        self._read()
        self.ask("NewSession", capabilities={"alwaysMatch": CAPABILITIES})

    def ask(self, name: str, **given: Any) -> Any:
        self._last += 1
        if name == "ExecuteScript":
            given["newSandbox"] = False
        sent = json.dumps([0, self._last, f"WebDriver:{name}", given]).encode()
        self._connection.sendall(b"%d:%b" % (len(sent), sent))
        _, _, error, answer = self._read()
        if error:
            raise DriverError(f"{name}: {error['message']}")
        return answer["value"] if isinstance(answer, dict) and [*answer] == ["value"] else answer

    def _read(self) -> Any:
        length = b""
        while (byte := self._connection.recv(1)) != b":":
            length += byte
        read = b""
        while len(read) < int(length):
            read += self._connection.recv(int(length) - len(read))
        return json.loads(read)


class WebKit(Window):
    """WebKitGTK's small browser, by its own driver."""

    # Of each command its method and its address behind that of the session.
    _WAYS: Final = {
        "Navigate": ("POST", "/url"),
        "Back": ("POST", "/back"),
        "Forward": ("POST", "/forward"),
        "ExecuteScript": ("POST", "/execute/sync"),
        "FindElement": ("POST", "/element"),
        "ElementClick": ("POST", "/element/{id}/click"),
        "ElementSendKeys": ("POST", "/element/{id}/value"),
        "NewWindow": ("POST", "/window/new"),
        "GetWindowHandle": ("GET", "/window"),
        "SwitchToWindow": ("POST", "/window"),
        "CloseWindow": ("DELETE", "/window"),
        "DeleteAllCookies": ("DELETE", "/cookie"),
    }

    def __init__(self, port: int, path: str) -> None:
        self._port = port
        options = {"binary": path, "args": ["--automation"]}
        wanted = {**CAPABILITIES, "webkitgtk:browserOptions": options}
        session = self._send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{session['sessionId']}"

    def ask(self, name: str, **given: Any) -> Any:
        method, address = self._WAYS[name]
        return self._send(method, self._session + address.format(**given), given)

    def leave(self) -> None:
        self._send("DELETE", self._session, {})

    def _send(self, method: str, address: str, given: dict[str, Any]) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=90)
        sent = json.dumps(given) if method == "POST" else None
        connection.request(method, address, sent, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        value = json.loads(answer.read())["value"]
        connection.close()
        if answer.status != http.client.OK:
            raise DriverError(f"{address}: {value.get('message')}")
        return value


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A window of a Firefox with a new profile; gone after the block."""
    port = _free_port()
    profile.mkdir()
    (profile / "user.js").write_text(PREFERENCES.format(port=port))
    command = [
        str(_firefox()),
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    environment = os.environ | {"HOME": str(profile), "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    with _process(command, environment) as process, _connected(port, process) as connection:
        yield Firefox(connection)


@contextmanager
def webkit(profile: Path) -> Iterator[WebKit]:
    """A window of WebKitGTK on a screen that nobody sees; gone after the block."""
    profile.mkdir()
    port = _free_port()
    command = ["xvfb-run", "--auto-servernum", "WebKitWebDriver", f"--port={port}"]
    environment = os.environ | {"HOME": str(profile), "LANG": "en_US.UTF-8"}
    with _process(command, environment) as process:
        _connected(port, process).close()
        window = WebKit(port, str(_mini_browser()))
        try:
            yield window
        finally:
            window.leave()


def lacking(browser: str) -> str:
    """What of a browser is not on this machine; "" if all of it is."""
    if browser == "firefox":
        return "" if _firefox() else "no Firefox (Debian: firefox-esr)"
    is_there = _mini_browser() and shutil.which("WebKitWebDriver") and shutil.which("xvfb-run")
    return "" if is_there else "no WebKit (Debian: webkit2gtk-driver, xvfb)"


DRIVERS: Final[dict[str, Callable[[Path], Any]]] = {"firefox": firefox, "webkit": webkit}


def _firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def _mini_browser() -> Path | None:
    return next(Path("/").glob(MINI_BROWSER.removeprefix("/")), None)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _process(
    command: list[str], environment: dict[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            # With all that it has begun itself.
            os.killpg(process.pid, signal.SIGTERM)


def _connected(port: int, process: "subprocess.Popen[bytes]") -> socket.socket:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=90)
        except OSError:
            time.sleep(0.1)
    raise DriverError("it does not start")
