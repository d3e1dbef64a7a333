"""The line that names the writer of a signed piece: ``Oleh: NAME, jabatan``, ``By NAME``."""

import re
from dataclasses import dataclass

from articles.text import headlines

# No byline is longer.
LONGEST = 200
_WITH_COLON = re.compile(r"(?:oleh|by|بقلم)\s*:\s*(?=\S)", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:oleh|by)\s+(?=[^\W\d_])(?=(?P<name>\w))|بقلم\s+(?=(?P<arabic>\w))", re.IGNORECASE
)
_COMMA = re.compile(r"(?<!\s)\s*[,،]\s*")
# What stands behind a comma and still belongs to the name: M.A., S.Ag, Ph.D., Lc.
_DEGREE = re.compile(r"(?:[^\W\d_]{1,4}\.){1,3}[^\W\d_]{0,4}\.?|Lc|MA|MSc|PhD|MBA")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a piece, degrees included, and what the line says the writer is; "" if nothing."""

    name: str
    title: str


def is_byline(line: str) -> bool:
    """Whether the line names its writer; sentences too begin with Oleh and By."""
    if len(line) > LONGEST:
        return False
    if _WITH_COLON.match(line):
        return True
    match = _PLAIN.match(line)
    named = match is not None and not (match["name"] or match["arabic"]).islower()
    return named and not headlines.closes_with_full_stop(line)


def parse(line: str) -> Byline:
    """The name and the title in a byline. A line that is none is a name as it stands."""
    opening = _WITH_COLON.match(line) or _PLAIN.match(line)
    named = line[opening.end() :] if opening else line
    # A star leads to a line at the end that says who this is.
    parts = _COMMA.split(named.strip().rstrip("* "))
    end = next((at for at, part in enumerate(parts) if at and not _DEGREE.fullmatch(part)), None)
    return Byline(", ".join(parts[:end]), ", ".join(parts[end:] if end else []))
