"""What clients have in the end, and whether it is what the server has."""

import hashlib
import http.client
import json
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread
from typing import Any

WAIT_SECONDS = 5


def digest(item: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sent:
    """One delivery, as a client was given it; a client keeps the newest of a story."""

    number: int
    story: str
    digest: str


@dataclass
class Follower:
    """Follows its log by long poll, keeping one number, through whatever becomes of the server."""

    company: int
    key: str
    port: int
    read: list[Sent] = field(default_factory=list)
    failures: int = 0
    stopping: Event = field(default_factory=Event)

    def start(self) -> None:
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self._thread.join()

    @property
    def cursor(self) -> int:
        return self.read[-1].number if self.read else 0

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                items = self.ask(self.cursor, WAIT_SECONDS)
            except (OSError, ValueError, http.client.HTTPException):
                self.failures += 1
                time.sleep(0.1)
            else:
                self.read += items

    def ask(self, after: int, wait: int) -> list[Sent]:
        """A page of the log. Raises OSError where it is no whole answer."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_SECONDS + 10)
        try:
            headers = {"Authorization": f"Bearer {self.key}"}
            asking.request("GET", f"/wire/v1/log?after={after}&wait={wait}", headers=headers)
            answer = asking.getresponse()
            body = answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise OSError(answer.status)
        finally:
            asking.close()
        items = json.loads(body)["items"]
        return [Sent(item["number"], item["story"], digest(item)) for item in items]

    def all_again(self) -> list[Sent]:
        """The log, read once more from its beginning."""
        found: list[Sent] = []
        while items := self.ask(found[-1].number if found else 0, 0):
            found += items
        return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one client. ``twice`` and ``late`` are what it had to pass over, by id and by number."""

    missed: int
    repeated: int
    disordered: int
    is_equal: bool
    twice: int = 0
    late: int = 0

    @property
    def is_well(self) -> bool:
        return self.is_equal and not (self.missed or self.repeated or self.disordered)


def newest(sent: list[Sent]) -> dict[str, Sent]:
    """The copy that a client keeps of what it was given, in whatever order that came."""
    kept: dict[str, Sent] = {}
    for each in sent:
        if each.story not in kept or kept[each.story].number < each.number:
            kept[each.story] = each
    return kept


def judge_follower(read: list[Sent], log: list[Sent], numbers: list[int]) -> Verdict:
    """``log`` is the log as it is read now, ``numbers`` what the database has of it."""
    got = [each.number for each in read]
    return Verdict(
        missed=len(set(numbers) - set(got)),
        repeated=len(got) - len(set(got)),
        disordered=sum(later < earlier for earlier, later in pairwise(got)),
        is_equal=read == log and newest(read) == newest(log),
    )


def judge_endpoint(file: Path, log: list[Sent], signals: dict[int, str]) -> Verdict:
    """Missed is what it never had, but for what a newer version or a withdrawal made pointless."""
    lines = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
    first = {uid: Sent(*told) for uid, *told in reversed(lines)}
    by_id = [Sent(*told) for uid, *told in lines if first.pop(uid, None)]
    last = newest(log)
    had = {each.number for each in by_id}
    missed = [
        each
        for each in log
        if each.number not in had
        and (
            each.number == last[each.story].number
            or not (
                signals[each.number] in {"new", "update"}
                or signals[last[each.story].number] == "withdrawal"
            )
        )
    ]
    seen: dict[str, int] = {}
    late = 0
    for each in by_id:
        late += each.number < seen.get(each.story, 0)
        seen[each.story] = max(each.number, seen.get(each.story, 0))
    numbers = [each.number for each in by_id]
    return Verdict(
        missed=len(missed),
        repeated=len(numbers) - len(set(numbers)),
        disordered=0,
        is_equal=newest(by_id) == last,
        twice=len(lines) - len(by_id),
        late=late,
    )
