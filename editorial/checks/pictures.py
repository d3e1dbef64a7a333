"""What stands with a picture. Credit and licence: Pedoman Pemberitaan Media Siber 7."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.record import Content
from editorial.checks.check import Found, Sent

PICTURE: Final = "picture:"
"""Before the key of a picture, where a finding leads to one in the text and not to words."""


def words(sent: Sent) -> Iterator[Found]:
    for picture, say in _pictures(sent):
        caption, alternative = picture["caption"].strip(), picture["alternative"].strip()
        if not alternative:
            yield say(_("A picture has no alternative text: who cannot see it is told nothing."))
        if not caption:
            yield say(_("A picture has no caption."))
        elif caption == alternative:
            yield say(
                _("A picture’s caption is its alternative text too: who listens hears it twice.")
            )


def rights(sent: Sent) -> Iterator[Found]:
    for picture, say in _pictures(sent):
        if not picture["photographer"] and not picture["agency"]:
            yield say(_("A picture has no credit."))
        if not picture["licence"].strip():
            yield say(_("A picture has no licence: on what ground may it be printed?"))


def _pictures(sent: Sent) -> Iterator[tuple[Content, Callable[[Promise], Found]]]:
    """Each with what says something of it; those in the text are counted, and led to."""
    if lead := sent.get("picture"):
        yield lead, lambda said: Found(Words(said), "picture")
    for number, (key, picture) in enumerate((sent.get("pictures") or {}).items(), start=1):
        yield picture, partial(_in_text, number, key)


def _in_text(number: int, key: str, said: Promise) -> Found:
    words = Words(_("Picture %(number)s in the text: %(said)s"), number=number, said=said)
    return Found(words, quote=f"{PICTURE}{key}")
