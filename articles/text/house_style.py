"""Where a text has a form that the house doesn't write, and what the house writes instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

AROUND: Final = 40
"""Letters of a text that are shown on each side of what was found."""
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s+")
_APOSTROPHES = re.compile("['’‘`]")
_NOWHERE = re.compile(r"(?!)")


@dataclass(frozen=True)
class Form:
    """A wrong form and the right one, as somebody wrote them into a rule.

    In small letters it is found in any case, and what replaces it begins as what it replaces; with
    a capital in it it is found as it stands. It is found as whole words alone.
    """

    wrong: str
    right: str

    @cached_property
    def words(self) -> list[str]:
        """The words of the wrong form, small."""
        return [word.casefold() for word in _WORD.findall(self.wrong)]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = [re.escape(part) for part in _BLANKS.split(self.wrong) if part]
        if not parts:
            return _NOWHERE
        # A blank is any, and an apostrophe is how somebody's keyboard has it.
        words = r"\s+".join(_APOSTROPHES.sub("['’‘`]", part) for part in parts)
        flags = re.IGNORECASE if self.wrong == self.wrong.lower() else 0
        return re.compile(rf"(?<![\w-]){words}(?![\w-])", flags)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Each place of the wrong form in ``text`` where it isn't part of the right one."""
        wrong = list(self._pattern.finditer(text))
        whole = _whole(self.right).finditer(text) if wrong else ()
        right = [found.span() for found in whole]
        for found in wrong:
            if not any(start <= found.start() and found.end() <= end for start, end in right):
                yield found

    def replaced(self, found: str) -> str:
        """What stands instead of a wrong form as it was found."""
        if self.wrong != self.wrong.lower() or not found[:1].isupper():
            return self.right
        if len(found) > 1 and found.isupper():
            return self.right.upper()
        return self.right[:1].upper() + self.right[1:]


@dataclass(frozen=True, slots=True)
class Place:
    """A wrong form in a text, with what stands round it."""

    before: str
    found: str
    after: str


def places(form: Form, text: str) -> list[Place]:
    """Each place of a wrong form, to be shown."""
    return [
        Place(
            text[max(0, found.start() - AROUND) : found.start()],
            found[0],
            text[found.end() : found.end() + AROUND],
        )
        for found in form.find(text)
    ]


class Forms[Rule]:
    """Many forms, each with the rule it is of, found in one walk through a text."""

    def __init__(self, forms: Iterable[tuple[Form, Rule]]) -> None:
        self._by_word: dict[str, list[tuple[Form, Rule]]] = {}
        for form, rule in forms:
            if form.words:
                self._by_word.setdefault(form.words[0], []).append((form, rule))

    def find(self, text: str) -> list[tuple[str, Form, Rule]]:
        """What was found, as it stands there, once for each rule and spelling, in their order."""
        said: dict[str, None] = dict.fromkeys(word[0].casefold() for word in _WORD.finditer(text))
        found = [
            (match[0], form, rule)
            for word in said
            for form, rule in self._by_word.get(word, ())
            # Many forms may begin alike, and a walk through a long text is slow.
            if all(other in said for other in form.words)
            for match in form.find(text)
        ]
        return list(dict.fromkeys(found))


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words), re.IGNORECASE) if words else _NOWHERE
