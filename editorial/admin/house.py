"""The house: its details, people and their codes, desks, editions, kinds, places, pages."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions import rights
from articles.actions.refused import Refused
from articles.models import (
    Desk,
    Edition,
    House,
    Kind,
    MastheadEntry,
    Page,
    Person,
    Picture,
    Place,
    PlaceAlias,
    WireCode,
)
from articles.models.person import PERSON_WORDS
from articles.models.words import holds, words_of
from editorial.admin.base import AnyForm, NewsroomAdmin, NewsroomInline
from editorial.admin.long_list import LongList
from editorial.admin.rows import ComparedRows
from editorial.fields import BodyField


class WireCodeInline(NewsroomInline[WireCode, Person]):
    model = WireCode
    fields = [("code", "valid_from", "valid_until")]


class MastheadInline(NewsroomInline[MastheadEntry, Person]):
    model = MastheadEntry
    fields = [("position", "order"), ("valid_from", "valid_until")]


class PersonForm(AnyForm):
    def clean_portrait(self) -> Picture | None:
        """A picture that could be printed today, unless it is the one that was there."""
        portrait: Picture | None = self.cleaned_data["portrait"]
        if portrait and "portrait" in self.changed_data:
            try:
                rights.require_picture(portrait, timezone.localdate())
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return portrait


@admin.register(Person)
class PersonAdmin(ComparedRows, LongList[Person]):
    form = PersonForm
    list_display = ["name", "title", "edition", "user"]
    list_filter = ["edition"]
    list_select_related = ["edition", "user"]
    search_fields = ["name", "wire_codes__code"]
    sortable_by = ["name"]
    words = PERSON_WORDS
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["portrait"]
    inlines = [MastheadInline, WireCodeInline]

    def found(self, piece: str) -> list[Q]:
        codes = WireCode.objects.filter(holds(words_of("code"), piece))
        return [holds(self.words, piece), Q(pk__in=codes.values("person"))]


@admin.register(Desk)
class DeskAdmin(ComparedRows, NewsroomAdmin[Desk]):
    list_display = ["name", "parent", "edition", "position"]
    list_filter = ["edition"]
    list_select_related = ["parent", "edition"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_form(
        self, request: HttpRequest, obj: Desk | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        # Its stories and the desks under it are of that edition. A field that is only shown would
        # take no part in whether the address is free.
        form.base_fields["edition"].disabled = change
        return form


@admin.register(Edition)
class EditionAdmin(ComparedRows, NewsroomAdmin[Edition]):
    """The editions that come with the software: their words and their order are the house's."""

    list_display = ["name", "code", "mark", "direction"]
    readonly_fields = ["code"]
    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False


@admin.register(Kind)
class KindAdmin(ComparedRows, NewsroomAdmin[Kind]):
    list_display = ["code", "name", "position"]

    def get_readonly_fields(self, request: HttpRequest, obj: Kind | None = None) -> list[str]:
        # Stories are of it by its code: another code is another kind.
        return ["code"] if obj else []


class PlaceAliasInline(NewsroomInline[PlaceAlias, Place]):
    model = PlaceAlias


@admin.register(Place)
class PlaceAdmin(ComparedRows, NewsroomAdmin[Place]):
    list_display = ["name", "edition"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["name", "aliases__name"]
    inlines = [PlaceAliasInline]


@admin.register(House)
class HouseAdmin(ComparedRows, NewsroomAdmin[House]):
    """One row: its list is its form."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: House | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:articles_house_change", House.objects.values_list("pk").get()[0])


class PageForm(AnyForm):
    """Title and text run as the edition's language does, whatever that of the newsroom's pages."""

    body = BodyField(label=_("Text of the page"), has_pictures=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.edition_id:
            edition = self.instance.edition
            for name in ("title", "body"):
                self.fields[name].widget.attrs |= {"lang": edition.pk, "dir": edition.direction}


@admin.register(Page)
class PageAdmin(ComparedRows, NewsroomAdmin[Page]):
    form = PageForm
    list_display = ["title", "edition", "slug", "updated_at"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    fields = ["title", "body", ("edition", "slug", "position")]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Page | None = None) -> Any:
        return {} if obj else {"slug": ["title"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> list[str]:
        # Links to it, and the same page in the other editions, stand on these.
        return ["edition", "slug"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        if obj is not None and obj.is_fixed:
            return False
        return super().has_delete_permission(request, obj)
