"""The buttons of a story: what each asks for, and which action it takes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.actions import amending, filing, reviewing, scheduling, withholding
from articles.actions.refused import Refused
from articles.actions.sending import embargo_on
from articles.actions.transitions import Verb, allowed
from articles.models import EMBARGO, ON_HOLD, Story, User
from editorial.after.changed import since_it_went_out
from editorial.story.access import Seen
from editorial.story.questions import (
    Answer,
    AskForm,
    CorrectForm,
    HoldForm,
    LiftForm,
    ReasonForm,
    ScheduleForm,
    SpikeForm,
    WithdrawForm,
)
from editorial.templatetags.times import hour


@dataclass(frozen=True, slots=True)
class Button:
    """A button: ``form`` is what it must ask first, on a page of its own.

    ``action`` gets what the form's fields are called, and of what the page showed the parts that
    ``sees`` names. After it one stays at the story, is led on to the next that waits, or goes back
    to the desk. ``initial`` is what the form proposes. One that is ``at_hand`` stands in the bar
    where there is room, ``prints_code`` names the code that it prints. One that ``is_checked``
    hands in or sends what was written: the checks have their say first (``checking``), on the
    button's page where they ask. ``fits`` says of a story in a state of the verb whether the button
    does to it what it says; ``says`` what it says of one. ``done`` may say the ``time`` at which
    the story goes out now.
    """

    name: str
    verb: Verb
    label: str | Promise
    done: str | Promise
    action: Callable[..., Story]
    form: type[AskForm] | None = None
    sees: tuple[str, ...] = ()
    initial: Callable[[Story], Answer] = lambda _story: {}
    look: str = ""
    stays: bool = False
    leads_on: bool = False
    at_hand: bool = False
    prints_code: bool = False
    is_checked: bool = False
    fits: Callable[[Story], bool] = lambda _story: True
    says: Callable[[Story], str] | None = None

    def on(self, story: Story) -> "Button":
        """The button as it stands on a story's page."""
        return replace(self, label=self.says(story)) if self.says else self

    @property
    def has_page(self) -> bool:
        return self.is_checked or self.form is not None

    def run(self, story: Story, by: User, seen: Seen, answer: Answer) -> Story:
        """Raises ``Refused``."""
        if not self.fits(story):
            raise Refused(
                "embargo",
                _("The embargo is another than the button said. Look at the button, and press it."),
            )
        showed = {f"seen_{part}": getattr(seen, part) for part in self.sees}
        return self.action(story=story, by=by, **showed, **answer)


VERSION = ("version",)
TEXT = ("version", "digest")


def _drafted_notice(story: Story) -> Answer:
    changed = since_it_went_out(story)
    return {"note": changed.draft()} if changed else {}


def _former_time(story: Story) -> Answer:
    event = scheduling.fallen_schedule(story)
    return {"publish_at": scheduling.scheduled_for(event)} if event else {}


def _is_free(story: Story) -> bool:
    return embargo_on(story, timezone.now()) is None


def _is_embargoed(story: Story) -> bool:
    return not _is_free(story)


def _until(story: Story) -> str:
    return hour(story.embargo_until) if story.embargo_until else ""


def _embargo(story: Story) -> str:
    return gettext("Send under embargo until %(time)s") % {"time": _until(story)}


def _update(story: Story) -> str:
    if story.status in EMBARGO:
        return gettext("Send the update, under embargo until %(time)s") % {"time": _until(story)}
    if story.status in ON_HOLD:
        return gettext("Send the update; the story stays on hold")
    return gettext("Publish the update")


def _lift(story: Story) -> str:
    return (
        gettext("Lift the embargo now…") if story.status in EMBARGO else gettext("Lift the hold…")
    )


