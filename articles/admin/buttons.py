"""The buttons of a story: what each asks for, and which action it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.actions import amending, filing, reviewing
from articles.actions.transitions import Verb, allowed
from articles.forms import TextField
from articles.models import Complaint, Ground, NoticeKind, Story

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page showed: the story's version, and its text's fingerprint."""

    version: int
    digest: str


class Words(forms.Textarea):
    """Text in any of the agency's languages."""

    def __init__(self, *, rows: int) -> None:
        super().__init__(attrs={"rows": rows, "dir": "auto"})


class AskForm(forms.Form):
    """What a button asks about ``story``."""

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.story = story


class ReasonForm(AskForm):
    reason = TextField(
        label=_("Reason"),
        help_text=_("The reporter reads it beside the story."),
        widget=Words(rows=4),
    )


class SpikeForm(AskForm):
    reason = TextField(label=_("Reason"), required=False, widget=Words(rows=3))


class ScheduleForm(AskForm):
    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.localtime().tzname()
        self.fields["publish_at"].help_text = _("Time of %(zone)s.") % {"zone": zone}


class AnswersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Complaints by what was asked for and decided."""

    def label_from_instance(self, obj: Complaint) -> str:
        decision = Truncator(obj.decision).chars(120)
        return f"{obj.kind_name} {obj.reference}: {decision}"


class CorrectForm(AskForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=NoticeKind, initial=NoticeKind.ERROR, widget=forms.RadioSelect
    )
    note = TextField(
        label=_("What was corrected"),
        help_text=_("Readers see it on the story, with its time."),
        widget=Words(rows=4),
    )
    answers = AnswersField(
        label=_("Answers these complaints"),
        help_text=_("Granted, and waiting for their notice. What you leave out goes on waiting."),
        queryset=Complaint.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unchanged = forms.BooleanField(
        label=_("The text is unchanged: publish the notice alone"),
        label_suffix="",
        error_messages={
            "required": _(
                "The text says what readers see already. Correct it first, or tick that only the"
                " notice goes out."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = self.fields["answers"]
        assert isinstance(answers, AnswersField)  # noqa: S101 - declared above
        answers.queryset = Complaint.objects.unanswered().filter(story_uid=self.story.uid)
        # A complaint that was chosen, and answered by somebody meanwhile, is told at the field.
        if "answers" not in self.data and not answers.queryset.exists():
            del self.fields["answers"]
        if not amending.is_unchanged(self.story):
            del self.fields["unchanged"]


class WithdrawForm(AskForm):
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground, widget=forms.RadioSelect)
    reason = TextField(
        label=_("Reason"),
        help_text=_("Readers see it at the story’s address."),
        widget=Words(rows=4),
    )


@dataclass(frozen=True, slots=True)
class Button:
    """A button: ``form`` is what it must ask first, on a page of its own.

    ``run`` takes the story, who pressed, what they saw, and their answer; it raises
    ``Refused``. After it one stays at the story, or goes back to the desk. ``initial`` is what
    the form proposes.
    """

    name: str
    verb: Verb
    label: str | Promise
    done: str | Promise
    run: Callable[[Story, User, Seen, Answer], Story]
    form: type[AskForm] | None = None
    initial: Callable[[Story], Answer] = lambda _story: {}
    look: str = ""
    stays: bool = False


def _former_time(story: Story) -> Answer:
    event = reviewing.fallen_schedule(story)
    return {"publish_at": reviewing.scheduled_for(event)} if event else {}


BUTTONS = (
    Button(
        "submit",
        Verb.SUBMIT,
        _("Submit"),
        _("“%(story)s” is with the editors."),
        lambda story, by, seen, _answer: filing.submit(
            story=story, by=by, seen_version=seen.version
        ),
        look="go",
    ),
    Button(
        "approve",
        Verb.APPROVE,
        _("Publish now"),
        _("“%(story)s” is published."),
        lambda story, by, seen, _answer: reviewing.approve(
            story=story, by=by, seen_version=seen.version, seen_digest=seen.digest
        ),
        look="go",
    ),
    Button(
        "publish",
        Verb.PUBLISH,
        _("Publish now"),
        _("“%(story)s” is published."),
        lambda story, by, seen, _answer: reviewing.publish_now(
            story=story, by=by, seen_version=seen.version, seen_digest=seen.digest
        ),
        look="go",
    ),
    Button(
        "reschedule",
        Verb.RESCHEDULE,
        _("Move to another time…"),
        _("“%(story)s” goes out at another time."),
        lambda story, by, seen, answer: reviewing.reschedule(
            story=story, by=by, publish_at=answer["publish_at"], seen_version=seen.version
        ),
        ScheduleForm,
        initial=lambda story: {"publish_at": story.publish_at},
        stays=True,
    ),
    Button(
        "unschedule",
        Verb.UNSCHEDULE,
        _("Take off the schedule"),
        _("“%(story)s” waits for an editor again."),
        lambda story, by, seen, _answer: reviewing.unschedule(
            story=story, by=by, seen_version=seen.version
        ),
        stays=True,
    ),
    Button(
        "update",
        Verb.UPDATE,
        _("Publish the update"),
        _("The update of “%(story)s” is published."),
        lambda story, by, seen, _answer: amending.update(
            story=story, by=by, seen_version=seen.version, seen_digest=seen.digest
        ),
        look="go",
    ),
    Button(
        "return",
        Verb.RETURN,
        _("Return…"),
        _("“%(story)s” is back with its reporter."),
        lambda story, by, seen, answer: reviewing.return_(
            story=story, by=by, reason=answer["reason"], seen_version=seen.version
        ),
        ReasonForm,
    ),
    Button(
        "correct",
        Verb.CORRECT,
        _("Correct…"),
        _("The correction of “%(story)s” is published."),
        lambda story, by, seen, answer: amending.correct(
            story=story,
            by=by,
            kind=NoticeKind(answer["kind"]),
            note=answer["note"],
            answers=answer.get("answers", ()),
            seen_version=seen.version,
            seen_digest=seen.digest,
        ),
        CorrectForm,
        stays=True,
    ),
    Button(
        "schedule",
        Verb.APPROVE,
        _("Schedule…"),
        _("“%(story)s” is approved for its time."),
        lambda story, by, seen, answer: reviewing.approve(
            story=story,
            by=by,
            publish_at=answer["publish_at"],
            seen_version=seen.version,
            seen_digest=seen.digest,
        ),
        ScheduleForm,
        initial=_former_time,
    ),
    Button(
        "take-back",
        Verb.TAKE_BACK,
        _("Take back"),
        _("“%(story)s” is a draft again."),
        lambda story, by, _seen, _answer: filing.take_back(story=story, by=by),
        stays=True,
    ),
    Button(
        "discard",
        Verb.DISCARD,
        _("Discard the next version"),
        _("“%(story)s” says again what readers see."),
        lambda story, by, _seen, _answer: amending.discard(story=story, by=by),
        stays=True,
    ),
    Button(
        "unspike",
        Verb.UNSPIKE,
        _("Bring back as a draft"),
        _("“%(story)s” is a draft again."),
        lambda story, by, _seen, _answer: reviewing.unspike(story=story, by=by),
        look="go",
        stays=True,
    ),
    Button(
        "spike",
        Verb.SPIKE,
        _("Spike…"),
        _("“%(story)s” is laid aside."),
        lambda story, by, _seen, answer: reviewing.spike(
            story=story, by=by, reason=answer["reason"]
        ),
        SpikeForm,
        look="stop",
    ),
    Button(
        "withdraw",
        Verb.WITHDRAW,
        _("Withdraw…"),
        _("“%(story)s” is withdrawn."),
        lambda story, by, _seen, answer: amending.withdraw(
            story=story, by=by, ground=Ground(answer["ground"]), reason=answer["reason"]
        ),
        WithdrawForm,
        look="stop",
        stays=True,
    ),
)
APPROVE_AGAIN = Button(
    "approve-again",
    Verb.APPROVE,
    _("Approve again"),
    _("“%(story)s” is approved for its time."),
    lambda story, by, seen, _answer: reviewing.approve_again(
        story=story, by=by, seen_version=seen.version, seen_digest=seen.digest
    ),
    look="go",
)
"""Stands beside the time that it names, not among the others."""
BY_NAME = {button.name: button for button in (*BUTTONS, APPROVE_AGAIN)}
OF_A_NEW_STORY = [BY_NAME["submit"]]


def buttons_of(user: User, story: Story) -> list[Button]:
    """The buttons open to ``user`` in the story's present state, and no other."""
    verbs = allowed(user, story)
    return [button for button in BUTTONS if button.verb in verbs]
