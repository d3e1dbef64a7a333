"""A headline for a copy that has none, from its first sentence."""

import re

MAX_LENGTH = 250
# No sentence that still fits a headline ends beyond this.
_LOOKED_AT = 600

_STOP = re.compile(r"(?P<stop>[.!?؟…]+)[\"'”’»)\]]*(?=\s|$)")
_DATE_IN_BRACKETS = re.compile(r" ?\(\d[\d /–-]*\)$")
# Titles, degrees, kinds of place and the like; initials need no list.
_ABBREVIATION = re.compile(
    r"dr|drs|dra|drg|ir|prof|ust|ustz|kh|kgs|hj|tgk|tn|ny|sdr|sdri|yth|alm|almh|bpk|lc|jl|jln|kab"
    r"|kec|kel|ds|dsn|gg|kp|prov|rt|rw|dll|dsb|dst|dkk|tsb|tgl|mr|mrs|ms|messrs|st"
    r"|sr|jr|rev|hon|gen|lt|sgt|capt|maj|brig|cmdr|adm|jend|letjen|mayjen|brigjen|irjen|komjen"
    r"|kombes|akbp|kompol|letkol|serka|serda|vs|pt|cv|ud|tbk|inc|ltd|corp|bros|dept|univ|ave|blvd"
    r"|rd|usd|idr",
    re.IGNORECASE,
)
# Only with a capital: without one they are words (sen, mar, kol) that close sentences too.
_CAPITALIZED = re.compile(
    r"sen|rep|gov|pres|col|kol|co|mt|ft|fr|jan|feb|febr|mar|apr|jun|jul|aug|ags|agt|agust|sep|sept"
    r"|oct|okt|nov|dec|des|sel|kam|jum|sab|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun",
    re.IGNORECASE,
)
# Only before a figure: "No. 5", "Rp. 10.000", "hlm. 3".
_BEFORE_FIGURES = re.compile(
    r"no|nos|nr|rp|hlm|hal|pp|vol|art|ps|psl|fig|sec|ay|q\.?s", re.IGNORECASE
)
_INITIALS = re.compile(r"[^\W\d_]|[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3}){1,4}")


def first_sentence(text: str) -> str:
    """The first sentence with its stop; the whole text (600 characters of it) if none ends."""
    text = " ".join(text[:_LOOKED_AT].split())
    for match in _STOP.finditer(text):
        follows = text[match.end() :].lstrip()[:1]
        word = _word_before(text, match.start())
        if match["stop"] == "." and _is_abbreviation(word, before_figure=follows.isdigit()):
            continue
        if follows.islower():
            continue
        return text[: match.end()]
    return text


def closes_with_full_stop(text: str) -> bool:
    """Whether a line ends as a sentence does, and not with an abbreviation's stop."""
    bare = text[-_LOOKED_AT:].rstrip(" \"'”’»)]")
    return bare.endswith(".") and not _is_abbreviation(_word_before(bare, len(bare) - 1))


def headline_of(paragraph: str) -> str:
    """The first sentence without its full stop and a closing ``(16/1)``, 250 characters at most.

    What is longer is cut at a word.
    """
    sentence = _without_end(first_sentence(paragraph))
    return sentence if len(sentence) <= MAX_LENGTH else _cut(sentence)


def is_cut(paragraph: str) -> bool:
    """Whether ``headline_of`` leaves words of the first sentence out."""
    return len(_without_end(first_sentence(paragraph))) > MAX_LENGTH


def _without_end(sentence: str) -> str:
    if not sentence.endswith(("..", "…")):
        sentence = sentence.removesuffix(".").rstrip()
    return _DATE_IN_BRACKETS.sub("", sentence)


def _cut(sentence: str) -> str:
    whole_words, blank, _ = sentence[: MAX_LENGTH + 1].rpartition(" ")
    return whole_words.rstrip(" ,;:–—-(") if blank else sentence[:MAX_LENGTH]


def _word_before(text: str, end: int) -> str:
    return text[:end].rpartition(" ")[2].lstrip("(\"'“‘«[")


def _is_abbreviation(word: str, *, before_figure: bool = False) -> bool:
    return bool(
        _ABBREVIATION.fullmatch(word)
        or (word[:1].isupper() and _CAPITALIZED.fullmatch(word))
        or (before_figure and _BEFORE_FIGURES.fullmatch(word))
        or _INITIALS.fullmatch(word)
    )
