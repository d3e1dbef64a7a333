"""Between the rooms: a Story frozen into a Dispatch, a Dispatch projected to an Article."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.text import Truncator

from articles.models import (
    Article,
    ArticlePlace,
    ArticleTag,
    Breaking,
    Dispatch,
    Person,
    Picture,
    RelatedLink,
    Signal,
    Story,
)
from articles.pictures.recipe import RECIPE
from articles.text import body, dateline, hijri, marks
from articles.text.folding import folded
from articles.text.slugs import slugify

Content = dict[str, Any]

SUMMARY_LENGTH = 280
# What is longer between dateline and dash is no place.
PLACE_LENGTH = 100


def digest(content: Content) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no blanks, UTF-8."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


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


def printed_dateline(story: Story, at: datetime) -> str:
    """The dateline as it prints at ``at``: as given, else made, but not for a signed piece."""
    if story.dateline:
        return story.dateline
    if story.byline or not story.dateline_place:
        return ""
    edition = story.edition
    if edition.dateline_form == edition.DatelineForm.HIJRI:
        day = local_day(at)
        return dateline.compose(
            story.dateline_place,
            mark=edition.mark,
            language=edition.code,
            on=day,
            hijri=hijri.suggest(day, story.hijri_shift),
        )
    return dateline.compose(story.dateline_place, mark=edition.mark, language=edition.code)


def verification_note(story: Story) -> str:
    """What stands at the end of a story that is still to be verified; "" for any other."""
    return marks.VERIFICATION[story.edition_id] if story.awaiting_verification else ""


def local_day(at: datetime) -> Any:
    """The calendar day of ``at`` in the agency's own time zone."""
    zone = timezone.get_default_timezone()
    return at.astimezone(zone if isinstance(zone, ZoneInfo) else None).date()


def freeze(
    story: Story,
    *,
    at: datetime,
    code: str,
    editors: Sequence[Person],
    notices: Sequence[Content] = (),
    published_at: datetime | None = None,
) -> Content:
    """Everything a reader or subscriber of this story may ever need, as plain JSON data.

    Names, codes, dateline and links are words in it, not pointers; ids are only there
    to find a live page. ``published_at`` is the time of the first Dispatch, ``at`` when this is it.
    """
    first_at = published_at or at
    printed = printed_dateline(story, first_at)
    parsed = dateline.parse(printed + " x") if printed else None
    root = story.translation_of or story
    return {
        **_frame(story),
        "kind": story.kind and {"code": story.kind.code, "name": story.kind.name},
        "standfirst": story.standfirst,
        "byline": story.byline,
        "dateline": printed,
        "places": list(parsed[0].places) if parsed else [],
        "body": body.to_data(body.parse(story.body)),
        "code": code,
        "writer": story.writer and _writer(story.writer),
        "editors": [_person(editor) for editor in editors],
        "sign_off": story.sign_off or story.edition.sign_off,
        "label": story.label,
        "is_ai": story.is_ai,
        "verification_note": verification_note(story),
        "updates": story.updates and {"story": str(story.updates.uid)},
        "related": [_related(link) for link in story.related_links.select_related("target")],
        "tags": [
            {"name": tag.name, "slug": tag.slug} for tag in story.tags.order_by("name", "slug")
        ],
        "picture": story.picture and picture_data(story.picture),
        "translation_group": str(root.uid),
        "notices": list(notices),
        "withdrawal": None,
        "published_at": first_at.isoformat(),
        "updated_at": at.isoformat(),
    }


def freeze_withdrawal(
    story: Story, *, at: datetime, ground: str, reason: str, by: str, published_at: str
) -> Content:
    """What a withdrawal says: which story, when, why and on whose word; not the text withdrawn."""
    return {
        **_frame(story),
        "withdrawal": {"ground": ground, "reason": reason, "by": by, "at": at.isoformat()},
        "published_at": published_at,
        "updated_at": at.isoformat(),
    }


def _frame(story: Story) -> Content:
    edition, desk, section = story.edition, story.desk, story.desk.section
    return {
        "edition": {
            "code": edition.code,
            "name": edition.name,
            "agency": edition.agency,
            "mark": edition.mark,
            "direction": edition.direction,
        },
        "desk": {"id": desk.pk, "slug": desk.slug, "name": desk.name},
        "section": {"id": section.pk, "slug": section.slug, "name": section.name},
        "slug": story.slug,
        "headline": story.headline,
    }


