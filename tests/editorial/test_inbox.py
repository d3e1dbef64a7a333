"""Who is told of what, and the page that says it."""

from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.utils import timezone

from articles.actions import amending, reviewing, scheduling
from articles.actions.worker import work
from articles.models import Desk, NoticeKind, Status, Story, User
from editorial import notes
from editorial.letters import letter_of
from editorial.mail import choose
from editorial.models import InboxEntry, InboxKind, MailWhen, OutgoingMail
from editorial.reminders import REMIND
from tests.duties import publish_due
from tests.editorial.forms import client_for, count_queries
from tests.factories import (
    edit,
    make_complaint,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

INBOX = "/admin/inbox/"
PAGES = (INBOX, "/admin/password_change/")
HOUR = timedelta(hours=1)


@pytest.fixture
def reporter() -> User:
    return make_user("reporter", username="banyu", first_name="Banyu", last_name="Cobandaru")


@pytest.fixture
def editor() -> User:
    return make_user("editor", first_name="Damar", last_name="Peraga")


def lines(user: User) -> list[str]:
    """What the inbox of ``user`` says, the newest first."""
    return [each.line for each in client_for(user).get(INBOX).context["told"]]


def in_an_hour(**fields: Any) -> Story:
    return make_scheduled(publish_at=timezone.now() + HOUR, **fields)


def make_due(story: Story, *, ago: timedelta) -> None:
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now() - ago)


def test_writer_is_told_what_becomes_of_a_story_but_not_of_own_steps(
    reporter: User, editor: User
) -> None:
    story = make_submitted(by=reporter)
    reviewing.return_(story=story, by=editor, reason="Siapa sumbernya?")
    reviewing.approve(story=make_submitted(by=reporter), by=editor)
    own = make_submitted(by=editor)
    reviewing.approve(story=own, by=editor)

    page = client_for(reporter).get(INBOX).content.decode()

    assert lines(reporter) == [
        "Damar Peraga published it.",
        "Damar Peraga returned it to you.",
    ]
    assert "Siapa sumbernya?" in page
    assert f'href="/admin/articles/story/{story.pk}/change/"' in page
    assert lines(editor) == []


def test_both_who_filed_and_who_signs_are_told(editor: User) -> None:
    filer, writer = make_user("reporter"), make_user("reporter")
    story = make_submitted(by=filer, writer=writer.person.pk)

    reviewing.return_(story=story, by=editor, reason="Belum.")

    assert [len(lines(user)) for user in (filer, writer)] == [1, 1]


def test_scheduled_story_is_told_of_when_it_is_approved_and_when_it_is_out(
    reporter: User, editor: User
) -> None:
    story = in_an_hour(by=reporter, editor=editor)
    make_due(story, ago=timedelta(seconds=1))
    publish_due()

    assert lines(reporter)[0] == "It went out at its time."
    assert lines(reporter)[1].startswith("Damar Peraga approved it for ")
    assert lines(editor) == []


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("en", "Missed its time: ", "It was late: its time was "),
        ("id", "Tidak terbit pada waktunya: ", "Berita ini terlambat: waktunya "),
        ("ar", "فات وقته: ", "تأخر صدوره: "),
    ],
)
def test_story_that_went_out_late_is_told_so_and_by_no_word_that_it_did_not_or_was_in_time(
    reporter: User, editor: User, language: str, subject: str, line: str
) -> None:
    for user in (reporter, editor):
        user.email = f"{user.username}@contoh.test"
        user.save()
        choose(user=user, when=MailWhen.NOW, hour=7, language=language)
    story = in_an_hour(by=reporter, editor=editor)
    OutgoingMail.objects.all().delete()
    make_due(story, ago=timedelta(minutes=5))

    publish_due()

    letters = [letter for mail in OutgoingMail.objects.all() if (letter := letter_of(mail))]
    assert {letter.address for letter in letters} == {reporter.email, editor.email}
    assert sum(letter.subject.startswith(subject) for letter in letters) == 2
    assert all(line in letter.text for letter in letters)


@pytest.mark.parametrize(
    ("fall", "line"),
    [
        (
            lambda story, by: edit(story, by=by, headline="Judul lain"),
            "Citra Peraga changed it, so it is off the schedule and needs an approval again.",
        ),
        (
            lambda story, by: scheduling.unschedule(story=story, by=by),
            "Citra Peraga took it off the schedule.",
        ),
        (
            lambda story, by: reviewing.spike(story=story, by=by),
            "Citra Peraga took it off the schedule.",
        ),
        (
            lambda story, by: reviewing.return_(story=story, by=by, reason="Belum."),
            "Citra Peraga took it off the schedule.",
        ),
    ],
    ids=["edit", "unschedule", "spike", "return"],
)
def test_approver_is_told_when_a_story_falls_off_the_schedule(
    reporter: User, editor: User, fall: Any, line: str
) -> None:
    other = make_user("chief", first_name="Citra", last_name="Peraga")
    story = in_an_hour(by=reporter, editor=editor)

    fall(story, other)

    assert lines(editor) == [line]
    assert len(lines(reporter)) == 2
    assert lines(other) == []


