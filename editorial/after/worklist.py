"""What is left to do after a correction or a withdrawal: who else says it, line by line."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.actions.refused import Refused, Words
from articles.actions.transitions import Verb, lock, record, reviews
from articles.models import ON_RECORD, ON_WIRE, Dispatch, Event, Signal, Status, Story, User
from editorial.after import echoes
from editorial.after.taken import taken_by
from editorial.models import Aftermath, Decision, Echo

# What a line is settled by: the text was saved, or it went out.
_SENDS: Final = frozenset({Verb.PUBLISH, Verb.UPDATE, Verb.CORRECT})
_ENDS: Final = frozenset({Verb.SPIKE, Verb.WITHDRAW})
_SETTLES: Final = frozenset({Verb.EDIT, Verb.LIFT}) | _SENDS | _ENDS


def on_dispatch(dispatch: Dispatch) -> None:
    """Write down that it is to be looked for who repeats it (``settings.ON_DISPATCH``)."""
    if dispatch.signal in (Signal.CORRECTION, Signal.WITHDRAWAL):
        story = Story.objects.only("pk").get(uid=dispatch.story_uid)
        Aftermath.objects.create(dispatch=dispatch, story=story)


@transaction.atomic
def seek(pk: int) -> None:
    """Look who repeats what the Dispatch of this number took back, unless somebody has or does."""
    unsought = Aftermath.objects.unsought(timezone.now()).filter(pk=pk)
    aftermath = unsought.select_for_update(of=("self",), skip_locked=True).first()
    if aftermath is None:
        return
    taken = taken_by(aftermath.dispatch)
    if taken:
        aftermath.taken = taken.data
        found = echoes.find(aftermath.story, taken)
        Echo.objects.bulk_create(
            Echo(aftermath=aftermath, story_id=each.story, reasons=each.data, rank=each.rank)
            for each in found
        )
    aftermath.sought_at = timezone.now()
    aftermath.save(update_fields=["taken", "sought_at"])


@transaction.atomic
def settle(*, echo: Echo, by: User, decision: Decision) -> None:
    """Strike a line off the worklist, and say so in the log. Raises ``Refused``."""
    # The story first: who corrects it and has the counter would else wait for this line's holder.
    story = lock(echo.aftermath.story)
    echo = lock_open(echo)
    if not reviews(by, story):
        raise Refused("permission", _("What follows a correction is for editors to settle."))
    _settle([echo], by=by, decision=decision, at=timezone.now(), story=story)


def lock_open(echo: Echo) -> Echo:
    """The line, which nobody else settles until the transaction is over; ``Refused`` if one did.

    Whoever locks a story as well locks that before.
    """
    echo = Echo.objects.select_for_update(of=("self",)).get(pk=echo.pk)
    if not echo.decision:
        return echo
    raise Refused(
        "state",
        _("This line is settled already, by %(who)s: %(what)s."),
        who=_name(echo.decided_by) if echo.decided_by else _("the clock"),
        what=Decision(echo.decision).label,
    )


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _settle(
    lines: list[Echo], *, by: User | None, decision: Decision, at: datetime, story: Story
) -> None:
    for echo in lines:
        echo.decision, echo.decided_by, echo.decided_at = decision, by, at
        echo.save(update_fields=["decision", "decided_by", "decided_at"])
        words = SETTLED[decision]
        record(
            story,
            verb=Verb.SETTLE,
            by=by,
            before=story.status,
            data={"why": Words(words, headline=echo.story.headline).reason},
        )


SETTLED: Final = {
    Decision.DONE: _("“%(headline)s” does not repeat it any more."),
    Decision.LEFT: _("“%(headline)s” is left as it is."),
}


def on_event(event: Event) -> None:
    """Strike off what a step of a story has settled by itself (``settings.ON_EVENT``).

    A working copy that was saved without the old words, a story that was sent once whoever has it
    has the new ones, what is spiked or withdrawn, and a translation that was freed although its
    original is withdrawn. What was spiked and is brought back with the old words is on again.
    """
    if event.verb == Verb.UNSPIKE:
        _reopen(event)
    if event.verb not in _SETTLES:
        return
    # What somebody settles this moment is waited for, and passed over then.
    open_lines = Echo.objects.open().select_for_update(of=("self",))
    lines = list(open_lines.filter(story=event.story_id).select_related("aftermath__story"))
    if not lines:
        return
    story = event.story
    if event.verb == Verb.LIFT:
        _settle_freed(lines, event)
        return
    if story.status in ON_WIRE and event.verb not in _SENDS:
        return
    for echo in lines:
        says = any(reason["why"] == echoes.Why.SAYS for reason in echo.reasons)
        taken, reasons = echo.aftermath.taken, echo.reasons
        if event.verb in _ENDS or (says and not echoes.repeated(story, taken, reasons)):
            _settle(
                [echo],
                by=event.actor,
                decision=Decision.DONE,
                at=timezone.now(),
                story=echo.aftermath.story,
            )


def _settle_freed(lines: list[Echo], event: Event) -> None:
    """Whoever freed a translation of what was withdrawn has decided that it stands."""
    for echo in lines:
        original = echo.aftermath.story
        if original.pk == event.story.translation_of_id and original.status == Status.WITHDRAWN:
            _settle(
                [echo], by=event.actor, decision=Decision.LEFT, at=timezone.now(), story=original
            )


def _reopen(event: Event) -> None:
    done = Echo.objects.filter(story=event.story_id, decision=Decision.DONE)
    for echo in done.select_for_update(of=("self",)).select_related("aftermath__story"):
        if echoes.repeated(event.story, echo.aftermath.taken, echo.reasons):
            echo.decision, echo.decided_by, echo.decided_at = "", None, None
            echo.save(update_fields=["decision", "decided_by", "decided_at"])
            why = Words(
                _("“%(headline)s” was brought back and repeats it."), headline=event.story.headline
            )
            story = echo.aftermath.story
            data = {"why": why.reason}
            record(story, verb=Verb.SETTLE, by=event.actor, before=story.status, data=data)


def unsettled_of(story: Story, user: User) -> int:
    """How many lines are open after a story's corrections, for who may settle them."""
    if story.status not in ON_RECORD or not reviews(user, story):
        return 0
    return Echo.objects.open().filter(aftermath__story=story).count()


SEEK: Final = Duty(
    name="seek",
    title=_("Look who repeats what was corrected or withdrawn"),
    waiting=Aftermath.objects.unsought,
    do=seek,
    pace=2.0,
    thread="desk",
    about=Dispatch,
    called=KT("content__headline"),
)
