"""A picture where it is used: small, with its words beside it, which are saved by themselves."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.actions import rights
from articles.actions.refused import Refused
from articles.models import Picture, Story
from articles.record import retouched, working_text
from editorial.admin.base import staff
from editorial.admin.rows import SEEN
from editorial.picture import thumbnails
from editorial.story.access import MOST_SEEN

if TYPE_CHECKING:
    from editorial.admin.picture import PictureAdmin

WORDS: Final = ("caption", "photographer", "agency", "licence", "alternative")
MORE: Final = ("kind", "usable_until", "not_for_web", "is_ai")
# Until a picture has them it may be taken in, but no story goes out with it.
LATER: Final = ("caption", "licence")


def context_of(request: HttpRequest, picture: Picture, **given: Any) -> dict[str, Any]:
    """What the template of a card shows; ``given`` says how the picture came here."""
    model_admin = _admin()
    is_own = model_admin.has_change_permission(request, picture)
    form = words_form(request, picture) if is_own else None
    return {
        "picture": picture,
        "thumbnail": thumbnails.address(picture),
        "form": form,
        "words": [form[name] for name in WORDS] if form else [],
        "more": [form[name] for name in MORE] if form else [],
        "seen_row": model_admin.seen_row(request, picture, form.fields) if form else "",
        "lack": lack_of(picture),
        **given,
    }


def answer(request: HttpRequest, picture: Picture, **given: Any) -> JsonResponse:
    """A card for a script: the picture's key, what it is called, and HTML."""
    html = render_to_string(
        "editorial/picture/card.html", context_of(request, picture, **given), request
    )
    is_known = bool(given.get("is_known"))
    return JsonResponse(
        {"key": picture.pk, "name": str(picture), "is_known": is_known, "card": html}
    )


@never_cache
@require_GET
def card_view(request: HttpRequest, pk: int) -> JsonResponse:
    """The card of a picture of the house, as JSON."""
    if not admin.site.has_permission(request):
        return no(HTTPStatus.UNAUTHORIZED)
    if not staff(request).has_perm("articles.view_picture"):
        return no(HTTPStatus.FORBIDDEN)
    picture = Picture.objects.filter(pk=pk).first()
    return answer(request, picture) if picture else no(HTTPStatus.NOT_FOUND)


@never_cache
@require_POST
def words_view(request: HttpRequest, pk: int) -> JsonResponse:
    """Save what was typed beside a picture. The answer says what the page has seen by now.

    ``story`` and ``seen_digest`` of the form round it: an editor who changes a caption there has
    seen it changed.
    """
    if not admin.site.has_permission(request):
        return no(HTTPStatus.UNAUTHORIZED)
    model_admin = _admin()
    with transaction.atomic():
        picture = Picture.objects.select_for_update(no_key=True).filter(pk=pk).first()
        if picture is None:
            return no(HTTPStatus.NOT_FOUND)
        if not model_admin.has_change_permission(request, picture):
            return no(HTTPStatus.FORBIDDEN)
        story = _story_with(request, picture)
        before = story and working_text(story)
        form = words_form(request, picture, request.POST)
        if form.is_valid() and form.has_changed():
            form.save()
            message = model_admin.construct_change_message(request, form, [])
            model_admin.log_change(request, picture, message)
    stored = Picture.objects.get(pk=pk)
    digest = request.POST.get("seen_digest", "")
    if story and before and len(digest) <= MOST_SEEN:
        digest = retouched(digest, before, working_text(Story.objects.get(pk=story.pk)))
    told = {
        "errors": form.errors,
        SEEN: model_admin.seen_row(request, stored, form.fields),
        "seen_digest": digest,
        "lack": lack_of(stored),
        "name": str(stored),
        "at": date_format(timezone.localtime(), "TIME_FORMAT"),
    }
    return JsonResponse(told, status=HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK)


def words_form(request: HttpRequest, picture: Picture, data: Any = None) -> Any:
    """The form of a picture's words in a card: it compares, as the picture's own page does."""
    form_class = _admin().get_form(request, picture, change=True, fields=[*WORDS, *MORE])
    form = form_class(data, instance=picture, auto_id=f"picture-{picture.pk}-%s")
    for name, field in form.fields.items():
        # It stands within the form of a story, and is none of it.
        field.widget.attrs["form"] = f"picture-{picture.pk}"
        if name in LATER:
            field.required = bool(getattr(picture, name))
        field.widget.attrs.pop("required", None)
    form.use_required_attribute = False
    return form


def lack_of(picture: Picture) -> str:
    """Why no story could go out with the picture today; "" if one can."""
    try:
        rights.require_picture(picture, timezone.localdate())
    except Refused as refusal:
        return str(refusal)
    return ""


def no(status: HTTPStatus, why: str = "") -> JsonResponse:
    """An answer for a script, with the reason in words where there is one to say."""
    told = {HTTPStatus.FORBIDDEN: _("Your account has no right to this, or not any more.")}
    return JsonResponse({"why": why or told.get(status, "")}, status=status)


def _story_with(request: HttpRequest, picture: Picture) -> Story | None:
    key = request.POST.get("story", "")
    if not key.isdecimal() or len(key) > 9:
        return None
    stories = Story.objects.visible_to(staff(request))
    return stories.filter(pk=int(key), picture=picture).first()


def _admin() -> "PictureAdmin":
    found: Any = admin.site.get_model_admin(Picture)
    return found  # type: ignore[no-any-return]
