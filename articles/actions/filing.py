"""Writing: a story is filed, edited, submitted, taken back."""

from typing import Any, Final

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused, Words
from articles.actions.transitions import Verb, may_edit, move, record
from articles.models import LIVE, Place, Status, Story
from articles.snapshot import working_text
from articles.text import signs, slugs
from articles.text.body import TooLongError, clean, fit

PAID: Final = _("A paid story needs both its label and who paid for it.")
# Of so many who want one address at the same moment each gets another.
ATTEMPTS: Final = 20
# What prints on a line of its own.
LINES: Final = (
    *("headline", "standfirst", "byline", "dateline_place", "dateline"),
    *("code_text", "sign_off", "sponsor"),
)
# Room for the number behind an address that is taken.
_LONGEST_WANTED: Final = 110


def free_slug(story: Story, wanted: str) -> str:
    """``wanted``, or with a number behind it, so that no other story of the edition has it."""
    wanted = wanted[:_LONGEST_WANTED]
    others = Story.objects.filter(edition=story.edition_id).exclude(pk=story.pk)
    taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, count = wanted, 2
    while slug in taken:
        slug, count = f"{wanted}-{count}", count + 1
    return slug


def save(story: Story) -> None:
    """Save a story with what follows from its fields: safe text, the known place, an address.

    Nothing is in its text that no output can carry.

    An address that another story of the edition takes at this very moment gets a number.
    Raises ``Refused`` when too many want it.
    """
    for field in LINES:
        setattr(story, field, signs.printable(getattr(story, field)))
    story.body = clean(story.body)
    story.place = _place(story)
    wanted = story.slug or slugs.slugify(story.headline)
    if not story.slug:
        story.slug = free_slug(story, wanted)
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                story.save()
        except IntegrityError as error:
            if not _is_about_the_address(error):
                raise
            story.slug = free_slug(story, wanted)
        else:
            return
    raise Refused("race", _("Others are filing the same story just now. Try again."))


def _is_about_the_address(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "story_slug_per_edition"


def _place(story: Story) -> Place | None:
    name = story.dateline_place.split(",")[0].split("،")[0].strip()
    if not name:
        return None
    places = Place.objects.filter(edition=story.edition_id)
    return (
        places.filter(name__iexact=name).first()
        or places.filter(aliases__name__iexact=name).first()
    )


def file(*, story: Story, by: User | None) -> Story:
    """Save a new story as a draft. Its tags and links come after; then call ``filed``.

    No actor is the command line, which nobody reaches who could not write to the database.
    """
    if by is not None and not by.has_perm("articles.add_story"):
        raise Refused("permission", _("You may not file stories."))
    story.created_by = by
    save(story)
    return story


def filed(*, story: Story, by: User | None) -> None:
    """Log a story just filed, with its whole text."""
    record(story, verb=Verb.FILE, by=by, before="", data={"text": working_text(story)})


@transaction.atomic
def edit(*, story: Story, by: User) -> Story:
    """Save changed fields of ``story``, whose row the caller has locked and read fresh.

    An approval falls with the edit; a published story starts its next version, and
    readers keep the present one. Tags and links come after; then call ``edited``.
    """
    stored = Story.objects.get(pk=story.pk)
    if not may_edit(by, stored):
        raise Refused("permission", _("You may not edit this story in its present state."))
    if stored.status == Status.APPROVED:
        moved = move(
            stored,
            verb=Verb.VOID,
            by=by,
            data={"publish_at": stored.publish_at},
            publish_at=None,
            approved_by=None,
            approved_digest="",
        )
        story.status, story.publish_at = moved.status, None
        story.approved_by, story.approved_digest = None, ""
    elif stored.status == Status.PUBLISHED:
        story.status = move(stored, verb=Verb.REVISE, by=by).status
    if stored.status in LIVE:
        story.slug, story.code_text = stored.slug, stored.code_text
    story.version = stored.version + 1
    save(story)
    return story


def edited(*, story: Story, by: User) -> None:
    """Log an edit, with the whole text as it is now."""
    record(story, verb=Verb.EDIT, by=by, before=story.status, data={"text": working_text(story)})


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


def submit(*, story: Story, by: User, seen_version: int | None = None) -> Story:
    """Hand a draft or returned story to the editors. Raises ``Refused``, also without text or kind.

    What else an approval asks for (``reviewing.missing``) may come later.
    """
    require_text(story)
    require_kind(story)
    return move(story, verb=Verb.SUBMIT, by=by, seen_version=seen_version)


def take_back(*, story: Story, by: User) -> Story:
    """Take back one's own story before an editor has decided."""
    return move(story, verb=Verb.TAKE_BACK, by=by)


def require_text(story: Story) -> None:
    """Refuse a story with nothing to print, or with more than anything behind it is made for.

    And a paid one that doesn't say that and by whom.
    """
    try:
        text = fit(story.body)
    except TooLongError as error:
        raise Refused("size", error.message, limit=error.limit) from error
    if not text or not signs.is_readable(story.headline):
        raise Refused("incomplete", _("The story has no headline or no text yet."))
    if bool(story.label) != bool(story.sponsor):
        raise Refused("paid", PAID)


def require_kind(story: Story) -> None:
    """Refuse a story that no code can be made for, unless one is printed on it already."""
    if story.kind_id is None and not story.code_text:
        raise Refused("kind", _("The story has no kind yet, the first part of its code."))
