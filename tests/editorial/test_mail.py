"""Mail of what is in the inbox: who gets which, what it says, and how it goes out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles.actions import reviewing
from articles.actions.refused import Refused
from articles.actions.worker import work
from articles.models import Story, Trouble, User
from editorial import mail, notes
from editorial.models import (
    InboxEntry,
    MailChoice,
    MailWhen,
    Note,
    Outcome,
    OutgoingMail,
)
from editorial.models.note import Part
from newsroom.mail_server import mailers
from tests.editorial.forms import client_for
from tests.editorial.mail_server import MailServer, running, taking_mail, text_of
from tests.factories import make_scheduled, make_submitted, make_user

pytestmark = pytest.mark.django_db

SETTINGS = "/admin/settings/"
HEADLINE = "Panen raya di desa contoh"


@pytest.fixture
def reporter() -> User:
    return make_user("reporter", username="banyu", email="banyu@contoh.example")


@pytest.fixture
def editor() -> User:
    return make_user("editor", first_name="Damar", last_name="Peraga", email="damar@contoh.example")


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with taking_mail(settings) as server:
        yield server


def return_one(reporter: User, editor: User, reason: str = "Siapa sumbernya?") -> Story:
    story = make_submitted(by=reporter, headline=HEADLINE)
    return reviewing.return_(story=story, by=editor, reason=reason)


def outcomes() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("outcome", "why"))


def test_story_that_is_returned_is_told_by_mail_at_once(
    server: MailServer, reporter: User, editor: User
) -> None:
    story = return_one(reporter, editor)

    work(mail.SEND)

    (sent,) = server.mails
    row = OutgoingMail.objects.get()
    assert (sent["To"], sent["From"]) == ("banyu@contoh.example", "MINA <redaksi@mina.example>")
    assert sent["Subject"] == f"Dikembalikan kepada Anda: {HEADLINE}"
    assert sent["Message-ID"] == f"<{row.uid}@mina.example>"
    assert (sent["Auto-Submitted"], sent.get_content_type()) == ("auto-generated", "text/plain")
    text = text_of(sent)
    assert "Damar Peraga mengembalikannya kepada Anda.\n\nSiapa sumbernya?" in text
    assert f"https://mina.example/admin/articles/story/{story.pk}/change/" in text
    assert "https://mina.example/admin/settings/" in text
    assert (row.outcome, row.address) == (Outcome.SENT, "banyu@contoh.example")
    assert (row.subject, row.text) == (sent["Subject"], text)


def test_mail_has_no_text_of_the_story_but_its_headline(
    server: MailServer, reporter: User, editor: User
) -> None:
    story = make_submitted(
        by=reporter, headline=HEADLINE, standfirst="Ringkasan rahasia", body="<p>Isi rahasia.</p>"
    )
    on = notes.Passage(Part.BODY, "Isi rahasia", "", ".")
    notes.write(story=story, by=editor, text="@banyu benar?", on=on)

    work(mail.SEND)

    (sent,) = server.mails
    assert "rahasia" not in sent.as_string() + text_of(sent)
    assert "@banyu benar?" in text_of(sent)
    assert f"/change/#note-{Note.objects.get().pk}\n" in text_of(sent)


@pytest.mark.parametrize(
    ("when", "subjects"),
    [
        (None, ["Disebut", "Dikembalikan kepada Anda"]),
        (MailWhen.FIRST, ["Disebut", "Dikembalikan kepada Anda"]),
        (MailWhen.NOW, ["Catatan di berita Anda", "Disebut", "Dikembalikan kepada Anda"]),
        (MailWhen.DAILY, []),
        (MailWhen.NONE, []),
    ],
)
def test_mail_is_what_its_person_chose(
    server: MailServer, reporter: User, editor: User, when: MailWhen | None, subjects: list[str]
) -> None:
    if when:
        mail.choose(user=reporter, when=when, hour=7, language="id")
    story = make_submitted(by=reporter, headline=HEADLINE)
    notes.write(story=story, by=editor, text="Cek.")
    notes.write(story=story, by=editor, text="@banyu cek.")
    reviewing.return_(story=story, by=editor, reason="Belum.")

    work(mail.SEND)

    assert [sent["Subject"] for sent in server.mails] == [
        f"{each}: {HEADLINE}" for each in subjects
    ]
    assert InboxEntry.objects.filter(to=reporter).count() == 3


def test_mail_is_in_the_language_that_its_person_chose(
    server: MailServer, reporter: User, editor: User
) -> None:
    mail.choose(user=reporter, when=MailWhen.NOW, hour=7, language="en")
    return_one(reporter, editor)

    work(mail.SEND)

    assert server.mails[0]["Subject"] == f"Returned to you: {HEADLINE}"
    assert "Damar Peraga returned it to you." in text_of(server.mails[0])


def test_mail_is_written_with_what_it_tells_or_not_at_all(reporter: User, editor: User) -> None:
    story = make_submitted(by=reporter)

    with pytest.raises(Refused):
        reviewing.return_(story=story, by=editor, reason="")

    assert (OutgoingMail.objects.count(), InboxEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize("lack", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_no_account_any_more_gets_none(
    server: MailServer, reporter: User, editor: User, lack: dict[str, object]
) -> None:
    return_one(reporter, editor)
    User.objects.filter(pk=reporter.pk).update(**lack)
    return_one(reporter, editor)

    work(mail.SEND)

    assert server.mails == []
    # One was written before; the other never was.
    assert outcomes() == [(Outcome.EMPTY, "")]


def test_story_that_may_not_be_seen_any_more_is_not_told_of(
    server: MailServer, reporter: User, editor: User
) -> None:
    story = make_submitted()
    notes.write(story=story, by=editor, text="@banyu cek.")
    Story.objects.filter(pk=story.pk).update(edition="en")

    work(mail.SEND)

    assert (server.mails, outcomes()) == ([], [(Outcome.EMPTY, "")])


def test_headline_of_odd_signs_is_a_subject(
    server: MailServer, reporter: User, editor: User
) -> None:
    story = make_submitted(by=reporter, headline="حصاد عام “raya” 🌾 " + "panjang " * 26)
    Story.objects.filter(pk=story.pk).update(headline=f"{story.headline}\nBcc: x@y.example")
    reviewing.return_(story=story, by=editor, reason="Belum.")

    work(mail.SEND)

    (sent,) = server.mails
    assert sent["Subject"].startswith("Dikembalikan kepada Anda: حصاد عام “raya” 🌾 panjang")
    assert (sent["Bcc"], sent["To"]) == (None, "banyu@contoh.example")


def test_address_that_is_refused_for_good_is_not_tried_again(
    server: MailServer, reporter: User, editor: User
) -> None:
    server.refusals["banyu@contoh.example"] = "550 No such user here"
    return_one(reporter, editor)
    return_one(editor, reporter_who_reviews())

    work(mail.SEND)
    page = client_for(reporter).get(SETTINGS).content.decode()

    assert outcomes() == [(Outcome.REFUSED, "550 No such user here"), (Outcome.SENT, "")]
    assert [sent["To"] for sent in server.mails] == ["damar@contoh.example"]
    assert Trouble.objects.count() == 0
    assert "The last mail to you could not be sent" in page
    assert "550 No such user here" in page


def reporter_who_reviews() -> User:
    return make_user("chief")


def test_server_that_puts_off_is_tried_again_and_given_up_after_days(
    server: MailServer, reporter: User, editor: User
) -> None:
    server.refusals["banyu@contoh.example"] = "451 Later"
    return_one(reporter, editor)
    work(mail.SEND)
    trouble = Trouble.objects.get()
    OutgoingMail.objects.update(at=timezone.now() - mail.GIVE_UP - timedelta(hours=1))
    Trouble.objects.update(next_at=timezone.now())
    given_up = _try_again()

    assert (trouble.duty, trouble.attempts) == ("send-mail", 1)
    assert "451" in trouble.what
    assert given_up[0][0] == Outcome.REFUSED
    assert Trouble.objects.count() == 0


def test_address_that_is_none_is_tried_again_and_given_up_after_days(
    server: MailServer, reporter: User, editor: User
) -> None:
    # A letter that no address without SMTPUTF8 may have: Django refuses it before any server does.
    User.objects.filter(pk=reporter.pk).update(email="bañyu@contoh.example")
    return_one(reporter, editor)
    work(mail.SEND)
    trouble = Trouble.objects.get()
    OutgoingMail.objects.update(at=timezone.now() - mail.GIVE_UP - timedelta(hours=1))
    Trouble.objects.update(next_at=timezone.now())
    ((outcome, why),) = _try_again()

    assert trouble.what.startswith("ValueError: Invalid address 'bañyu@contoh.example'")
    assert outcome == Outcome.REFUSED
    assert why.startswith("ValueError: Invalid address")
    assert (server.mails, Trouble.objects.count()) == ([], 0)


def _try_again() -> list[tuple[str, str]]:
    work(mail.SEND)
    return outcomes()


def test_server_that_is_away_gets_the_mail_when_it_is_back(
    settings: Settings, reporter: User, editor: User
) -> None:
    server = MailServer()
    with running(server) as address:
        pass
    settings.MAILERS, settings.DEFAULT_FROM_EMAIL = mailers("EMAIL_URL", address), "a@b.example"
    return_one(reporter, editor)
    work(mail.SEND)
    away = Trouble.objects.get().what
    with running(server) as address:
        settings.MAILERS = mailers("EMAIL_URL", address)
        Trouble.objects.update(next_at=timezone.now())
        work(mail.SEND)
        work(mail.SEND)

    assert away.startswith("ConnectionRefusedError")
    assert (len(server.mails), Trouble.objects.count()) == (1, 0)


def test_without_a_server_mail_is_shown_and_not_sent_later(
    server: MailServer, settings: Settings, reporter: User, editor: User
) -> None:
    there, settings.MAILERS = settings.MAILERS, {}
    return_one(reporter, editor)
    work(mail.SEND)
    settings.MAILERS = there

    work(mail.SEND)

    row = OutgoingMail.objects.get()
    admin = client_for(make_user("admin"))
    listed = admin.get("/admin/outbox/", follow=True).content.decode()
    page = admin.get(f"/admin/editorial/outgoingmail/{row.pk}/change/").content.decode()
    assert server.mails == []
    assert row.outcome == Outcome.NO_SERVER
    assert "Not sent: no mail server is set" in listed
    assert row.subject in listed
    assert "Siapa sumbernya?" in page


# The daily mail.


def at(hour: int, day: int = 27) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("now", "next_at"), [(at(6), at(7)), (at(7), at(7, 28)), (at(23), at(7, 28))]
)
def test_daily_mail_comes_at_its_hour_of_the_agencys_day(now: datetime, next_at: datetime) -> None:
    assert MailChoice(hour=7).after(now) == next_at


def make_daily(user: User) -> None:
    mail.choose(user=user, when=MailWhen.DAILY, hour=7, language="id")


def write_daily() -> int:
    """What the worker does when the hour has come."""
    MailChoice.objects.update(next_at=timezone.now())
    tried = work(mail.DAILY)
    work(mail.SEND)
    return tried


def test_daily_mail_has_all_that_is_unread_since_the_last_one(
    server: MailServer, reporter: User, editor: User
) -> None:
    return_one(reporter, editor, "Sebelum memilih.")
    OutgoingMail.objects.all().delete()
    make_daily(reporter)
    first = return_one(reporter, editor, "Yang pertama.")
    InboxEntry.objects.filter(story=first).update(is_read=True)
    return_one(reporter, editor, "Yang kedua.")
    make_scheduled(publish_at=timezone.now() + timedelta(hours=1), by=reporter, editor=editor)
    tried = [write_daily(), write_daily()]

    (sent,) = server.mails

    assert tried == [1, 1]
    assert sent["Subject"] == "2 hal di kotak masuk Anda"
    text = text_of(sent)
    assert "Yang kedua." in text
    assert "menyetujuinya untuk" in text
    assert not any(words in text for words in ("Sebelum memilih.", "Yang pertama."))
    assert MailChoice.objects.get().next_at > timezone.now()


def test_daily_mail_of_many_says_that_there_is_more(
    server: MailServer, reporter: User, editor: User
) -> None:
    make_daily(reporter)
    story = make_submitted(by=reporter)
    for number in range(52):
        notes.write(story=story, by=editor, text=f"Catatan {number}.")
    write_daily()

    (sent,) = server.mails
    assert sent["Subject"] == "50+ hal di kotak masuk Anda"
    assert text_of(sent).count("menulis catatan di berita Anda") == 50
    assert "https://mina.example/admin/inbox/" in text_of(sent)


# My settings.


def test_choice_is_made_on_the_page_of_own_settings(reporter: User) -> None:
    client = client_for(reporter)
    before = client.get(SETTINGS).context["form"].instance.when
    client.post(SETTINGS, {"when": "daily", "hour": "18", "language": "en"})

    choice = MailChoice.objects.get()

    assert before == MailWhen.FIRST
    assert (choice.user, choice.when, choice.hour, choice.language) == (
        reporter,
        MailWhen.DAILY,
        18,
        "en",
    )
    assert timezone.localtime(choice.next_at).hour == 18


@pytest.mark.parametrize("wrong", [{"when": "sometimes"}, {"hour": "24"}, {"language": "fr"}, {}])
def test_choice_that_is_none_is_refused(reporter: User, wrong: dict[str, str]) -> None:
    given = {"when": "daily", "hour": "18", "language": "en"} | wrong if wrong else {}

    answer = client_for(reporter).post(SETTINGS, given)

    assert (answer.status_code, MailChoice.objects.count()) == (200, 0)
    assert "Not saved yet" in answer.content.decode()
