"""A story's working text as plain data: what is approved, compared, logged and restored."""

from typing import Any

from taggit.models import Tag

from articles.models import Picture, RelatedLink, Story
from articles.snapshot.freezing import picture_data
from articles.snapshot.plain import Content, digest

FORM = 2
# What an editor reads or chooses in a picture; the rest of it follows from these or is no word.
PICTURE_WORDS = (
    *("checksum", "alternative", "caption", "photographer", "agency"),
    *("kind", "licence", "is_ai"),
)
SHORT = 12


def working_text(story: Story) -> Content:
    """All of a story that an editor approves, as plain data."""
    return {
        "form": FORM,
        "edition": story.edition_id,
        "desk": story.desk_id,
        "kind": story.kind_id,
        "writer": story.writer_id,
        "headline": story.headline,
        "standfirst": story.standfirst,
        "slug": story.slug,
        "byline": story.byline,
        "dateline_place": story.dateline_place,
        "dateline": story.dateline,
        "hijri_shift": story.hijri_shift,
        "body": story.body,
        "code_text": story.code_text,
        "sign_off": story.sign_off,
        "translation_of": story.translation_of_id,
        "label": story.label,
        "sponsor": story.sponsor,
        "is_ai": story.is_ai,
        "awaiting_verification": story.awaiting_verification,
        "updates": story.updates_id,
        "picture": story.picture and _picture(story.picture),
        "tags": [{"id": tag.pk, "name": tag.name} for tag in story.tags.order_by("pk")],
        "related": [
            {"target": link.target_id, "title": link.title, "after": link.after}
            for link in story.related_links.all()
        ],
    }


def _picture(picture: Picture) -> Content:
    return {"id": picture.pk, **{name: getattr(picture, name) for name in PICTURE_WORDS}}


def bound(text: Content) -> Content:
    """What of a working text an approval binds: its words and choices.

    A tag is the tag that was chosen, however it is spelt now. What is empty is left out, so that
    a field of a later release takes no approval back.
    """
    picture = text["picture"]
    return _filled(
        {
            **text,
            "picture": picture and _filled(picture),
            "tags": [tag["id"] for tag in text["tags"]],
        }
    )


def _filled(data: Content) -> Content:
    return {name: value for name, value in data.items() if value}


def approval_digest(story: Story) -> str:
    """What an approval keeps of the text that it binds."""
    return digest(bound(working_text(story)))


def is_approved(story: Story) -> bool:
    """Whether the text is the one that was approved, in this form or the one before it."""
    return story.approved_digest in (approval_digest(story), digest(_former_text(story)))


def _former_text(story: Story) -> Content:
    """The working text as approvals bound it before it had a form: with names and renditions."""
    text = working_text(story)
    del text["form"]
    if not text["sponsor"]:
        # There was no such field.
        del text["sponsor"]
    data = story.picture and picture_data(story.picture)
    names = (
        *("file", "width", "height", "checksum", "alternative", "caption", "photographer"),
        *("agency", "credit", "kind", "licence", "is_ai", "colour", "focal"),
    )
    picture = data and {"id": text["picture"]["id"], **{name: data[name] for name in names}}
    return {
        **text,
        "picture": picture and {**picture, "recipe": 1},
        "tags": sorted(tag["name"] for tag in text["tags"]),
    }


def fingerprint(text: Content) -> str:
    """A working text as a page can carry it: each field by the beginning of its digest."""
    return " ".join(f"{name}={short}" for name, short in _shorts(text).items())


def changed(seen: str, text: Content) -> list[str]:
    """The fields in which a text is another than the one whose fingerprint was seen.

    Those of a picture are called ``picture.caption`` and so on.
    """
    before, now = _read(seen), _shorts(text)
    names = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    if "picture" in names:
        return [name for name in names if not name.startswith("picture.")]
    return names


def retouched(seen: str, before: Content, after: Content) -> str:
    """The fingerprint seen, with what one changed oneself between two texts laid over it."""
    if not seen:
        return ""
    mine = changed(fingerprint(before), after)
    wholes = {name.partition(".")[0] for name in mine}
    kept = {n: s for n, s in _read(seen).items() if n.partition(".")[0] not in wholes}
    own = {n: s for n, s in _shorts(after).items() if n.partition(".")[0] in wholes}
    return " ".join(f"{name}={short}" for name, short in {**kept, **own}.items())


def _shorts(text: Content) -> dict[str, str]:
    parts: dict[str, Any] = bound(text)
    del parts["form"]
    if picture := parts.pop("picture", None):
        parts["picture"] = picture["id"]
        parts |= {f"picture.{name}": picture[name] for name in PICTURE_WORDS if name in picture}
    return {name: digest({name: value})[:SHORT] for name, value in parts.items()}


def _read(seen: str) -> dict[str, str]:
    parts = (part.partition("=") for part in seen.split())
    return {name: short for name, _, short in parts if short}


def restore(story: Story, text: Content) -> None:
    """Put a ``working_text`` of any form back into its story.

    A picture's own caption is not touched. A tag that was renamed since comes back as it is now,
    and one that is gone by its name.
    """
    for field in ("edition", "desk", "kind", "writer", "translation_of"):
        setattr(story, f"{field}_id", text[field])
    for field in (
        *("headline", "standfirst", "slug", "byline", "dateline_place", "dateline"),
        *("hijri_shift", "body", "code_text", "sign_off"),
    ):
        setattr(story, field, text[field])
    # A text that the log kept before there were these marks has none of them.
    story.label = text.get("label", "")
    story.sponsor = text.get("sponsor", "")
    story.is_ai = text.get("is_ai", False)
    story.awaiting_verification = text.get("awaiting_verification", False)
    story.updates_id = text.get("updates")
    story.picture_id = text["picture"] and text["picture"]["id"]
    story.save()
    story.tags.set(_tags(text["tags"]))
    story.related_links.all().delete()
    RelatedLink.objects.bulk_create(
        RelatedLink(
            story=story,
            target_id=link["target"],
            title=link["title"],
            after=link["after"],
            position=position,
        )
        for position, link in enumerate(text["related"])
    )


def _tags(kept: list[Any]) -> list[Any]:
    # Before a text had a form it kept the names alone.
    known = Tag.objects.in_bulk([tag["id"] for tag in kept if isinstance(tag, dict)])
    return [known.get(tag["id"], tag["name"]) if isinstance(tag, dict) else tag for tag in kept]
