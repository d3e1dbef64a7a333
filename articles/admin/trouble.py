"""What the worker can't do, for those who can mend what it stumbles over."""

from django.contrib import admin, messages
from django.db.models import Case, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.actions import troubles
from articles.admin.base import ReadOnlyAdmin, staff
from articles.models import Complaint, Dispatch, Duty, Picture, Story, Trouble

_PAGES = {
    Duty.PUBLISH: "story",
    Duty.RENDER: "picture",
    Duty.CARD: "dispatch",
    Duty.ERASE: "complaint",
}


def named(found: QuerySet[Trouble]) -> QuerySet[Trouble]:
    """The troubles with the ``name`` of the row that each is about, in the same query."""
    row = OuterRef("row")
    names = {
        Duty.PUBLISH: Story.objects.filter(pk=row).values("headline"),
        Duty.RENDER: Picture.objects.filter(pk=row).values("caption"),
        Duty.CARD: Dispatch.objects.filter(pk=row).values(title=KT("content__headline")),
        Duty.ERASE: Complaint.objects.filter(pk=row).values("reference"),
    }
    whens = (When(duty=duty, then=Subquery(rows[:1])) for duty, rows in names.items())
    return found.annotate(name=Case(*whens, default=Value(""), output_field=TextField()))


def address(trouble: Trouble) -> str:
    """The page of the row in the newsroom; "" for what is no row."""
    page = _PAGES.get(Duty(trouble.duty))
    return reverse(f"admin:articles_{page}_change", args=[trouble.row]) if page else ""


@admin.register(Trouble)
class TroubleAdmin(ReadOnlyAdmin[Trouble]):
    list_display = ["duty", "about", "error", "since", "attempts", "next_at"]
    list_display_links = None
    actions = ("try_again",)
    fields = ["duty", "about", "error", "since", "attempts", "next_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Trouble]:
        return named(Trouble.objects.shown())

    @admin.display(description=_("for"))
    def about(self, trouble: Trouble) -> str:
        if not (link := address(trouble)):
            return ""
        name = trouble.name or trouble.row  # type: ignore[attr-defined]  # annotated above
        return format_html('<a href="{}" dir="auto">{}</a>', link, name)

    @admin.display(description=_("what went wrong"))
    def error(self, trouble: Trouble) -> str:
        return trouble.what or str(_("The worker ended while it was at it."))

    @admin.action(description=_("Try again now"))
    def try_again(self, request: HttpRequest, chosen: QuerySet[Trouble]) -> None:
        troubles.try_again(Trouble.objects.filter(pk__in=chosen), by=staff(request))
        messages.success(request, _("The worker tries again at its next look."))
