"""Taking an item or a picture along; who took what is written down."""

from http import HTTPStatus
from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.pictures import recipe
from articles.site.frame.origin import origin
from wire.formats import FORMATS
from wire.formats.pictures import TYPES, Shown, shown
from wire.models.download import Download
from wire.models.member import Member
from wire.portal.access import for_members, gone
from wire.portal.item import Told, is_over

PREVIEW_WIDTH = 700


@for_members
@require_POST
def format_view(request: HttpRequest, member: Member, number: int, name: str) -> HttpResponse:
    """The item as a file in a format."""
    if name not in FORMATS:
        raise Http404
    told = Told.of(member.company_id, number)
    if not told.may_be_taken:
        return _stopped(request, member)
    form = FORMATS[name]
    text = form.render(told.delivery, told.dispatch, origin(request))
    _note(member, number, format=name)
    # JSON has two forms, which people would not know apart in a folder.
    ending = {"ninjs": "ninjs.json", "newsml": "newsml.xml", "nitf": "nitf.xml"}.get(name, name)
    answer = HttpResponse(text, content_type=form.media_type)
    filename = f"{told.dispatch.slug}-v{told.delivery.version}.{ending}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, filename)
    return answer


@for_members
@require_POST
def picture_view(request: HttpRequest, member: Member, number: int, key: str) -> HttpResponseBase:
    """A picture of the item, in its original size."""
    told = Told.of(member.company_id, number)
    if told.is_stopped:
        return _stopped(request, member)
    data = _picture(told, key).data
    if is_over(data):
        words = _("This picture may not be used any more: its time has passed.")
        return gone(request, member, words, status=HTTPStatus.GONE)
    answer = _file(data["file"])
    _note(member, number, picture=key)
    suffix = PurePath(data["file"]).suffix
    filename = f"{told.dispatch.slug}-{key}{suffix}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, filename)
    return answer


@for_members
@require_safe
def preview_view(request: HttpRequest, member: Member, number: int, key: str) -> HttpResponseBase:
    """The picture as the item's page shows it, also of a story that readers don't have yet."""
    told = Told.of(member.company_id, number)
    if told.is_stopped:
        raise Http404
    data = _picture(told, key).data
    sizes = recipe.renditions(data, "full", "jpg") if recipe.has_renditions(data) else []
    name = next((size.name for size in sizes if size.width >= PREVIEW_WIDTH), data["file"])
    return _file(name if default_storage.exists(name) else data["file"])


def _picture(told: Told, key: str) -> Shown:
    for each in shown(told.item("")):
        if each.key == key:
            return each
    raise Http404


def _file(name: str) -> FileResponse:
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(file, content_type=TYPES.get(PurePath(name).suffix, "image/webp"))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _stopped(request: HttpRequest, member: Member) -> HttpResponse:
    words = _("This story is withdrawn or on hold: nothing of it is given out.")
    return gone(request, member, words, status=HTTPStatus.GONE)


def _note(member: Member, number: int, **what: Any) -> None:
    Download.objects.create(company_id=member.company_id, member=member, number=number, **what)
