"""``make chaos``: the wire while its processes are killed at random, by ``kill -9``.

``python -m tools.chaos [DISPATCHES/DESKS/SUBSCRIBERS]``. It has a database of its own, and ends
with status 1 if any client's copy is another than the server's.
"""

import os
import random
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import django
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection

from newsroom.local import embedded
from tools.chaos.clients import Follower, Verdict, judge_endpoint, judge_follower

USUAL = "2000/3/2"
KILLED_EVERY = 8
"""So many Dispatches, one process is killed; oftener where there are few, so that each is once."""
POSTGRESQL = "PostgreSQL"
SETTLE_SECONDS = 180


@dataclass
class House:
    """The processes, each in a group of its own; what ended is started again."""

    folder: Path
    commands: dict[str, list[str]] = field(default_factory=dict)
    sockets: dict[str, socket.socket] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    killed: Counter[str] = field(default_factory=Counter)

    def listen(self, name: str) -> socket.socket:
        """Outlives the process that takes its connections: its address stays the same."""
        self.sockets[name] = socket.create_server(("127.0.0.1", 0), backlog=128)
        return self.sockets[name]

    def look_after(self) -> None:
        for name, command in self.commands.items():
            if name not in self.running or self.running[name].poll() is not None:
                given = [self.sockets[name].fileno()] if name in self.sockets else []
                with (self.folder / f"{name}.log").open("ab") as log:
                    self.running[name] = subprocess.Popen(  # noqa: S603 - our own commands
                        command, pass_fds=given, process_group=0, stdout=log, stderr=log
                    )

    def kill(self, name: str) -> None:
        self.killed[name.partition(" ")[0]] += 1
        if name == POSTGRESQL:
            # Its keeper starts it again.
            pid = (self.folder / "postgres/data/postmaster.pid").read_text().split()[0]
            os.kill(int(pid), 9)
        elif self.running[name].poll() is None:
            os.killpg(self.running[name].pid, 9)
            self.running[name].wait()

    def end(self, prefix: str = "") -> None:
        for name in [each for each in self.running if each.startswith(prefix)]:
            self.commands.pop(name)
            process = self.running.pop(name)
            if process.poll() is None:
                os.killpg(process.pid, 9)
                process.wait()


def main(dispatches: int, desks: int, subscribers: int) -> int:
    with tempfile.TemporaryDirectory(prefix="newsroom-chaos-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        house = House(folder)
        embedded.use(folder / "postgres")
        try:
            _prepare(folder)
            return _run(house, dispatches, desks, subscribers)
        finally:
            house.end()
            connection.close()
            embedded.release(folder / "postgres")
            embedded.wait_until_stopped(folder / "postgres")


def _prepare(folder: Path) -> None:
    host = quote(str(embedded.socket_folder(folder / "postgres")), safe="")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": f"postgresql://{embedded.NAME}@{host}/{embedded.NAME}",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "no",
        "SITE_URL": "http://127.0.0.1",
        "MEDIA_ROOT": str(folder / "media"),
        "WIRE_LOOPBACK": "yes",
        "WIRE_REQUESTS_PER_MINUTE": "1000000",
    }
    django.setup()
    call_command("migrate", verbosity=0)


def _run(house: House, dispatches: int, desks: int, subscribers: int) -> int:
    from tools.chaos import rows  # noqa: PLC0415 - its models need Django set up

    python, stream = sys.executable, house.listen("stream")
    house.commands |= {
        "worker": [python, "manage.py", "worker"],
        "sender": [python, "manage.py", "push"],
        "stream": [
            *(python, "-m", "gunicorn", "newsroom.asgi", "--worker-class", "asgi"),
            *("--bind", f"fd://{stream.fileno()}", "--log-level", "warning"),
            *("--no-control-socket", "--graceful-timeout", "1"),
        ],
    }
    rows.make_desks(desks)
    files = {}
    followers = []
    for number in range(subscribers):
        name = f"endpoint {number}"
        listening, file = house.listen(name), house.folder / f"received-{number}"
        command = ["-m", "tools.chaos.receiving", str(listening.fileno()), str(file)]
        house.commands[name] = [python, *command]
        company, key = rows.make_subscriber(number, f"http://127.0.0.1:{_port(listening)}/")
        files[company] = file
        followers.append(Follower(company, key, _port(stream)))
    for desk in range(desks):
        command = ["-m", "tools.chaos.publishing", str(desk), str(dispatches)]
        house.commands[f"publisher {desk}"] = [python, *command]
    for follower in followers:
        follower.start()
    began = time.monotonic()
    _kill_until(house, dispatches)
    house.end("publisher")
    seconds = time.monotonic() - began
    unsettled = _settle(house, followers)
    for follower in followers:
        follower.stop()
    return _report(house, followers, files, seconds, unsettled)


