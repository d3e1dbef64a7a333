#!/usr/bin/env python3
"""The newsroom's command line."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - as below
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the settings' name is set

    from newsroom import __version__  # noqa: PLC0415 - as above
    from newsroom import environment as env  # noqa: PLC0415 - as above
    from newsroom.local.embedded import EmbeddedError  # noqa: PLC0415 - as above

    if sys.argv[1:] in (["version"], ["--version"]):
        # Django would say its own.
        sys.stdout.write(f"{__version__}\n")
        return
    if sys.argv[1:2] in (["worker"], ["push"]):
        # Nobody sees it hang; all other commands may take their time.
        env.default("DATABASE_SECONDS", "60")

    try:
        execute_from_command_line(sys.argv)
    except (EmbeddedError, ImproperlyConfigured) as error:
        sys.exit(f"newsroom: {error}")


if __name__ == "__main__":
    main()
