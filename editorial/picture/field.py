"""The picture in a story's form: sent or chosen in its place by a script, else of the newest."""

from typing import Any, Final

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models import Picture
from articles.pictures.checking import MAX_BYTES
from editorial.picture import thumbnails

NEWEST: Final = 30
"""Without a script one chooses among these."""


class PictureInput(forms.Widget):
    """``story`` is the key of a stored one; ``may_add`` is whether the person may send pictures."""

    class Media:
        js = (forms.Script("js/story-picture.js", type="module"),)

    def __init__(self, *, story: int | None, may_add: bool) -> None:
        super().__init__()
        self.story = story
        self.may_add = may_add

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = _chosen(value)
        newest = Picture.objects.only("caption").order_by("-uploaded_at", "-pk")[:NEWEST]
        return render_to_string(
            "editorial/picture/field.html",
            {
                "attrs": flatatt({**self.build_attrs(self.attrs, attrs), "name": name}),
                "chosen": chosen,
                "thumbnail": thumbnails.address(chosen) if chosen else "",
                "newest": [picture for picture in newest if picture != chosen],
                "story": self.story or "",
                "may_add": self.may_add,
                "most_bytes": MAX_BYTES,
            },
        )


def _chosen(value: Any) -> Picture | None:
    """The picture that is chosen; a key that no row can have chooses none."""
    key = str(value or "")
    if not key.isdecimal() or len(key) > 9:
        return None
    return Picture.objects.filter(pk=int(key)).first()
