"""Who has a story open, and who writes in it: one person at a time, and never for longer."""

from datetime import timedelta
from time import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Story, User
from editorial.models import Lease, Presence
from editorial.models.presence import KEPT, MOST_PAGES
from newsroom import sessions
from tests.duties import forget
from tests.editorial.at_a_story import page_of, pass_a_moment, pass_time, writing
from tests.editorial.forms import change_address, client_for, open_form, read, send
from tests.editorial.test_buffers import beside, keep, typed
from tests.editorial.test_versions import plain
from tests.factories import make_person, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return make_submitted(headline="Panen raya", writer=make_person(code="RI-1"))


def test_who_has_a_story_open_is_told_on_its_page_and_on_the_desk(
    story: Story, sari: User, budi: User
) -> None:
    page_of(sari, story).read()

    told = page_of(budi, story).read()
    desk = client_for(budi).get("/admin/").content.decode()

    assert (told["state"], told["version"]) == ("free", 1)
    assert "Also here:" in told["line"]
    assert "Sari Contoh" in told["line"]
    assert "Budi" not in told["line"]
    assert "Sari Contoh has it open since" in desk


def test_opening_a_story_takes_nothing_and_writes_nothing(
    story: Story, sari: User, budi: User
) -> None:
    page = page_of(sari, story)
    before = Presence.objects.exists()
    page.read()

    assert (before, Lease.objects.exists()) == (False, False)
    assert page_of(budi, story).is_form


def test_another_reads_while_one_writes(story: Story, sari: User, budi: User) -> None:
    mine = page_of(sari, story).write()
    other = page_of(budi, story)

    told = other.read()
    page = other.client.get(change_address(story)).content.decode()

    assert (mine["state"], told["state"], other.is_form) == ("mine", "held", False)
    for html in (told["line"], page):
        assert "<b>Sari Contoh</b> is writing since" in html
        assert "Take over…" in html
    assert "Sari Contoh is writing since" in client_for(budi).get("/admin/").content.decode()


def test_who_reads_sees_what_is_typed_as_it_differs_from_what_is_stored(
    story: Story, sari: User, budi: User
) -> None:
    written = writing(sari, story, headline="Panen Sari")
    page = page_of(budi, story)
    first = page.read()["typed"]

    sent = typed(written.client, written.fields, headline="Panen besar") | {"after": [first]}
    keep(written.client, beside(story), sent)
    told = page.read()
    shown = page.client.get(change_address(story))

    assert (told["typed"] != first, told["seen"]) == (True, page.seen)
    assert [(each.name, plain(each.line)) for each in shown.context["typing"].differences] == [
        ("headline", "Panen <del>raya</del><ins>besar</ins>")
    ]
    assert "Sari Contoh has typed this and not saved it" in shown.content.decode()
    # A press is about what is stored.
    assert read(shown).fields["seen_digest"] == page.fields["seen_digest"]


def test_what_goes_out_is_shown_of_the_stored_text_while_another_writes(
    story: Story, sari: User, budi: User
) -> None:
    writing(sari, story, headline="Panen Sari")
    page = page_of(budi, story)

    told = page.client.post(f"/admin/articles/story/{story.pk}/print/", page.fields).json()

    assert "Panen raya" in told["story"]
    assert "Headline" not in told["missing"]


def test_unsaved_text_is_shown_no_longer_than_its_writer_writes(
    story: Story, sari: User, budi: User
) -> None:
    page = writing(sari, story, headline="Panen Sari")
    reporter = story.created_by
    assert reporter
    shown = client_for(reporter).get(change_address(story)).context["typing"]

    page.close()
    pass_a_moment()

    pages = [client_for(user).get(change_address(story)) for user in (reporter, budi)]
    assert [plain(each.line) for each in shown.differences] == [
        "Panen <del>raya</del><ins>Sari</ins>"
    ]
    assert [answer.context["typing"] for answer in pages] == [None, None]
    assert page_of(budi, story).read()["typed"] == ""


def test_who_may_only_read_is_not_asked_to_take_over(story: Story, sari: User) -> None:
    page_of(sari, story).write()
    reporter = story.created_by
    assert reporter

    told = page_of(reporter, story).write()

    assert (told["state"], "Take over" in told["line"]) == ("held", False)
    assert Lease.objects.get().by == sari


def test_who_may_not_edit_never_gets_the_lease(story: Story) -> None:
    assert story.created_by

    assert page_of(story.created_by, story).write()["state"] == "free"
    assert not Lease.objects.exists()


def test_second_to_type_is_told_who_was_first(story: Story, sari: User, budi: User) -> None:
    first, second = page_of(sari, story), page_of(budi, story)

    answers = [page.write()["state"] for page in (first, second, first)]

    assert answers == ["mine", "held", "mine"]


def test_two_windows_of_one_person_lock_nobody_out(story: Story, sari: User, budi: User) -> None:
    windows = [page_of(sari, story) for _ in range(2)]
    states = [page.write()["state"] for page in windows]
    windows[0].close()
    pass_a_moment()

    assert states == ["mine", "mine"]
    assert windows[1].is_form
    assert page_of(budi, story).read()["state"] == "held"


def test_lease_ends_when_its_last_page_is_closed(story: Story, sari: User, budi: User) -> None:
    page = page_of(sari, story)
    page.write()

    page.close()
    pass_a_moment()

    assert page_of(budi, story).is_form
    assert not Presence.objects.exists()


