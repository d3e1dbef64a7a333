"""Who may take a story from which state to which: one table, and one function that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused, Words
from articles.models import (
    IN_WORK,
    IN_WRITING,
    LIVE,
    Event,
    Picture,
    RelatedLink,
    Status,
    Story,
)
from articles.snapshot import changed, working_text

Rule = Callable[[User, Story], bool]
_CHANGED = _("The story was changed since you opened it. Read it again before you decide.")


class Verb(models.TextChoices):
    """What can be done to a story; the log keeps these words."""

    FILE = "file", _("File")
    EDIT = "edit", _("Edit")
    SUBMIT = "submit", _("Submit")
    TAKE_BACK = "take-back", _("Take back")
    RETURN = "return", _("Return")
    APPROVE = "approve", _("Approve")
    PUBLISH = "publish", _("Publish")
    RESCHEDULE = "reschedule", _("Move to another time")
    UNSCHEDULE = "unschedule", _("Take off the schedule")
    VOID = "void", _("Void the approval")
    REVISE = "revise", _("Start the next version")
    UPDATE = "update", _("Publish the update")
    CORRECT = "correct", _("Correct")
    DISCARD = "discard", _("Discard the next version")
    SPIKE = "spike", _("Spike")
    UNSPIKE = "unspike", _("Unspike")
    WITHDRAW = "withdraw", _("Withdraw")


def reviews(user: User, story: Story) -> bool:
    """Editors, chiefs and admins review every story."""
    return user.has_perm("articles.review_story")


def owns(user: User, story: Story) -> bool:
    """Who filed or wrote a story, and may file at all."""
    return user.has_perm("articles.change_story") and story.is_own(user)


def owns_or_reviews(user: User, story: Story) -> bool:
    return owns(user, story) or reviews(user, story)


def withdraws(user: User, story: Story) -> bool:
    """Chiefs and admins answer for a withdrawal."""
    return user.has_perm("articles.withdraw_story")


@dataclass(frozen=True, slots=True)
class Transition:
    sources: frozenset[Status]
    target: Status
    rule: Rule


TRANSITIONS: dict[Verb, Transition] = {
    Verb.SUBMIT: Transition(IN_WRITING, Status.SUBMITTED, owns_or_reviews),
    Verb.TAKE_BACK: Transition(frozenset({Status.SUBMITTED}), Status.DRAFT, owns),
    Verb.RETURN: Transition(
        frozenset({Status.SUBMITTED, Status.APPROVED}), Status.RETURNED, reviews
    ),
    Verb.APPROVE: Transition(frozenset({Status.SUBMITTED}), Status.APPROVED, reviews),
    Verb.PUBLISH: Transition(frozenset({Status.APPROVED}), Status.PUBLISHED, reviews),
    Verb.RESCHEDULE: Transition(frozenset({Status.APPROVED}), Status.APPROVED, reviews),
    Verb.UNSCHEDULE: Transition(frozenset({Status.APPROVED}), Status.SUBMITTED, reviews),
    Verb.VOID: Transition(frozenset({Status.APPROVED}), Status.SUBMITTED, reviews),
    Verb.REVISE: Transition(frozenset({Status.PUBLISHED}), Status.REVISED, reviews),
    Verb.UPDATE: Transition(frozenset({Status.REVISED}), Status.PUBLISHED, reviews),
    Verb.CORRECT: Transition(LIVE, Status.PUBLISHED, reviews),
    Verb.DISCARD: Transition(frozenset({Status.REVISED}), Status.PUBLISHED, reviews),
    Verb.SPIKE: Transition(IN_WORK, Status.SPIKED, reviews),
    Verb.UNSPIKE: Transition(frozenset({Status.SPIKED}), Status.DRAFT, reviews),
    Verb.WITHDRAW: Transition(LIVE, Status.WITHDRAWN, withdraws),
}

# What a person asks for; the rest follows from these or from an edit.
BUTTONS = (
    Verb.SUBMIT,
    Verb.APPROVE,
    Verb.PUBLISH,
    Verb.RESCHEDULE,
    Verb.UNSCHEDULE,
    Verb.UPDATE,
    Verb.CORRECT,
    Verb.RETURN,
    Verb.TAKE_BACK,
    Verb.DISCARD,
    Verb.SPIKE,
    Verb.UNSPIKE,
    Verb.WITHDRAW,
)


def allowed(user: User, story: Story) -> list[Verb]:
    """The verbs open to ``user`` in the story's present state, in the order of their buttons."""
    return [
        verb
        for verb in BUTTONS
        if story.status in TRANSITIONS[verb].sources and TRANSITIONS[verb].rule(user, story)
    ]


