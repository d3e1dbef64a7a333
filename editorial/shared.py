"""A story before it goes out, for somebody outside who has a link: public, and nobody's session.

The first page says nothing of the story: programs that look at an address for a chat see no more.
Its button opens the text, and that is counted. Once the story is published it leads there.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.actions import rights
from articles.actions.refused import Refused
from articles.actions.sending import embargo_on
from articles.models import EMBARGO, LIVE, ON_HOLD, Edition, Status, Story
from articles.models.addresses import public_address
from articles.record import pictures_in_text
from editorial.models import PreviewLink
from editorial.story.preview import frame_of, preview_of

_NOT_OUT: Final = (_("A story that is not published yet"), _("Not published."))
_NEXT: Final = (
    _("The next version of a story, which is not published yet"),
    _("The next version, not published."),
)
_ON_HOLD: Final = (_("A story that is on hold"), _("On hold: nobody may use it."))
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    # Whoever is led on from here isn't told the address.
    "Referrer-Policy": "no-referrer",
}


# Nobody is signed in here, so there is no right that another site could borrow.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def preview_link_view(request: HttpRequest, token: str) -> HttpResponse:
    """The link's first page, and for a post the story as it would print."""
    found = PreviewLink.objects.named(token).open_at(timezone.now())
    link = found.select_related("made_by", "story__edition", "story__desk__parent").first()
    if link is None:
        edition = Edition.objects.all()[0]
        return _page(request, edition, "closed", {}, status=HTTPStatus.GONE)
    if link.story.status == Status.PUBLISHED:
        at = public_address("story", edition=link.story.edition_id, slug=link.story.slug)
        return _page(request, link.story.edition, "published", {"address": at})
    if request.method != "POST":
        heading, _line = _standing(link.story)
        return _page(request, link.story.edition, "cover", {"link": link, "heading": heading})
    PreviewLink.objects.count_opening(link.pk)
    return _text(request, link)


def _text(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    story = link.story
    with translation.override(story.edition_id):
        context = preview_of(story, link.made_by, request, without_pictures=True)
        pictures = [*([story.picture] if story.picture else []), *pictures_in_text(story)]
        faults = []
        for picture in pictures:
            try:
                rights.require_picture(picture, timezone.localdate())
            except Refused as refusal:
                faults.append(str(refusal))
        context |= {
            "link": link,
            "pictures": pictures,
            "faults": faults,
            "not_before": _not_before(story),
            "standing": _standing(story)[1],
        }
        html = render_to_string("editorial/shared/text.html", context, request)
    return HttpResponse(html, headers=HEADERS)


def _standing(story: Story) -> tuple[Promise, Promise]:
    """What is shown, as a heading and as a sentence."""
    if story.status in ON_HOLD:
        return _ON_HOLD
    return _NEXT if story.status in LIVE else _NOT_OUT


def _not_before(story: Story) -> datetime | None:
    """When readers may have it: at the end of its embargo, or when it goes out by itself."""
    if story.status in EMBARGO:
        return story.lift_at
    scheduled = story.publish_at if story.status == Status.APPROVED else None
    return max(filter(None, (scheduled, embargo_on(story, timezone.now()))), default=None)


def _page(
    request: HttpRequest,
    edition: Edition,
    name: str,
    given: dict[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    with translation.override(edition.code):
        context = {**frame_of(edition.code, request), **given}
        html = render_to_string(f"editorial/shared/{name}.html", context, request)
    return HttpResponse(html, status=status, headers=HEADERS)
