#!/usr/bin/env python3
"""The newsroom's command line."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the settings' name is set

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