def test_story_that_could_not_go_out_is_told_of_with_the_reason(
    reporter: User, editor: User
) -> None:
    story = in_an_hour(by=reporter, editor=editor)
    editor.groups.clear()
    make_due(story, ago=timedelta(seconds=1))
    publish_due()

    told = client_for(reporter).get(INBOX).context["told"][0]

    assert told.line == "It could not go out at its time, and is back with the editors."
    assert told.words == "Damar Peraga, who approved it, may not approve stories any more."


def test_story_that_goes_out_within_a_quarter_of_an_hour_is_told_of_once(
    reporter: User, editor: User
) -> None:
    story = in_an_hour(by=reporter, editor=editor)
    in_an_hour()
    before = work(REMIND)
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now() + timedelta(minutes=14))

    tried = [work(REMIND), work(REMIND)]

    assert (before, tried) == (0, [1, 0])
    kinds = InboxEntry.objects.filter(kind=InboxKind.SOON).values_list("to", flat=True)
    assert set(kinds) == {reporter.pk, editor.pk}
    assert lines(editor)[0].startswith("It goes out at ")


def test_story_that_was_moved_to_another_time_is_told_of_again(editor: User) -> None:
    story = in_an_hour(editor=editor)
    for minutes in (14, 13):
        Story.objects.filter(pk=story.pk).update(
            publish_at=timezone.now() + timedelta(minutes=minutes)
        )
        work(REMIND)

    assert InboxEntry.objects.filter(kind=InboxKind.SOON, to=editor).count() == 2


def test_story_whose_time_went_by_is_told_of(reporter: User, editor: User) -> None:
    story = in_an_hour(by=reporter, editor=editor)
    make_due(story, ago=timedelta(seconds=30))
    soon_after = work(REMIND)
    make_due(story, ago=timedelta(minutes=2))

    work(REMIND)

    assert soon_after == 0
    assert [
        lines(user)[0].endswith(", and it was not out then.") for user in (reporter, editor)
    ] == [True] * 2
    publish_due()
    assert lines(editor)[0].endswith(", and it was not out then. By now it is.")


def test_story_that_nobody_may_see_any_more_waits_for_no_reminder(editor: User) -> None:
    story = in_an_hour(by=editor, editor=make_user("chief"))
    User.objects.update(is_active=False)
    make_due(story, ago=HOUR)

    assert [work(REMIND), work(REMIND)] == [1, 0]


def test_names_answers_and_notes_are_told_of_each_once(reporter: User, editor: User) -> None:
    named, stranger = make_user("photo", username="foto"), make_user("reporter", edition="en")
    story = make_submitted(by=reporter)
    text = f"@{named.username} @{stranger.username} @banyu @tiada cek gambarnya."
    note = notes.write(story=story, by=editor, text=text)
    notes.write(story=story, by=editor, text="Catatan kedua.")
    notes.answer(note=note, by=reporter, text="Sudah, @foto.")

    assert lines(named) == [
        "Banyu Cobandaru speaks to you in a note.",
        "Damar Peraga speaks to you in a note.",
    ]
    assert lines(reporter) == [
        "Damar Peraga wrote a note on your story.",
        "Damar Peraga speaks to you in a note.",
    ]
    assert lines(editor) == ["Banyu Cobandaru answered in notes that you wrote in."]
    assert lines(stranger) == []
    assert InboxEntry.objects.filter(to=stranger).count() == 0
    told = client_for(editor).get(INBOX).context["told"][0]
    assert told.address == f"/admin/articles/story/{story.pk}/change/#note-{note.pk}"


def test_changed_note_tells_those_alone_whom_it_names_now(reporter: User, editor: User) -> None:
    named = make_user("photo", username="foto")
    note = notes.write(story=make_submitted(by=reporter), by=editor, text="@banyu cek.")

    notes.change(note=note, by=editor, text="@banyu @foto cek.")
    notes.change(note=note, by=editor, text="@banyu @foto cek lagi.")

    assert [len(lines(user)) for user in (reporter, named)] == [1, 1]


def test_complaint_is_told_of_to_the_writers_without_what_it_says(reporter: User) -> None:
    story = make_published(by=reporter)
    complaint = make_complaint(story)
    make_complaint()

    page = client_for(reporter).get(INBOX).content.decode()

    assert lines(reporter)[0] == "A reader asks for something: Correction."
    assert not any(words in page for words in (complaint.text, complaint.name, complaint.email))
    assert f'href="/admin/articles/story/{story.pk}/change/"' in page


