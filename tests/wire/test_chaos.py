"""The wire while its processes are killed: a short form of ``make chaos``, and what judges it."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tools.chaos.clients import Sent, judge_endpoint, judge_follower

SIZE = "18/1/1"

NEW, UPDATE, OTHER = Sent(1, "a", "x"), Sent(3, "a", "y"), Sent(2, "b", "z")
CORRECTION, WITHDRAWAL = Sent(4, "b", "w"), Sent(5, "b", "v")
LOG = [NEW, OTHER, UPDATE, CORRECTION, WITHDRAWAL]
SIGNALS = {1: "new", 2: "new", 3: "update", 4: "correction", 5: "withdrawal"}


def test_no_client_misses_repeats_or_disorders_anything_whatever_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.chaos", SIZE],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    for victim in ("PostgreSQL", "endpoint", "publisher", "sender", "stream", "worker"):
        assert f"{victim} " in done.stdout.partition("killed: ")[2].splitlines()[0]


def test_judge_of_a_log_sees_what_is_missing_twice_disordered_or_another() -> None:
    def judged(read: list[Sent]) -> tuple[int, int, int, bool]:
        found = judge_follower(read, LOG, [*SIGNALS])
        return found.missed, found.repeated, found.disordered, found.is_well

    assert judged(LOG) == (0, 0, 0, True)
    assert judged(LOG[:-1]) == (1, 0, 0, False)
    assert judged([*LOG, WITHDRAWAL]) == (0, 1, 0, False)
    assert judged([OTHER, NEW, *LOG[2:]]) == (0, 0, 1, False)
    assert judged([Sent(1, "a", "other"), *LOG[1:]]) == (0, 0, 0, False)


def test_judge_of_an_endpoint_passes_over_what_it_has_and_what_was_undone(tmp_path: Path) -> None:
    file = tmp_path / "received"

    def judged(*sent: Sent) -> tuple[int, bool, int, int]:
        lines = [[f"msg_{each.number}", each.number, each.story, each.digest] for each in sent]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        found = judge_endpoint(file, LOG, SIGNALS)
        return found.missed, found.is_well, found.twice, found.late

    assert judged(*LOG) == (0, True, 0, 0)
    # A newer version makes a new one pointless, a withdrawal a correction too.
    assert judged(UPDATE, WITHDRAWAL) == (0, True, 0, 0)
    assert judged(*LOG, NEW) == (0, True, 1, 0)
    assert judged(UPDATE, NEW, WITHDRAWAL) == (0, True, 0, 1)
    assert judged(NEW, WITHDRAWAL) == (1, False, 0, 0)
    assert judged(NEW, OTHER, UPDATE, CORRECTION) == (1, False, 0, 0)
