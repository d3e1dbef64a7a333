"""How long the checks look at a long story, the first time in a process and then."""

import json

from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, prepared, run, say

STORIES = 2_000
HEAD = """
| checks of a story of {words:,} words | first | median | of the processor | goal |
|---|--:|--:|--:|--:|"""


def checks(rounds: int) -> None:
    """Each check alone, the slowest first, and all of them as the page of a story asks them."""
    prepared(STORIES)
    told = json.loads(
        run(f"from tools.bench.checks_rows import main; main({rounds * 4})", f"bench_{STORIES}")
    )
    say(HEAD.format(words=told["words"]))
    for name, first, median, busy in told["rows"]:
        goal = "150 ms" if name == "all" else ""
        say(f"| {name} | {first:.1f} ms | {median:.1f} ms | {busy:.1f} ms | {goal} |")
    say(f"\nDictionary: {'installed' if told['dictionary'] else 'none'}; {told['rules']} rules.")


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    checks(5)
