"""Complaints: the list, and the page on which one is taken in hand and decided."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import complaints
from articles.actions.refused import Refused
from articles.actions.transitions import Verb, allowed
from articles.forms import TextField
from articles.models import Complaint, Dispatch, Signal, Story, User
from articles.models.addresses import public_address
from articles.models.complaint import COMPLAINT_WORDS
from editorial.admin.base import ReadOnlyAdmin, say_what_was_taken, staff
from editorial.admin.long_list import LongList


class EditorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Accounts by the names of their people."""

    def label_from_instance(self, obj: User) -> str:
        return obj.get_full_name() or obj.get_username()


class AssignForm(forms.Form):
    to = EditorField(
        label=gettext_lazy("In the hands of"), queryset=User.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, EditorField)  # noqa: S101 - declared above
        field.queryset = User.objects.with_perm("articles.decide_complaint").order_by("username")


class DecisionForm(forms.Form):
    decision = TextField(
        label=gettext_lazy("Decision and its reason"),
        help_text=gettext_lazy("It stays on the record. Write nothing here that names the sender."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


DECISIONS: dict[str, Callable[..., Complaint]] = {
    "grant": complaints.grant,
    "refuse": complaints.refuse,
}


@admin.register(Complaint)
class ComplaintAdmin(ReadOnlyAdmin[Complaint], LongList[Complaint]):
    list_display = ["about", "standing", "due_at", "hands", "reference"]
    list_filter = ["status", "kind", "edition"]
    list_select_related = ["assigned_to"]
    search_fields = ["reference", "name", "story_address"]
    ordering = ["-due_at", "-pk"]
    sortable_by = ["due_at"]
    words = COMPLAINT_WORDS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Complaint]:
        return super().get_queryset(request).annotate(title=F("dispatch__content__headline"))

    @admin.display(description=gettext_lazy("complaint"))
    def about(self, complaint: Complaint) -> str:
        title: str | None = complaint.title  # type: ignore[attr-defined]  # annotated above
        story = title or complaint.story_address
        return f"{complaint.kind_name}: {story}" if story else complaint.kind_name

    @admin.display(description=gettext_lazy("in the hands of"), ordering="assigned_to")
    def hands(self, complaint: Complaint) -> str:
        user = complaint.assigned_to
        return user.get_full_name() or user.get_username() if user else ""

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, complaint: Complaint) -> str:
        return standing(complaint)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        complaint = self.get_object(request, object_id)
        if not self.has_view_permission(request, complaint):
            raise PermissionDenied
        if complaint is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        user = staff(request)
        posted = request.POST if request.method == "POST" else None
        do = posted.get("_do", "") if posted else ""
        assign = AssignForm(posted if do == "assign" else None, initial={"to": user})
        decide = DecisionForm(posted if do in DECISIONS else None)
        try:
            if do == "answer":
                complaints.answer(complaint=complaint, by=user, notice=_notice(request))
                return self._done(request, complaint, _("%(complaint)s is answered."))
            if assign.is_valid():
                complaints.assign(complaint=complaint, by=user, to=assign.cleaned_data["to"])
                return self._done(request, complaint, _("%(complaint)s is in hand."))
            if decide.is_valid():
                say_what_was_taken(request, decide)
                DECISIONS[do](complaint=complaint, by=user, **decide.cleaned_data)
                return self._done(request, complaint, _("%(complaint)s is decided."))
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            complaint.refresh_from_db()
        context = {
            **self.admin_site.each_context(request),
            **_about(complaint, user),
            "opts": self.opts,
            "title": f"{complaint.kind_name} {complaint.reference}",
            "subtitle": None,
            "complaint": complaint,
            "assign": assign,
            "decide": decide,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/complaint/change_form.html", context)

    def _done(self, request: HttpRequest, complaint: Complaint, words: str) -> HttpResponse:
        here = reverse("admin:articles_complaint_change", args=[complaint.pk])
        self.message_user(request, words % {"complaint": complaint.reference})
        return HttpResponseRedirect(here)


def _notice(request: HttpRequest) -> Dispatch:
    number = request.POST.get("notice", "")
    notice = None
    # PostgreSQL's bigint holds no more digits.
    if number.isascii() and number.isdigit() and len(number) <= 18:
        notice = Dispatch.objects.filter(pk=number).first()
    if notice is None:
        raise Refused("notice", gettext_lazy("Choose the notice that answers it."))
    return notice


def standing(complaint: Complaint) -> str:
    """The status as a mark, and in words and red when the time is over."""
    late = format_html(' <strong class="late">{}</strong>', _("Overdue"))
    return format_html(
        '<span class="status" data-status="{}">{}</span>{}',
        complaint.status,
        complaint.get_status_display(),
        late if complaint.is_overdue else "",
    )


def _about(complaint: Complaint, user: User) -> dict[str, Any]:
    """What the page shows beside the complaint: its log, its story, and what was sent since."""
    context: dict[str, Any] = {
        "standing": standing(complaint),
        "steps": complaint.events.all(),
        "may_decide": complaint.is_open and complaints.decides(user),
    }
    if complaint.dispatch is None:
        return context
    read = complaint.dispatch
    sent = Dispatch.objects.filter(
        story_uid=read.story_uid,
        signal__in=[Signal.CORRECTION, Signal.WITHDRAWAL],
        sent_at__gte=complaint.received_at,
    ).defer("content")
    waits = Complaint.objects.unanswered().filter(pk=complaint.pk).exists()
    story = Story.objects.filter(uid=read.story_uid).first()
    context |= {
        "headline": read.data["headline"],
        "on_site": public_address("story", edition=read.edition, slug=read.slug),
        "story": story,
        "sent": sent,
        "waits": waits,
        "may_answer": waits and complaints.decides(user),
    }
    if story and waits and Verb.CORRECT in allowed(user, story):
        context["correct"] = reverse(
            "admin:articles_story_correct",
            args=[story.pk],
            query={"kind": complaint.kind, "answers": complaint.pk},
        )
    return context
