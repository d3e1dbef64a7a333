"""The house: people and their codes, desks, editions, kinds, places."""

from django.contrib import admin

from articles.admin.base import NewsroomAdmin, StackedInline
from articles.models import Desk, Edition, Kind, Person, Place, PlaceAlias, WireCode


class WireCodeInline(StackedInline[WireCode, Person]):
    model = WireCode
    extra = 0
    fields = [("code", "valid_from", "valid_until")]


@admin.register(Person)
class PersonAdmin(NewsroomAdmin[Person]):
    list_display = ["name", "title", "edition", "user"]
    list_filter = ["edition"]
    list_select_related = ["edition", "user"]
    search_fields = ["name", "wire_codes__code"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [WireCodeInline]


@admin.register(Desk)
class DeskAdmin(NewsroomAdmin[Desk]):
    list_display = ["name", "parent", "edition", "position"]
    list_filter = ["edition"]
    list_select_related = ["parent", "edition"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Edition)
class EditionAdmin(NewsroomAdmin[Edition]):
    list_display = ["name", "code", "mark", "direction"]
    view_on_site = False


@admin.register(Kind)
class KindAdmin(NewsroomAdmin[Kind]):
    list_display = ["code", "name", "position"]


class PlaceAliasInline(StackedInline[PlaceAlias, Place]):
    model = PlaceAlias
    extra = 0


@admin.register(Place)
class PlaceAdmin(NewsroomAdmin[Place]):
    list_display = ["name", "edition"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["name", "aliases__name"]
    inlines = [PlaceAliasInline]
