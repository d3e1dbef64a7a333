"""The house's style: rules that a chief writes, tries on the archive, and lets count."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import NewsroomAdmin, staff
from editorial.admin.rows import ComparedRows
from editorial.checks import dictionary, trial
from editorial.models import WHAT_IS_TRIED, StyleRule, WordAnswer


@admin.register(StyleRule)
class StyleRuleAdmin(ComparedRows, NewsroomAdmin[StyleRule]):
    """A rule rests until it was tried, and again when another form or place is tried."""

    list_display = ["rule", "where", "standing", "spoke", "answered"]
    list_filter = ["edition", "counts"]
    list_select_related = ["edition", "desk"]
    search_fields = ["wrong", "right"]
    fields = ["wrong", "right", "reason", ("edition", "desk")]
    change_list_template = "editorial/style/list.html"
    list_per_page = 500

    def get_queryset(self, request: HttpRequest) -> QuerySet[StyleRule]:
        rules: Any = super().get_queryset(request)
        accepted, left = _answers(is_accepted=True), _answers(is_accepted=False)
        counted: QuerySet[StyleRule] = rules.annotate(times_accepted=accepted, times_left=left)
        return counted

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.trial_view)
        trial_path = path("<int:pk>/trial/", view, name="editorial_stylerule_trial")
        return [trial_path, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        context = {"has_dictionary": dictionary.is_installed(), **(extra_context or {})}
        return super().changelist_view(request, context)

    def save_model(self, request: HttpRequest, obj: StyleRule, form: Any, change: bool) -> None:
        if not change:
            obj.by = staff(request)
        elif set(WHAT_IS_TRIED) & set(form.changed_data):
            obj.counts, obj.tried_at, obj.tried = False, None, {}
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: StyleRule, *args: Any) -> HttpResponse:
        return HttpResponseRedirect(_trial_of(obj))

    def response_change(self, request: HttpRequest, obj: StyleRule) -> HttpResponse:
        if obj.tried_at is None:
            messages.info(request, _("Saved. It rests until you let it count."))
            return HttpResponseRedirect(_trial_of(obj))
        return super().response_change(request, obj)

    def trial_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the rule would have said of what was published; a post lets it count, or rest.

        Nobody lets count what their page has not shown.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        rules = StyleRule.objects.select_related("edition", "desk").filter(pk=pk)
        with transaction.atomic():
            is_post = request.method == "POST"
            rule = (rules.select_for_update(of=("self",)) if is_post else rules).first()
            if rule is None:
                raise Http404
            found = trial.tried(rule)
            if is_post and request.POST.get("seen") == rule.what_is_tried:
                counts = "counts" in request.POST
                trial.keep(rule, found, wrong=request.POST.getlist("wrong"), counts=counts)
                said = _("The rule counts from now on.") if counts else _("The rule rests.")
                messages.success(request, said)
                return HttpResponseRedirect(reverse("admin:editorial_stylerule_changelist"))
        if is_post:
            said = _("Somebody has changed the rule meanwhile. This is what it says now.")
            messages.warning(request, said)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Tried on the archive"),
            "subtitle": None,
            "rule": rule,
            "trial": found,
            "wrong": {each["address"] for each in rule.tried.get("wrong", ())},
        }
        return TemplateResponse(request, "editorial/style/trial.html", context)

    @admin.display(description=_("rule"), ordering="wrong")
    def rule(self, rule: StyleRule) -> SafeString:
        return format_html(
            '<bdi>{}</bdi> <span class="points">→</span> <bdi>{}</bdi>', rule.wrong, rule.right
        )

    @admin.display(description=_("language"), ordering="edition")
    def where(self, rule: StyleRule) -> str:
        return f"{rule.edition} · {rule.desk}" if rule.desk else str(rule.edition)

    @admin.display(description=_("counts"))
    def standing(self, rule: StyleRule) -> SafeString:
        words = _("Counts") if rule.counts else _("Rests") if rule.tried_at else _("Not tried yet")
        return format_html('<a href="{}">{}</a>', _trial_of(rule), words)

    @admin.display(description=_("tried"))
    def spoke(self, rule: StyleRule) -> str:
        if not rule.tried_at:
            return "–"
        told = {"stories": 0, "is_capped": False, "wrong": [], **rule.tried}
        words = ngettext("%(count)s story", "%(count)s stories", told["stories"])
        said = words % {"count": f"{told['stories']}{'+' if told['is_capped'] else ''}"}
        wrong = len(told["wrong"])
        if not wrong:
            return said
        return gettext(", ").join((said, gettext("wrong in %(count)s") % {"count": wrong}))

    @admin.display(description=_("answered"))
    def answered(self, rule: Any) -> str:
        if not (rule.times_accepted or rule.times_left):
            return "–"
        return _("accepted %(accepted)s ×, left %(left)s ×") % {
            "accepted": rule.times_accepted,
            "left": rule.times_left,
        }


def _trial_of(rule: StyleRule) -> str:
    return reverse("admin:editorial_stylerule_trial", args=[rule.pk])


def _answers(*, is_accepted: bool) -> Any:
    answers = WordAnswer.objects.filter(rule=OuterRef("pk"), is_accepted=is_accepted)
    times = answers.order_by().values("rule").annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(times, output_field=IntegerField()), 0)
