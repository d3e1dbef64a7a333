"""The record, to read: what was sent, and what was done."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.actions.transitions import Verb
from articles.models import Dispatch, Event
from articles.models.dispatch import DISPATCH_WORDS
from articles.models.event import ACTOR_WORDS
from articles.models.words import holds
from editorial.admin.base import ReadOnlyAdmin
from editorial.admin.long_list import LongList
from editorial.story.log import note, past


@admin.register(Dispatch)
class DispatchAdmin(ReadOnlyAdmin[Dispatch], LongList[Dispatch]):
    list_display = ["number", "headline", "signal", "edition", "sent_at"]
    list_filter = ["signal", "edition"]
    search_fields = ["slug"]
    sortable_by = ["number"]
    words = DISPATCH_WORDS
    fields = [
        *("number", "headline", "signal", "pubstatus", "edition", "slug", "version"),
        *("first_number", "sent_at", "digest", "printed"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dispatch]:
        dispatches = super().get_queryset(request)
        title = Cast(KT("content__headline"), TextField())
        # A list needs no texts; the page of one reads its own when it shows it.
        return dispatches.annotate(title=title).defer("content")

    @admin.display(description=_("headline"))
    def headline(self, dispatch: Dispatch) -> str:
        title: str = dispatch.title  # type: ignore[attr-defined]  # annotated above
        return title

    @admin.display(description=_("content"))
    def printed(self, dispatch: Dispatch) -> str:
        return _as_json(dispatch.content)


class VerbFilter(admin.SimpleListFilter):
    """The log's verbs in words, also those that nobody has used yet."""

    title = _("what")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(verb.value, past(verb)) for verb in Verb]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event], LongList[Event]):
    list_display = ["at", "story", "what", "actor_name", "noted"]
    list_filter = [VerbFilter]
    search_fields = ["story__words", "actor_name"]
    words = F("story__words")
    list_select_related = ["story"]
    fields = [
        *("story", "at", "what", "actor_name", "from_status", "to_status", "story_version"),
        *("noted", "kept"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).defer("data").annotate(why=F("data__why"))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        context["subtitle"] = past(context["original"].verb)
        return super().render_change_form(request, context, *args, **kw)

    def found(self, piece: str) -> list[Q]:
        return [holds(self.words, piece), holds(ACTOR_WORDS, piece)]

    @admin.display(description=_("note"))
    def noted(self, event: Event) -> str:
        return note(event.note, event.why)  # type: ignore[attr-defined]  # annotated above

    @admin.display(description=_("what"), ordering="verb")
    def what(self, event: Event) -> str:
        return past(event.verb)

    @admin.display(description=_("text at that time"))
    def kept(self, event: Event) -> str:
        return _as_json(event.data)


def _as_json(data: Any) -> str:
    return format_html('<pre dir="ltr">{}</pre>', json.dumps(data, ensure_ascii=False, indent=2))
