"""Form fields of the newsroom's own: a line that grows, a time to come, and the rich text."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.forms import LineField
from articles.text import signs
from articles.text.body import (
    LONGEST_HTML,
    TooLongError,
    clean,
    editor_extensions,
    fit,
    is_oversized,
)
from editorial.clock import zone

PICTURES: Final = {
    "address": reverse_lazy("admin:articles_picture_told"),
    "choose": reverse_lazy("admin:articles_picture_choose"),
    "add": reverse_lazy("admin:articles_picture_add"),
}
"""Where the editor asks what the house says of pictures, finds others, and leads to a new one."""


class OneLineField(LineField):
    """One line of text in a field that grows with it."""

    widget = forms.Textarea(attrs={"rows": 1, "class": "one-line"})


class MomentField(forms.DateTimeField):
    """A minute of the house's time, whose zone its help names; of a century with an end."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    YEARS: Final = range(2000, 2100)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        bound = super().get_bound_field(form, field_name)
        words = _("Time of %(zone)s.") % {"zone": zone()}
        bound.help_text = f"{self.help_text} {words}".strip()
        return bound

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        if moment and moment.year not in self.YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class BodyField(ProseEditorFormField):  # type: ignore[misc]  # the package has no types
    """The rich text. What the editor spells differently without changing it is no change.

    What is refused for its length is read by nothing.
    """

    taken: tuple[str, ...] = ()

    def __init__(self, *, has_pictures: bool = True, **kwargs: Any) -> None:
        extensions = editor_extensions()
        if has_pictures:
            extensions["Picture"] = extensions["Picture"] | PICTURES
        else:
            del extensions["Picture"], extensions["Gallery"]
        super().__init__(
            extensions=extensions,
            max_length=LONGEST_HTML,
            widget=AdminProseEditorWidget,
            **kwargs,
        )
        # The editor's own field is hidden, and no letter is typed into it.
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value: Any) -> str:
        self.taken = tuple(signs.uncarried(value)) if isinstance(value, str) else ()
        html = super().clean(value)
        try:
            text = fit(html)
        except TooLongError as error:
            raise forms.ValidationError(str(error), code="max_length") from error
        if self.required and not text:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return text

    def has_changed(self, initial: Any, data: Any) -> bool:
        if is_oversized(data or ""):
            return True
        return clean(initial or "") != clean(data or "")
