"""What a reader types into the search, as PostgreSQL's ``websearch_to_tsquery`` takes it.

The index holds letters and digits alone (``folding``), so a word with a sign in it stands there
as several; here it asks for them side by side.
"""

import re

from articles.text.folding import folded

_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_DIGIT = re.compile(r"\d")
_ASKED = re.compile(r'(?P<no>-?)"(?P<phrase>[^"]*)"')
_SLASH = re.compile(r"[/\\|⁄∕／]")


def query(typed: str) -> str:
    """The words in quotes, folded; ``or`` and a ``-`` before a word or phrase stay what they are.

    A word with signs in it (``Covid-19``, ``12.500``, ``U23``) is a phrase; words with a slash
    between them are wanted each, wherever they stand. "" where there is no word.
    """
    terms: list[str] = []
    either = False
    for term in _TERM.finditer(typed):
        no, word = term["no"], term["word"]
        if word and not no and word.casefold() == "or":
            either = bool(terms)
        elif asked := _asked(no, word or term["phrase"] or "", is_quoted=word is None):
            terms += (["or"] if either else []) + asked
            either = False
    return " ".join(terms)


def scattered(asked: str) -> tuple[str, list[str]]:
    """What ``query`` gave, with the words of its phrases wanted wherever they stand; the phrases.

    The phrases are those that are wanted, as regular expressions for a folded text.
    """
    phrases: list[str] = []

    def scatter(term: re.Match[str]) -> str:
        words = term["phrase"].split()
        if term["no"] or len(words) == 1:
            return term[0]
        phrases.append(r"\s+".join(words))
        return " ".join(f'"{word}"' for word in words)

    return _ASKED.sub(scatter, asked), phrases


def _asked(no: str, words: str, *, is_quoted: bool) -> list[str]:
    parts = [words]
    if not (is_quoted or no or _DIGIT.search(words)):
        parts = _SLASH.split(words)
    phrases = (" ".join(folded(part).split()) for part in parts)
    return [f'{no}"{phrase}"' for phrase in phrases if phrase]
