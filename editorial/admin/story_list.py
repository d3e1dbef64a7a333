"""The newsroom's stories as lists: the list itself, and what a field of another story offers."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import LIVE, Article, Person, Story
from articles.models.person import PERSON_WORDS
from articles.models.story import own_to, seen_by
from articles.models.words import holds, pieces
from editorial.admin.base import staff
from editorial.admin.long_list import LongList
from editorial.desk import bulk
from editorial.story import urls


class MineFilter(admin.SimpleListFilter):
    title = gettext_lazy("whose")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Mine"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Story]) -> QuerySet[Story]:
        if self.value() != "yes":
            return queryset
        return queryset.filter(reduce(or_, own_to(staff(request))))


def _asking(each: bulk.Bulk) -> Any:
    """The action of the list that leads to the page of ``each``."""

    def ask(_admin: Any, _request: HttpRequest, chosen: QuerySet[Story]) -> HttpResponse:
        stories = chosen.values_list("pk", "version")[: bulk.MOST + 1]
        return HttpResponseRedirect(bulk.address_of(each.name, list(stories)))

    ask.__name__ = each.name
    return admin.action(ask, permissions=["review"], description=each.label)  # type: ignore[arg-type]  # lazy, as Django's own


@admin.register(Story)
class StoryAdmin(LongList[Story]):
    """The list, and what each person sees in it. The page of one story: ``editorial.story``."""

    list_display = ["headline", "standing", "desk", "edition", "writer", "changed"]
    list_filter = ["status", MineFilter, "edition", "desk", "awaiting_verification"]
    list_select_related = ["desk", "edition", "writer"]
    search_fields = ["headline", "slug", "code_text", "writer__name"]
    sortable_by = ["changed"]
    actions = tuple(map(_asking, bulk.BULKS))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        visible = super().get_queryset(request).visible_to(staff(request))  # type: ignore[attr-defined]  # the model's own queryset
        return visible.defer("body", "copy_source", "findings", "words")  # type: ignore[no-any-return]

    def seen(self, request: HttpRequest) -> list[Q]:
        is_mine = request.GET.get(MineFilter.parameter_name) == "yes"
        return own_to(staff(request)) if is_mine else seen_by(staff(request))

    def found(self, piece: str) -> list[Q]:
        # The planner knows how much each has written only if it is told who.
        people = Person.objects.filter(holds(PERSON_WORDS, piece))
        keys = list(people.values_list("pk", flat=True))
        return [holds(self.words, piece), *([Q(writer__in=keys)] if keys else [])]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Story], search_term: str
    ) -> tuple[QuerySet[Story], bool]:
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return linkable(search_term), False
        return super().get_search_results(request, queryset, search_term)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """What the actions ask for; each asks about each story again."""
        return request.user.has_perm("articles.review_story")

    def get_urls(self) -> list[URLPattern]:
        taken = {f"articles_story_{name}" for name in urls.NAMES}
        kept = [pattern for pattern in super().get_urls() if pattern.name not in taken]
        return [*urls.patterns(self.admin_site.admin_view), *kept]

    def has_delete_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        """A story is spiked, never deleted."""
        return False

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, story: Story) -> str:
        return format_html(
            '<span class="status" data-status="{}">{}</span>',
            story.status,
            story.get_status_display(),
        )

    @admin.display(description=gettext_lazy("changed at"), ordering="updated_at")
    def changed(self, story: Story) -> Any:
        return story.updated_at


def linkable(words: str) -> QuerySet[Story]:
    """The stories that a related link or a translation is offered, of every edition.

    Found by what readers see and offered under it: the working copies of another edition are
    on nobody's list there.
    """
    found = Article.objects.all()
    for piece in pieces(words):
        found = found.filter(holds(F("words"), piece))
    printed = Article.objects.filter(pk=OuterRef("uid")).values("headline")
    stories = Story.objects.filter(status__in=LIVE, uid__in=found.values("pk"))
    return stories.annotate(offered_as=Subquery(printed))
