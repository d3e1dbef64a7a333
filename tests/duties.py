"""What the worker does, called as it calls it."""

from articles.actions.clock import PUBLISH
from articles.actions.darkroom import CARD, RENDER
from articles.actions.duty import duties
from articles.actions.worker import once, work
from editorial.after.worklist import SEEK


def publish_due() -> bool:
    """Publish all that is due now; whether no story is in trouble."""
    return once([PUBLISH])


def make_pictures() -> int:
    """Make some of the renditions and cards that wait; how many were in hand."""
    return work(RENDER) + work(CARD)


def forget() -> None:
    """Do all that the house has time for."""
    once([duty for duty in duties() if duty.thread == "house"])


def seek_echoes() -> None:
    """Look who repeats what was corrected or withdrawn."""
    assert once([SEEK])
