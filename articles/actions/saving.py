"""One call saves a story, whichever door its text came through."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused, Words
from articles.actions.transitions import (
    TRANSITIONS,
    Verb,
    check_version,
    is_second_translation,
    lock,
    may_edit,
    move_locked,
    record,
    second_translation,
)
from articles.models import ON_RECORD, Picture, Place, RelatedLink, Status, Story, User
from articles.models.related import MOST_LINKS
from articles.record import Content, fields, keep_sketch, working_text
from articles.text import body, slugs

# Of so many who want one address at the same moment each gets another.
ATTEMPTS: Final = 20
# Room for the number behind an address that is taken.
_LONGEST_WANTED: Final = 110


@dataclass(frozen=True, slots=True)
class Source:
    """The raw copy that a story was read from, which is kept beside it byte for byte."""

    text: str
    digest: str
    findings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Saved:
    """A story as it is stored now, with its working text of before and after.

    ``off_schedule`` is the time for which it was approved, if that fell with the change.
    """

    story: Story
    before: Content
    after: Content
    off_schedule: datetime | None = None

    @property
    def is_changed(self) -> bool:
        return self.before is not self.after


@transaction.atomic
def save_story(
    *,
    user: User | None,
    story: Story | None,
    seen: int | None,
    text: Content,
    source: Source | None = None,
    why: Words | None = None,
) -> Saved:
    """Save ``text`` as a new draft, or over ``story``: one version and one event, or nothing.

    ``text`` is plain data, of any of the fields that ``record.fields`` lists: other rows by their
    keys, tags by their names, the links in their order. A field that it leaves out, or that says
    the same once it is clean, stays as it is stored, and so do the address and the code of a
    story that was sent, and the embargo of one that readers know. The edition is the desk's; an
    empty address is made of the headline.

    ``seen`` is the version that the person had before them, None of who saw no page. Without
    ``user`` it is the command line, which nobody reaches who could not write to the database; it
    only files. An approval falls with a change; a published story starts its next version, and
    readers keep the present one. ``why`` is what the log says of the change. Raises ``Refused`` and
    has then written nothing.
    """
    if story is None:
        return _file(user, text, source)
    story = lock(story)
    if user is None or not may_edit(user, story):
        raise Refused("permission", _("You may not edit this story in its present state."))
    check_version(story, seen)
    before = working_text(story)
    changes = _changes(before, text, status=story.status)
    if not changes:
        return Saved(story, before, before)
    off_schedule = story.publish_at if story.status == Status.APPROVED else None
    if story.status == Status.APPROVED:
        move_locked(
            story,
            verb=Verb.VOID,
            by=user,
            data={"publish_at": off_schedule},
            publish_at=None,
            approved_by=None,
            approved_digest="",
        )
    elif story.status in TRANSITIONS[Verb.REVISE].sources:
        move_locked(story, verb=Verb.REVISE, by=user)
    story.version += 1
    _write(story, changes)
    after = working_text(story)
    said = {"why": why.reason} if why else {}
    record(story, verb=Verb.EDIT, by=user, before=story.status, data={"text": after, **said})
    return Saved(story, before, after, off_schedule)


def _file(user: User | None, text: Content, source: Source | None) -> Saved:
    if user is not None and not user.has_perm("articles.add_story"):
        raise Refused("permission", _("You may not file stories."))
    story = Story(created_by=user)
    if source:
        story.copy_source, story.copy_digest = source.text, source.digest
        story.findings = source.findings
    _write(story, _changes({}, text, status=story.status))
    after = working_text(story)
    record(story, verb=Verb.FILE, by=user, before="", data={"text": after})
    return Saved(story, {}, after)


def _changes(stored: Content, text: Content, *, status: str) -> Content:
    """What of a text is another than what is stored, clean."""
    changes = {}
    for field in fields.FIELDS:
        if field.name not in text or status in field.stays:
            continue
        value = field.tidy(text[field.name])
        if field.name not in stored or field.as_tidy(stored[field.name]) != value:
            changes[field.name] = value
    return changes


def _write(story: Story, changes: Content) -> None:
    """Store changes with what follows from them: edition, known place, address, sketch."""
    for name, value in changes.items():
        if not fields.named(name).has_rows:
            fields.named(name).put(story, value)
    if "desk" in changes and story.edition_id != story.desk.edition_id:
        if story.status in ON_RECORD:
            raise Refused("edition", _("A story that was published stays in its edition."))
        story.edition_id = story.desk.edition_id
    story.place = _place(story)
    _require_fit(story, exclude={f.name for f in Story._meta.fields if f.is_relation} | {"slug"})  # noqa: SLF001 - public in Django
    _require_pictures(story, changes)
    links = changes.get("related", ())
    if len(links) > MOST_LINKS:
        raise Refused("links", _("A story takes at most %(most)s related links."), most=MOST_LINKS)
    for link in links:
        row = RelatedLink(title=link["title"], after=link["after"])
        _require_fit(row, exclude={"story", "target"})
    _store_under_its_address(story)
    if "body" in changes:
        changes = changes | {"pictures": None}
    for name, value in changes.items():
        if fields.named(name).has_rows:
            fields.named(name).put(story, value)
    keep_sketch(story)


def _require_fit(row: Story | RelatedLink, exclude: set[str]) -> None:
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        names = {field.name: field.verbose_name for field in row._meta.fields}  # noqa: SLF001 - public in Django
        reasons = [f"{names[name]}: {' '.join(why)}" for name, why in error.message_dict.items()]
        raise Refused("field", "; ".join(reasons)) from error


def _require_pictures(story: Story, changes: Content) -> None:
    keys = body.pictures(story.body) if "body" in changes else []
    if keys and Picture.objects.filter(pk__in=keys).count() < len(keys):
        raise Refused("pictures", _("A picture in the text is not there: take it out of the text."))


def _place(story: Story) -> Place | None:
    name = story.dateline_place.split(",")[0].split("،")[0].strip()
    if not name:
        return None
    known = Q(name__iexact=name) | Q(aliases__name__iexact=name)
    found = Place.objects.filter(known, edition=story.edition_id)
    # A name of its own goes before another's alias.
    own_first = Case(When(name__iexact=name, then=0), default=1)
    return found.order_by(own_first, "name").first()


def _store_under_its_address(story: Story) -> None:
    """An address that another story of the edition takes at this very moment gets a number."""
    wanted = story.slug or slugs.slugify(story.headline)
    story.slug = story.slug or _free_slug(story, wanted)
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                story.save()
        except IntegrityError as error:
            if is_second_translation(error):
                raise second_translation() from error
            if not _is_about_the_address(error):
                raise
            story.slug = _free_slug(story, wanted)
        else:
            return
    raise Refused("race", _("Others are filing the same story just now. Try again."))


def _free_slug(story: Story, wanted: str) -> str:
    """``wanted``, or with a number behind it, so that no other story of the edition has it."""
    wanted = wanted[:_LONGEST_WANTED]
    others = Story.objects.filter(edition=story.edition_id).exclude(pk=story.pk)
    taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, count = wanted, 2
    while slug in taken:
        slug, count = f"{wanted}-{count}", count + 1
    return slug


def _is_about_the_address(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "story_slug_per_edition"


@transaction.atomic
def keep_refused_text(
    *, story: Story, by: User, text: dict[str, Any], why: Refused | None = None
) -> None:
    """Log what somebody typed that was not saved, so that it is not lost; stale, unless ``why``."""
    stale = Words(_("Not saved: somebody else had saved meanwhile."))
    record(
        story,
        verb=Verb.EDIT,
        by=by,
        before=story.status,
        data={"refused": text, "why": (why or stale).reason},
    )
