"""What a telephone writes into a copy: who sent a message and when, signs for bold and italic."""

import re

from articles.text import findings as why
from articles.text.copy_lines import Line, ranges
from articles.text.findings import Finding

# "[10.15, 2/3/2026] Ani: " of a copied message, "02/03/26 10.15 - Ani: " of an exported one.
_SENT = re.compile(
    r"(?:\[\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: [AP]M)?, \d{1,2}/\d{1,2}/\d{2,4}\]"
    r"|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}[.:]\d{2}(?: [AP]M)? -) [^:\n]{1,60}: "
)
_BEFORE, _AFTER = r"(?:(?<=^)|(?<=[\s(\"“‘«*_]))", r"(?=$|[\s.,;:!?)\"”’»*_–—-])"
_BOLD = re.compile(rf"{_BEFORE}\*(?=[^\s*])([^*]*[^\s*])\*{_AFTER}")
_ITALIC = re.compile(rf"{_BEFORE}_(?=[^\s_])([^_]*[^\s_])_{_AFTER}")


def undo(lines: list[Line], findings: list[Finding]) -> list[Line]:
    """The lines without either; each becomes a finding."""
    rest: list[Line] = []
    marked: list[int] = []
    for number, line in lines:
        if sent := _SENT.match(line):
            findings.append(Finding(number, sent[0].strip(), why.MESSAGE_HEADER))
            line = line[sent.end() :]  # noqa: PLW2901 - the rest of it
        plain = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", line)) if "*" in line or "_" in line else line
        if plain != line:
            marked.append(number)
        rest.append((number, plain))
    if marked:
        findings.append(Finding(marked[0], ranges(marked), why.TELEPHONE_MARKS))
    return rest
