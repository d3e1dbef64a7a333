"""What a story's buttons ask before they do anything, each in a form."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.actions import amending
from articles.actions.sending import embargo_on
from articles.actions.withholding import is_undecided
from articles.forms import TextField
from articles.models import EMBARGO, LIVE, Complaint, Ground, NoticeKind, Story
from articles.text import notices
from editorial.clock import zone
from editorial.fields import MomentField

Answer = dict[str, Any]


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


REASONS: Final = (
    _("Name the source, and how we know it."),
    _("Ask the other side, or say that it did not answer."),
    _("The lead does not say what happened. Begin with the news."),
    _("Check names, titles, places and figures again."),
    _("We have this already. Bring what is new, as an update."),
    _("Shorten it, and one thought a paragraph."),
)
"""Why a story goes back, most often; each fills the reason, to be written on."""


class SpikeForm(AskForm):
    reason = TextField(label=_("Reason"), required=False, widget=Words(rows=3))


class ScheduleForm(AskForm):
    publish_at = MomentField(label=_("Publish at"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The button says the time that is typed (static/js/moments.js).
        says = _("Publish {time}")
        if embargo_on(self.story, timezone.now()):
            says = _("Send {time} under embargo")
        self.fields["publish_at"].widget.attrs |= {"data-says": says, "data-zone": zone()}


class AnswersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Complaints by what was asked for and decided."""

    def label_from_instance(self, obj: Complaint) -> str:
        decision = Truncator(obj.decision).chars(120)
        return f"{obj.kind_name} {obj.reference}: {decision}"


class CorrectForm(AskForm):
    """The notice of a correction, drafted from what was changed."""

    kind = forms.TypedChoiceField(
        label=_("Kind"),
        choices=NoticeKind,
        coerce=NoticeKind,
        initial=NoticeKind.ERROR,
        widget=forms.RadioSelect,
    )
    note = TextField(
        label=_("What was corrected"),
        help_text=_(
            "Readers see it on the story, with its time. It is drafted from what was changed:"
            " finish it."
        ),
        widget=Words(rows=4),
    )
    reason = TextField(
        label=_("How it came about"),
        required=False,
        help_text=_("Readers read it behind the notice. Left empty, nothing is said of it."),
        widget=Words(rows=2),
    )
    apology = forms.BooleanField(
        label=_("Apologise to readers"), label_suffix="", required=False, initial=True
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
        language = self.story.edition_id
        self.fields["apology"].help_text = format_html(
            '<span lang="{}" dir="auto">{}</span>', language, notices.APOLOGY[language]
        )

    def clean(self) -> Answer:
        """The notice in one. That the text is unchanged was only to be said."""
        data = super().clean() or {}
        reason, apology = data.pop("reason", ""), data.pop("apology", False)
        if note := data.get("note"):
            language = self.story.edition_id
            data["note"] = notices.composed(note, reason, language, apology=apology)
        return {name: value for name, value in data.items() if name != "unchanged"}


class WithdrawForm(AskForm):
    ground = forms.TypedChoiceField(
        label=_("Ground"), choices=Ground, coerce=Ground, widget=forms.RadioSelect
    )
    reason = TextField(
        label=_("Reason"),
        help_text=_("Readers see it at the story’s address."),
        widget=Words(rows=4),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.story.status in EMBARGO:
            # Readers never had it: it is told to the media that do.
            del self.fields["ground"]
            self.fields["reason"].help_text = _("The media that have it see it.")
        if held := Story.objects.filter(translation_of=self.story, status__in=LIVE).count():
            self.fields["reason"].help_text = format_html(
                "{} {}",
                self.fields["reason"].help_text,
                ngettext(
                    "%(count)s translation goes on hold until an editor decides.",
                    "%(count)s translations go on hold until an editor decides.",
                    held,
                )
                % {"count": held},
            )


class HoldForm(AskForm):
    reason = TextField(
        label=_("Reason"),
        help_text=_("Readers see it at the story’s address, the media with the story."),
        widget=Words(rows=4),
    )
    until = MomentField(
        label=_("Until"),
        required=False,
        help_text=_("Then it is free again by itself. Left empty, until somebody lifts the hold."),
    )


class LiftForm(AskForm):
    """The text that goes out is read once more; of a translation of what was withdrawn, it asks."""

    despite_withdrawal = forms.BooleanField(
        label=_("Its original was withdrawn. Free this translation all the same"),
        label_suffix="",
        error_messages={"required": _("Tick it, if it is to go to readers all the same.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_undecided(self.story):
            del self.fields["despite_withdrawal"]
