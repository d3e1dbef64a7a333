"""Who is spoken to in a note: ``@name``, as accounts are called."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

# Not behind a letter, as in an address of e-mail.
_MENTION: Final = re.compile(r"(?<![\w.@+-])@([\w.@+-]{1,150})")
# A name may have these, and a sentence may end with them.
_ENDS: Final = ".+-@"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text; ``name`` is whom it speaks to, "" for no one."""

    text: str
    name: str = ""


def named(text: str) -> set[str]:
    """All that may be a name in it, in small letters; also without the stop behind it."""
    found = (reading for match in _MENTION.finditer(text) for reading in _readings(match[1]))
    return {reading.casefold() for reading in found}


def parts(text: str, known: Container[str]) -> Iterator[Part]:
    """The text in its parts, with the names that are ``known``, in small letters, apart."""
    end = 0
    for match in _MENTION.finditer(text):
        names = (reading for reading in _readings(match[1]) if reading.casefold() in known)
        if name := next(names, ""):
            behind = match.start(1) + len(name)
            yield Part(text[end : match.start()])
            yield Part(text[match.start() : behind], name.casefold())
            end = behind
    yield Part(text[end:])


def _readings(found: str) -> Iterator[str]:
    yield found
    if (bare := found.rstrip(_ENDS)) not in ("", found):
        yield bare
