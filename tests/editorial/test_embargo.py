"""Embargo, hold and lift on the newsroom's pages: what the buttons say, the calendar, the alarm."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from articles.actions import withholding
from articles.actions.clock import LIFT, PUBLISH
from articles.actions.worker import once, work
from articles.models import Article, Status, Story, User
from editorial.letters import letter_of
from editorial.models import InboxEntry, InboxKind, OutgoingMail
from editorial.reminders import REMIND
from editorial.story import log
from tests.editorial.forms import answer, change_address, client_for, count_queries, open_form, send
from tests.factories import (
    make_embargoed,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db
CALENDAR = "/admin/articles/story/calendar/"


@pytest.fixture
def until() -> datetime:
    """Of today, so that the hour alone is said, unless it is nearly over."""
    return (timezone.now() + timedelta(hours=1)).replace(second=0, microsecond=0)


@pytest.fixture
def editor() -> User:
    return make_user("editor", first_name="Damar", last_name="Peraga")


def local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def go(user: User, story: Story) -> tuple[str, str]:
    """The name of the story's green button, and what it says."""
    button = client_for(user).get(change_address(story)).context["press"].go
    return button.name, str(button.label)


def test_button_says_what_it_does_to_an_embargoed_story(editor: User, until: datetime) -> None:
    story = make_submitted(embargo_until=until.isoformat())

    with translation.override("en"):
        name, says = go(editor, story)

    assert name == "embargo"
    assert says.startswith("Send under embargo until ")
    assert f"{timezone.localtime(until):%H:%M} WIB" in says or "WIB" in says
    assert go(editor, make_submitted())[0] == "approve"


def test_embargo_that_is_typed_with_the_press_is_kept_and_nothing_goes_out_by_mistake(
    editor: User, until: datetime
) -> None:
    story = make_submitted()
    client = client_for(editor)
    opened = open_form(client, story)

    send(client, story, opened, embargo_until=local(until), _do="approve")

    story.refresh_from_db()
    assert (story.status, story.embargo_until) == (Status.SUBMITTED, until)
    send(client, story, open_form(client, story), _do="embargo")
    story.refresh_from_db()
    assert (story.status, story.lift_at) == (Status.EMBARGOED, until)
    assert not Article.objects.exists()


def test_print_tells_what_the_button_will_do_with_what_is_typed(
    editor: User, until: datetime
) -> None:
    story = make_submitted()
    client = client_for(editor)
    typed = open_form(client, story) | {"embargo_until": local(until)}

    told = client.post(f"/admin/articles/story/{story.pk}/print/", typed).json()

    assert told["go"]["name"] == "embargo"


def test_hold_and_lift_are_pressed_and_logged_in_the_readers_language(
    editor: User, until: datetime
) -> None:
    story = make_published()
    client = client_for(editor)
    address = f"/admin/articles/story/{story.pk}"

    answer(client, f"{address}/hold/", reason="Sumber ragu.", until=local(until))
    held = Story.objects.get()
    answer(client, f"{address}/lift/")

    assert (held.status, held.lift_at) == (Status.HELD, until)
    assert Story.objects.get().status == Status.PUBLISHED
    with translation.override("id"):
        said = [line.what for line in log.lines(story)[:2]]
    assert said[0] == "penahanan dilepas"
    assert said[1].startswith("ditahan sampai ")
    assert log.lines(story)[1].note == "Sumber ragu."


def test_withdrawal_of_an_embargoed_story_asks_for_no_ground(until: datetime) -> None:
    story = make_embargoed(until=until)
    client = client_for(make_user("chief"))

    answer(client, f"/admin/articles/story/{story.pk}/withdraw/", reason="Acara batal.")

    assert Story.objects.get().status == Status.WITHDRAWN


def test_those_concerned_are_told(editor: User, until: datetime) -> None:
    reporter = make_user("reporter")
    story = make_embargoed(by=reporter, editor=editor, until=until)
    withholding.lift(story=story, by=make_user("chief"))
    withholding.hold(story=story, by=make_user("editor"), reason="Ragu.")

    kinds = InboxEntry.objects.filter(to=reporter).order_by("pk").values_list("kind", flat=True)

    assert list(kinds) == [InboxKind.EMBARGOED, InboxKind.PUBLISHED, InboxKind.HELD]
    lines = [told.line for told in client_for(reporter).get("/admin/inbox/").context["told"]]
    assert lines[2].startswith("Damar Peraga sent it, under embargo until ")


