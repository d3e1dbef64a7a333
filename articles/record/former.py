"""The form of a working text before the present one, for approvals that were given under it."""

from typing import Final

from articles.models import Story
from articles.record.pieces import picture_data
from articles.record.plain import Content, digest

# The fields there were. A field that came later is only in it where it says something.
FIELDS: Final = frozenset(
    {
        *("edition", "desk", "kind", "writer", "headline", "standfirst", "slug", "byline"),
        *("dateline_place", "dateline", "hijri_shift", "body", "code_text", "sign_off"),
        *("translation_of", "label", "is_ai", "awaiting_verification", "updates"),
        *("picture", "tags", "related"),
    }
)
PICTURE: Final = (
    *("file", "width", "height", "checksum", "alternative", "caption", "photographer"),
    *("agency", "credit", "kind", "licence", "is_ai", "colour", "focal"),
)


def former_digest(story: Story, text: Content) -> str:
    """What an approval kept of a story's working text then: with names and renditions."""
    kept = {name: value for name, value in text.items() if name in FIELDS or value}
    del kept["form"]
    if story.picture:
        data = picture_data(story.picture)
        names = {name: data[name] for name in PICTURE}
        kept["picture"] = {"id": story.picture.pk, **names, "recipe": 1}
    return digest({**kept, "tags": sorted(tag["name"] for tag in text["tags"])})