def test_save_in_a_page_goes_on_with_the_same_lease(story: Story, sari: User, budi: User) -> None:
    page = page_of(sari, story)
    page.write()
    since = Lease.objects.get().since
    send(page.client, story, page.fields, headline="Panen besar")
    page.close()

    following = page_of(sari, story)
    state = following.client.get(change_address(story)).context["state"]
    following.write()
    pass_a_moment()

    assert (state, Lease.objects.get().since) == ("mine", since)
    assert not page_of(budi, story).is_form


def test_lease_ends_with_three_heartbeats_that_did_not_come(
    story: Story, sari: User, budi: User
) -> None:
    page = page_of(sari, story)
    page.write()
    since = Lease.objects.get().since

    pass_time(timedelta(seconds=40))
    still = page_of(budi, story).write()["state"]
    pass_time(timedelta(seconds=10))
    free = page_of(budi, story)
    taken = free.write()["state"]

    assert (still, free.is_form, taken) == ("held", True, "mine")
    assert Lease.objects.get().since > since
    assert page.write()["state"] == "held"


def test_signing_out_ends_the_lease(story: Story, sari: User, budi: User) -> None:
    page = page_of(sari, story)
    page.write()

    page.client.post("/admin/logout/")

    assert (page.say("writing").status_code, page_of(budi, story).is_form) == (401, True)
    assert not Lease.objects.exists()


@pytest.mark.parametrize("right", ["is_active", "is_staff"])
def test_account_that_is_switched_off_holds_nothing(
    story: Story, sari: User, budi: User, right: str
) -> None:
    page_of(sari, story).write()

    User.objects.filter(pk=sari.pk).update(**{right: False})

    page = page_of(budi, story)
    told = page.write()
    assert (page.is_form, told["state"], "Sari" in told["line"]) == (True, "mine", False)


def test_press_that_ends_the_writing_ends_the_lease(budi: User) -> None:
    story = make_story()
    assert story.created_by
    page = page_of(story.created_by, story)
    page.write()

    send(page.client, story, page.fields, _do="submit")

    assert page_of(budi, story).is_form


def test_save_of_who_has_no_lease_is_taken_and_merged_as_ever(
    story: Story, sari: User, budi: User
) -> None:
    mine, other = page_of(sari, story), page_of(budi, story)
    mine.write()

    saved = send(other.client, story, other.fields, standfirst="Pengantar Budi")
    told = mine.write()
    merged = send(mine.client, story, mine.fields, headline="Judul Sari")

    assert (saved.status_code, told["version"], merged.status_code) == (302, 2, 409)
    assert list(merged.context["merge"].fields) == ["headline", "standfirst"]
    assert Story.objects.get().standfirst == "Pengantar Budi"


def test_heartbeat_costs_three_queries_however_many_are_there(story: Story, sari: User) -> None:
    page = page_of(sari, story)
    costs = []
    for _ in range(3):
        page_of(make_user("editor"), story).write()
        with CaptureQueriesContext(connection) as queries:
            page.read()
        costs.append(len(queries))

    # Session, account and its two kinds of rights come with every page.
    assert costs == [4 + 3] * 3
    assert not any("django_session" in q["sql"] and "UPDATE" in q["sql"] for q in queries)


def test_open_page_puts_off_no_end_of_a_session(story: Story, sari: User) -> None:
    page = page_of(sari, story)
    session = page.client.session
    used = int(time()) - 3600
    session[sessions.USED] = used
    session.save()

    page.write()
    after_beats = page.client.session[sessions.USED]
    open_form(page.client, story)

    assert after_beats == used
    assert page.client.session[sessions.USED] > used


def test_page_of_another_person_is_not_spoken_for(story: Story, sari: User, budi: User) -> None:
    mine, other = page_of(sari, story), page_of(budi, story)
    mine.write()
    other.fields["form_id"] = mine.fields["form_id"]

    answers = [other.say(does).status_code for does in ("writing", "leaving")]

    assert answers == [429, 200]
    assert (Presence.objects.get().by, Lease.objects.get().by) == (sari, sari)


def test_one_person_has_only_so_many_pages_of_a_story(story: Story, sari: User) -> None:
    page = page_of(sari, story)
    answers = []
    for _ in range(MOST_PAGES + 1):
        page.fields["form_id"] = str(uuid4())
        answers.append(page.say("reading").status_code)

    assert answers == [200] * MOST_PAGES + [429]
    assert Presence.objects.count() == MOST_PAGES


@pytest.mark.parametrize(
    "posted", [{}, {"page": "x", "does": "reading"}, {"page": str(uuid4()), "does": "dancing"}]
)
def test_what_no_page_says_is_refused(story: Story, sari: User, posted: dict[str, str]) -> None:
    address = f"/admin/articles/story/{story.pk}/presence/"

    assert client_for(sari).post(address, posted).status_code == 400


def test_story_that_one_may_not_see_says_nothing(story: Story) -> None:
    client = client_for(make_user("reporter", edition="ar"))
    address = f"/admin/articles/story/{story.pk}/presence/"

    answer = client.post(address, {"page": str(uuid4()), "does": "reading"})

    assert (answer.status_code, Client().post(address).status_code) == (404, 401)
    assert not Presence.objects.exists()


def test_pages_of_long_ago_are_forgotten(story: Story, sari: User, budi: User) -> None:
    page_of(sari, story).write()
    old = timezone.now() - KEPT - timedelta(minutes=1)
    Presence.objects.update(at=old)
    Lease.objects.update(at=old)
    page_of(budi, story).read()

    forget()

    assert [row.by for row in Presence.objects.all()] == [budi]
    assert not Lease.objects.exists()
