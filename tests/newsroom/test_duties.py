"""Every duty of the worker, and so every one that is added: killed, cut off, given a bad row."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.actions import amending, complaints
from articles.actions.clock import PUBLISH
from articles.actions.duty import CHORE, Duty, duties
from articles.actions.worker import work
from articles.models import Complaint, DutyRun, Ground, Print, Story, Trouble
from articles.models.complaint import KEPT
from editorial.mail import choose
from editorial.models import Aftermath, MailChoice, MailWhen, OutgoingMail
from tests.articles.site.helpers import make_picture
from tests.conftest import site_environment
from tests.factories import (
    make_complaint,
    make_embargoed,
    make_published,
    make_scheduled,
    make_user,
)
from tests.newsroom.forking import Forked, forking
from tests.newsroom.workers import database_away, end, line, until, waiting
from tests.wire.factories import make_company
from tests.wire.portal.people import make_member
from wire.models import HubPing, SearchMail


@dataclass(frozen=True)
class Case:
    """How a row comes to wait for a duty, and which table is written to when it is done."""

    make: Callable[[], int]
    table: str
    is_row: str
    """Of a row of the table, whether it is the one with this key."""


def make_due() -> int:
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1))
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now())
    return story.pk


def make_free() -> int:
    story = make_embargoed(until=timezone.now() + timedelta(hours=1))
    Story.objects.filter(pk=story.pk).update(lift_at=timezone.now())
    return story.pk


def make_undrawn() -> int:
    number = make_published().latest_dispatch_id
    assert number is not None
    return number


def make_printed_otherwise() -> int:
    number = make_undrawn()
    Print.objects.filter(number=number).update(digest="x")
    return number


def make_closed() -> int:
    complaint = make_complaint()
    complaints.refuse(complaint=complaint, by=make_user("editor"), decision="Tidak.")
    long_ago = timezone.now() - KEPT - timedelta(days=1)
    Complaint.objects.filter(pk=complaint.pk).update(decided_at=long_ago)
    return complaint.pk


def make_soon() -> int:
    return make_scheduled(publish_at=timezone.now() + timedelta(minutes=10)).pk


def make_mail() -> int:
    return OutgoingMail.objects.create(to=make_user("reporter")).pk


def make_daily() -> int:
    user = make_user("reporter")
    choose(user=user, when=MailWhen.DAILY, hour=7, language="id")
    MailChoice.objects.filter(pk=user.pk).update(next_at=timezone.now())
    return user.pk


def make_ping() -> int:
    number = make_undrawn()
    return HubPing.objects.create(number=number, paths=["/feed/"]).pk


def make_taken_back() -> int:
    story = make_published()
    amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Anak.")
    return Aftermath.objects.get(story=story).dispatch_id


def make_searched() -> int:
    company = make_company()
    make_published()
    search = make_member(company).searches.create(name="Semua", mail=SearchMail.NOW)
    pk: int = search.pk
    return pk


CASES = {
    "publish": Case(
        make_due,
        "articles_dispatch",
        "NEW.story_uid = (SELECT uid FROM articles_story WHERE id = {row})",
    ),
    "lift": Case(
        make_free,
        "articles_dispatch",
        "NEW.signal = 'lift' AND NEW.story_uid = (SELECT uid FROM articles_story WHERE id = {row})",
    ),
    "render": Case(lambda: make_picture().pk, "articles_picture", "NEW.id = {row}"),
    "card": Case(make_undrawn, "articles_card", "NEW.dispatch_id = {row}"),
    "print": Case(make_printed_otherwise, "articles_print", "NEW.number = {row}"),
    "erase": Case(make_closed, "articles_complaint", "NEW.id = {row}"),
    "send-mail": Case(make_mail, "editorial_outgoingmail", "NEW.id = {row}"),
    "write-daily-mail": Case(make_daily, "editorial_mailchoice", "NEW.user_id = {row}"),
    "tell-hub": Case(make_ping, "wire_hubping", "NEW.number = {row}"),
    "look-for-searches": Case(make_searched, "wire_savedsearch", "NEW.id = {row}"),
    "seek": Case(make_taken_back, "editorial_aftermath", "NEW.dispatch_id = {row}"),
    "remind": Case(make_soon, "editorial_inboxentry", "NEW.story_id = {row}"),
}
every_duty = pytest.mark.parametrize("duty", duties(), ids=lambda duty: duty.name)


def case_of(duty: Duty) -> Case:
    """A duty without rows notes in its own transaction that it was done."""
    if duty.waiting is None:
        return Case(lambda: CHORE, "articles_dutyrun", f"NEW.duty = '{duty.name}'")
    return CASES[duty.name]


def waits(duty: Duty) -> set[int]:
    if duty.waiting is None:
        return set() if DutyRun.objects.filter(duty=duty.name).exists() else {CHORE}
    return set(duty.waiting(timezone.now()).values_list(duty.key, flat=True))


@contextmanager
def writing_held_up(table: str) -> Iterator[None]:
    """Whoever writes to the table waits in the middle of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        yield


