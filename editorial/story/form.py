"""The story form: the fields as they are typed, and the text that they make as plain data."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.actions.filing import PAID
from articles.forms import MODEL_FIELDS
from articles.models import KNOWN_TO_READERS, ON_RECORD, Desk, Edition, Person, Story, User
from articles.record import Content, fields, printed_dateline
from articles.text import slugs
from editorial.admin.base import AnyForm, ByTyping
from editorial.fields import BodyField, MomentField, OneLineField
from editorial.picture.field import PictureInput

SHEET: Final = ("headline", "standfirst", "dateline_place", "body")
"""The fields that stand on the page as the story reads."""
GROUPS: Final[tuple[tuple[str, str | Promise, tuple[str, ...]], ...]] = (
    ("first", "", ("picture", "desk", "kind", "tags")),
    ("more", "", ("writer", "translation_of")),
    ("marks", _("Marks"), ("label", "sponsor", "is_ai", "awaiting_verification", "updates")),
    ("media", _("For other media"), ("embargo_until", "urgency", "slugline", "ednote")),
    (
        "exact",
        _("Printed exactly"),
        ("byline", "dateline", "code_text", "sign_off", "slug", "hijri_shift"),
    ),
)
"""All others as they stand beside it; those under a name are folded."""
# A press of these hands the story in or out, which needs a kind and a text.
COMPLETE = ("submit", "approve", "embargo", "schedule", "approve-again", "update")
EXACT = ("byline", "dateline", "code_text", "sign_off")
FOUND = ("translation_of", "updates")
"""Rows that are found by typing."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together; ``is_filled`` is whether any says more than it must."""

    key: str
    name: str | Promise
    fields: list[forms.BoundField]

    @property
    def is_wrong(self) -> bool:
        return any(field.errors for field in self.fields)

    @property
    def is_filled(self) -> bool:
        return any(_says(field) for field in self.fields)


def _says(field: forms.BoundField) -> bool:
    # An address is made of the headline, and a day is as calculated.
    return field.name != "slug" and str(field.value() or "") not in ("", "0")


def field_of(column: Any, **given: Any) -> Any:
    """The form field of a column, as the admin's own forms have it."""
    if not column.choices:
        kinds: dict[type, Any] = {models.CharField: {"widget": AdminTextInputWidget}}
        for kind in type(column).__mro__:
            if kind in MODEL_FIELDS:
                return column.formfield(**kinds.get(kind, {}) | MODEL_FIELDS[kind] | given)
    return column.formfield(**given)


def find_by_typing(field: Any, model: type[models.Model], name: str) -> None:
    """Let a foreign key's field be chosen by typing, not out of a list of all rows."""
    column = model._meta.get_field(name)  # noqa: SLF001 - public in Django
    field.widget = ByTyping(column, admin.site)
    field.widget.choices = field.choices


