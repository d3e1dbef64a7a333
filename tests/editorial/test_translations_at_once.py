"""A story and its translations sent, corrected, held and withdrawn at the same moment: no deadlock.

The record's counter is held until each act waits, so that every run has the same order.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from articles.actions import amending, reviewing, withholding
from articles.actions.refused import Refused
from articles.actions.sending import COUNT_ON
from articles.actions.transitions import Verb
from articles.models import (
    Article,
    Event,
    Ground,
    NoticeKind,
    RelatedLink,
    Status,
    Story,
    User,
)
from editorial.after import worklist
from editorial.models import Aftermath, Decision, Echo, InboxEntry, InboxKind
from tests.duties import seek_echoes
from tests.factories import edit, make_embargoed, make_published, make_submitted, make_user

pytestmark = pytest.mark.usefixtures("committed_db")

OLD = "<p>Gempa di Cianjur menewaskan 12 orang.</p>"
NEW = OLD.replace("12", "10")
SAID = "<p>The quake in Cianjur killed 12 people.</p>"
RIGHT = SAID.replace("12", "10")
# Of this database alone: others on the same server have waiters of their own.
WAITING = (
    "SELECT count(DISTINCT waiter.pid) FROM pg_locks waiter JOIN pg_locks here USING (pid)"
    " WHERE NOT waiter.granted AND here.database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
)

type Act = Callable[[], object]


def apart(act: Act) -> str:
    """The act on a connection of its own, and the rule that refused it, if one did."""
    try:
        act()
    except Refused as refusal:
        return refusal.rule
    finally:
        connections.close_all()
    return ""


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        count: int = cursor.fetchone()[0]
    return count


def at_once(*acts: Act) -> list[str]:
    """Each act begins once those before it wait or are done, and goes on with all of them.

    By which rule each was refused, if it was.
    """
    with ThreadPoolExecutor(len(acts)) as pool:
        running: list[Future[str]] = []
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(COUNT_ON)
            for act in acts:
                running.append(pool.submit(apart, act))
                while waiting() < sum(not each.done() for each in running):
                    pass
            transaction.set_rollback(True)
        return [each.result() for each in running]


def statuses(*stories: Story) -> list[Status]:
    found = Story.objects.in_bulk([story.pk for story in stories])
    return [Status(found[story.pk].status) for story in stories]


@pytest.fixture
def chief() -> User:
    return make_user("chief")


@pytest.fixture
def original(chief: User) -> Story:
    return make_published(editor=chief, headline="Gempa Cianjur", body=OLD, tags=("Cianjur",))


def translated(original: Story, chief: User, edition: str = "en") -> Story:
    return make_published(
        editor=chief,
        edition=edition,
        headline="Quake in Cianjur",
        body=SAID,
        translation_of=original,
    )


def withdraw(story: Story, by: User) -> Act:
    return partial(amending.withdraw, story=story, by=by, ground=Ground.CHILD, reason="Usia anak.")


def correct(story: Story, by: User) -> Act:
    return partial(amending.correct, story=story, by=by, kind=NoticeKind.ERROR, note="Angka.")


def corrected(original: Story, by: User) -> Echo:
    """The line of the worklist after a correction of the original, about its translation."""
    edit(original, by=by, body=NEW)
    correct(original, by)()
    seek_echoes()
    return Aftermath.objects.get(story=original).echoes.get()


def test_original_is_corrected_while_its_translation_is(original: Story, chief: User) -> None:
    translation = translated(original, chief)
    edit(original, by=chief, body=NEW)
    edit(translation, by=chief, headline="Quake hits Cianjur")

    answers = at_once(correct(original, chief), correct(translation, chief))

    assert answers == ["", ""]
    assert statuses(original, translation) == [Status.PUBLISHED, Status.PUBLISHED]
    assert InboxEntry.objects.filter(story=translation, kind=InboxKind.ORIGINAL).exists()


@pytest.mark.parametrize("is_withdrawn_first", [False, True])
def test_original_is_withdrawn_while_its_translation_settles_a_line(
    original: Story, chief: User, *, is_withdrawn_first: bool
) -> None:
    translation = translated(original, chief)
    echo = corrected(original, chief)
    edit(translation, by=chief, body=RIGHT)
    acts = [correct(translation, chief), withdraw(original, chief)]

    at_once(*(reversed(acts) if is_withdrawn_first else acts))

    echo.refresh_from_db()
    assert echo.decision == Decision.DONE
    assert statuses(original, translation) == [Status.WITHDRAWN, Status.HELD]


def test_line_is_settled_by_hand_while_both_its_stories_go_out(
    original: Story, chief: User
) -> None:
    translation = translated(original, chief)
    echo = corrected(original, chief)
    edit(original, by=chief, standfirst="Baru.")
    edit(translation, by=chief, body=RIGHT)

    answers = at_once(
        correct(translation, chief),
        correct(original, chief),
        partial(worklist.settle, echo=echo, by=chief, decision=Decision.LEFT),
    )

    echo.refresh_from_db()
    assert (answers, echo.decision) == (["", "", "state"], Decision.DONE)
    assert Event.objects.filter(story=original, verb=Verb.SETTLE).count() == 1
    assert statuses(original, translation) == [Status.PUBLISHED, Status.PUBLISHED]


def test_two_stories_are_saved_with_a_link_to_each_other(chief: User) -> None:
    stories = make_published(editor=chief), make_published(editor=chief)
    links = [
        {"related": [{"target": other.pk, "title": "", "after": None}]} for other in stories[::-1]
    ]

    at_once(
        *(
            partial(edit, story, by=chief, **link)
            for story, link in zip(stories, links, strict=True)
        )
    )

    found = RelatedLink.objects.values_list("story", "target")
    assert set(found) == {(one.pk, other.pk) for one, other in (stories, stories[::-1])}


def approve(story: Story, by: User) -> Act:
    return partial(reviewing.approve, story=story, by=by)


def hold(story: Story, by: User) -> Act:
    return partial(withholding.hold, story=story, by=by, reason="Diperiksa lagi.")


def lift(story: Story, by: User) -> Act:
    return partial(withholding.lift, story=story, by=by)


@pytest.mark.parametrize("act", [approve, correct, hold, lift, withdraw])
def test_translation_that_somebody_acts_on_is_stopped_when_its_original_is_withdrawn(
    original: Story, chief: User, act: Callable[[Story, User], Act]
) -> None:
    if act is approve:
        translation = make_submitted(edition="en", translation_of=original)
    else:
        translation = translated(original, chief)
    if act is lift:
        hold(translation, chief)()
    sibling = translated(original, chief, edition="ar")

    at_once(act(translation, chief), withdraw(original, chief))

    stopped = Status.WITHDRAWN if act is withdraw else Status.HELD
    assert statuses(original, translation, sibling) == [Status.WITHDRAWN, stopped, Status.HELD]
    assert not Article.objects.exists()


def test_embargo_that_a_chief_lifts_while_the_original_is_withdrawn_waits_for_an_answer(
    original: Story, chief: User
) -> None:
    until = timezone.now() + timedelta(hours=1)
    translation = make_embargoed(editor=chief, until=until, edition="en", translation_of=original)

    answers = at_once(withdraw(original, chief), lift(translation, chief))

    assert answers == ["", "original"]
    assert statuses(original, translation) == [Status.WITHDRAWN, Status.EMBARGOED]
    withholding.lift(story=translation, by=chief, despite_withdrawal=True)
    assert Article.objects.get().edition_id == "en"


def test_two_translations_of_one_story_are_withdrawn_at_once(original: Story, chief: User) -> None:
    siblings = [translated(original, chief, edition) for edition in ("en", "ar")]

    at_once(*(withdraw(sibling, chief) for sibling in siblings), withdraw(original, chief))

    assert statuses(original, *siblings) == [Status.WITHDRAWN] * 3
