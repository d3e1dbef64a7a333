"""The catalogues of translations: compile them, or check that they are whole.

For development: Babel reads and writes them, so a machine needs gettext's tools only for
the search for strings that no catalogue knows.
``python -m newsroom.translations compile`` writes each .mo beside its .po.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

BASE_DIR = Path(__file__).resolve().parent.parent
CATALOGUES = "newsroom/locale/*/LC_MESSAGES/*.po"
SOURCES = ("articles", "demo", "editorial", "newsroom", "templates", "wire")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def read(source: str) -> Catalog:
    """The catalogue of a .po file's text, without the obsolete entries."""
    return read_po(io.StringIO(source), ignore_obsolete=True, abort_invalid=True)


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file of the entries that are translated and not fuzzy."""
    file = io.BytesIO()
    # Babel would write today's, and the same catalogue is to give the same bytes.
    catalogue.creation_date = datetime.fromtimestamp(0, UTC)
    write_mo(file, catalogue)
    return file.getvalue()


def faults(catalogue: Catalog) -> Iterator[str]:
    """What is missing or doubtful in a catalogue, a line each."""
    for entry in catalogue:
        if not entry.id:
            continue
        texts = _texts(entry.string)
        if entry.fuzzy:
            yield f"fuzzy: {_name(entry)!r}"
        elif not all(texts):
            yield f"not translated: {_name(entry)!r}"
        elif any(_placeholders(text) - _placeholders(*_texts(entry.id)) for text in texts):
            yield f"other placeholders: {_name(entry)!r}"


def _texts(one_or_more: object) -> tuple[str, ...]:
    return one_or_more if isinstance(one_or_more, tuple) else (str(one_or_more or ""),)


def _name(entry: Message) -> str:
    return _texts(entry.id)[0]


def _placeholders(*texts: str) -> set[str]:
    return {found for text in texts for found in PLACEHOLDER.findall(text)}


def unknown(path: Path, catalogue: Catalog) -> Iterator[str]:
    """The strings of code and templates that a catalogue lacks, found by gettext's tools."""
    language = path.parent.parent.name
    with tempfile.TemporaryDirectory() as copy:
        for folder in SOURCES:
            shutil.copytree(BASE_DIR / folder, Path(copy) / folder)
        # The package reads its version there.
        shutil.copy(BASE_DIR / "pyproject.toml", copy)
        found = Path(copy) / path.relative_to(BASE_DIR)
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", MAKE_MESSAGES, language], cwd=copy, check=True
        )
        for entry in read(found.read_text()):
            if entry.id and catalogue.get(_name(entry), entry.context) is None:
                yield f"not in the catalogue: {_name(entry)!r}"


# In the copy, which has to come first: the installed settings would name the real catalogues.
MAKE_MESSAGES = """
import os, sys, django
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
from django.core.management import call_command
django.setup()
call_command("makemessages", "-l", sys.argv[1], verbosity=0)
"""


def check() -> list[str]:
    """Every fault of every catalogue, with its file."""
    found = []
    for path in sorted(BASE_DIR.glob(CATALOGUES)):
        catalogue = read(path.read_text())
        here = list(faults(catalogue))
        if shutil.which("xgettext"):
            here += unknown(path, catalogue)
        binary = path.with_suffix(".mo")
        if not binary.exists() or binary.read_bytes() != compiled(catalogue):
            here.append(f"{binary.name} is older: python -m newsroom.translations compile")
        found += [f"{path.relative_to(BASE_DIR)}: {fault}" for fault in here]
    return found


def compile_all() -> None:
    for path in BASE_DIR.glob(CATALOGUES):
        path.with_suffix(".mo").write_bytes(compiled(read(path.read_text())))


def main(arguments: list[str]) -> int:
    if arguments == ["compile"]:
        compile_all()
        return 0
    if arguments == ["check"]:
        found = check()
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return int(bool(found))
    sys.stderr.write("python -m newsroom.translations compile | check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
