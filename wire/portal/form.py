"""What may be asked of the list, as a form."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms import LineField
from articles.models.desk import Desk
from articles.models.dispatch import Signal
from articles.models.edition import Edition
from articles.models.kind import Kind
from articles.search import LONGEST_QUERY
from wire.portal.finding import Filter

ALL: Final = ("", _("All"))
URGENCIES: Final = [ALL, *((str(each), str(each)) for each in range(1, 9))]


class FilterForm(forms.Form):
    """The filters of the list; choices are those that the agency has."""

    words = LineField(
        label=_("Search words"),
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.SearchInput(attrs={"dir": "auto"}),
    )
    edition = forms.ChoiceField(label=_("Edition"), required=False)
    desk = forms.TypedChoiceField(label=_("Desk"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    urgency = forms.TypedChoiceField(
        label=_("Urgency up to"), required=False, coerce=int, empty_value=None, choices=URGENCIES
    )
    signal = forms.ChoiceField(label=_("Signal"), required=False, choices=[ALL, *Signal.choices])
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    has_pictures = forms.BooleanField(label=_("With pictures"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = {each.code: each.name for each in Edition.objects.all()}
        desks: dict[str, list[tuple[int, str]]] = {}
        for desk in Desk.objects.select_related("parent"):
            name = f"{desk.parent.name} – {desk.name}" if desk.parent else desk.name
            desks.setdefault(editions.get(desk.edition_id, ""), []).append((desk.pk, name))
        self._choose("edition", [ALL, *editions.items()])
        self._choose("desk", [ALL, *desks.items()])
        self._choose("kind", [ALL, *((each.code, each.name) for each in Kind.objects.all())])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def wanted(self) -> Filter:
        """What of it can be asked; a field with an error asks for nothing."""
        return Filter(**self.cleaned_data)
