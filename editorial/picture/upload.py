"""A picture's file as it comes in by a form: looked at, known again, kept when it is refused."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.actions import pictures
from articles.forms import DayInput
from articles.models import Picture, User
from articles.pictures import checking, master, uploads
from articles.pictures.metadata import Metadata
from articles.pictures.turns import my_turn
from editorial.admin.base import AnyForm


@dataclass(frozen=True, slots=True)
class Received:
    """An upload: the picture that it made before, or what is kept of it."""

    checksum: str
    known: Picture | None = None
    made: master.Master | None = None


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
    """An upload, as ``Received``. What is known already isn't looked at again."""

    widget = KeptFileInput

    def to_python(self, data: Any) -> Any:
        file: Any = super().to_python(data)
        if not file:
            return file
        try:
            return _received(file)
        except forms.ValidationError as error:
            # Which file, for the browser has forgotten it.
            words = {"file": file.name, "why": " ".join(error.messages)}
            code = getattr(error, "code", None)
            raise forms.ValidationError("“%(file)s”: %(why)s", code=code, params=words) from error


def _received(file: Any) -> Received:
    checksum = _checksum(file) if file.size <= checking.MAX_BYTES else ""
    if checksum and (known := pictures.known(upload_checksum=checksum)):
        return Received(checksum, known)
    with my_turn():
        made = master.make(file)
    return Received(checksum, pictures.known(checksum=made.checksum), made)


def _checksum(file: Any) -> str:
    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return content.hexdigest()


class WordsForm(AnyForm):
    """What stands beside a picture."""

    class Meta:
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "alternative": forms.TextInput(attrs={"dir": "auto"}),
            "usable_until": DayInput(),
        }


class PictureForm(WordsForm):
    """A new picture. What is left empty comes from what the file says of itself.

    ``user`` is set by whoever makes the class. Where the upload is ``known`` nothing that was typed
    counts, and nothing is asked.
    """

    user: User
    file = PictureFileField(
        label=_("Picture file"),
        help_text=_("JPEG to 60 million pixels, PNG and WebP to 6; up to 20 MB."),
    )
    known: Picture | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file_input.user = self.user
        self.read: list[str] = []
        """The labels of the fields that were filled from the file."""
        for name in ("caption", "agency"):
            self.fields[name].required = False
        self.fields["caption"].help_text = _("Left empty, it is taken from the file.")
        self.fields["agency"].help_text = _("Left empty, it is taken from the file, or is MINA.")
        # A licence that isn't typed may stand in the file.
        self.fields["licence"].required = False
        self.initial["agency"] = ""

    @property
    def file_input(self) -> KeptFileInput:
        widget = self.fields["file"].widget
        assert isinstance(widget, KeptFileInput)  # noqa: S101 - the field's own
        return widget

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        received: Received | None = data.get("file")
        if received is None:
            return data
        self.known = received.known
        if self.known is not None or received.made is None:
            self.errors.clear()
            return data
        self._read(received.made.metadata, data)
        self.complete(data)
        instance, made = self.instance, received.made
        instance.checksum, instance.colour = made.checksum, made.colour
        instance.upload_checksum = received.checksum
        data["file"] = ContentFile(made.content, name=made.name)
        return data

    def complete(self, data: dict[str, Any]) -> None:
        """What is still empty once the file was read."""
        data["agency"] = data.get("agency") or Picture().agency
        if not data.get("caption"):
            self.add_error("caption", _("Write a caption; the file has none."))
        if not data.get("licence"):
            self.add_error(
                "licence", _("Write on what ground the agency may print it; the file doesn’t say.")
            )

    def _read(self, found: Metadata, data: dict[str, Any]) -> None:
        for name, value in {
            "caption": found.caption,
            "alternative": found.alternative,
            "photographer": found.photographer,
            "agency": found.agency,
            "licence": found.licence,
            "usable_until": found.usable_until,
            "keywords": ", ".join(found.keywords),
            "is_ai": found.is_ai,
        }.items():
            if value and name in self.fields and not data.get(name):
                data[name] = value
                self.read.append(str(self.fields[name].label))

    def _post_clean(self) -> None:
        if self.known is None:
            super()._post_clean()  # type: ignore[misc]  # no stub


class PlacedForm(PictureForm):
    """A new picture where it is used: it is taken in at once, and its words may come later.

    Credit and licence that neither the person nor the file says are those of their last picture.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["file"].required = True

    def complete(self, data: dict[str, Any]) -> None:
        credit = {name: data.get(name) or "" for name in ("photographer", "agency")}
        for name, value in pictures.last_words(by=self.user, **credit).items():
            data[name] = data.get(name) or value
        data["agency"] = data.get("agency") or Picture().agency
