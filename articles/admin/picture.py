"""Pictures: checked when they come in, and never exchanged under a caption afterwards."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.base import AnyForm, NewsroomAdmin, staff
from articles.models import Picture
from articles.pictures import checking


class PictureFileField(forms.FileField):
    """A file that articles.pictures.checking has looked at, under the name it will be kept by."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def to_python(self, data: Any) -> Any:
        file: Any = super().to_python(data)
        if file is not None:
            checked = checking.check(file)
            file.name, file.checksum = checked.name, checked.checksum
        return file


class WordsForm(AnyForm):
    class Meta:
        widgets = {"caption": forms.Textarea(attrs={"rows": 3})}


class PictureForm(WordsForm):
    file = PictureFileField(
        label=_("Picture file"),
        help_text=_("JPEG, PNG or WebP; up to 20 MB and 60 million pixels."),
    )


@admin.register(Picture)
class PictureAdmin(NewsroomAdmin[Picture]):
    list_display = ["thumbnail", "caption", "credit", "kind", "uploaded_by", "uploaded_at"]
    list_display_links = ["thumbnail", "caption"]
    list_filter = ["kind", "agency"]
    list_select_related = ["uploaded_by"]
    search_fields = ["caption", "photographer", "agency", "alternative"]
    words = ("alternative", "caption", "photographer", "agency", "kind", "licence")
    # A picture that was printed stays what it was: another file is another picture.
    kept = ("thumbnail", "size", "checksum", "uploaded_by", "uploaded_at")

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        if obj is None:
            return ["file", *self.words]
        return ["thumbnail", *self.words, *self.kept[1:]]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Picture | None = None
    ) -> tuple[str, ...]:
        return () if obj is None else self.kept

    def get_form(
        self, request: HttpRequest, obj: Picture | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = WordsForm if change else PictureForm
        return super().get_form(request, obj, change=change, form=form, **kwargs)

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

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        if not change:
            obj.uploaded_by = staff(request)
            obj.checksum = form.cleaned_data["file"].checksum
        super().save_model(request, obj, form, change)

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> str:
        return format_html(
            '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            picture.file.url,
            picture.width,
            picture.height,
            picture.alternative,
        )

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("credit"))
    def credit(self, picture: Picture) -> str:
        return picture.credit
