"""A story's working text as plain data: what is approved, logged and restored."""

from articles.models import RelatedLink, Story
from articles.snapshot.freezing import picture_data
from articles.snapshot.plain import Content


def working_text(story: Story) -> Content:
    """All of a story that an editor approves, as plain data. Its digest binds the approval."""
    return {
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
        "is_ai": story.is_ai,
        "awaiting_verification": story.awaiting_verification,
        "updates": story.updates_id,
        "picture": story.picture and {"id": story.picture.pk, **picture_data(story.picture)},
        "tags": sorted(story.tags.names()),
        "related": [
            {"target": link.target_id, "title": link.title, "after": link.after}
            for link in story.related_links.all()
        ],
    }


def restore(story: Story, text: Content) -> None:
    """Put a ``working_text`` back into its story. A picture's own caption is not touched."""
    for field in ("edition", "desk", "kind", "writer", "translation_of"):
        setattr(story, f"{field}_id", text[field])
    for field in (
        *("headline", "standfirst", "slug", "byline", "dateline_place", "dateline"),
        *("hijri_shift", "body", "code_text", "sign_off"),
    ):
        setattr(story, field, text[field])
    # A text that the log kept before there were these marks has none of them.
    story.label = text.get("label", "")
    story.is_ai = text.get("is_ai", False)
    story.awaiting_verification = text.get("awaiting_verification", False)
    story.updates_id = text.get("updates")
    story.picture_id = text["picture"] and text["picture"]["id"]
    story.save()
    story.tags.set(text["tags"])
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
