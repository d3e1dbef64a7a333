"""Fields for what people type: whatever comes in, what leaves them can go into the record.

Every form that writes has its text from these; only raw copy, whose bytes are kept, has not.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.utils.translation import gettext as _
from taggit.forms import TagWidget
from taggit.managers import TaggableManager

from articles.text import signs, slugs, tags

LONGEST_TEXT: Final = 10_000
"""Of a text of several lines whose field says nothing else."""
LONGEST_TAGS: Final = 1_000
"""Of all the tags of a story together, as they are typed."""

if TYPE_CHECKING:
    _Base = forms.CharField
else:
    _Base = object


class _Carried(_Base):
    """Takes out, before anything is checked, what no output can carry.

    ``taken`` has the signs of the last ``clean`` that a person is told of. What shows nothing is
    empty.
    """

    taken: tuple[str, ...] = ()

    def clean(self, value: Any) -> Any:
        text = value if isinstance(value, str) else ""
        stray = (f"U+{ord(text[at]):04X}" for at in signs.stray_bidi(text))
        self.taken = tuple(dict.fromkeys([*signs.uncarried(text), *stray]))
        return super().clean(value)

    def to_python(self, value: Any) -> Any:
        text = self.tidied(value) if isinstance(value, str) else value
        return super().to_python(text)

    def tidied(self, text: str) -> str:
        return signs.printable(text)


class LineField(_Carried, forms.CharField):
    """One line: every end of a line in it is a blank."""


class TextField(_Carried, forms.CharField):
    """Several lines, parted by ``\\n``; as long as the browser counts them."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=max_length or LONGEST_TEXT, **kwargs)

    def tidied(self, text: str) -> str:
        return signs.printable(text, lines=True)


class EmailField(_Carried, forms.EmailField):
    """An address of e-mail, also one that was copied with signs of direction round it."""

    def tidied(self, text: str) -> str:
        return signs.bare(signs.one_line(text))


class SlugField(_Carried, forms.SlugField):
    """A part of an address, in the one spelling that addresses have."""

    def tidied(self, text: str) -> str:
        return slugs.canonical(text)


class TagsField(LineField):
    """Tags parted by commas, as their names; each can be printed and has an address."""

    widget = TagWidget

    def __init__(self, *, max_length: int = LONGEST_TAGS, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> list[str]:
        names = tags.parse(super().clean(value))
        if faults := [fault for fault in map(fault_of_tag, names) if fault]:
            raise forms.ValidationError(faults)
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tags.parse(self.to_python(data) or "") != sorted(tag.name for tag in initial or [])


def fault_of_tag(name: str) -> str:
    """Why a name can't be a tag's, in words; "" if it can."""
    if len(name) > tags.LONGEST:
        return _("A tag has at most %(most)d letters: “%(tag)s”.") % {
            "most": tags.LONGEST,
            "tag": f"{name[:40]}…",
        }
    if not tags.has_address(name):
        return _("A tag needs a letter, a digit or a picture: “%(tag)s” has none.") % {"tag": name}
    return ""


class DayInput(forms.DateInput):
    """A day, as the browser asks for it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


MODEL_FIELDS: Final[dict[Any, dict[str, Any]]] = {
    models.DateField: {"widget": DayInput},
    models.CharField: {"form_class": LineField},
    models.TextField: {"form_class": TextField},
    models.EmailField: {"form_class": EmailField},
    models.SlugField: {"form_class": SlugField, "widget": AdminTextInputWidget},
    TaggableManager: {"form_class": TagsField},
}
"""The ``formfield_overrides`` of an admin class."""


def taken(form: forms.BaseForm) -> Iterable[str]:
    """What a person is told of the signs that the fields of a cleaned form took out."""
    for name, field in form.fields.items():
        if found := getattr(field, "taken", ()):
            yield _("Taken out of “%(field)s”, for it cannot be printed: %(signs)s.") % {
                "field": form[name].label,
                "signs": ", ".join(found),
            }
