"""What stands round a story's text: its headline, dateline, lead, code and sign-off."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.text import agency_code, counts
from articles.text import dateline as dateline_text
from articles.text.copy_lines import is_sign_off
from editorial.checks.check import Found, Sent

LONGEST_HEADLINE: Final = 110
"""Letters: NewsArticle's longest headline, and what three lines of a share card hold."""
LONGEST_LEAD: Final = 45
"""Words: what is read in one breath."""
INTERVIEW: Final = "W"
"""The kind of what is all question and answer, and from nowhere."""


def headline(sent: Sent) -> Iterator[Found]:
    words = sent.content["headline"]
    if len(words) > LONGEST_HEADLINE:
        said = _("The headline has %(letters)s letters; search results cut it after %(most)s.")
        yield Found(Words(said, letters=len(words), most=LONGEST_HEADLINE), "headline")
    if words.isupper() and counts.words(words) > 1:
        yield Found(Words(_("The headline is in capitals alone.")), "headline")
    if words.rstrip().endswith("."):
        yield Found(Words(_("The headline ends with a full stop.")), "headline")


def dateline(sent: Sent) -> Iterator[Found]:
    if not (sent.content["dateline"] or sent.content["byline"] or _is_interview(sent)):
        said = _("The story has no dateline; only signed pieces and interviews go without.")
        yield Found(Words(said), "dateline_place")
    first = _first(sent)
    typed = dateline_text.parse(first)
    if typed and typed[0].places and typed[0].text:
        said = _("The text begins with a dateline, “%(dateline)s”; it prints by itself.")
        yield Found(Words(said, dateline=typed[0].text), quote=typed[0].text)


def place(sent: Sent) -> Iterator[Found]:
    """A dateline's place that is none of the house's, and nearly one."""
    for name in sent.content["places"]:
        if near := sent.names.near_place(name, sent.language):
            said = _("The dateline’s “%(place)s”: is “%(near)s” meant?")
            yield Found(Words(said, place=name, near=near), "dateline_place")


def code(sent: Sent) -> Iterator[Found]:
    """An agency code or a sign-off in the text, beside that which prints by itself."""
    for text in sent.paragraphs:
        for start, end, _code in agency_code.find_all(text):
            said = _("The text has the code “%(code)s”; a story’s code prints by itself.")
            yield Found(Words(said, code=text[start:end]), quote=text[start:end])
    last = sent.paragraphs[-1].strip() if sent.paragraphs else ""
    if is_sign_off(last):
        said = _("The text ends with the sign-off; it prints by itself.")
        yield Found(Words(said), quote=last)


def lead(sent: Sent) -> Iterator[Found]:
    words = counts.words(_first(sent))
    if words > LONGEST_LEAD and not sent.content["byline"]:
        yield Found(
            Words(
                _("The first paragraph has %(words)s words; a lead has at most %(most)s."),
                words=words,
                most=LONGEST_LEAD,
            )
        )


def _is_interview(sent: Sent) -> bool:
    kind = sent.content["kind"]
    has_exchange = any(block["kind"] == "exchange" for block in sent.content["body"])
    return has_exchange or bool(kind and kind["code"] == INTERVIEW)


def _first(sent: Sent) -> str:
    return next((text.lstrip() for text in sent.paragraphs if text.strip()), "")
