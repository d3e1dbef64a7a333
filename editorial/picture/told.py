"""The house's pictures as the editor of a text shows those that it has."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.core.files.storage import default_storage
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.models import Picture
from articles.pictures import recipe
from articles.record import picture_data
from articles.text.body import MOST_PICTURES
from editorial.admin.base import staff


@never_cache
@require_GET
def told_view(request: HttpRequest) -> JsonResponse:
    """What is said of the pictures with the keys ``key``, as JSON; not of those that are gone."""
    if not admin.site.has_permission(request):
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    if not staff(request).has_perm("articles.view_picture"):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    keys = filter(_is_key, request.GET.getlist("key")[:MOST_PICTURES])
    found = Picture.objects.filter(pk__in=list(keys)).order_by("-pk")
    return JsonResponse({"pictures": [_told(picture) for picture in found]})


def _is_key(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) < 10


def _told(picture: Picture) -> dict[str, Any]:
    # Of the shapes that readers meet, one about as wide as a hand.
    shown = recipe.renditions(picture_data(picture), "wide", "jpg")[:3][-1]
    return {
        "key": picture.pk,
        "caption": picture.caption,
        "credit": picture.credit,
        "alternative": picture.alternative,
        "address": default_storage.url(shown.name),
    }
