"""Stories: the list, the form, and the one way in which it is saved."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import filing, reviewing
from articles.actions.refused import Refused
from articles.actions.transitions import Verb, allowed, lock, may_edit
from articles.admin import log, posts, story_refused
from articles.admin.base import staff
from articles.admin.buttons import (
    APPROVE_AGAIN,
    BY_NAME,
    OF_A_NEW_STORY,
    Button,
    Seen,
    buttons_of,
)
from articles.admin.printed import is_codeless, printed
from articles.admin.story_form import (
    RelatedLinkInline,
    StoryForm,
    differences,
    directions,
    linkable,
)
from articles.admin.story_pages import StoryPages, links_of, reading, seen_on, shown
from articles.models import LIVE, Person, Place, Status, Story
from articles.models.addresses import public_address
from articles.snapshot import retouched, working_text

PLACES = 500


class MineFilter(admin.SimpleListFilter):
    title = gettext_lazy("whose")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Mine"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Story]) -> QuerySet[Story]:
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=Story.objects.own(staff(request)).values("pk"))


@admin.register(Story)
class StoryAdmin(StoryPages):
    form = StoryForm
    inlines = [RelatedLinkInline]
    autocomplete_fields = ["picture", "translation_of", "updates"]
    list_display = ["headline", "standing", "desk", "edition", "writer", "changed"]
    list_filter = ["status", MineFilter, "edition", "desk", "awaiting_verification"]
    list_select_related = ["desk", "edition", "writer"]
    search_fields = ["headline", "slug", "writer__name"]
    change_form_template = "admin/articles/story/change_form.html"
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "dateline_place", "body"]}),
        (None, {"fields": ["tags", "picture"]}),
        (None, {"fields": ["kind", "desk", "writer"]}),
        (
            gettext_lazy("Marks"),
            {
                "classes": ["collapse"],
                "fields": ["label", "sponsor", "is_ai", "awaiting_verification", "updates"],
            },
        ),
        (
            gettext_lazy("Printed exactly"),
            {
                "classes": ["collapse"],
                "fields": [
                    *("byline", "dateline", "code_text", "sign_off"),
                    *("slug", "hijri_shift", "translation_of"),
                ],
            },
        ),
    ]

    # Who may see and change what

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        visible = super().get_queryset(request).visible_to(staff(request))  # type: ignore[attr-defined]  # the model's own queryset
        return visible.select_related("edition", "desk__parent", "writer", "kind")  # type: ignore[no-any-return]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Story], search_term: str
    ) -> tuple[QuerySet[Story], bool]:
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return linkable(search_term), False
        return super().get_search_results(request, queryset, search_term)

    def has_change_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        user = staff(request)
        if obj is None:
            return user.has_perm("articles.change_story")
        return may_edit(user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        """A story is spiked, never deleted."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Story | None = None) -> list[str]:
        # What readers and subscribers know a story by stays.
        return ["slug", "code_text"] if obj is not None and obj.status in LIVE else []

    def get_fieldsets(self, request: HttpRequest, obj: Story | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if staff(request).has_perm("articles.review_story"):
            return fieldsets
        # A reporter files in their own name.
        return [
            (name, {**options, "fields": [f for f in options["fields"] if f != "writer"]})
            for name, options in fieldsets
        ]

    # The form

    def get_form(
        self, request: HttpRequest, obj: Story | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.user = staff(request)
        form.seen = seen_on(request).version
        return form

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "picture":
            field.widget.can_add_related = staff(request).has_perm("articles.add_picture")
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        person = Person.objects.filter(user=staff(request)).first()
        return {
            "writer": person,
            "edition": person.edition_id if person else "",
            **super().get_changeform_initial_data(request),
        }

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Story | None:
        story = super().get_object(request, object_id, from_field)
        if story is None or request.method != "POST":
            return story
        # Of two who save at once the second waits here, and then sees the first's version.
        story = lock(story)
        story.text_before = working_text(story)  # type: ignore[attr-defined]  # for this request
        return story

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and object_id.isdecimal():
            story = self.story_or_404(request, int(object_id))
            if answer := self._instead_of_saving(request, story):
                return answer
        return super().change_view(request, object_id, form_url, extra_context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        known = posts.posted(request)
        if known and known.is_again and known.receipt.story_id:
            story = self.story_or_404(request, known.receipt.story_id)
            if answer := self._instead_of_saving(request, story):
                return answer
            return self._not_taken(
                request,
                story,
                Refused("again", gettext_lazy("This form has made this story already.")),
            )
        return super().add_view(request, form_url, extra_context)

    def _instead_of_saving(self, request: HttpRequest, story: Story) -> HttpResponse | None:
        """The answer to a form that has nothing to save, or may not; None for any other."""
        known = posts.posted(request)
        if known and known.is_again and known.is_same:
            # Saved before, and now another button.
            is_here = known.receipt.version == story.version
            seen = shown(story) if is_here else Seen(known.receipt.version or 0, "")
            return self._do(request, story, seen=seen)
        if self.has_change_permission(request, story):
            return None
        if story_refused.beside(story, request.POST):
            refusal = Refused(
                "state",
                gettext_lazy("The story is “%(status)s” by now: you may not change it any more."),
                status=Status(story.status).label,
            )
            return self._not_taken(request, story, refusal)
        # Who may only read has no text to save, but may have buttons.
        return self._do(request, story, seen=seen_on(request)) if "_do" in request.POST else None

    def _not_taken(self, request: HttpRequest, story: Story, why: Refused) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        may_edit = self.has_change_permission(request, story)
        return story_refused.page(request, context, story, why, may_edit=may_edit)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Story | None = None,
    ) -> HttpResponse:
        context["places"] = Place.objects.values_list("name", flat=True).distinct()[:PLACES]
        context["buttons"] = OF_A_NEW_STORY
        context["directions"] = directions()
        context["is_codeless"] = add and is_codeless(staff(request))
        if obj is not None:
            # The form has written into its own copy already.
            stored = self.get_queryset(request).get(pk=obj.pk)
            context |= self._about(stored, staff(request))
            form = context["adminform"].form
            # A page that comes back with errors is still about the text that was opened.
            kept = request.method == "POST" and not form.stale
            context["seen"] = seen_on(request) if kept else shown(stored)
            if request.method == "POST" and form.stale:
                text = posts.typed(request)
                filing.keep_refused_text(story=stored, by=staff(request), text=text)
                context["stale"] = {
                    "saved": log.last_saved(stored),
                    "differences": differences(form),
                    "links": stored.related_links.all(),
                }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _about(self, story: Story, user: User) -> dict[str, Any]:
        return {
            "story": story,
            "buttons": buttons_of(user, story),
            "printed": printed(story, user),
            "reading": reading(story),
            "links": links_of(story),
            "log": log.lines(story),
            "returned": log.last_return(story) if story.status == Status.RETURNED else None,
            "fallen": _fallen(story, user),
            "public": public_address("story", edition=story.edition_id, slug=story.slug)
            if story.is_live
            else "",
        }

    # Saving

    def save_model(self, request: HttpRequest, obj: Story, form: Any, change: bool) -> None:
        """Nothing yet for a stored story: whether there is a change, its links say too."""
        if not change:
            if obj.writer is None and "writer" not in form.fields:
                obj.writer = Person.objects.filter(user=staff(request)).first()
            filing.file(story=obj, by=staff(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        story, user = form.instance, staff(request)
        if not change:
            super().save_related(request, form, formsets, change)
            filing.filed(story=story, by=user)
        elif _changed(form, formsets):
            time = story.publish_at if story.status == Status.APPROVED else None
            filing.edit(story=story, by=user)
            super().save_related(request, form, formsets, change)
            filing.edited(story=story, by=user)
            if time:
                self.message_user(request, _off_the_schedule(time), messages.WARNING)
        posts.belongs_to(request, story)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        if add or _changed(form, formsets):
            self.message_user(request, _("Saved."), messages.SUCCESS)
        elif "_do" not in request.POST:
            self.message_user(request, _("Nothing was changed."))
        # The admin's own log is not kept, and links that were not saved have nothing for it.
        return []

    def log_addition(self, request: HttpRequest, obj: Story, message: Any) -> Any:
        """The story's own log has it."""

    def log_change(self, request: HttpRequest, obj: Story, message: Any) -> Any:
        """The story's own log has it."""

    def response_add(
        self, request: HttpRequest, obj: Story, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._do(request, obj, seen=shown(obj))

    def response_change(self, request: HttpRequest, obj: Story) -> HttpResponse:
        """The button acts on what was read, with what was typed over it."""
        digest = retouched(seen_on(request).digest, obj.text_before, working_text(obj))  # type: ignore[attr-defined]  # set by get_object
        return self._do(request, obj, seen=Seen(obj.version, digest))

    def _do(self, request: HttpRequest, story: Story, *, seen: Seen) -> HttpResponse:
        """What the pressed button asks for, after what there was to save is saved."""
        here = HttpResponseRedirect(self.address("change", story))
        button: Button | None = BY_NAME.get(request.POST.get("_do", ""))
        if button is None:
            return here
        if closed := self.closed(request, story, button):
            self.message_user(request, str(closed), messages.ERROR)
            return here
        if button.form:
            return HttpResponseRedirect(self.address(button.name, story))
        try:
            return self.press(request, story, button, seen=seen)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return here

    # The list

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


def _off_the_schedule(time: datetime) -> str:
    return _(
        "The story was approved for %(time)s; with this change it is off the schedule. Approve it"
        " again."
    ) % {"time": date_format(timezone.localtime(time), "DATETIME_FORMAT")}


def _fallen(story: Story, user: User) -> dict[str, Any] | None:
    """What the page says of an approval that fell with a change, and whether to approve again."""
    event = reviewing.fallen_schedule(story)
    if event is None:
        return None
    time = reviewing.scheduled_for(event)
    may_approve = Verb.APPROVE in allowed(user, story) and time > timezone.now()
    return {
        "event": event,
        "why": log.note(event.note, event.data.get("why")),
        "time": time,
        "button": APPROVE_AGAIN if may_approve else None,
    }


def _changed(form: Any, formsets: Any) -> bool:
    return form.has_changed() or any(formset.has_changed() for formset in formsets)
