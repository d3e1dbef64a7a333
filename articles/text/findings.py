"""What a reading of raw copy could not place or finds odd, with the reasons it may give."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

EMPTY: Final = gettext_noop("The copy has no paragraph.")
MARKUP_IN_DATELINE: Final = gettext_noop("Remains of markup stand in the dateline.")
LOST_PLACE: Final = gettext_noop("The dateline has lost its place.")
IMPOSSIBLE_DATE: Final = gettext_noop("The dateline’s date is not one of the calendar.")
LATE_DATELINE: Final = gettext_noop("A dateline stands below the first paragraph.")
UNREAD_DATELINE: Final = gettext_noop(
    "The first paragraph names the agency, but not as a dateline."
)
MARKUP: Final = gettext_noop("Remains of markup stand in the text.")
UNTITLED_RELATED: Final = gettext_noop("The line of a related story has no title.")
INNER_RELATED: Final = gettext_noop("A related story is named inside a paragraph.")
EARLIER_CODE: Final = gettext_noop("An agency code stands before the end of the story.")
NO_CODE: Final = gettext_noop("No agency code closes the story.")
EMPTY_CODE: Final = gettext_noop("Empty brackets stand in place of the agency code.")
NAMES_FOR_CODE: Final = gettext_noop("Names stand in place of the agency code.")
SECOND_SIGN_OFF: Final = gettext_noop("The story has more than one sign-off.")
AFTER_SIGN_OFF: Final = gettext_noop("This line stands after the sign-off.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What could not be placed or looks wrong: line (from 1), words, and a translatable reason."""

    line: int
    text: str
    why: str
