"""Stories put aside, for oneself or for one's colleagues too."""

from http import HTTPStatus
from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wire.models.bookmark import Bookmark
from wire.models.delivery import Delivery
from wire.models.member import Member
from wire.portal.access import for_members, gone, posted
from wire.portal.finding import of_numbers
from wire.portal.item import Told

MOST: Final = 200
ACTS: Final = ("own", "shared", "none")


@for_members
def bookmarks_view(request: HttpRequest, member: Member) -> HttpResponse:
    """The newest of one's own and of what colleagues share, each in its newest version."""
    marks = list(_seen_by(member).select_related("member__user")[:MOST])
    stories = {each.story_uid for each in marks}
    newest = (
        Delivery.objects.filter(company=member.company_id, story_uid__in=stories)
        .order_by("story_uid", "-number")
        .distinct("story_uid")
    )
    numbers = dict(newest.values_list("story_uid", "number"))
    rows = {row.story: row for row in of_numbers(member.company_id, [*numbers.values()])}
    context = {
        "member": member,
        "marks": [(each, rows[each.story_uid]) for each in marks if each.story_uid in rows],
    }
    return TemplateResponse(request, "wire/portal/bookmarks.html", context)


@for_members
@require_POST
def mark_view(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """Put the item's story aside for oneself or for all, or no more."""
    told = Told.of(member.company_id, number)
    act = posted(request, "act")
    if act not in ACTS:
        return gone(request, member, _("Nothing was chosen."), status=HTTPStatus.BAD_REQUEST)
    story = told.delivery.story_uid
    if act == "none":
        Bookmark.objects.filter(member=member, story_uid=story).delete()
    else:
        Bookmark.objects.update_or_create(
            member=member,
            story_uid=story,
            defaults={"company_id": member.company_id, "is_shared": act == "shared"},
        )
    return HttpResponseRedirect(reverse("portal:item", args=[number]))


def _seen_by(member: Member) -> QuerySet[Bookmark]:
    return Bookmark.objects.filter(Q(member=member) | Q(is_shared=True), company=member.company_id)
