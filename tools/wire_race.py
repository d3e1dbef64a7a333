"""The wire under many writers and readers, at length: ``python -m tools.wire_race [16/50/10000]``.

Publishers, polling clients, and Dispatches; it says whether each client's copy is the server's.
"""

import os
import subprocess
import sys

USUAL = "16/50/10000"


def main() -> int:
    size = sys.argv[1] if len(sys.argv) > 1 else USUAL
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "tests/wire/test_at_once.py"]
    return subprocess.run(  # noqa: S603 - our own command
        command, env=os.environ | {"WIRE_RACE": size}, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