def test_complaint_leads_who_decides_it_to_it(editor: User) -> None:
    complaint = make_complaint(make_published(by=editor))

    told, *_before = client_for(editor).get(INBOX).context["told"]

    assert told.address == f"/admin/articles/complaint/{complaint.pk}/change/"


def test_what_may_not_be_seen_any_more_is_neither_shown_nor_counted(
    reporter: User, editor: User
) -> None:
    story = make_submitted()
    notes.write(story=story, by=editor, text="@banyu cek.")
    before = unread(reporter)

    Story.objects.filter(pk=story.pk).update(edition="en", desk=_desk("en"))

    assert (before, unread(reporter), lines(reporter)) == ("1", "", [])


def _desk(edition: str) -> Desk:
    return Desk.objects.create(edition_id=edition, name="Asing", slug="asing")


def unread(user: User) -> str:
    return str(client_for(user).get("/admin/").context["unread"])


def make_told(user: User, editor: User, many: int) -> list[InboxEntry]:
    story = make_story(by=user)
    for number in range(many):
        notes.write(story=story, by=editor, text=f"Catatan {number}.")
    return list(InboxEntry.objects.filter(to=user).order_by("pk"))


def test_read_is_marked_by_a_post_alone_one_or_all_that_were_shown(
    reporter: User, editor: User
) -> None:
    first, _second, third = make_told(reporter, editor, 3)
    client = client_for(reporter)
    client.get(INBOX)
    counts = [unread(reporter)]
    for pressed in ({"_do": f"read-{first.pk}"}, {"_do": "all", "newest": str(third.pk - 1)}):
        client.post(INBOX, pressed)
        counts.append(unread(reporter))

    left = InboxEntry.objects.unread().get(to=reporter)

    assert (counts, left) == (["3", "2", "1"], third)


def test_entry_of_another_is_not_marked(reporter: User, editor: User) -> None:
    (entry,) = make_told(reporter, editor, 1)
    client_for(editor).post(INBOX, {"_do": f"read-{entry.pk}"})
    client_for(editor).post(INBOX, {"_do": "all", "newest": str(entry.pk)})

    assert unread(reporter) == "1"


def test_pages_have_each_entry_once_the_unread_first(reporter: User, editor: User) -> None:
    entries = make_told(reporter, editor, 90)
    InboxEntry.objects.filter(pk__in=[each.pk for each in entries[30:60]]).update(is_read=True)
    client, found, address = client_for(reporter), [], INBOX
    while address:
        context = client.get(address).context
        found.append([each.entry.pk for each in context["told"]])
        address = context["more"] and f"{INBOX}{context['more']}"

    keys = [each.pk for each in entries]
    assert [len(page) for page in found] == [40, 40, 10]
    assert list(chain(*found)) == [*keys[:59:-1], *keys[29::-1], *keys[59:29:-1]]


@pytest.mark.parametrize("after", ["x", "1-", "0-x", "2-3", f"0-{'9' * 30}", "٠-١"])
def test_page_that_is_none_is_the_first(reporter: User, editor: User, after: str) -> None:
    make_told(reporter, editor, 1)

    page = client_for(reporter).get(f"{INBOX}?after={after}")

    assert len(page.context["told"]) == 1


def test_inbox_costs_the_same_for_one_entry_and_for_many(reporter: User, editor: User) -> None:
    make_told(reporter, editor, 1)
    few = [count_queries(client_for(reporter), url) for url in PAGES]
    make_told(reporter, editor, 30)
    in_an_hour(by=reporter, editor=editor)
    make_complaint(make_published(by=reporter))
    reviewing.return_(story=make_submitted(by=reporter), by=editor, reason="Belum.")

    assert [count_queries(client_for(reporter), url) for url in PAGES] == few


def test_words_in_a_note_are_no_html(reporter: User, editor: User) -> None:
    notes.write(story=make_story(by=reporter), by=editor, text="<b>cek</b>\nlagi")

    assert "&lt;b&gt;cek&lt;/b&gt;<br>lagi" in client_for(reporter).get(INBOX).content.decode()


def test_steps_of_which_nobody_is_told_write_nothing(reporter: User, editor: User) -> None:
    story = make_published(by=reporter, editor=reporter_as_editor(reporter))
    amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note="Satu angka.")

    assert InboxEntry.objects.count() == 0
    assert Story.objects.get().status == Status.PUBLISHED


def reporter_as_editor(reporter: User) -> User:
    reporter.groups.set(make_user("editor").groups.all())
    return User.objects.get(pk=reporter.pk)
