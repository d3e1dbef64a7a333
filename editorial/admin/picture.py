"""Pictures: looked at when they come in, and never exchanged under a caption afterwards."""

from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.actions import pictures
from articles.models import Picture
from articles.pictures import recipe
from editorial.admin.base import staff
from editorial.admin.long_list import LongList
from editorial.admin.rows import ComparedRows
from editorial.picture import thumbnails, urls
from editorial.picture.card import lack_of
from editorial.picture.upload import PictureForm, WordsForm
from editorial.picture.uses import uses_of

# The shapes in which readers meet a picture most, as the focal point's previews show them.
_PREVIEWS: Final = ("lead", "wide", "face")
# The newest pictures, whose agencies the list offers to filter by.
LATE: Final = 1_000


class AgencyFilter(admin.SimpleListFilter):
    """The agencies of late; search finds the pictures of any."""

    title = _("agency")
    parameter_name = "agency"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        newest = Picture.objects.order_by("-uploaded_at", "-pk")[:LATE]
        agencies = sorted(set(newest.values_list("agency", flat=True)))
        return [(agency, agency) for agency in agencies]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        return queryset.filter(agency=self.value()) if self.value() is not None else queryset


@admin.register(Picture)
class PictureAdmin(ComparedRows, LongList[Picture]):
    change_list_template = "editorial/picture/list.html"
    list_display = ["thumbnail", "described_as", "credit", "kind", "uploaded_by", "uploaded_at"]
    list_display_links = ["thumbnail", "described_as"]
    list_filter = ["kind", AgencyFilter, "is_ai"]
    list_select_related = ["uploaded_by"]
    search_fields = ["caption", "photographer", "agency", "alternative", "keywords"]
    sortable_by = ["uploaded_at"]
    described = (
        *("alternative", "caption", "photographer", "agency"),
        *("kind", "licence", "usable_until", "not_for_web", "keywords", "is_ai"),
    )
    # A picture that was printed stays what it was: another file is another picture.
    kept = ("shown", "size", "checksum", "uploaded_by", "uploaded_at", "uses")

    class Media:
        js = (forms.Script("js/focal-point.js", type="module"),)

    def get_urls(self) -> list[URLPattern]:
        return [*urls.patterns(self.admin_site.admin_view), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        if obj is None:
            return [(None, {"fields": ["file", *self.described]})]
        return [
            (None, {"fields": ["shown", ("focal_x", "focal_y")], "classes": ["focal"]}),
            (None, {"fields": [*self.described, *self.kept[1:-1]]}),
            (_("Where it is used"), {"fields": ["uses"]}),
        ]

    def get_object(self, request: HttpRequest, *args: Any) -> Picture | None:
        """With its uses, as far as this person may know of them."""
        picture = super().get_object(request, *args)
        if picture is not None:
            uses = {"uses": uses_of(picture, staff(request))}
            html = render_to_string("editorial/picture/uses.html", uses, request)
            picture.uses = html
        return picture

    def get_readonly_fields(
        self, request: HttpRequest, obj: Picture | None = None
    ) -> tuple[str, ...]:
        return () if obj is None else self.kept

    def get_form(
        self, request: HttpRequest, obj: Picture | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if not change:
            return self.form_of(request, PictureForm)
        return super().get_form(request, obj, change=change, form=WordsForm, **kwargs)

    def form_of(self, request: HttpRequest, base: type[PictureForm]) -> Any:
        """The class of a form for a new picture, for whoever asks."""
        form: Any = super().get_form(request, None, form=base)
        form.user = staff(request)
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, upload = context["adminform"].form, request.FILES.get("file")
        if upload and isinstance(form, PictureForm) and "file" not in form.errors:
            # Something else was wrong: the file needn't be chosen again.
            form.file_input.keep(upload)
        return super().render_change_form(request, context, *args, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        """One's own pictures, or all for who reviews pictures."""
        if not super().has_change_permission(request, obj):
            return False
        user = staff(request)
        return (
            obj is None or obj.uploaded_by_id == user.pk or user.has_perm("articles.review_picture")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return False

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """The picture to be saved; of a file that is known, the one that is there."""
        if change:
            return super().save_form(request, form, change)
        if form.known is not None:
            taken, form.save_m2m = pictures.Taken(form.known, is_known=True), _nothing
        else:
            made = super().save_form(request, form, change)
            taken = pictures.take_in(picture=made, by=staff(request))
        request.taken_in = taken  # type: ignore[attr-defined]  # ours
        return taken.picture

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        if _is_known(request):
            words = gettext(
                "This file is in the house already. Its picture keeps its caption and its crops."
            )
            messages.warning(request, words)
        elif form.read:
            read = get_text_list(form.read, gettext("and"))
            messages.info(request, gettext("Taken from the file: %s.") % read)
        if used := form.file_input.kept:
            transaction.on_commit(used.drop)

    def log_addition(self, request: HttpRequest, obj: Picture, message: Any) -> Any:
        return None if _is_known(request) else super().log_addition(request, obj, message)

    def response_add(
        self, request: HttpRequest, obj: Picture, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to the picture itself, to check what the file said and to mark what crops keep."""
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        if not _is_known(request):
            kept = gettext("The picture is kept. Mark what every crop must keep.")
            messages.success(request, kept)
        return HttpResponseRedirect(reverse("admin:articles_picture_change", args=[obj.pk]))

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> str:
        return _image(picture, thumbnails.address(picture))

    @admin.display(description=_("caption"), ordering="caption")
    def described_as(self, picture: Picture) -> str:
        return str(picture)

    @admin.display(description=_("picture"))
    def shown(self, picture: Picture) -> str:
        """The whole picture, with all that the focal point's script needs to be told."""
        ratios = [recipe.CROPS[name].ratio for name in _PREVIEWS]
        return format_html(
            '<div class="focal-point" data-ratios="{}" data-label="{}">{}</div>'
            '<p class="help">{}</p>',
            " ".join(f"{ratio:.4f}" for ratio in ratios if ratio),
            gettext_lazy("What every crop keeps"),
            _image(picture, picture.file.url),
            gettext_lazy(
                "Click what every crop must keep, or move the mark with the arrow keys. Stories"
                " that were sent keep their crop until they are sent again."
            ),
        )

    @admin.display(description=_("uses"))
    def uses(self, picture: Picture) -> str:
        return picture.uses  # type: ignore[attr-defined,no-any-return]  # of ``get_object``

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("credit"))
    def credit(self, picture: Picture) -> str:
        lack = lack_of(picture)
        note = format_html('<p class="missing">{}</p>', lack) if lack else ""
        return format_html("{}{}", picture.credit, note)


def _image(picture: Picture, address: str) -> SafeString:
    return format_html(
        '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        address,
        picture.width,
        picture.height,
        # In a list it is a link, which is called by it.
        picture.alternative or str(picture),
    )


def _is_known(request: HttpRequest) -> bool:
    """Whether the upload in hand had made its picture before."""
    taken: pictures.Taken = request.taken_in  # type: ignore[attr-defined]  # ours
    return taken.is_known


def _nothing() -> None:
    """What Django asks of a form once its row is saved."""
