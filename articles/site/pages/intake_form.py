"""The form for correction requests, replies and complaints."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.forms import EmailField, LineField, TextField
from articles.intake import Given
from articles.models.complaint import KEPT, LONGEST_ADDRESS, ComplaintKind
from articles.site.pages.traps import Age, age
from articles.text import signs, story_address

LONGEST = 8_000
LONGEST_PASTED = 2_000
"""An address as it is pasted, with every letter as ``%D8%A3`` and what counts clicks after it."""
FEWEST_DIGITS = 5

_DASHES = re.compile("[‐-―−]")
_DIGIT = re.compile("[0-9]")


def consent_text() -> str:
    """What who sends the form agrees to; kept beside what they sent."""
    return ngettext(
        "I agree that the newsroom keeps what I write here, to check it and to answer me. "
        "My name, contact and text are erased %(days)d day after the decision. "
        "Nothing of it is published without asking me, except what I ask to have published.",
        "I agree that the newsroom keeps what I write here, to check it and to answer me. "
        "My name, contact and text are erased %(days)d days after the decision. "
        "Nothing of it is published without asking me, except what I ask to have published.",
        KEPT.days,
    ) % {"days": KEPT.days}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the summary of errors: what is wrong, and where it is put right."""

    message: str
    anchor: str


class TelephoneField(LineField):
    """A number as people write it: in any digits, with signs, a second number, a word beside it."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"})

    def tidied(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", signs.bare(signs.one_line(text)))
        digits = (str(unicodedata.decimal(sign, sign)) for sign in _DASHES.sub("-", plain))
        return "".join(digits)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and len(_DIGIT.findall(value)) < FEWEST_DIGITS:
            raise forms.ValidationError(_("This is not a telephone number."))


class IntakeForm(forms.Form):
    """Its fields' names are those of the site's addresses. ``situs`` is a trap, left empty."""

    error_css_class = "has-error"

    jenis = forms.ChoiceField(
        label=gettext_lazy("What do you ask for?"),
        choices=ComplaintKind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you ask for.")},
    )
    berita = LineField(
        label=gettext_lazy("Address of the story"),
        help_text=gettext_lazy("Copy it from the address bar. Only another complaint needs none."),
        required=False,
        max_length=LONGEST_PASTED,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "dir": "ltr"}),
    )
    isi = TextField(
        label=gettext_lazy("Your text"),
        help_text=gettext_lazy(
            "What is wrong, what is right, and how we can check it; or your reply."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write what you ask us to change or to print.")},
    )
    nama = LineField(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write your name.")},
    )
    hubungan = LineField(
        label=gettext_lazy("Who you are to the story"),
        help_text=gettext_lazy("For example: named in it, speaking for somebody, or a reader."),
        max_length=160,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": gettext_lazy("Write who you are to the story.")},
    )
    surel = EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("An e-mail address or a telephone number; one is enough."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"invalid": gettext_lazy("This is not an e-mail address.")},
    )
    telepon = TelephoneField(label=gettext_lazy("Telephone"), required=False, max_length=40)
    setuju = forms.BooleanField(
        error_messages={"required": gettext_lazy("We may keep your request only if you agree.")},
    )
    situs = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    waktu = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: dict[str, Any] | None = None,
        foreign: bool = False,
    ) -> None:
        super().__init__(data, initial=initial, auto_id="%s", label_suffix="")
        self.foreign = foreign
        self.fields["setuju"].label = consent_text()

    def clean_berita(self) -> str:
        address = story_address.readable(self.cleaned_data["berita"])
        if len(address) > LONGEST_ADDRESS:
            raise forms.ValidationError(_("This is no address of a story: it is too long."))
        return address

    def clean_situs(self) -> str:
        typed: str = self.cleaned_data["situs"]
        if typed:
            raise forms.ValidationError(_("Leave this field empty: it is there for machines."))
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, story = data.get("jenis"), data.get("berita")
        if kind and kind != ComplaintKind.OTHER and not story and "berita" not in self.errors:
            self.add_error("berita", _("Give the address of the story that it is about."))
        contacts = {"surel", "telepon"}
        if not (contacts & self.errors.keys() or any(data.get(name) for name in contacts)):
            self.add_error("surel", _("Write an e-mail address or a telephone number."))
        if why := self._refusal(data.get("waktu") or ""):
            raise forms.ValidationError(why)
        return data

    def _refusal(self, token: str) -> str:
        """Why the form as a whole can't be taken, though nothing that was typed is wrong."""
        if self.foreign:
            return _("This came from another site. Send it once more from here.")
        match age(token):
            case Age.TOO_YOUNG:
                return _("That was very quick. Look it over, then send it once more.")
            case Age.TOO_OLD | Age.NOT_OURS:
                return _("This page was open for very long. Please send it once more.")
            case Age.RIGHT:
                return ""

    def story_address(self) -> str:
        """The address in the form, as far as it may be read: "" where it was refused."""
        if not self.is_bound:
            return str(self.get_initial_for_field(self.fields["berita"], "berita") or "")
        return str(self.cleaned_data.get("berita", ""))

    def given(self, edition: str) -> Given:
        """What was typed, once it is valid."""
        data = self.cleaned_data
        return Given(
            edition=edition,
            kind=data["jenis"],
            story_address=data["berita"],
            name=data["nama"],
            email=data["surel"],
            telephone=data["telepon"],
            capacity=data["hubungan"],
            text=data["isi"],
            consent=consent_text(),
            token=data["waktu"],
        )

    def shown(self) -> Iterator[BoundField]:
        """The fields a reader fills in, in their order."""
        return (self[name] for name in self.fields if name not in ("situs", "waktu"))

    def faults(self) -> list[Fault]:
        """Every error in the order of the fields, those of the whole form first."""
        whole = [Fault(str(message), "") for message in self.non_field_errors()]
        return whole + [
            Fault(str(message), f"{field.name}_0" if field.use_fieldset else field.name)
            for field in self
            for message in field.errors
        ]
