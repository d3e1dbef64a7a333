"""A Story frozen into the content of a Dispatch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from articles.models import Person, Picture, Signal, Story
from articles.pictures.recipe import RECIPE
from articles.snapshot.plain import Content
from articles.text import body, dateline, hijri, marks

FRAME = ("edition", "desk", "section", "slug", "headline")


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
        "sponsor": story.sponsor,
        "is_ai": story.is_ai,
        "verification_note": verification_note(story),
        "updates": story.updates and {"story": str(story.updates.uid)},
        "related": _related(story),
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
    withdrawn: Content, *, at: datetime, ground: str, reason: str, by: str
) -> Content:
    """What a withdrawal says: which story, when, why and on whose word; not the text withdrawn.

    ``withdrawn`` is what readers were sent last. A next version in work is in nobody's hands, and
    no word of it goes out.
    """
    return {
        **{name: withdrawn[name] for name in FRAME},
        "withdrawal": {"ground": ground, "reason": reason, "by": by, "at": at.isoformat()},
        "published_at": withdrawn["published_at"],
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
    return {
        "id": person.pk,
        "slug": person.slug,
        "name": person.name,
        "title": person.title,
        "language": person.edition_id,
    }


def _writer(person: Person) -> Content:
    return {**_person(person), "portrait": person.portrait and picture_data(person.portrait)}


def _related(story: Story) -> list[Content]:
    """The links, but none to what was withdrawn.

    One that ``follows`` has no words of its own: it prints what its story is called when it is
    read, and ``title`` is what it was called when this was frozen.
    """
    links = story.related_links.select_related("target__latest_dispatch")
    return [
        {
            "title": link.printed_title,
            "story": str(link.target.uid) if link.target else None,
            "after": link.after,
            "follows": not link.title,
        }
        for link in links
        if not _is_withdrawn(link.target)
    ]


def _is_withdrawn(story: Story | None) -> bool:
    newest = story.latest_dispatch if story else None
    return newest is not None and newest.signal == Signal.WITHDRAWAL


def picture_data(picture: Picture) -> Content:
    """A picture as a Dispatch holds it: its words, and what its renditions are named by."""
    return {
        "file": picture.file.name,
        "width": picture.width,
        "height": picture.height,
        "token": picture.token,
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
