"""What a site took of any processor, whoever else is on the machine."""

import os
from pathlib import Path

import psycopg

from newsroom.local import embedded
from tools.bench.archives import POSTGRES
from tools.bench.servers import children

TICKS = os.sysconf("SC_CLK_TCK")


def used(database: str, server: int) -> dict[int, float]:
    """The seconds of the workers of ``server``, and of the processes of their connections."""
    with psycopg.connect(
        host=str(embedded.socket_folder(POSTGRES)), user=embedded.NAME, dbname="postgres"
    ) as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
        backends = [pid for (pid,) in connection.execute(asked, [database])]
    return {pid: seconds(pid) for pid in [*children(server), *backends]}


def between(before: dict[int, float], after: dict[int, float]) -> float:
    """The seconds that passed; a process that began or ended meanwhile is left out."""
    return sum(after[pid] - before[pid] for pid in before.keys() & after.keys())


def seconds(pid: int) -> float:
    """What a process has taken of any processor since it began."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
