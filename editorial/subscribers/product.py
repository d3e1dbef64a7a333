"""A product, which is saved once it was seen what last week would have been under its filter."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.db.models import QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from taggit.models import Tag

from articles.forms import LineField
from articles.models import Desk, Dispatch, Edition, Kind, Place
from editorial.admin.base import AnyForm
from editorial.subscribers.base import WireAdmin
from wire.entitlement import would_pass
from wire.models import Product

A_WEEK: Final = timedelta(days=7)
LISTED: Final = 20
SEEN: Final = "seen_filter"
FILTER: Final = (
    *("editions", "desks", "kinds", "tags", "places", "urgency"),
    *("has_pictures", "has_embargoed"),
)


@dataclass(frozen=True, slots=True)
class LastWeek:
    """What a filter would have let pass in the last seven days; ``digest`` is of that filter."""

    count: int
    newest: QuerySet[Any]
    digest: str


def last_week(product: Product) -> LastWeek:
    numbers = would_pass(product, since=timezone.now() - A_WEEK)
    title = Cast(KT("content__headline"), TextField())
    newest = Dispatch.objects.filter(number__in=numbers[:LISTED]).order_by("-number")
    return LastWeek(
        count=len(numbers),
        newest=newest.annotate(title=title).defer("content"),
        digest=_digest(product),
    )


class ListedField(LineField):
    """Names, parted by commas, as a list of what they stand for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2_000, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        names = (name.strip() for name in super().clean(value).split(","))
        return list(dict.fromkeys(filter(None, names)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or []), data)


class ProductForm(AnyForm):
    editions = forms.MultipleChoiceField(
        label=gettext_lazy("editions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    desks = forms.TypedMultipleChoiceField(
        label=gettext_lazy("desks"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A desk lets what is below it pass."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("kinds"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = ListedField(
        label=gettext_lazy("tags"),
        help_text=gettext_lazy("Parted by commas; one of them is enough."),
    )
    places = ListedField(
        label=gettext_lazy("places"),
        help_text=gettext_lazy("As the list of places spells them, parted by commas."),
    )
    seen_filter = LineField(max_length=64, required=False, widget=forms.HiddenInput)

    would: LastWeek | None = None
    """What is to be seen before the filter is taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for shown in self.fields.values():
            shown.label = shown.label and capfirst(str(shown.label))
        stored: Product = self.instance
        codes = {each.pk: str(each) for each in Edition.objects.all()}
        desks = {each.pk: f"{each} · {each.edition}" for each in _desks()}
        kinds = {each.pk: str(each) for each in Kind.objects.all()}
        for name, there in (("editions", codes), ("desks", desks), ("kinds", kinds)):
            if name in self.fields:
                # One that is gone stays: without it the filter might let more pass.
                gone = {key: _("%(code)s (gone)") % {"code": key} for key in getattr(stored, name)}
                field: Any = self.fields[name]
                field.choices = [*{**gone, **there}.items()]
        if "urgency" in self.fields:
            self.fields["urgency"].widget.attrs |= {"min": 1, "max": 9}

    def clean_tags(self) -> list[str]:
        return self._known("tags", _tag_slugs(self.cleaned_data["tags"]))

    def clean_places(self) -> list[str]:
        wanted = self.cleaned_data["places"]
        there = Place.objects.filter(name__in=wanted).values_list("name", flat=True)
        return self._known("places", {name: name for name in there})

    def _known(self, name: str, found: dict[str, str]) -> list[str]:
        """What the typed names stand for. One that was stored may be gone by now."""
        found = {each: each for each in getattr(self.instance, name)} | found
        typed: list[str] = self.cleaned_data[name]
        if missing := [each for each in typed if each not in found]:
            words = _("There is none called: %(names)s") % {"names": _(", ").join(missing)}
            raise forms.ValidationError(words, code="unknown")
        return list(dict.fromkeys(found[each] for each in typed))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        is_new = self.instance.pk is None
        if not self.errors and (is_new or not {*FILTER}.isdisjoint(self.changed_data)):
            self._require_seen(data)
        return data

    def _require_seen(self, data: dict[str, Any]) -> None:
        wanted = Product(**{name: data[name] for name in FILTER})
        if data.get(SEEN) == _digest(wanted):
            return
        self.would = last_week(wanted)
        # The field is printed as it was sent.
        again: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        again[self.add_prefix(SEEN)] = self.would.digest
        self.data = again
        words = ngettext(
            "Not saved yet. Last week this would have let %(count)d story pass: see below, and save"
            " again.",
            "Not saved yet. Last week this would have let %(count)d stories pass: see below, and"
            " save again.",
            self.would.count,
        )
        self.add_error(None, words % {"count": self.would.count})


@admin.register(Product)
class ProductAdmin(WireAdmin[Product]):
    form = ProductForm
    list_display = ["name", "brings"]
    search_fields = ["name"]
    change_form_template = "editorial/subscribers/product.html"
    fieldsets = [
        (None, {"fields": ["name"]}),
        (
            gettext_lazy("What it lets pass"),
            {
                "description": gettext_lazy(
                    "What is left empty lets everything pass. A change counts from the next"
                    " dispatch."
                ),
                "fields": ["editions", "desks", "kinds", "tags", "places", "urgency"],
            },
        ),
        (
            gettext_lazy("What comes with it"),
            {"fields": ["has_pictures", "has_embargoed", SEEN]},
        ),
    ]

    @admin.display(description=gettext_lazy("What comes with it"))
    def brings(self, product: Product) -> str:
        names = [
            *([_("with pictures")] if product.has_pictures else []),
            *([_("with embargoed stories")] if product.has_embargoed else []),
        ]
        return _(", ").join(names) or _("text alone")


def _desks() -> QuerySet[Desk]:
    return Desk.objects.select_related("edition").order_by("edition__position", "name")


def _tag_slugs(typed: Iterable[str]) -> dict[str, str]:
    """The slugs of those tags that are typed by their name or slug."""
    found = dict(Tag.objects.filter(name__in=typed).values_list("name", "slug"))
    return found | {
        slug: slug for slug in Tag.objects.filter(slug__in=typed).values_list("slug", flat=True)
    }


def _digest(product: Product) -> str:
    filtered = [getattr(product, name) for name in FILTER]
    return hashlib.sha256(json.dumps(filtered).encode()).hexdigest()[:16]
