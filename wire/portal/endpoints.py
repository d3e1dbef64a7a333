"""One endpoint of the company's, for who looks after its technology there."""

import logging
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.site.frame.origin import origin
from wire.models.endpoint import Endpoint
from wire.models.member import Member
from wire.portal.access import for_technical, gone, posted
from wire.portal.pages import number_of
from wire.push import presses
from wire.push.standing import standing

logger = logging.getLogger(__name__)


@for_technical
def endpoint_view(request: HttpRequest, member: Member, uid: str) -> HttpResponse:
    """How it stands and what was tried; a post does what its button says."""
    endpoint = get_object_or_404(Endpoint, uid=uid, company=member.company_id)
    act = posted(request, "act")
    again = presses.RangeForm(request.POST if act == "again" else None)
    if request.method == "POST":
        if act not in presses.PRESSES:
            return gone(request, member, _("Nothing was chosen."), status=HTTPStatus.BAD_REQUEST)
        if words := presses.press(endpoint, act, again):
            logger.info("endpoint %s: %s in the portal, by member %s", uid, act, member.pk)
            messages.success(request, words)
            return HttpResponseRedirect(reverse("portal:endpoint", args=[uid]))
    before = number_of(request, "before")
    context = {
        "member": member,
        "standing": standing(endpoint),
        "endpoint": endpoint,
        "again": again,
        "tries": presses.tries(endpoint, origin=origin(request), before=before),
        "is_first": before is None,
    }
    return TemplateResponse(request, "wire/portal/endpoint.html", context)