def _port(listening: socket.socket) -> int:
    return int(listening.getsockname()[1])


def _kill_until(house: House, dispatches: int) -> None:
    """One after another, in an order of chance, all of them before one again, and each once."""
    chance = random.Random()  # noqa: S311 - what dies next, not a secret
    victims: list[str] = []
    everybody = len(house.commands) + 1
    kills, every = 0, min(KILLED_EVERY, dispatches / everybody)
    # Few may be sent faster than all are killed.
    while (sent := _sent()) < dispatches or kills < everybody:
        house.look_after()
        if sent > kills * every:
            if not victims:
                victims = [*house.commands, POSTGRESQL]
                chance.shuffle(victims)
            house.kill(victims.pop())
            kills += 1
        time.sleep(0.05)


def _sent() -> int:
    """How many Dispatches there are; as many as before while the database is away."""
    from tools.chaos import rows  # noqa: PLC0415 - as above

    while True:
        try:
            return rows.sent()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.05)


def _settle(house: House, followers: list[Follower]) -> str:
    """Until nothing is due, waits or is unread; what still does when the time is over.

    Endpoints are resumed, as by a person.
    """
    from tools.chaos import rows  # noqa: PLC0415 - as above

    end = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < end:
        house.look_after()
        waiting, heads = rows.hurried(), rows.heads()
        unread = sum(each.cursor != heads.get(each.company, 0) for each in followers)
        if not (waiting or unread or rows.is_due()):
            return ""
        time.sleep(1)
    return f"After {SETTLE_SECONDS} s {waiting} pushes still wait, and {unread} clients read."


def _report(
    house: House,
    followers: list[Follower],
    files: dict[int, Path],
    seconds: float,
    unsettled: str,
) -> int:
    from tools.chaos import rows  # noqa: PLC0415 - as above

    verdicts: dict[str, Verdict] = {}
    for number, follower in enumerate(followers):
        signals, log = rows.signals(follower.company), follower.all_again()
        verdicts[f"client {number}"] = judge_follower(follower.read, log, [*signals])
        verdicts[f"endpoint {number}"] = judge_endpoint(files[follower.company], log, signals)
    killed = ", ".join(f"{name} {count}" for name, count in sorted(house.killed.items()))
    lines = [f"{rows.sent()} Dispatches in {seconds:.0f} s: {rows.by_signal()}"]
    lines += [f"killed: {killed}", "", "| client | missed | repeated | out of order | copy |"]
    lines.append("|---|--:|--:|--:|---|")
    for name, each in verdicts.items():
        copy = "the server’s" if each.is_equal else "ANOTHER"
        lines.append(f"| {name} | {each.missed} | {each.repeated} | {each.disordered} | {copy} |")
    twice, late = (sum(getattr(v, what) for v in verdicts.values()) for what in ("twice", "late"))
    failures = sum(each.failures for each in followers)
    lines += ["", f"passed over: {twice} by their id, {late} by their number; {failures} answers"]
    lines[-1] += " that were none were asked for again"
    lines += [unsettled] if unsettled else []
    sys.stdout.write("\n".join(lines) + "\n")
    return int(not all(each.is_well for each in verdicts.values()))


if __name__ == "__main__":
    given = sys.argv[1].split("/") if len(sys.argv) > 1 else []
    sizes = [*given, *USUAL.split("/")[len(given) :]]
    sys.exit(main(*map(int, sizes)))
