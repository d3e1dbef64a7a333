"""``make run``: database, site and what stands beside it together, until Ctrl-C.

docs/decisions/supervisor.md says why this is not another program's work.
"""

import errno
import http.client
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from demo.accounts import DEMO_ACCOUNTS, DEMO_MEMBER, DEMO_PASSWORD
from newsroom import environment as env
from newsroom import static_files
from newsroom.local import embedded
from newsroom.local.children import Children, end_leftovers

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = BASE_DIR / "var"
ANSWER_SECONDS = 60
LONGEST_BACK_OFF = 30
STEADY_SECONDS = 60
SITE = ("site", "front")
"""gunicorn, and what stands before it on the one port."""
BESIDE = {"worker": "worker", "sender": "push"}
"""What runs beside the site, by the command of each."""


class RefusedError(Exception):
    """The start is refused; the message says why in one line."""


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def bind(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def visited(self) -> str:
        """Where a browser on this machine finds it: nobody visits "any address"."""
        anywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what was asked for
        return Address(anywhere.get(self.host, self.host), self.port).bind


def main() -> int:
    """Run until told to stop; the exit status is 0 for that, and 1 for anything else."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        _run()
    except KeyboardInterrupt:
        _say("Stopped.")
        return 0
    except (RefusedError, ImproperlyConfigured, embedded.EmbeddedError) as error:
        sys.stderr.write(f"newsroom: {error}\n")
        return 1
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    # A second Ctrl-C must not interrupt what the first one began.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _run() -> None:
    address = Address(env.text("HOST", default="127.0.0.1"), env.number("PORT", default=8000))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    _check_writable()
    with _only_run():
        end_leftovers(VAR / "run.children")
        _check_free(address)
        django.setup()
        with _database(), Children(VAR / "run.children") as children:
            _prepare()
            site, stream, client = (Address("127.0.0.1", port) for port in _free_ports(3))
            children.start("site", _gunicorn(site))
            children.start("front", _front(address, site=site, stream=stream))
            _wait_for_answer(address, children)
            beside = {name: [sys.executable, "manage.py", what] for name, what in BESIDE.items()}
            beside["stream"] = _waiting(stream)
            if not settings.PRODUCTION:
                beside["client"] = _client(client, site=address)
            for name, command in beside.items():
                children.start(name, command)
            _greet(address, client)
            _watch(children, beside)


def _check_writable() -> None:
    try:
        VAR.mkdir(exist_ok=True)
        probe = VAR / "run.probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise RefusedError(f"{VAR} can't be written: {error.strerror}.") from error


@contextmanager
def _only_run() -> Iterator[None]:
    with (VAR / "run.lock").open("a+") as lock:
        deadline = time.monotonic() + 2
        while not embedded.lock_now(lock):
            lock.seek(0)
            if time.monotonic() > deadline and lock.read() != "stopping":
                raise RefusedError(f"it runs already in {BASE_DIR}; stop that one first.")
            time.sleep(0.1)
        lock.truncate(0)
        try:
            yield
        finally:
            lock.write("stopping")
            lock.flush()


def _check_free(address: Address) -> None:
    another = f"choose another, as in: make run PORT={min(address.port + 1, 65535)}"
    if address.port not in range(1, 65536):
        raise RefusedError(f"PORT must be from 1 to 65535, not {address.port}.")
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
            # Without this a socket that is bound, but not listening yet, goes unseen.
            probe.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise RefusedError(f"port {address.port} is taken; {another}") from error
            raise RefusedError(f"can't listen on {address.bind}: {error.strerror}.") from error


@contextmanager
def _database() -> Iterator[None]:
    home = connection.settings_dict.get("EMBEDDED_HOME")
    try:
        connection.ensure_connection()
        yield
    except DatabaseError as error:
        reason = str(error).strip().partition("\n")[0]
        raise RefusedError(f"the database refuses: {reason}") from error
    finally:
        connections.close_all()
        if home:
            embedded.release(Path(home))
            embedded.wait_until_stopped(Path(home))


def _prepare() -> None:
    _check_database()
    call_command("migrate", verbosity=0, interactive=False)
    static_files.collect()
    if not settings.PRODUCTION:
        call_command("demo", "--if-empty")
    connections.close_all()


def _check_database() -> None:
    # Accounts were Django's own until the migrations began anew; theirs is the first table made.
    if "auth_user" not in connection.introspection.table_names():
        return
    instead = "give an empty one" if settings.PRODUCTION else f"move {VAR} away, or remove it"
    raise RefusedError(f"the database was made by a version before the first release; {instead}.")


def _gunicorn(address: Address) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--bind", address.bind]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
    # The front says in such a line who the visitor is.
    return [*command, "--proxy-protocol", "v1"]


def _waiting(address: Address) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "newsroom.asgi", "--bind", address.bind]
    command += ["--worker-class", "asgi", "--graceful-timeout", "1"]
    return [*command, "--log-level", "warning", "--no-control-socket"]


def _front(address: Address, *, site: Address, stream: Address) -> list[str]:
    ports = [str(each.port) for each in (address, site, stream)]
    return [sys.executable, "-m", "newsroom.local.front", address.host, *ports]


def _client(address: Address, *, site: Address) -> list[str]:
    """That of one of the demo's subscribers, with a page that shows what it has."""
    wire = f"http://{site.visited}/wire/v1"
    return [sys.executable, "manage.py", "demo_client", wire, str(address.port)]


def _free_ports(count: int) -> list[int]:
    """Ports of the loopback that nobody has at this moment."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [probe.getsockname()[1] for probe in probes]


def _wait_for_answer(address: Address, children: Children) -> None:
    host = next(iter(settings.ALLOWED_HOSTS), "*").lstrip(".")
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        if children.ended():
            break
        client = http.client.HTTPConnection(address.visited, timeout=ANSWER_SECONDS)
        try:
            client.request("GET", "/health/", headers={} if host == "*" else {"Host": host})
            if client.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            # Not listening yet.
            time.sleep(0.1)
        finally:
            client.close()
    raise RefusedError("the site does not answer; the lines above say why.")


def _greet(address: Address, client: Address) -> None:
    lines = [
        "",
        f"  Site      http://{address.visited}/",
        f"  Newsroom  http://{address.visited}/admin/",
        "",
    ]
    if not settings.PRODUCTION:
        lines.insert(-1, f"  Portal    http://{address.visited}/wire/  (as {DEMO_MEMBER})")
        lines.insert(-1, f"  Client    http://{client.visited}/  (what a subscriber has)")
        lines += [f"  {name:<9} {label}" for name, label in _accounts()]
        lines += ["", f"  Password of each: {DEMO_PASSWORD}", ""]
    if settings.SECURE_SSL_REDIRECT:
        lines += ["  Behind a proxy that speaks HTTPS; HTTPS=no to try it without one.", ""]
    _say("\n".join([*lines, "Ctrl-C stops it."]))


def _accounts() -> list[tuple[str, str]]:
    return [(name, str(label)) for name, label in DEMO_ACCOUNTS]


@dataclass
class Again:
    """When a process that ended is started again: each time a little later."""

    back_off: int = 1
    started: float = field(default_factory=time.monotonic)
    at: float | None = None

    def plan(self) -> int:
        """After how many seconds."""
        if time.monotonic() - self.started > STEADY_SECONDS:
            self.back_off = 1
        seconds = self.back_off
        self.at = time.monotonic() + seconds
        self.back_off = min(self.back_off * 2, LONGEST_BACK_OFF)
        return seconds

    def is_due(self) -> bool:
        return self.at is not None and time.monotonic() >= self.at

    def note(self) -> None:
        """It was started."""
        self.started, self.at = time.monotonic(), None


def _watch(children: Children, beside: Mapping[str, list[str]]) -> None:
    """Start what stands beside the site again whenever it ends; RefusedError when the site does."""
    parent = os.getppid()
    plans = {name: Again() for name in beside}
    while not _left_by(parent):
        ended = children.ended()
        for name in SITE:
            if name in ended:
                raise RefusedError(f"the {name} ended by itself (status {ended[name]}).")
        for name, plan in plans.items():
            if name in ended and plan.at is None:
                seconds = plan.plan()
                _say(f"The {name} ended (status {ended[name]}); again in {seconds} s.")
            if plan.is_due():
                children.start(name, beside[name])
                plan.note()
        time.sleep(0.2)
    raise KeyboardInterrupt


def _left_by(parent: int) -> bool:
    """Whether the make that started us is gone, or was itself told to stop and waits for us.

    A signal sent to make alone never reaches its recipe.
    """
    if "MAKELEVEL" not in os.environ:
        return False
    if os.getppid() != parent:
        return True
    try:
        status = Path(f"/proc/{parent}/status").read_text()
    except OSError:
        return False
    blocked = re.search(r"^SigBlk:\s*(\w+)", status, re.MULTILINE)
    return blocked is not None and bool(int(blocked[1], 16) >> (signal.SIGINT - 1) & 1)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