@pytest.mark.parametrize("minutes", [0, 2])
def test_who_answers_for_it_is_told_that_the_clock_came_late(
    editor: User, until: datetime, minutes: int
) -> None:
    User.objects.filter(pk=editor.pk).update(email="damar@contoh.test")
    lifted = make_embargoed(editor=editor, until=until)
    scheduled = make_scheduled(editor=editor, publish_at=until)
    then = timezone.now() - timedelta(minutes=minutes)
    Story.objects.filter(pk=lifted.pk).update(lift_at=then)
    Story.objects.filter(pk=scheduled.pk).update(publish_at=then)

    # The worker had stopped, and what it does first is to send.
    assert once([PUBLISH, LIFT])
    work(REMIND)

    told = InboxEntry.objects.filter(to=editor, kind=InboxKind.MISSED)
    late = {(lifted.pk, then), (scheduled.pk, then)} if minutes else set()
    assert set(told.values_list("story", "time")) == late
    if minutes:
        mails = map(letter_of, OutgoingMail.objects.filter(to=editor))
        late_ones = "Tidak terbit pada waktunya"
        said = [mail.text for mail in mails if mail and mail.subject.startswith(late_ones)]
        assert len(said) == 2
        assert all("Berita ini terlambat: waktunya " in text for text in said)


def test_missed_lift_alarms_on_the_desk_and_by_mail_until_it_is_done(
    editor: User, until: datetime
) -> None:
    User.objects.filter(pk=editor.pk).update(email="damar@contoh.test")
    story = make_embargoed(editor=editor, until=until)
    client = client_for(editor)
    before = client.get("/admin/").content.decode()
    Story.objects.filter(pk=story.pk).update(lift_at=timezone.now() - timedelta(minutes=2))

    work(REMIND)

    page = client.get("/admin/").content.decode()
    assert ['id="missed"' in each for each in (before, page)] == [False, True]
    assert InboxEntry.objects.get(to=editor).kind == InboxKind.MISSED
    assert OutgoingMail.objects.filter(to=editor).count() == 1
    assert once([LIFT])
    assert 'id="missed"' not in client.get("/admin/").content.decode()


def test_calendar_tells_scheduled_and_embargoed_apart(editor: User, until: datetime) -> None:
    scheduled = make_scheduled(publish_at=until, headline="Dijadwalkan")
    embargoed = make_embargoed(until=until, headline="Diembargo")
    make_published()

    page = client_for(editor).get(CALENDAR, {"day": f"{timezone.localdate(until)}"})

    entries = [entry for day in page.context["days"] for entry in day.entries]
    assert {(entry.story.pk, entry.kind) for entry in entries} == {
        (scheduled.pk, "scheduled"),
        (embargoed.pk, "embargo"),
    }
    html = page.content.decode()
    assert ["Goes out" in html, "Embargo ends" in html, "WIB" in html] == [True] * 3


@pytest.mark.parametrize("query", [{}, {"by": "day"}, {"day": "kemarin"}, {"day": "0001-01-01"}])
def test_calendar_answers_whatever_is_asked(editor: User, query: dict[str, str]) -> None:
    assert client_for(editor).get(CALENDAR, query).status_code == 200


def test_calendar_shows_only_what_one_may_see(until: datetime) -> None:
    make_embargoed(edition="en", until=until)
    own = make_embargoed(edition="id", until=until)

    days = (
        client_for(make_user("reporter"))
        .get(CALENDAR, {"day": f"{timezone.localdate(until)}"})
        .context["days"]
    )

    assert [entry.story.pk for day in days for entry in day.entries] == [own.pk]


def test_calendar_costs_the_same_for_one_story_and_for_many(editor: User, until: datetime) -> None:
    client = client_for(editor)
    address = f"{CALENDAR}?day={timezone.localdate(until)}"
    make_embargoed(until=until)
    one = count_queries(client, address)
    for _ in range(3):
        make_embargoed(until=until)

    assert count_queries(client, address) == one


def test_headline_of_an_embargoed_story_is_offered_only_to_who_may_see_it(
    until: datetime,
) -> None:
    story = make_embargoed(edition="en", until=until, headline="Rahasia sekali")
    reporter = make_user("reporter")
    client = client_for(reporter)
    field = {"app_label": "articles", "model_name": "story", "field_name": "translation_of"}

    offered = client.get("/admin/autocomplete/", field | {"term": "rahasia"}).json()["results"]
    own = make_story(by=reporter)
    answered = send(client, own, open_form(client, own), translation_of=story.pk)

    assert offered == []
    assert "Rahasia" not in answered.content.decode()
    own.refresh_from_db()
    assert own.translation_of is None
