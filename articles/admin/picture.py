"""Pictures: looked at when they come in, and never exchanged under a caption afterwards."""

from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin.base import AnyForm, NewsroomAdmin, staff
from articles.admin.rows import ComparedRows
from articles.models import Picture
from articles.pictures import master, recipe, uploads
from articles.pictures.turns import my_turn

# The shapes in which readers meet a picture most, as the focal point's previews show them.
_PREVIEWS: Final = ("lead", "wide", "face")


class KeptFileInput(forms.FileInput):
    """A file to choose, or the one that was chosen before the form was refused.

    ``user`` is set by the form: a kept file is its uploader's alone.
    """

    user: User
    kept: uploads.Kept | None = None

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if upload := super().value_from_datadict(data, files, name):
            return upload
        self.kept = uploads.find(data.get(f"{name}_kept", ""), self.user)
        return self.kept and self.kept.open()

    def keep(self, upload: Any) -> None:
        self.kept = uploads.keep(upload, self.user)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chooser = super().render(name, value, attrs, renderer)
        if self.kept is None:
            return chooser
        return format_html(
            '<div>{}<input type="hidden" name="{}_kept" value="{}"><p class="help">{}</p></div>',
            chooser,
            name,
            self.kept.token,
            gettext("“%(file)s” is kept: you needn’t choose it again.") % {"file": self.kept.name},
        )


class PictureFileField(forms.FileField):
    """An upload, as the Master that articles.pictures.master made of it."""

    widget = KeptFileInput

    def to_python(self, data: Any) -> Any:
        file: Any = super().to_python(data)
        if not file:
            return file
        try:
            with my_turn():
                return master.make(file)
        except forms.ValidationError as error:
            # Which file, for the browser has forgotten it.
            words = {"file": file.name, "why": " ".join(error.messages)}
            code = getattr(error, "code", None)
            raise forms.ValidationError("“%(file)s”: %(why)s", code=code, params=words) from error


class WordsForm(AnyForm):
    class Meta:
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "alternative": forms.TextInput(attrs={"dir": "auto"}),
        }


class PictureForm(WordsForm):
    """A new picture. What is left empty comes from what the file says of itself.

    ``user`` is set by the admin.
    """

    user: User
    file = PictureFileField(
        label=_("Picture file"),
        help_text=_("JPEG to 60 million pixels, PNG to 12, WebP to 8; up to 20 MB."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file_input.user = self.user
        self.read: list[str] = []
        """The labels of the fields that were filled from the file."""
        for name in ("caption", "agency"):
            self.fields[name].required = False
        self.fields["caption"].help_text = _("Left empty, it is taken from the file.")
        self.fields["agency"].help_text = _("Left empty, it is taken from the file, or is MINA.")
        self.initial["agency"] = ""

    @property
    def file_input(self) -> KeptFileInput:
        widget = self.fields["file"].widget
        assert isinstance(widget, KeptFileInput)  # noqa: S101 - the field's own
        return widget

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        made: master.Master | None = data.get("file")
        if made is None:
            return data
        found = made.metadata
        for name, value in {
            "caption": found.caption,
            "alternative": found.alternative,
            "photographer": found.photographer,
            "agency": found.agency,
            "keywords": ", ".join(found.keywords),
            "is_ai": found.is_ai,
        }.items():
            if value and not data.get(name):
                data[name] = value
                self.read.append(str(self.fields[name].label))
        data["agency"] = data.get("agency") or Picture().agency
        if not data.get("caption"):
            self.add_error("caption", _("Write a caption; the file has none."))
        self.instance.checksum, self.instance.colour = made.checksum, made.colour
        data["file"] = ContentFile(made.content, name=made.name)
        return data


@admin.register(Picture)
class PictureAdmin(ComparedRows, NewsroomAdmin[Picture]):
    list_display = ["thumbnail", "caption", "credit", "kind", "uploaded_by", "uploaded_at"]
    list_display_links = ["thumbnail", "caption"]
    list_filter = ["kind", "agency", "is_ai"]
    list_select_related = ["uploaded_by"]
    search_fields = ["caption", "photographer", "agency", "alternative", "keywords"]
    words = (
        *("alternative", "caption", "photographer", "agency"),
        *("kind", "licence", "keywords", "is_ai"),
    )
    # A picture that was printed stays what it was: another file is another picture.
    kept = ("shown", "size", "checksum", "uploaded_by", "uploaded_at")

    class Media:
        js = (forms.Script("js/focal-point.js", type="module"),)

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        if obj is None:
            return [(None, {"fields": ["file", *self.words]})]
        return [
            (None, {"fields": ["shown", ("focal_x", "focal_y")], "classes": ["focal"]}),
            (None, {"fields": [*self.words, *self.kept[1:]]}),
        ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Picture | None = None
    ) -> tuple[str, ...]:
        return () if obj is None else self.kept

    def get_form(
        self, request: HttpRequest, obj: Picture | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        base = WordsForm if change else PictureForm
        form: Any = super().get_form(request, obj, change=change, form=base, **kwargs)
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

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        if not change:
            obj.uploaded_by = staff(request)
            if form.read:
                read = get_text_list(form.read, gettext("and"))
                messages.info(request, gettext("Taken from the file: %s.") % read)
        super().save_model(request, obj, form, change)
        if not change and (used := form.file_input.kept):
            transaction.on_commit(used.drop)

    def response_add(
        self, request: HttpRequest, obj: Picture, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to the picture itself, to check what the file said and to mark what crops keep."""
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, gettext("The picture is kept. Mark what every crop must keep."))
        return HttpResponseRedirect(reverse("admin:articles_picture_change", args=[obj.pk]))

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> str:
        return format_html(
            '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            picture.file.url,
            picture.width,
            picture.height,
            picture.alternative,
        )

    @admin.display(description=_("picture"))
    def shown(self, picture: Picture) -> str:
        """The whole picture, with all that the focal point's script needs to be told."""
        ratios = [recipe.CROPS[name].ratio for name in _PREVIEWS]
        return format_html(
            '<div class="focal-point" data-ratios="{}" data-label="{}">{}</div>'
            '<p class="help">{}</p>',
            " ".join(f"{ratio:.4f}" for ratio in ratios if ratio),
            gettext_lazy("What every crop keeps"),
            self.thumbnail(picture),
            gettext_lazy(
                "Click what every crop must keep, or move the mark with the arrow keys. Stories"
                " that were sent keep their crop until they are sent again."
            ),
        )

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("credit"))
    def credit(self, picture: Picture) -> str:
        return picture.credit
