"""What the worker can't do, for those who can mend what it stumbles over."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, Model, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.actions import troubles
from articles.actions.duty import duties, duty_named
from articles.models import Trouble
from editorial.admin.base import ReadOnlyAdmin, staff


def named(found: QuerySet[Trouble]) -> QuerySet[Trouble]:
    """The troubles with the ``name`` of the row that each is about, in the same query."""
    whens = [
        When(duty=duty.name, then=Subquery(_names(duty.about, duty.called)))
        for duty in duties()
        if duty.about and duty.called
    ]
    return found.annotate(name=Case(*whens, default=Value(""), output_field=TextField()))


def _names(model: type[Model], called: Combinable) -> QuerySet[Any, Any]:
    return QuerySet(model).filter(pk=OuterRef("row")).order_by().values(title=called)[:1]


def title(trouble: Trouble) -> str:
    """What the worker was to do."""
    duty = duty_named(trouble.duty)
    return str(duty.title) if duty else trouble.duty


def address(trouble: Trouble) -> str:
    """The page of the row in the newsroom; "" for what is no row, or has none."""
    duty = duty_named(trouble.duty)
    if duty is None or duty.about is None or not duty.has_page or not trouble.row:
        return ""
    page = duty.about._meta.label_lower.replace(".", "_")  # noqa: SLF001 - documented
    return reverse(f"admin:{page}_change", args=[trouble.row])


@admin.register(Trouble)
class TroubleAdmin(ReadOnlyAdmin[Trouble]):
    list_display = ["what_to_do", "about", "error", "since", "attempts", "next_at"]
    list_display_links = None
    actions = ("try_again",)
    fields = ["what_to_do", "about", "error", "since", "attempts", "next_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Trouble]:
        return named(Trouble.objects.shown())

    @admin.display(description=_("what the worker does"), ordering="duty")
    def what_to_do(self, trouble: Trouble) -> str:
        return title(trouble)

    @admin.display(description=_("for"))
    def about(self, trouble: Trouble) -> str:
        name: str = trouble.name  # type: ignore[attr-defined]  # annotated above
        if not (link := address(trouble)):
            return format_html("<bdi>{}</bdi>", name) if name else ""
        name = name or str(trouble.row)
        return format_html('<a href="{}" dir="auto">{}</a>', link, name)

    @admin.display(description=_("what went wrong"))
    def error(self, trouble: Trouble) -> str:
        return trouble.what or str(_("The worker ended while it was at it."))

    @admin.action(description=_("Try again now"))
    def try_again(self, request: HttpRequest, chosen: QuerySet[Trouble]) -> None:
        troubles.try_again(Trouble.objects.filter(pk__in=chosen), by=staff(request))
        messages.success(request, _("The worker tries again at its next look."))
