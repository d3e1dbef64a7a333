"""A headline for a copy that has none, from its first sentence."""

import re

MAX_LENGTH = 120
# No sentence that still fits a headline ends beyond this.
_LOOKED_AT = 600

_STOP = re.compile(r"(?P<stop>[.!?؟…]+)[\"'”’»)\]]*(?=\s|$)")
_DATE_IN_BRACKETS = re.compile(r" ?\(\d[\d /–-]*\)$")
# Titles, degrees, kinds of place and the like; initials need no list.
_ABBREVIATION = re.compile(
    r"dr|drs|dra|ir|prof|ust|ustz|kh|hj|tn|ny|sdr|yth|alm|almh|bpk|lc|jl|jln|kab|kec|kel|ds|gg|kp"
    r"|no|rt|rw|hlm|dll|dsb|dst|tsb|tgl|mr|mrs|ms|st|sr|jr|gen|col|lt|sgt|capt|maj|brig|jend"
    r"|letjen|mayjen|brigjen|kol|letkol|vs|inc|ltd|co|corp|dept|rp",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[^\W\d_]|[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3}){1,4}")


def first_sentence(text: str) -> str:
    """The first sentence with its stop; the whole text (600 characters of it) if none ends."""
    text = " ".join(text[:_LOOKED_AT].split())
    for match in _STOP.finditer(text):
        if match["stop"] == "." and _is_abbreviation(_word_before(text, match.start())):
            continue
        if text[match.end() :].lstrip()[:1].islower():
            continue
        return text[: match.end()]
    return text


def closes_with_full_stop(text: str) -> bool:
    """Whether a line ends as a sentence does, and not with an abbreviation's stop."""
    bare = text[-_LOOKED_AT:].rstrip(" \"'”’»)]")
    return bare.endswith(".") and not _is_abbreviation(_word_before(bare, len(bare) - 1))


def headline_of(paragraph: str) -> str:
    """The first sentence without its full stop and a closing ``(16/1)``, 120 characters at most.

    What is longer is cut at a word.
    """
    sentence = first_sentence(paragraph)
    if not sentence.endswith(("..", "…")):
        sentence = sentence.removesuffix(".").rstrip()
    sentence = _DATE_IN_BRACKETS.sub("", sentence)
    return sentence if len(sentence) <= MAX_LENGTH else _cut(sentence)


def _cut(sentence: str) -> str:
    whole_words, blank, _ = sentence[: MAX_LENGTH + 1].rpartition(" ")
    return whole_words.rstrip(" ,;:–—-(") if blank else sentence[:MAX_LENGTH]


def _word_before(text: str, end: int) -> str:
    return text[:end].rpartition(" ")[2].lstrip("(\"'“‘«[")


def _is_abbreviation(word: str) -> bool:
    return bool(_ABBREVIATION.fullmatch(word) or _INITIALS.fullmatch(word))
