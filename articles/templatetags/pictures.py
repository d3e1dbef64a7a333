"""Pictures in the public templates, in the renditions that the worker makes."""

from django import template
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.pictures import recipe
from articles.pictures.recipe import PictureData, Rendition

register = template.Library()

# What stands in src, for browsers that know no srcset: near this.
USUAL_WIDTH = 480


@register.simple_tag(name="picture")
def picture_element(
    picture: PictureData,
    crop: str,
    sizes: str,
    alternative: str = "",
    css: str = "",
    *,
    eager: bool = False,
) -> SafeString:
    """``{% picture data CROP SIZES %}``: a crop of ``recipe.CROPS`` in all formats and widths.

    ``sizes`` is HTML's. ``eager`` is for the one picture that a page opens with; the others wait
    until they are near. The picture's colour stands in its place meanwhile.
    """
    haste = ' fetchpriority="high"' if eager else ' loading="lazy"'
    if not recipe.has_renditions(picture):
        name: str = picture["file"]
        plain = Rendition(name, "", picture["width"], picture["height"])
        return _img(plain, SafeString(haste), alternative, css)
    jpegs = recipe.renditions(picture, crop, "jpg")
    usual = min(jpegs, key=lambda jpeg: abs(jpeg.width - USUAL_WIDTH))
    more = format_html(
        '{} srcset="{}" sizes="{}" data-colour="{}"',
        SafeString(haste),
        _srcset(jpegs),
        sizes,
        picture["colour"],
    )
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        (
            (kind, _srcset(recipe.renditions(picture, crop, kind)), sizes)
            for kind in ("avif", "webp")
        ),
    )
    return format_html("<picture>{}{}</picture>", sources, _img(usual, more, alternative, css))


def _img(rendition: Rendition, more: SafeString, alternative: str, css: str) -> SafeString:
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}"{}{} decoding="async">',
        default_storage.url(rendition.name),
        rendition.width,
        rendition.height,
        alternative,
        format_html(' class="{}"', css) if css else "",
        more,
    )


def _srcset(renditions: list[Rendition]) -> str:
    return ", ".join(f"{default_storage.url(each.name)} {each.width}w" for each in renditions)
