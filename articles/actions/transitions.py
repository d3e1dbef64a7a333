"""Who may take a story from which state to which: one table, and one function that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from articles import upward
from articles.actions.refused import Refused, Words
from articles.models import (
    EMBARGO,
    IN_WORK,
    IN_WRITING,
    ON_WIRE,
    Event,
    Status,
    Story,
    User,
)
from articles.models.story import ONE_TRANSLATION
from articles.record import Content, changed, fields

Rule = Callable[[User, Story], bool]
_CHANGED = _("The story was changed since you opened it. Read it again before you decide.")


class Verb(models.TextChoices):
    """What can be done to a story; the log keeps these words."""

    FILE = "file", _("File")
    EDIT = "edit", _("Edit")
    NAME = "name", _("Name the version")
    KEEP = "keep", _("Keep an unsaved text")
    TAKE_OVER = "take-over", _("Take over")
    CLAIM = "claim", _("Take on")
    RELEASE = "release", _("Give back")
    OVERRULE = "overrule", _("Send anyway")
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
    SETTLE = "settle", _("Settle what follows")
    SHARE = "share", _("Show it outside")
    UNSHARE = "unshare", _("Revoke a link")
    TRANSLATE = "translate", _("Translate")
    FOLLOW = "follow", _("Follow the original")
    EMBARGO = "embargo", _("Send under embargo")
    HOLD = "hold", _("Hold")
    LIFT = "lift", _("Lift")


REMARKS = frozenset(
    {
        Verb.NAME,
        Verb.KEEP,
        Verb.TAKE_OVER,
        Verb.CLAIM,
        Verb.RELEASE,
        Verb.SETTLE,
        Verb.SHARE,
        Verb.UNSHARE,
        Verb.TRANSLATE,
        Verb.FOLLOW,
        Verb.OVERRULE,
    }
)
"""What the log says of a story whose text and state stay as they are."""


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


def lifts(user: User, story: Story) -> bool:
    """Who reviews ends a hold; an embargo before its time ends who answers for a withdrawal."""
    return (withdraws if story.status in EMBARGO else reviews)(user, story)


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a verb leads from each state in which it is open, and whose it is."""

    targets: Mapping[Status, Status]
    rule: Rule

    @property
    def sources(self) -> frozenset[Status]:
        return frozenset(self.targets)


def _all(sources: frozenset[Status], target: Status) -> dict[Status, Status]:
    return dict.fromkeys(sources, target)