class StoryForm(AnyForm):
    """A story as ``user`` types it, new or instead of ``story``, which the form leaves be."""

    required_css_class = "required"

    body = BodyField(label=_("Text"), required=False)

    class Meta:
        model = Story
        fields = [*SHEET, *(name for _key, _name, names in GROUPS for name in names)]
        formfield_callback = field_of
        field_classes = {
            **dict.fromkeys(("headline", "standfirst", "ednote"), OneLineField),
            "embargo_until": MomentField,
        }
        widgets = {
            "headline": OneLineField.widget,
            "standfirst": OneLineField.widget,
            "ednote": OneLineField.widget,
            "embargo_until": MomentField.widget,
            "dateline_place": forms.TextInput(attrs={"autocomplete": "off"}),
            # Each in sight, and none chosen before a person does.
            "kind": forms.RadioSelect,
        }

    def __init__(
        self, data: Any, *, user: User, story: Story | None, initial: Content | None = None
    ) -> None:
        self.story, self.user = story, user
        self.person = Person.objects.filter(user=user).first()
        own = {"writer": self.person, "edition": self.person.edition_id if self.person else ""}
        given = {**({} if story else own), **(initial or {})}
        super().__init__(data, instance=copy(story), initial=given)
        if not user.has_perm("articles.review_story"):
            # A reporter files in their own name.
            del self.fields["writer"]
        for field in fields.FIELDS:
            if story is not None and story.status in field.stays:
                self.fields[field.name].disabled = True
        for name in EXACT:
            # Printed exactly, blanks included.
            self.fields[name].strip = False  # type: ignore[attr-defined]  # all four are CharFields
        self._turn(self.edition)
        self._choice("kind").empty_label = None
        for name in SHEET[:3]:
            self.fields[name].widget.attrs["placeholder"] = capfirst(str(self.fields[name].label))
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Left empty, it is made of the headline.")
        self._offer_desks()
        offer(self._choice("translation_of"), published_or_visible(user))
        # The link goes out with this story: what it leads to must be out.
        offer(self._choice("updates"), Story.objects.filter(status__in=KNOWN_TO_READERS))
        for name in FOUND:
            find_by_typing(self.fields[name], Story, name)
        may_add = user.has_perm("articles.add_picture")
        self._choice("picture").widget = PictureInput(
            story=story.pk if story else None, may_add=may_add
        )

    @property
    def media(self) -> forms.Media:
        """With the admin's scripts for rows, and for what is added in a window of its own."""
        names = ("jquery.init", "admin/RelatedObjectLookups", "inlines")
        return super().media + forms.Media(js=[f"admin/js/{name}.js" for name in names])

    def groups(self) -> list[Group]:
        """The fields beside the sheet."""
        return [
            Group(key, name, [self[each] for each in names if each in self.fields])
            for key, name, names in GROUPS
        ]

    def text(self) -> Content:
        """What was typed into the clean form, as ``saving.save_story`` takes it.

        All of a new story; of a stored one what the form has changed.
        """
        whole = self.whole()
        text = {name: whole[name] for name in self.changed_data} if self.story else whole
        if self.story is None and "writer" not in self.fields:
            text["writer"] = self.person and self.person.pk
        return text

    def whole(self) -> Content:
        """All that stands in the clean form and can be changed there."""
        names = [name for name, field in self.fields.items() if not field.disabled]
        return {name: plain(self.cleaned_data[name]) for name in names}

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in slugs.RESERVED:
            raise forms.ValidationError(_("The site itself uses this address."))
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if desk := data.get("desk"):
            # A desk is of one edition, and its stories are too.
            self.instance.edition = desk.edition
            updated = data.get("updates")
            if updated and updated.edition_id != desk.edition_id:
                self.add_error("updates", _("This story is of another edition."))
        if {"label", "sponsor"} <= data.keys() and bool(data["label"]) != bool(data["sponsor"]):
            self.add_error("sponsor" if data["label"] else "label", PAID)
        if self.data.get("_do") in COMPLETE:
            self._require_all(data)
        return data

    def _get_validation_exclusions(self) -> set[str]:
        # An address is taken or free within an edition, which has no field of its own here.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # no stub
        return excluded - {"edition"} if self.instance.edition_id else excluded | {"edition"}

    @property
    def edition(self) -> Edition | None:
        """That of the chosen desk, else of the stored story, else one's own."""
        desk = str((self.data if self.is_bound else self.initial).get("desk") or "")
        if desk.isdecimal() and len(desk) < 10 and desk != str(self.instance.desk_id):
            return Edition.objects.filter(desks=int(desk)).first()
        if self.instance.edition_id:
            stored: Edition = self.instance.edition
            return stored
        return Edition.objects.filter(pk=self.initial.get("edition") or "").first()

    def _turn(self, edition: Edition | None) -> None:
        for name in fields.written():
            if edition and name in self.fields:
                self.fields[name].widget.attrs |= {"lang": edition.pk, "dir": edition.direction}

    def _require_all(self, data: dict[str, Any]) -> None:
        """What a story handed in must have, at its fields; the rest stands in the printed box."""
        if not data.get("kind") and not data.get("code_text"):
            self.add_error("kind", _("Choose the kind: it is the first part of the code."))
        if not data.get("body") and "body" not in self.errors:
            self.add_error("body", _("The story has no text yet."))

    def _choice(self, name: str) -> "forms.ModelChoiceField[Any]":
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - foreign keys have this field
        return field

    def _offer_desks(self) -> None:
        """The desks under their editions, one's own edition first; those of one once published."""
        desks = Desk.objects.select_related("edition", "parent")
        if self.instance.pk and self.instance.status in ON_RECORD:
            desks = desks.filter(edition=self.instance.edition_id)
        own = self.initial.get("edition")
        ordered = sorted(desks, key=lambda d: (d.edition_id != own, d.edition.position, _path(d)))
        field = self._choice("desk")
        field.queryset = desks
        field.choices = [("", _("Choose a desk")), *_grouped(ordered)]


def as_typed(fields: Mapping[str, str]) -> Content:
    """The ``initial`` of a form that is to show ``fields`` as they were typed into another."""
    boxes = [n for n, f in StoryForm.base_fields.items() if isinstance(f, forms.BooleanField)]
    typed = {name: fields[name] for name in StoryForm.base_fields if name in fields}
    return typed | {name: name in fields for name in boxes}


def plain(value: Any) -> Any:
    """A clean value as plain data: of a row its key."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def directions() -> dict[int, tuple[str, str, str]]:
    """Language, direction and end of the dateline of each desk's stories, for the form's script."""
    ends = {edition.pk: dateline_end(edition) for edition in Edition.objects.all()}
    return {
        pk: (language, direction, ends[language])
        for pk, language, direction in Desk.objects.values_list(
            "pk", "edition_id", "edition__direction"
        )
    }


def dateline_end(edition: Edition) -> str:
    """What an edition prints of a dateline behind its place, today."""
    story = Story(edition=edition, dateline_place="-")
    return printed_dateline(story, timezone.now()).removeprefix("-")


def _path(desk: Desk) -> tuple[int, str, int, str]:
    top = desk.section
    return (top.position, top.name, 0 if desk.parent is None else 1 + desk.position, desk.name)


def _grouped(desks: Iterable[Desk]) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for desk in desks:
        label = f"{desk.parent.name} › {desk.name}" if desk.parent else desk.name
        groups.setdefault(desk.edition.name, []).append((desk.pk, label))
    return list(groups.items())


def offer(field: Any, stories: QuerySet[Story]) -> None:
    """Let a foreign key's field lead to the stories, each under its headline on record."""
    field.queryset = stories.select_related("latest_dispatch")
    field.label_from_instance = printed_headline


def published_or_visible(user: User) -> QuerySet[Story]:
    """What a story may name as its original: any that was published, or that ``user`` may see."""
    visible = Story.objects.visible_to(user).values("pk")
    return Story.objects.filter(Q(status__in=KNOWN_TO_READERS) | Q(pk__in=visible))


def printed_headline(story: Story) -> str:
    """A story as whoever links to it may know it: under its headline on record, if it has one."""
    sent = story.latest_dispatch
    return sent.data["headline"] if sent else story.headline