BUTTONS = (
    Button(
        "submit",
        Verb.SUBMIT,
        _("Hand in"),
        _("“%(story)s” is with the editors."),
        filing.submit,
        sees=VERSION,
        look="go",
        is_checked=True,
    ),
    Button(
        "approve",
        Verb.APPROVE,
        _("Publish now"),
        _("“%(story)s” is published."),
        reviewing.approve,
        sees=TEXT,
        look="go",
        leads_on=True,
        prints_code=True,
        is_checked=True,
        fits=_is_free,
    ),
    Button(
        "embargo",
        Verb.APPROVE,
        _("Send under embargo"),
        _("“%(story)s” is sent under embargo."),
        reviewing.approve,
        sees=TEXT,
        look="go",
        leads_on=True,
        prints_code=True,
        fits=_is_embargoed,
        says=_embargo,
        is_checked=True,
    ),
    Button(
        "publish",
        Verb.PUBLISH,
        _("Publish now"),
        _("“%(story)s” is published."),
        scheduling.publish_now,
        sees=TEXT,
        look="go",
        prints_code=True,
        is_checked=True,
        fits=_is_free,
    ),
    Button(
        "embargo-now",
        Verb.PUBLISH,
        _("Send under embargo"),
        _("“%(story)s” is sent under embargo."),
        scheduling.publish_now,
        sees=TEXT,
        look="go",
        prints_code=True,
        fits=_is_embargoed,
        says=_embargo,
        is_checked=True,
    ),
    Button(
        "reschedule",
        Verb.RESCHEDULE,
        _("Move to another time…"),
        _("“%(story)s” has a new time: %(time)s."),
        scheduling.reschedule,
        ScheduleForm,
        sees=(*VERSION, "time"),
        initial=lambda story: {"publish_at": story.publish_at},
        stays=True,
        at_hand=True,
    ),
    Button(
        "unschedule",
        Verb.UNSCHEDULE,
        _("Take off the schedule"),
        _("“%(story)s” waits for an editor again."),
        scheduling.unschedule,
        sees=VERSION,
        stays=True,
    ),
    Button(
        "update",
        Verb.UPDATE,
        _("Publish the update"),
        _("The update of “%(story)s” is sent."),
        amending.update,
        sees=TEXT,
        look="go",
        is_checked=True,
        says=_update,
    ),
    Button(
        "return",
        Verb.RETURN,
        _("Return…"),
        _("“%(story)s” is back with its reporter."),
        reviewing.return_,
        ReasonForm,
        sees=VERSION,
        leads_on=True,
        at_hand=True,
    ),
    Button(
        "correct",
        Verb.CORRECT,
        _("Correct…"),
        _("The correction of “%(story)s” is sent."),
        amending.correct,
        CorrectForm,
        sees=TEXT,
        initial=_drafted_notice,
        stays=True,
        at_hand=True,
        is_checked=True,
    ),
    Button(
        "schedule",
        Verb.APPROVE,
        _("Schedule…"),
        _("“%(story)s” is approved for its time: %(time)s."),
        reviewing.approve,
        ScheduleForm,
        sees=TEXT,
        initial=_former_time,
        leads_on=True,
        at_hand=True,
        is_checked=True,
    ),
    Button(
        "take-back",
        Verb.TAKE_BACK,
        _("Take back"),
        _("“%(story)s” is a draft again."),
        filing.take_back,
        stays=True,
        at_hand=True,
    ),
    Button(
        "discard",
        Verb.DISCARD,
        _("Discard the next version"),
        _("“%(story)s” says again what readers see."),
        amending.discard,
        stays=True,
    ),
    Button(
        "unspike",
        Verb.UNSPIKE,
        _("Bring back as a draft"),
        _("“%(story)s” is a draft again."),
        reviewing.unspike,
        look="go",
        stays=True,
    ),
    Button(
        "spike",
        Verb.SPIKE,
        _("Spike…"),
        _("“%(story)s” is laid aside."),
        reviewing.spike,
        SpikeForm,
        look="stop",
    ),
    Button(
        "lift",
        Verb.LIFT,
        _("Lift"),
        _("“%(story)s” is free: readers have it."),
        withholding.lift,
        LiftForm,
        stays=True,
        at_hand=True,
        says=_lift,
    ),
    Button(
        "hold",
        Verb.HOLD,
        _("Hold…"),
        _("“%(story)s” is on hold: nobody may use it."),
        withholding.hold,
        HoldForm,
        look="stop",
        stays=True,
    ),
    Button(
        "withdraw",
        Verb.WITHDRAW,
        _("Withdraw…"),
        _("“%(story)s” is withdrawn."),
        amending.withdraw,
        WithdrawForm,
        look="stop",
        stays=True,
    ),
)


APPROVE_AGAIN = Button(
    "approve-again",
    Verb.APPROVE,
    _("Approve again"),
    _("“%(story)s” is approved for its time: %(time)s."),
    scheduling.approve_again,
    sees=TEXT,
    look="go",
    is_checked=True,
)
"""Stands beside the time that it names, not among the others."""
DECIDING = frozenset({"lift", "withdraw"})
"""What decides on a translation whose original was withdrawn."""
BY_NAME = {button.name: button for button in (*BUTTONS, APPROVE_AGAIN)}
OF_A_NEW_STORY = [BY_NAME["submit"]]


def buttons_of(user: User, story: Story) -> list[Button]:
    """The buttons open to ``user`` in the story's present state, and no other."""
    verbs = allowed(user, story)
    open_to = [button for button in BUTTONS if button.verb in verbs]
    return [button.on(story) for button in open_to if button.fits(story)]
