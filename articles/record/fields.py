"""The fields of a story, one entry each. What reads a story as data reads this table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import Model
from django.utils.functional import Promise
from taggit.models import Tag

from articles.models import (
    LIVE,
    ON_HOLD,
    ON_WIRE,
    Picture,
    PictureInText,
    RelatedLink,
    Story,
)
from articles.record import pieces
from articles.record.plain import Content
from articles.text import body, dateline, signs, slugs
from articles.text import tags as tags_text

# What an editor reads or chooses in a picture; the rest of it follows from these or is no word.
PICTURE_WORDS: Final = (
    *("checksum", "alternative", "caption", "photographer", "agency"),
    *("kind", "licence", "is_ai"),
)


def _same(value: Any) -> Any:
    return value


def _nothing(_story: Any, _at: datetime) -> Content:
    return {}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a story, as plain JSON data."""

    name: str
    read: Callable[[Any], Any]
    """Take it off a story."""
    put: Callable[[Any, Any], None]
    """Put what was read, or what ``tidy`` made, back into one."""
    freeze: Callable[[Any, datetime], Content] = _nothing
    """What of it stands in a Dispatch's content, at a time."""
    empty: Any = ""
    """What a text says that was kept before there was the field."""
    tidy: Callable[[Any], Any] = _same
    """What is kept of what somebody typed, at any door."""
    as_tidy: Callable[[Any], Any] = _same
    """What was read, to compare with that."""
    bind: Callable[[Any], Any] = _same
    """What of it an approval binds."""
    label: str | Promise = ""
    """Its name to people, where it is not its column's."""
    model: type[Model] | None = None
    """The model of the other row that it is, known by its key."""
    parts: type[Model] | None = None
    """The model whose words it holds, each compared and named by itself."""
    has_rows: bool = False
    """It has rows of its own, put once the story is stored."""
    stays: frozenset[str] = frozenset()
    """The states in which it can't be changed: readers and subscribers know the story by it."""
    is_written: bool = False
    """A person writes it in the language of the edition."""
    in_copy: bool = False
    """A raw copy prints it, and it comes out as it went in."""

    @property
    def called(self) -> str | Promise:
        """Its name to people."""
        column: Any = None if self.label else Story._meta.get_field(self.name)  # noqa: SLF001 - public in Django
        label: str | Promise = self.label or column.verbose_name
        return label


def own(name: str, **given: Any) -> Field:
    """A value of the story's own row, which a Dispatch says as it is."""
    return Field(
        name,
        **{
            "read": lambda story: getattr(story, name),
            "put": lambda story, value: setattr(story, name, value),
            "freeze": lambda story, _at: {name: getattr(story, name)},
            **given,
        },
    )


def line(name: str, **given: Any) -> Field:
    """A text on one line, of which nothing is kept that no output can carry."""
    return own(name, tidy=signs.printable, **given)


def chosen(name: str, **given: Any) -> Field:
    """Another row, known by its key."""
    return own(
        name,
        read=lambda story: getattr(story, f"{name}_id"),
        put=lambda story, key: setattr(story, f"{name}_id", key),
        empty=None,
        model=Story._meta.get_field(name).related_model,  # noqa: SLF001 - public in Django
        **given,
    )


def _edition(story: Story, _at: datetime) -> Content:
    edition = story.edition
    names = ("code", "name", "agency", "mark", "direction")
    return {"edition": {name: getattr(edition, name) for name in names}}


def _desk(story: Story, _at: datetime) -> Content:
    places = {"desk": story.desk, "section": story.desk.section}
    return {
        name: {"id": desk.pk, "slug": desk.slug, "name": desk.name} for name, desk in places.items()
    }


def _kind(story: Story, _at: datetime) -> Content:
    return {"kind": story.kind and {"code": story.kind.code, "name": story.kind.name}}


def _writer(story: Story, _at: datetime) -> Content:
    return {"writer": story.writer and pieces.writer_data(story.writer)}


def _dateline(story: Story, at: datetime) -> Content:
    printed = pieces.printed_dateline(story, at)
    parsed = dateline.parse(printed + " x") if printed else None
    return {"dateline": printed, "places": list(parsed[0].places) if parsed else []}


def _translation(story: Story, _at: datetime) -> Content:
    return {"translation_group": str((story.translation_of or story).uid)}


def _updates(story: Story, _at: datetime) -> Content:
    return {"updates": story.updates and {"story": str(story.updates.uid)}}


def _read_picture(story: Story) -> Content | None:
    picture = story.picture
    if picture is None:
        return None
    return _picture_words(picture)


def _read_pictures(story: Story) -> list[Content]:
    return [_picture_words(picture) for picture in pieces.pictures_in_text(story)]


def _picture_words(picture: Picture) -> Content:
    return {"id": picture.pk, **{name: getattr(picture, name) for name in PICTURE_WORDS}}


def _put_pictures(story: Story, _pictures: Any) -> None:
    """Note which pictures stand in the text; they follow from it."""
    keys = body.pictures(story.body)
    if story.version > 1:
        PictureInText.objects.filter(story=story).exclude(picture__in=keys).delete()
    PictureInText.objects.bulk_create(
        [PictureInText(story=story, picture_id=key) for key in keys], ignore_conflicts=True
    )


def _frozen_pictures(story: Story, _at: datetime) -> Content:
    pictures = pieces.pictures_in_text(story)
    return {"pictures": {str(picture.pk): pieces.picture_data(picture) for picture in pictures}}


