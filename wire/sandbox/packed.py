"""The sandbox in one file, which runs with Python alone."""

from functools import cache
from importlib import resources
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME: Final = "sandbox.pyz"
_FILES: Final = (
    "__init__.py",
    "day.json",
    "day.py",
    "grading.py",
    "program.py",
    "pushing.py",
    "server.py",
)
_MAIN: Final = b"""\
import sys

if sys.version_info < (3, 12):
    sys.exit("The sandbox needs Python 3.12 or newer; this is " + sys.version.split()[0] + ".")

from wire.sandbox.program import main

sys.exit(main())
"""


@cache
def packed() -> bytes:
    """The archive, the same bytes for the same code."""
    here = resources.files(__package__)
    files = {"__main__.py": _MAIN, "wire/__init__.py": b""}
    files |= {f"wire/sandbox/{name}": (here / name).read_bytes() for name in _FILES}
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return archive.getvalue()