@contextmanager
def failing(case: Case, row: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF {case.is_row.format(row=row)} THEN RAISE EXCEPTION 'this one fails'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER fail BEFORE INSERT OR UPDATE ON {case.table} FOR EACH ROW
            EXECUTE FUNCTION fail();
        """)
        yield
        cursor.execute("DROP FUNCTION fail() CASCADE")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None) -> Iterator[Callable[..., Forked]]:
    """Loaded once for all duties."""
    with forking(site_environment() | {"LOG_FORMAT": "json", "DATABASE_SECONDS": "60"}) as start:
        yield start


@pytest.fixture
def start(
    loaded: Callable[..., Forked], committed_db: None, media: Path
) -> Iterator[Callable[..., Forked]]:
    """Starts a worker on the test's database; all of them are ended with the test."""
    with ExitStack() as workers:

        def start(*arguments: str) -> Forked:
            worker = loaded(str(media), *arguments)
            workers.callback(worker.stderr.close)
            workers.callback(worker.wait)
            workers.callback(worker.kill)
            return worker

        yield start


@every_duty
def test_duty_killed_and_then_cut_off_from_the_database_in_the_middle_is_done_once_it_can(
    start: Callable[..., Forked], duty: Duty
) -> None:
    case = case_of(duty)
    row = case.make()
    with writing_held_up(case.table):
        first = start("--only", duty.name)
        until(waiting)
        first.kill()
        first.wait()
        end(waiting())
        after_the_kill = waits(duty)
        second = start("--only", duty.name)
        line(second)
        until(waiting)
        with database_away():
            away = line(second)
        while_away = waits(duty)

    until(lambda: not waits(duty))
    assert (after_the_kill, while_away) == ({row}, {row})
    assert away.startswith("the database is away: ")
    until(lambda: not Trouble.objects.exists())


@pytest.mark.usefixtures("committed_db")
@every_duty
def test_bad_row_of_a_duty_holds_up_no_other_and_is_done_once_it_is_well(duty: Duty) -> None:
    case = case_of(duty)
    bad = case.make()
    if duty.waiting:
        case.make()

    with failing(case, bad):
        work(duty)
        left = waits(duty)
        tried_at_once = work(duty)
    trouble = Trouble.objects.get()
    Trouble.objects.update(next_at=timezone.now())
    work(duty)

    assert (left, tried_at_once) == ({bad}, 0)
    assert (trouble.duty, trouble.row, trouble.attempts) == (duty.name, bad, 1)
    assert trouble.what.endswith(": this one fails")
    assert (waits(duty), Trouble.objects.count()) == (set(), 0)


@pytest.mark.django_db
def test_rows_that_cannot_be_looked_for_are_a_trouble_until_they_can() -> None:
    def waiting(now: object) -> Any:
        if is_broken:
            raise ZeroDivisionError("no rows")
        return Story.objects.none()

    duty = replace(PUBLISH, waiting=waiting)
    is_broken = True
    work(duty)
    told = list(Trouble.objects.values_list("duty", "row", "what"))
    is_broken = False

    work(duty)

    assert told == [("publish", CHORE, "ZeroDivisionError: no rows")]
    assert Trouble.objects.count() == 0


@pytest.mark.django_db
def test_duty_without_rows_is_done_once_in_its_time() -> None:
    duty = next(duty for duty in duties() if duty.waiting is None)

    times = [work(duty), work(duty)]
    DutyRun.objects.update(at=timezone.now() - timedelta(seconds=duty.pace + 1))
    times.append(work(duty))

    assert times == [1, 0, 1]