def _key(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value


def _tags(kept: Iterable[Any]) -> list[Any]:
    # Before a text had a form it kept the names alone.
    known = Tag.objects.in_bulk([tag["id"] for tag in kept if isinstance(tag, dict)])
    return [known.get(tag["id"], tag["name"]) if isinstance(tag, dict) else tag for tag in kept]


def _names(tags: Iterable[Any]) -> list[str]:
    return sorted(tag["name"] if isinstance(tag, dict) else tag for tag in tags)


def _frozen_tags(story: Story, _at: datetime) -> Content:
    tags = story.tags.order_by("name", "slug")
    return {"tags": [{"name": tag.name, "slug": tag.slug} for tag in tags]}


def _tidy_moment(typed: datetime | str | None) -> str | None:
    if isinstance(typed, str):
        typed = datetime.fromisoformat(typed) if typed else None
    # To the minute, as a form says it.
    return typed.astimezone(UTC).replace(second=0, microsecond=0).isoformat() if typed else None


def _links(links: Iterable[Content]) -> list[Content]:
    return [{**link, "title": signs.printable(link["title"])} for link in links]


def _targeted(story: Story) -> Iterable[RelatedLink]:
    return story.related_links.select_related("target__latest_dispatch")


def _put_links(story: Story, links: Iterable[Content]) -> None:
    story.related_links.all().delete()
    RelatedLink.objects.bulk_create(
        RelatedLink(
            story=story,
            target_id=link["target"],
            title=link["title"],
            after=link["after"],
            position=position,
        )
        for position, link in enumerate(links)
    )


FIELDS: tuple[Field, ...] = (
    chosen("edition", freeze=_edition),
    chosen("desk", freeze=_desk),
    chosen("kind", freeze=_kind),
    chosen("writer", freeze=_writer),
    line("headline", is_written=True),
    line("standfirst", is_written=True),
    own("slug", tidy=slugs.canonical, stays=ON_WIRE),
    line("byline", is_written=True, in_copy=True),
    line("dateline_place", freeze=_nothing, is_written=True, in_copy=True),
    line("dateline", freeze=_dateline, is_written=True, in_copy=True),
    own("hijri_shift", freeze=_nothing, empty=0),
    own(
        "body",
        freeze=lambda story, _at: {"body": body.to_data(body.parse(story.body))},
        tidy=body.clean,
        as_tidy=body.clean,
        is_written=True,
        in_copy=True,
    ),
    # The code of a Dispatch is the one that its editor signs.
    line("code_text", freeze=_nothing, stays=ON_WIRE, in_copy=True),
    line(
        "sign_off",
        freeze=lambda story, _at: {"sign_off": story.sign_off or story.edition.sign_off},
        is_written=True,
        in_copy=True,
    ),
    chosen("translation_of", freeze=_translation),
    own("label"),
    line("sponsor", in_copy=True),
    own("is_ai", empty=False, in_copy=True),
    own(
        "awaiting_verification",
        freeze=lambda story, _at: {"verification_note": pieces.verification_note(story)},
        empty=False,
        in_copy=True,
    ),
    chosen("updates", freeze=_updates),
    own("urgency", empty=None),
    line("slugline"),
    line("ednote", is_written=True),
    own(
        "embargo_until",
        read=lambda story: _tidy_moment(story.embargo_until),
        put=lambda story, moment: setattr(
            story, "embargo_until", moment and datetime.fromisoformat(moment)
        ),
        # What of it counts when the story goes out is said there.
        freeze=_nothing,
        empty=None,
        tidy=_tidy_moment,
        stays=LIVE | ON_HOLD,
    ),
    Field(
        "picture",
        read=_read_picture,
        put=lambda story, value: setattr(story, "picture_id", _key(value)),
        freeze=lambda story, _at: {"picture": story.picture and pieces.picture_data(story.picture)},
        empty=None,
        tidy=_key,
        as_tidy=_key,
        bind=lambda picture: picture and filled(picture),
        model=Picture,
        parts=Picture,
    ),
    Field(
        "pictures",
        read=_read_pictures,
        put=_put_pictures,
        freeze=_frozen_pictures,
        empty=(),
        bind=lambda pictures: [filled(picture) for picture in pictures],
        label=PictureInText._meta.verbose_name_plural or "",  # noqa: SLF001 - public in Django
        has_rows=True,
    ),
    Field(
        "tags",
        read=lambda story: [{"id": tag.pk, "name": tag.name} for tag in story.tags.order_by("pk")],
        put=lambda story, tags: story.tags.set(_tags(tags)),
        freeze=_frozen_tags,
        empty=(),
        tidy=lambda tags: sorted({tags_text.tidy(name) for name in _names(tags)}),
        as_tidy=_names,
        bind=lambda tags: [_key(tag) for tag in tags],
        has_rows=True,
        is_written=True,
    ),
    Field(
        "related",
        read=lambda story: [
            {"target": link.target_id, "title": link.title, "after": link.after}
            for link in story.related_links.all()
        ],
        put=_put_links,
        freeze=lambda story, _at: {"related": pieces.links_data(_targeted(story))},
        empty=(),
        tidy=_links,
        label=RelatedLink._meta.verbose_name_plural or "",  # noqa: SLF001 - public in Django
        has_rows=True,
    ),
)


def filled(data: Content) -> Content:
    """The same without what is empty: a field of a later release is no change."""
    return {name: value for name, value in data.items() if value}


def named(name: str) -> Field:
    """The field of a name. Raises ``KeyError`` for one that the table doesn't have."""
    return {field.name: field for field in FIELDS}[name]


def written() -> list[str]:
    """The fields that a person writes in the language of the edition."""
    return [field.name for field in FIELDS if field.is_written]
