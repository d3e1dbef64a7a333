"""How long it takes to find who repeats what was corrected or withdrawn, in an archive of many."""

import json
import statistics
import sys

from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, copied, run, say
from tools.bench.desk import DATABASE, STORIES

HEAD = """
| who repeats it, of {:,} stories | times | median | longest | own processor | found |
|---|--:|--:|--:|--:|--:|"""


def after(rounds: int) -> None:
    """A look of each kind after the other; none of it is kept."""
    copied(STORIES, DATABASE, anew=False)
    told = json.loads(run(f"from tools.bench.after_rows import main; main({rounds * 2})", DATABASE))
    say(HEAD.format(STORIES))
    for what in ("correction", "withdrawal"):
        rows = [each for each in told if each["what"] == what]
        times = [each["seconds"] * 1000 for each in rows]
        own = statistics.median(each["own"] for each in rows) * 1000
        found = statistics.median(each["found"] for each in rows)
        longest = f"{statistics.median(times):.0f} ms | {max(times):.0f} ms"
        say(f"| {what} | {len(rows)} | {longest} | {own:.0f} ms | {found:.0f} |")
    seconds, sql = max(tuple(each["slowest"]) for each in told)
    say(f"\nThe slowest statement, {seconds * 1000:.0f} ms: {sql[:1000]}")


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    after(rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 5)
