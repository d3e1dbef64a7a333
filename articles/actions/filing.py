"""Handing in: a story is submitted and taken back. How it is written: ``saving``."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.actions.transitions import Verb, move
from articles.models import Story, User
from articles.text import signs
from articles.text.body import TooLongError, fit

PAID: Final = _("A paid story needs both its label and who paid for it.")


def submit(*, story: Story, by: User, seen_version: int | None = None) -> Story:
    """Hand a draft or returned story to the editors. Raises ``Refused``, also without text or kind.

    What else an approval asks for (``reviewing.missing``) may come later.
    """
    require_text(story)
    require_kind(story)
    return move(story, verb=Verb.SUBMIT, by=by, seen_version=seen_version)


def take_back(*, story: Story, by: User) -> Story:
    """Take back one's own story before an editor has decided."""
    return move(story, verb=Verb.TAKE_BACK, by=by)


def require_text(story: Story) -> None:
    """Refuse a story with nothing to print, or with more than anything behind it is made for.

    And a paid one that doesn't say that and by whom.
    """
    try:
        text = fit(story.body)
    except TooLongError as error:
        raise Refused("size", error.message, limit=error.limit) from error
    if not text or not signs.is_readable(story.headline):
        raise Refused("incomplete", _("The story has no headline or no text yet."))
    if bool(story.label) != bool(story.sponsor):
        raise Refused("paid", PAID)


def require_kind(story: Story) -> None:
    """Refuse a story that no code can be made for, unless one is printed on it already."""
    if story.kind_id is None and not story.code_text:
        raise Refused("kind", _("The story has no kind yet, the first part of its code."))
