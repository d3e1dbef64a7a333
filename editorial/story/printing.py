"""What a story's form would print, for the page itself: it answers a script and keeps nothing."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.files.storage import default_storage
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.actions.transitions import may_edit
from articles.models import Story
from articles.pictures import recipe
from articles.site.frame import navigation
from articles.text import body
from editorial.admin.base import staff
from editorial.checks.table import findings_in
from editorial.story.access import find
from editorial.story.around import pressed
from editorial.story.buttons import buttons_of
from editorial.story.checking import CHECKED
from editorial.story.form import StoryForm
from editorial.story.links import links_form
from editorial.story.preview import as_read
from editorial.story.printed import Lack
from editorial.story.typed import Typed, stored, typed

# As much of it as another site shows.
SUMMARY = 160


@never_cache
@require_POST
def print_view(request: HttpRequest, pk: int | None = None) -> JsonResponse:
    """The printed story, its wire text, its card, its code and what is missing, as JSON of HTML.

    And of a stored story what the checks say, and what the green button would then do, for an
    embargo changes that.
    Of the fields that are posted, or of the stored text where it can only be read.
    """
    if not admin.site.has_permission(request):
        return _no(HTTPStatus.UNAUTHORIZED)
    user, story = staff(request), None
    try:
        if pk is not None and (story := find(request, pk)) is None:
            return _no(HTTPStatus.NOT_FOUND)
    except PermissionDenied:
        return _no(HTTPStatus.FORBIDDEN)
    if story is None and not user.has_perm("articles.add_story"):
        return _no(HTTPStatus.FORBIDDEN)
    if story is not None and not may_edit(user, story):
        return JsonResponse(_told(request, stored(story, user), []))
    try:
        post = request.POST
    except RequestDataTooBig:
        return _no(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if story is not None and "headline" not in post:
        # The page of who reads while another writes has no fields.
        return JsonResponse(_told(request, stored(story, user), []))
    form, links = StoryForm(post, user=user, story=story), links_form(post, story)
    form.is_valid()
    links.is_valid()
    unfilled = [Lack("", name) for name in form.errors if form.has_error(name, "required")]
    would = typed(form, links)
    go = pressed(buttons_of(user, would.story)).go if story is not None else None
    pressing = {"go": {"name": go.name, "label": str(go.label)}} if go else {}
    told = _told(request, would, unfilled) | pressing
    if story is not None:
        is_next = form.has_changed() or links.has_changed()
        told["checks"] = _checked(story, would, is_next=is_next)
    return JsonResponse(told)


def _checked(story: Story, would: Typed, *, is_next: bool) -> str:
    """What the checks say of what is typed; nothing where all of that was sent already."""
    to_be_sent = is_next or story.status in CHECKED
    found = findings_in(would.content, story) if to_be_sent else None
    shown = {"story": story, "findings": found, "form": True}
    return render_to_string("editorial/story/checks.html", shown)


def _told(request: HttpRequest, would: Typed, unfilled: list[Lack]) -> dict[str, Any]:
    story = would.story
    base = f"{request.scheme}://{request.get_host()}"
    nav = navigation.load(story.edition_id)
    known = {lack.field for lack in would.printed.missing}
    lacks = [*(lack for lack in unfilled if lack.field not in known), *would.printed.missing]
    shown = {"story": story, "printed": would.printed, "lacks": lacks, "card": _card(would, base)}
    return {
        "lang": story.edition_id,
        "dir": story.edition.direction,
        "story": as_read(story, would.content, nav, base),
        "copy": would.copy_text(),
        "code": would.printed.code,
        "printed": render_to_string("editorial/story/printed.html", shown),
        "missing": render_to_string("editorial/story/missing.html", shown),
        "card": render_to_string("editorial/story/card.html", shown),
    }


def _card(would: Typed, base: str) -> dict[str, Any]:
    """What another site shows of the story."""
    content, picture = would.content, would.content["picture"]
    texts = body.plain_paragraphs(body.from_data(content["body"]))
    summary = content["standfirst"] or (texts[0] if texts else "")
    return {
        "desk": content["desk"]["name"],
        "agency": content["edition"]["agency"],
        "site": base.partition("://")[2],
        "summary": Truncator(summary).chars(SUMMARY, truncate="…"),
        "picture": picture and default_storage.url(recipe.for_others(picture, "share").name),
        "alternative": picture and picture["alternative"],
    }


def _no(status: HTTPStatus) -> JsonResponse:
    return JsonResponse({}, status=status)
