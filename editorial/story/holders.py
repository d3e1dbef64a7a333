"""Who has a story among the subscribers, and which version."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.models import Story, User
from editorial.admin.base import staff
from editorial.story.access import context_of, story_of
from editorial.subscribers.holders import holders, others, taken_by
from editorial.subscribers.log import VIEW


def holders_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who was sent it, what of it they took, and who was not sent it."""
    story = story_of(request, pk)
    if not staff(request).has_perm(VIEW):
        raise PermissionDenied
    context = context_of(
        request,
        title=_("Who has it"),
        story=story,
        holders=holders(story.uid),
        others=others(story.uid),
    )
    return TemplateResponse(request, "editorial/story/holders.html", context)


def taken_of(story: Story, user: User) -> tuple[int, int] | None:
    """``taken_by``, for who may know; None of a story that never went out."""
    if story.latest_dispatch_id is None or not user.has_perm(VIEW):
        return None
    return taken_by(story.uid)