def may_edit(user: User, story: Story) -> bool:
    """Reporters edit their own drafts and returned stories; reviewers all that is not closed."""
    if story.status in IN_WRITING and owns(user, story):
        return True
    return story.status in IN_WORK | LIVE and reviews(user, story)


def lock(story: Story) -> Story:
    """The story as it is now, its row locked until the transaction ends."""
    return Story.objects.select_for_update(of=("self",)).get(pk=story.pk)


def check(story: Story, *, verb: Verb, by: User | None) -> None:
    """Raise ``Refused`` unless ``verb`` is open to ``by`` in this state. No actor is the clock."""
    transition = TRANSITIONS[verb]
    if by is not None and not transition.rule(by, story):
        raise Refused(
            "permission",
            _("You may not do this: “%(verb)s” is not for your role or not for this story."),
            verb=verb.label,
        )
    if story.status not in transition.sources:
        raise Refused(
            "state",
            _("“%(verb)s” is not possible: the story is now “%(status)s”."),
            verb=verb.label,
            status=Status(story.status).label,
        )


def check_version(story: Story, seen: int | None) -> None:
    """Raise ``Refused`` unless the version that the actor had before them is the one there is."""
    if seen is not None and seen != story.version:
        raise Refused("changed", _CHANGED)


def check_seen(story: Story, seen_digest: str | None) -> None:
    """Raise ``Refused`` with what changed unless the text is the one that was read.

    ``seen_digest`` is the fingerprint (see ``snapshot.fingerprint``) that the page carried; None
    is who read no page. The caller holds the story's lock.
    """
    if seen_digest is None:
        return
    if not seen_digest:
        raise Refused("changed", _CHANGED)
    if names := changed(seen_digest, working_text(story)):
        raise Refused(
            "changed",
            _("Changed since you opened the story: %(fields)s. Read it again before you decide."),
            fields=in_words(names),
        )


def in_words(names: list[str]) -> list[Any]:
    """Fields of a working text as the form calls them."""
    return [_label(name) for name in names]


def _label(name: str) -> Any:
    if name == "related":
        return RelatedLink._meta.verbose_name_plural  # noqa: SLF001 - public in Django
    whole, _dot, part = name.partition(".")
    field: Any = Story._meta.get_field(whole)  # noqa: SLF001 - public in Django
    if not part:
        return field.verbose_name
    field = Picture._meta.get_field(part)  # noqa: SLF001 - public in Django
    return Words(_("picture: %(part)s"), part=field.verbose_name)


@transaction.atomic
def move(
    story: Story,
    *,
    verb: Verb,
    by: User | None,
    note: str = "",
    data: dict[str, Any] | None = None,
    seen_version: int | None = None,
    **changes: Any,
) -> Story:
    """Change the status of a story: lock, check, write ``changes`` with it, append the event.

    ``seen_version`` is the version the actor had before them; another one now is refused.
    Returns the locked story. Raises ``Refused``.
    """
    story = lock(story)
    check(story, verb=verb, by=by)
    check_version(story, seen_version)
    before, story.status = story.status, TRANSITIONS[verb].target
    for field, value in changes.items():
        setattr(story, field, value)
    story.save()
    record(story, verb=verb, by=by, before=before, note=note, data=data)
    return story


def record(
    story: Story,
    *,
    verb: Verb,
    by: User | None,
    before: str,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Append to the story's log."""
    return Event.objects.create(
        story=story,
        actor=by,
        actor_name=(by.get_full_name() or by.get_username()) if by else "",
        verb=verb,
        from_status=before,
        to_status=story.status,
        story_version=story.version,
        note=note,
        data=data or {},
    )
