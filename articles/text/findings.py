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
UNSEEN_SIGNS: Final = gettext_noop(
    "Signs that nobody sees, or special hyphens, stood here; the story is without them."
)
STRAY_DIRECTION: Final = gettext_noop(
    "A sign that turns the direction of the text was left open; the story is without it."
)
UNCARRIED: Final = gettext_noop(
    "Signs that can’t be printed stood here; blanks are in their place."
)
KICKER: Final = gettext_noop("A line stands above the headline; the story is without it.")
STANDFIRST: Final = gettext_noop("A line below the headline was taken for the standfirst.")
HEADLINE_CUT: Final = gettext_noop("The first sentence is too long for a headline; it was cut.")
MAIL_HEADER: Final = gettext_noop("A header of mail was left out.")
MAIL_SIGNATURE: Final = gettext_noop("The signature of a mail was left out.")
MAIL_PACKED: Final = gettext_noop("The mail is packed in parts; paste its text alone.")
MAIL_PART: Final = gettext_noop("This part of the mail was taken for the text.")
MAIL_PART_LEFT: Final = gettext_noop("This part of the mail was left out.")
QUOTED_PRINTABLE: Final = gettext_noop("Letters that mail had encoded (=E2=80=93) were decoded.")
QUOTED: Final = gettext_noop("The > of quoted mail was taken off these lines.")
MESSAGE_HEADER: Final = gettext_noop("Who sent a message, and when, was left out.")
TELEPHONE_MARKS: Final = gettext_noop("The * and _ of a telephone were taken off.")
WRAPPED_LINES: Final = gettext_noop("Lines broken at a width were joined to paragraphs.")
BROKEN_LINES: Final = gettext_noop(
    "These lines end in the middle of a sentence; what follows stands in a paragraph of its own."
)
WIRE_HEADER: Final = gettext_noop("A line of a wire’s header was left out.")
WIRE_END_SIGN: Final = gettext_noop("The = that closes a wire’s headline was left out.")
WIRE_TRAILER: Final = gettext_noop("A line that closes a wire’s message was left out.")
SECOND_SIGN_OFF: Final = gettext_noop("The story has more than one sign-off.")
AFTER_SIGN_OFF: Final = gettext_noop("This line stands after the sign-off.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What could not be placed or looks wrong: line (from 1), words, and a translatable reason."""

    line: int
    text: str
    why: str