_REVISES = {
    Status.PUBLISHED: Status.REVISED,
    Status.EMBARGOED: Status.EMBARGO_REVISED,
    Status.HELD: Status.HELD_REVISED,
}
_SENDS = {revised: sent for sent, revised in _REVISES.items()}
TRANSITIONS: dict[Verb, Transition] = {
    Verb.SUBMIT: Transition(_all(IN_WRITING, Status.SUBMITTED), owns_or_reviews),
    Verb.TAKE_BACK: Transition({Status.SUBMITTED: Status.DRAFT}, owns),
    Verb.RETURN: Transition(
        _all(frozenset({Status.SUBMITTED, Status.APPROVED}), Status.RETURNED), reviews
    ),
    Verb.APPROVE: Transition({Status.SUBMITTED: Status.APPROVED}, reviews),
    Verb.PUBLISH: Transition({Status.APPROVED: Status.PUBLISHED}, reviews),
    Verb.EMBARGO: Transition({Status.APPROVED: Status.EMBARGOED}, reviews),
    Verb.RESCHEDULE: Transition({Status.APPROVED: Status.APPROVED}, reviews),
    Verb.UNSCHEDULE: Transition({Status.APPROVED: Status.SUBMITTED}, reviews),
    Verb.VOID: Transition({Status.APPROVED: Status.SUBMITTED}, reviews),
    Verb.REVISE: Transition(_REVISES, reviews),
    Verb.UPDATE: Transition(_SENDS, reviews),
    Verb.CORRECT: Transition({sent: sent for sent in _REVISES} | _SENDS, reviews),
    Verb.DISCARD: Transition(_SENDS, reviews),
    Verb.HOLD: Transition(
        {Status.PUBLISHED: Status.HELD, Status.REVISED: Status.HELD_REVISED}, reviews
    ),
    Verb.LIFT: Transition(
        {
            Status.EMBARGOED: Status.PUBLISHED,
            Status.EMBARGO_REVISED: Status.REVISED,
            Status.HELD: Status.PUBLISHED,
            Status.HELD_REVISED: Status.REVISED,
        },
        lifts,
    ),
    Verb.SPIKE: Transition(_all(IN_WORK, Status.SPIKED), reviews),
    Verb.UNSPIKE: Transition({Status.SPIKED: Status.DRAFT}, reviews),
    Verb.WITHDRAW: Transition(_all(ON_WIRE, Status.WITHDRAWN), withdraws),
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
    Verb.LIFT,
    Verb.HOLD,
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
    return story.status in IN_WORK | ON_WIRE and reviews(user, story)


def lock(story: Story) -> Story:
    """The story as it is now, its row locked until the transaction ends.

    Rows that name the story may be written meanwhile. Who has the record's counter writes events
    and inbox entries of other stories: to wait for one there, who waits for the counter, would
    be a deadlock.
    """
    return Story.objects.select_for_update(of=("self",), no_key=True).get(pk=story.pk)


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


def check_seen(text: Content, seen_digest: str | None) -> None:
    """Raise ``Refused`` with what changed unless the working text is the one that was read.

    ``seen_digest`` is the fingerprint (see ``record.fingerprint``) that the page carried; None
    is who read no page. The caller holds the story's lock.
    """
    if seen_digest is None:
        return
    if not seen_digest:
        raise Refused("changed", _CHANGED)
    if names := changed(seen_digest, text):
        raise Refused(
            "changed",
            _("Changed since you opened the story: %(fields)s. Read it again before you decide."),
            fields=in_words(names),
        )


def in_words(names: list[str]) -> list[Any]:
    """Fields of a working text as the form calls them."""
    return [_label(name) for name in names]


def _label(name: str) -> Any:
    whole, _dot, part = name.partition(".")
    field = fields.named(whole)
    if not part or field.parts is None:
        return field.called
    column: Any = field.parts._meta.get_field(part)  # noqa: SLF001 - public in Django
    return Words(_("picture: %(part)s"), part=column.verbose_name)


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
    return move_locked(
        lock(story), verb=verb, by=by, note=note, data=data, seen_version=seen_version, **changes
    )


def move_locked(
    story: Story,
    *,
    verb: Verb,
    by: User | None,
    note: str = "",
    data: dict[str, Any] | None = None,
    seen_version: int | None = None,
    **changes: Any,
) -> Story:
    """``move`` for a story that the caller has locked, in its transaction. Nothing else moves one.

    What ``story`` holds unsaved is saved with it.
    """
    check(story, verb=verb, by=by)
    check_version(story, seen_version)
    before, story.status = story.status, TRANSITIONS[verb].targets[Status(story.status)]
    for field, value in changes.items():
        setattr(story, field, value)
    _store(story)
    record(story, verb=verb, by=by, before=before, note=note, data=data)
    return story


def _store(story: Story) -> None:
    if story.translation_of_id is None:
        story.save()
        return
    try:
        with transaction.atomic():
            story.save()
    except IntegrityError as error:
        if not is_second_translation(error):
            raise
        raise second_translation() from error


def is_second_translation(error: IntegrityError) -> bool:
    """Whether the database refused a second live translation into one language."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == ONE_TRANSLATION


def second_translation() -> Refused:
    """What a person is told then."""
    return Refused(
        "translation",
        _("Its original has a translation into this language already. Withdraw one of the two."),
    )


def record(
    story: Story,
    *,
    verb: Verb,
    by: User | None,
    before: str,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Append to the story's log, and tell those whom ``settings.ON_EVENT`` names."""
    event = Event.objects.create(
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
    upward.tell(settings.ON_EVENT, event)
    return event
