"""A Story frozen into the content of a Dispatch."""

from collections.abc import Sequence
from datetime import datetime

from articles.models import Person, Story
from articles.record import fields
from articles.record.pieces import person_data
from articles.record.plain import Content

FRAME = ("edition", "desk", "section", "slug", "headline")


def freeze(
    story: Story,
    *,
    at: datetime,
    code: str,
    editors: Sequence[Person],
    notices: Sequence[Content] = (),
    first_at: datetime | None = None,
    published_at: str | None = None,
    embargo: datetime | None = None,
    hold: Content | None = None,
    rows: Content | None = None,
) -> Content:
    """Everything a reader or subscriber of this story may ever need, as plain JSON data.

    Names, codes, dateline and links are words in it, not pointers; ids are only there
    to find a live page. ``first_at`` is the time of the first Dispatch, ``at`` when this is it, and
    ``published_at`` when readers had it first, as it is said there. ``embargo`` is the time before
    which nobody may print it, ``hold`` what the hold on it says. ``rows`` are what the story's rows
    would say, of one that is not stored.
    """
    first_at = first_at or at
    content: Content = {}
    for field in fields.FIELDS:
        if rows is None or not field.has_rows:
            content |= field.freeze(story, first_at)
    return {
        **content,
        **(rows or {}),
        "code": code,
        "editors": [person_data(editor) for editor in editors],
        "notices": list(notices),
        "withdrawal": None,
        "embargo": {"until": embargo.isoformat()} if embargo else None,
        "hold": hold,
        "published_at": published_at or at.isoformat(),
        "updated_at": at.isoformat(),
    }


def freeze_hold(held: Content, *, at: datetime, until: datetime | None, reason: str) -> Content:
    """What stands on the wire, with a hold on it: nobody may use it, until a lift says so.

    The text goes with it, for a correction under the hold and the lift follow from it; nothing that
    shows a hold shows the text.
    """
    hold = {"at": at.isoformat(), "until": until and until.isoformat(), "reason": reason}
    return {**held, "hold": hold}


def freeze_lift(withheld: Content, *, at: datetime) -> Content:
    """What was sent last, free for use, whatever the story says by now.

    After an embargo it is new to readers, and the notices on it were not for them; after a hold it
    is what they had, at the time that it had.
    """
    lifted = {**withheld, "embargo": None, "hold": None}
    if withheld.get("embargo"):
        lifted |= {"notices": [], "published_at": at.isoformat(), "updated_at": at.isoformat()}
    return lifted


def freeze_withdrawal(
    withdrawn: Content, *, at: datetime, ground: str, reason: str, by: str
) -> Content:
    """What a withdrawal says: which story, when, why and on whose word; not the text withdrawn.

    ``withdrawn`` is what was sent last. A next version in work is in nobody's hands, and
    no word of it goes out. One that was under an embargo says so: no reader ever had it, and no
    page speaks of it.
    """
    return {
        **{name: withdrawn[name] for name in FRAME},
        "withdrawal": {"ground": ground, "reason": reason, "by": by, "at": at.isoformat()},
        "embargo": withdrawn.get("embargo"),
        "published_at": withdrawn["published_at"],
        "updated_at": at.isoformat(),
    }
