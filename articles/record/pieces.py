"""What a Dispatch says of a story's people, picture, links and dateline, in words."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from articles.models import Person, Picture, RelatedLink, Signal, Story
from articles.pictures.recipe import RECIPE
from articles.record.plain import Content
from articles.text import body, dateline, hijri, marks


def printed_dateline(story: Story, at: datetime) -> str:
    """The dateline as it prints at ``at``: as given, else made, but not for a signed piece."""
    if story.dateline:
        return story.dateline
    if story.byline or not story.dateline_place:
        return ""
    edition = story.edition
    if edition.dateline_form == edition.DatelineForm.HIJRI:
        day = timezone.localdate(at)
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


def person_data(person: Person) -> Content:
    return {
        "id": person.pk,
        "slug": person.slug,
        "name": person.name,
        "title": person.title,
        "language": person.edition_id,
    }


def writer_data(person: Person) -> Content:
    """With the portrait that may be printed today: no story waits for it."""
    portrait = person.portrait
    if portrait and not portrait.is_usable_on(timezone.localdate()):
        portrait = None
    return {**person_data(person), "portrait": portrait and picture_data(portrait)}


def links_data(links: Iterable[RelatedLink]) -> list[Content]:
    """The links of a story, but none to what was withdrawn.

    One that ``follows`` has no words of its own: it prints what its story is called when it is
    read, and ``title`` is what it was called when this was frozen.
    """
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


def pictures_in_text(story: Story) -> list[Picture]:
    """The pictures between the story's paragraphs, each once, in their order."""
    keys = body.pictures(story.body)
    found = Picture.objects.in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found]


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
        "usable_until": picture.usable_until and picture.usable_until.isoformat(),
        "is_ai": picture.is_ai,
        "colour": picture.colour,
        "focal": [picture.focal_x, picture.focal_y],
        "recipe": RECIPE,
    }
