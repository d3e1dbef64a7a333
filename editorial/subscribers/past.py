"""The log of a new subscriber begins with what stands of the days before, if that is wanted."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.subscribers.shared import company_for, context
from wire.entitlement import MOST_DAYS, LogBegunError, backfill
from wire.models import Delivery, Subscription

RIGHT: Final = "wire.add_subscription"


class PastForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("How many days back"), min_value=1, max_value=MOST_DAYS, initial=7
    )


def may_begin(user: Any, company: int) -> bool:
    """Whether the log is empty, the subscriber subscribes, and this person may begin it."""
    return (
        user.has_perm(RIGHT)
        and Subscription.objects.on(timezone.localdate()).filter(company=company).exists()
        and not Delivery.objects.filter(company=company).exists()
    )


def begin_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how far back, and put what stands since then on the empty log."""
    company = company_for(request, pk, RIGHT)
    form = PastForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        since = timezone.now() - timedelta(days=form.cleaned_data["days"])
        try:
            count = backfill(company, since=since)
        except LogBegunError:
            words = _("The log has begun already: nothing is put before what was read.")
            form.add_error(None, words)
        else:
            words = ngettext(
                "The log begins with %(count)d story.",
                "The log begins with %(count)d stories.",
                count,
            )
            messages.success(request, words % {"count": count})
            return HttpResponseRedirect(reverse("admin:wire_company_change", args=[pk]))
    told = context(request, company, title=_("Begin the log with the past"), form=form)
    return TemplateResponse(request, "editorial/subscribers/past.html", told)
