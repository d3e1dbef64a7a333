"""Asking for a correction or a reply: the form, and what its sender sees afterwards."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.intake import TooMany, receive, version_read
from articles.models.complaint import Complaint
from articles.models.page import PRIVACY
from articles.site.frame.navigation import Navigation
from articles.site.frame.origin import origin
from articles.site.frame.page import in_edition, page, posted_in_edition
from articles.site.pages import traps
from articles.site.pages.intake_form import LONGEST_PASTED, IntakeForm
from articles.text.story_address import readable
from articles.visitors import network_address

FORM_TYPE = "application/x-www-form-urlencoded"
LARGEST = 128 * 1024
"""Bytes of a post: every field full, of letters that take nine bytes each, and a good deal more."""


@posted_in_edition
def intake(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """The form; ``?berita=`` names the story. Sent, it leads to a page with the number."""
    if request.method != "POST":
        asked = request.GET.get("berita", "")
        found = version_read(nav.edition.code, asked) if 0 < len(asked) <= LONGEST_PASTED else None
        address = found and origin(request) + nav.address("story", slug=found.slug)
        form = IntakeForm(initial={"berita": readable(address or "")})
        return _form_page(request, nav, form)
    if request.content_type != FORM_TYPE:
        raise SuspiciousOperation("the form takes no files")
    told = request.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > LARGEST:
        raise RequestDataTooBig("more than the form takes")
    form = IntakeForm(request.POST, foreign=traps.is_foreign(request))
    if not form.is_valid():
        return _form_page(request, nav, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        complaint = receive(
            form.given(nav.edition.code), visitor=network_address(request), now=timezone.now()
        )
    except TooMany:
        form.add_error(
            None,
            _("Many requests came from your network within the hour. Send it once more later."),
        )
        return _form_page(request, nav, form, HTTPStatus.TOO_MANY_REQUESTS)
    return HttpResponseRedirect(complaint.get_absolute_url())


@in_edition
def received(request: HttpRequest, nav: Navigation, *, reference: str) -> HttpResponse:
    """The number, when the answer comes, and how far it is. Nothing of what was sent."""
    complaint = (
        Complaint.objects.filter(reference=reference.upper(), edition=nav.edition)
        .only("reference", "edition_id", "kind", "status", "received_at", "due_at", "decided_at")
        .first()
    )
    if complaint is None:
        raise Http404
    response = page(request, nav, "articles/pages/intake_received.html", complaint=complaint)
    # The number goes into no log beside an address, not even our own as a place one came from.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _form_page(
    request: HttpRequest, nav: Navigation, form: IntakeForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    token = str(form["waktu"].value() or "")
    if traps.age(token) not in (traps.Age.RIGHT, traps.Age.TOO_YOUNG):
        token = traps.token()
    about = version_read(nav.edition.code, form.story_address())
    response = page(
        request,
        nav,
        "articles/pages/intake.html",
        status=status,
        form=form,
        token=token,
        privacy=next((standing for standing in nav.pages if standing.slug == PRIVACY), None),
        headline=about.data["headline"] if about else "",
        languages=nav.everywhere("intake"),
    )
    if status != HTTPStatus.OK:
        response.headers["Cache-Control"] = "private, no-store"
    return response