def _person(person: Person) -> Content:
    return {"id": person.pk, "slug": person.slug, "name": person.name, "title": person.title}


def _writer(person: Person) -> Content:
    return {**_person(person), "portrait": person.portrait and picture_data(person.portrait)}


def _related(link: RelatedLink) -> Content:
    target = link.target
    return {
        "title": link.title or (target.headline if target else ""),
        "story": str(target.uid) if target else None,
        "after": link.after,
    }


def picture_data(picture: Picture) -> Content:
    """A picture as a Dispatch holds it: its words, and what its renditions are named by."""
    return {
        "file": picture.file.name,
        "width": picture.width,
        "height": picture.height,
        "checksum": picture.checksum,
        "alternative": picture.alternative,
        "caption": picture.caption,
        "photographer": picture.photographer,
        "agency": picture.agency,
        "credit": picture.credit,
        "kind": picture.kind,
        "licence": picture.licence,
        "is_ai": picture.is_ai,
        "colour": picture.colour,
        "focal": [picture.focal_x, picture.focal_y],
        "recipe": RECIPE,
    }


def project(dispatch: Dispatch) -> Article | None:
    """Make the Article say what ``dispatch`` says, from it alone; None after a withdrawal."""
    if dispatch.signal == Signal.WITHDRAWAL:
        Article.objects.filter(pk=dispatch.story_uid).delete()
        Breaking.objects.filter(story_uid=dispatch.story_uid).delete()
        return None
    content = dispatch.data
    paragraphs = body.plain_paragraphs(body.from_data(content["body"]))
    picture, writer = content["picture"], content["writer"]
    article, _ = Article.objects.update_or_create(
        pk=dispatch.story_uid,
        defaults={
            "dispatch": dispatch,
            "first_number": dispatch.first_number,
            "edition_id": dispatch.edition,
            "slug": dispatch.slug,
            "section_id": content["section"]["id"],
            "desk_id": content["desk"]["id"],
            "desk_name": content["desk"]["name"],
            "writer_id": writer and writer["id"],
            "writer_name": writer["name"] if writer else "",
            "headline": content["headline"],
            "summary": Truncator(
                content["standfirst"] or (paragraphs[0] if paragraphs else "")
            ).chars(SUMMARY_LENGTH, truncate="…"),
            "picture": picture,
            # Dispatches of before there were these have none of them.
            "portrait": writer and writer.get("portrait"),
            "label": content.get("label", ""),
            "is_ai": content.get("is_ai", False),
            "updates_uid": (content.get("updates") or {}).get("story"),
            "translation_group": content["translation_group"],
            "published_at": content["published_at"],
            "updated_at": content["updated_at"],
            "is_corrected": bool(content["notices"]),
            "search_headline": folded(content["headline"]),
            "search_text": folded(
                "\n".join(
                    [
                        content["standfirst"],
                        content["dateline"],
                        *paragraphs,
                        *(tag["name"] for tag in content["tags"]),
                    ]
                )
            ),
        },
    )
    article.tags.all().delete()
    ArticleTag.objects.bulk_create(
        ArticleTag(
            article=article,
            edition_id=dispatch.edition,
            slug=tag["slug"],
            name=tag["name"],
            published_at=content["published_at"],
            first_number=dispatch.first_number,
        )
        for tag in content["tags"]
    )
    article.places.all().delete()
    # Two spellings that make one address are one place.
    places = {slugify(name): name for name in reversed(content["places"])}
    ArticlePlace.objects.bulk_create(
        ArticlePlace(
            article=article,
            edition_id=dispatch.edition,
            slug=slug,
            name=name,
            published_at=content["published_at"],
            first_number=dispatch.first_number,
        )
        for slug, name in places.items()
        if len(name) <= PLACE_LENGTH
    )
    return article


@transaction.atomic
def rebuild() -> int:
    """Drop every Article and project them all again; how many there are then."""
    Article.objects.all().delete()
    newest = Dispatch.objects.filter(story_uid=OuterRef("story_uid")).order_by("-number")
    dispatches = Dispatch.objects.filter(number=Subquery(newest.values("number")[:1]))
    return sum(
        project(dispatch) is not None for dispatch in dispatches.order_by("number").iterator()
    )
