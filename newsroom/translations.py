"""The catalogues of translations: compile them, or check that they are whole.

In Python alone, so that neither a fresh machine nor the checks need gettext's
tools; only the search for strings that no catalogue knows is left to them.
``python -m newsroom.translations compile`` writes each .mo beside its .po.
"""

import ast
import gettext
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
CATALOGUES = "articles/locale/*/LC_MESSAGES/*.po"
SOURCES = ("articles", "newsroom", "templates")
DIRECTIVE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])? )?(".*")')
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass
class Entry:
    context: str | None = None
    text: str = ""
    plural: str | None = None
    translations: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """The entry's name in a .mo file."""
        name = self.text if self.plural is None else f"{self.text}\0{self.plural}"
        return name if self.context is None else f"{self.context}\4{name}"


def read(source: str) -> list[Entry]:
    """The entries of a .po file's text, without the obsolete ones."""
    return [entry for block in source.split("\n\n") if (entry := _entry(block))]


def _entry(block: str) -> Entry | None:
    entry, values = Entry(), dict[str, str]()
    name = ""
    for line in block.split("\n"):
        if line.startswith("#,"):
            entry.fuzzy = "fuzzy" in line
        if not (match := DIRECTIVE.fullmatch(line.strip())):
            continue
        if match[1]:
            name = line.split(" ", 1)[0]
        values[name] = values.get(name, "") + ast.literal_eval(match[2])
    if "msgid" not in values:
        return None
    entry.context, entry.plural = values.get("msgctxt"), values.get("msgid_plural")
    entry.text = values["msgid"]
    entry.translations = [text for name, text in values.items() if name.startswith("msgstr")]
    return entry


def compiled(entries: list[Entry]) -> bytes:
    """The .mo file of the entries that are translated and not fuzzy."""
    pairs = sorted(
        (entry.key.encode(), "\0".join(entry.translations).encode())
        for entry in entries
        if all(entry.translations) and not (entry.fuzzy and entry.text)
    )
    keys = b"".join(key + b"\0" for key, _ in pairs)
    texts = b"".join(text + b"\0" for _, text in pairs)
    tables = 28
    start = tables + 16 * len(pairs)
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), tables, tables + 8 * len(pairs), 0, start)
    key_table = _table([key for key, _ in pairs], start)
    text_table = _table([text for _, text in pairs], start + len(keys))
    return head + key_table + text_table + keys + texts


def _table(strings: list[bytes], start: int) -> bytes:
    table = b""
    for string in strings:
        table += struct.pack("<2I", len(string), start)
        start += len(string) + 1
    return table


def faults(entries: list[Entry]) -> Iterator[str]:
    """What is missing or doubtful in a catalogue, a line each."""
    for entry in entries:
        if not entry.text:
            continue
        if entry.fuzzy:
            yield f"fuzzy: {entry.text!r}"
        elif not entry.translations or not all(entry.translations):
            yield f"not translated: {entry.text!r}"
        elif any(_placeholders(text) - _allowed(entry) for text in entry.translations):
            yield f"other placeholders: {entry.text!r}"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _allowed(entry: Entry) -> set[str]:
    return _placeholders(entry.text) | _placeholders(entry.plural or "")


def unknown(catalogue: Path, entries: list[Entry]) -> Iterator[str]:
    """The strings of code and templates that a catalogue lacks, found by gettext's tools."""
    language = catalogue.parent.parent.name
    with tempfile.TemporaryDirectory() as copy:
        for folder in SOURCES:
            shutil.copytree(BASE_DIR / folder, Path(copy) / folder)
        found = Path(copy) / catalogue.relative_to(BASE_DIR)
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", MAKE_MESSAGES, language], cwd=copy, check=True
        )
        known = {entry.key for entry in entries}
        for entry in read(found.read_text()):
            if entry.key not in known:
                yield f"not in the catalogue: {entry.text!r}"


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
    for catalogue in sorted(BASE_DIR.glob(CATALOGUES)):
        entries = read(catalogue.read_text())
        here = list(faults(entries))
        if shutil.which("xgettext"):
            here += unknown(catalogue, entries)
        binary = catalogue.with_suffix(".mo")
        if not binary.exists() or binary.read_bytes() != compiled(entries):
            here.append(f"{binary.name} is older: python -m newsroom.translations compile")
        found += [f"{catalogue.relative_to(BASE_DIR)}: {fault}" for fault in here]
    return found


def compile_all() -> None:
    for catalogue in BASE_DIR.glob(CATALOGUES):
        binary = catalogue.with_suffix(".mo")
        binary.write_bytes(compiled(read(catalogue.read_text())))
        with binary.open("rb") as file:
            gettext.GNUTranslations(file)


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
