"""Pictures taken in one by one while somebody goes on writing, and those of the house."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.actions import pictures
from articles.models import Picture, User
from articles.pictures.checking import MAX_BYTES
from editorial.admin.base import staff
from editorial.picture import card, thumbnails
from editorial.picture.upload import PlacedForm

SHARED = ("caption", "photographer", "agency", "licence", "kind", "usable_until", "not_for_web")
"""What a person may type once for all pictures that they send together."""


@never_cache
@require_POST
def take_view(request: HttpRequest) -> JsonResponse:
    """Take in one picture, and answer with its card as JSON, or with why it isn't taken.

    The same file sent again finds the picture that it made, so a script may try again.
    """
    if not admin.site.has_permission(request):
        return card.no(HTTPStatus.UNAUTHORIZED)
    user = staff(request)
    if not user.has_perm("articles.add_picture"):
        return card.no(HTTPStatus.FORBIDDEN)
    form = placed_form(request, user)(request.POST, request.FILES)
    if not form.is_valid():
        why = " ".join(str(message) for errors in form.errors.values() for message in errors)
        return card.no(HTTPStatus.BAD_REQUEST, why)
    if form.known is not None:
        return card.answer(request, form.known, is_known=True)
    taken = pictures.take_in(picture=form.save(commit=False), by=user)
    read = get_text_list(form.read, _("and")) if form.read and not taken.is_known else ""
    return card.answer(request, taken.picture, is_known=taken.is_known, read=read)


@never_cache
@require_GET
def choose_view(request: HttpRequest) -> JsonResponse:
    """Some of the house's pictures for a script, as HTML, searched and turned as their list is."""
    if not admin.site.has_permission(request):
        return card.no(HTTPStatus.UNAUTHORIZED)
    if not staff(request).has_perm("articles.view_picture"):
        return card.no(HTTPStatus.FORBIDDEN)
    model_admin: Any = admin.site.get_model_admin(Picture)
    try:
        found = model_admin.get_changelist_instance(request)
    except (DisallowedModelAdminLookup, IncorrectLookupParameters):
        return card.no(HTTPStatus.BAD_REQUEST)
    rows = [(picture, thumbnails.address(picture)) for picture in found.result_list]
    context = {"found": found, "rows": rows}
    html = render_to_string("editorial/picture/choose_rows.html", context, request)
    return JsonResponse({"rows": html})


def several_view(request: HttpRequest) -> HttpResponse:
    """The page from which several pictures are sent, each by a request of its own."""
    user = staff(request)
    if not user.has_perm("articles.add_picture"):
        raise PermissionDenied
    form = placed_form(request, user)(auto_id="shared-%s")
    context = {
        **admin.site.each_context(request),
        "title": _("Several pictures"),
        "subtitle": None,
        "opts": Picture._meta,  # noqa: SLF001 - public in Django
        "shared": [form[name] for name in SHARED],
        "most_bytes": MAX_BYTES,
    }
    return TemplateResponse(request, "editorial/picture/several.html", context)


def placed_form(request: HttpRequest, user: User) -> type[PlacedForm]:
    """The form by which ``user`` takes in a picture where it is used."""
    model_admin: Any = admin.site.get_model_admin(Picture)
    form: type[PlacedForm] = model_admin.form_of(request, PlacedForm)
    return form
