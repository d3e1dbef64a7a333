"""A link by which somebody outside reads a story before it goes out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone, translation

from articles.actions import amending, reviewing, withholding
from articles.actions.refused import Refused
from articles.models import Event, Ground, Story, User
from editorial.after import sharing
from editorial.models import PreviewLink
from editorial.story import log
from tests.editorial.forms import client_for
from tests.editorial.samples import make_picture
from tests.factories import (
    edit,
    make_embargoed,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def editor() -> User:
    return make_user("editor")


def linked(story: Story, by: User) -> str:
    return reverse("preview_link", args=[sharing.make(story=story, by=by, lasts=DAY).token])


def test_link_shows_the_text_as_it_would_print_in_the_language_of_its_edition(
    editor: User,
) -> None:
    story = make_submitted(edition="ar", headline="خبر", body="<p>نص الخبر.</p>")

    answer = Client().post(linked(story, editor))

    page = answer.content.decode()
    assert (answer.status_code, '<html lang="ar" dir="rtl">' in page) == (200, True)
    assert "نص الخبر" in page
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "script-src" in answer["Content-Security-Policy"]


def test_first_page_says_nothing_of_the_story_and_counts_nothing(editor: User) -> None:
    story = make_submitted(headline="Rahasia besar")
    address = linked(story, editor)

    cover = Client().get(address)
    before = PreviewLink.objects.get().opened
    Client(enforce_csrf_checks=True).post(address)

    assert "Rahasia" not in cover.content.decode()
    assert (before, PreviewLink.objects.get().opened) == (0, 1)
    assert (cover["Cache-Control"], bool(cover.cookies)) == ("no-store, private", False)


@pytest.mark.parametrize("how", ["over", "revoked", "spiked", "made up"])
def test_closed_link_shows_nothing(editor: User, how: str) -> None:
    story = make_submitted(headline="Rahasia besar")
    address = linked(story, editor)
    link = PreviewLink.objects.get()
    if how == "over":
        past = timezone.now() - DAY
        PreviewLink.objects.update(made_at=past - DAY, expires_at=past)
    elif how == "revoked":
        sharing.revoke(link=link, by=editor)
    elif how == "spiked":
        reviewing.spike(story=story, by=editor)
    else:
        address = reverse("preview_link", args=[f"{link.key}:abc"])

    answers = [Client().get(address), Client().post(address)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "Rahasia" not in "".join(answer.content.decode() for answer in answers)


@pytest.mark.parametrize(
    ("state", "heading", "line"),
    [
        ("draft", "Berita yang belum terbit", "Belum terbit."),
        ("revised", "Versi berikutnya dari sebuah berita", "Versi berikutnya, belum terbit."),
        ("held", "Berita yang sedang ditahan", "Sedang ditahan: siapa pun tidak boleh memakainya."),
    ],
)
def test_link_says_what_it_shows(editor: User, state: str, heading: str, line: str) -> None:
    story = make_story() if state == "draft" else make_published(editor=editor)
    if state == "revised":
        edit(story, by=editor, body="<p>Versi baru.</p>")
    elif state == "held":
        withholding.hold(story=story, by=editor, reason="Tunggu.")
    address = linked(story, editor)

    cover, text = (ask(address).content.decode() for ask in (Client().get, Client().post))

    assert heading in cover
    assert line in text


@pytest.mark.parametrize("how", ["over", "withdrawn"])
def test_closed_link_is_not_said_to_last(editor: User, how: str) -> None:
    chief = make_user("chief")
    story = make_published(editor=editor)
    sharing.make(story=story, by=editor, lasts=DAY)
    if how == "over":
        past = timezone.now() - DAY
        PreviewLink.objects.update(made_at=past - DAY, expires_at=past)
    else:
        amending.withdraw(story=story, by=chief, ground=Ground.CHILD, reason="Anak.")

    page = client_for(editor).get(f"/admin/articles/story/{story.pk}/share/").content.decode()

    links = page.partition("<ol>")[2].partition("</ol>")[0]
    assert ">Over</span>" in links
    assert "until" not in links
    assert ("<time" in links) == (how == "over")


def test_log_says_whose_link_was_made_and_revoked(editor: User) -> None:
    story = make_submitted()
    link = sharing.make(story=story, by=editor, lasts=DAY, reader="Pengacara")
    sharing.revoke(link=link, by=editor)

    with translation.override("en"):
        said = [(line.what, line.note) for line in log.lines(story)[:2]]

    assert said == [
        ("revoked a link", "For Pengacara."),
        ("made a link to show it outside", "For Pengacara."),
    ]


def test_nothing_invites_to_pass_it_on_or_leads_where_no_reader_may_be(editor: User) -> None:
    story = make_submitted()

    page = Client().post(linked(story, editor)).content.decode()

    main = page.partition("<main")[2].partition("</main>")[0]
    assert [part for part in ("wa.me", "data-copy", "copy.txt", "berita=") if part in main] == []


def test_link_to_a_story_that_was_published_leads_there(editor: User) -> None:
    story = make_submitted(headline="Rahasia besar")
    address = linked(story, editor)
    reviewing.approve(story=story, by=editor)
    story.refresh_from_db()

    answers = [Client().get(address), Client().post(address)]

    for answer in answers:
        assert (answer.status_code, f'href="/{story.slug}/"' in answer.content.decode()) == (
            200,
            True,
        )
        assert "Belum terbit" not in answer.content.decode()
    assert PreviewLink.objects.get().opened == 0


def test_time_and_rights_are_told_and_pictures_left_out(editor: User) -> None:
    picture = make_picture()
    story = make_scheduled(
        publish_at=timezone.now() + timedelta(hours=3), editor=editor, edition="en", picture=picture
    )

    page = Client().post(linked(story, editor)).content.decode()

    assert "Not for publication before" in page
    assert "Its pictures are left out here" in page
    assert "<figure" not in page


@pytest.mark.parametrize("sent", [True, False])
def test_end_of_an_embargo_is_told(editor: User, sent: bool) -> None:
    until = (timezone.now() + timedelta(hours=5)).replace(second=0, microsecond=0)
    make = make_embargoed if sent else make_story
    told = {"until": until} if sent else {"embargo_until": until.isoformat()}
    story = make(edition="en", **told)

    page = Client().post(linked(story, editor)).content.decode()

    time = formats.date_format(timezone.localtime(until), "DATETIME_FORMAT")
    assert f"Not for publication before {time}." in page


def test_who_made_and_who_revoked_it_is_in_the_log(editor: User) -> None:
    story, chief = make_submitted(), make_user("chief")
    page = reverse("admin:articles_story_share", args=[story.pk])

    client_for(editor).post(page, {"days": "3", "reader": "Dewan Contoh"})
    link = PreviewLink.objects.get()
    client_for(chief).post(page, {"_do": f"revoke-{link.pk}"})

    events = Event.objects.filter(story=story).order_by("-pk")[:2]
    assert [(event.verb, event.actor) for event in events] == [
        ("unshare", chief),
        ("share", editor),
    ]
    assert "Dewan Contoh" in str(events[1].data["why"])
    with pytest.raises(Refused, match="revoked already"):
        sharing.revoke(link=link, by=editor)


def test_link_ends_by_itself_and_is_for_its_own_people_to_make(editor: User) -> None:
    story = make_submitted()

    with pytest.raises(Refused, match="at most 14 days"):
        sharing.make(story=story, by=editor, lasts=timedelta(days=15))
    with pytest.raises(Refused, match="reporter and editors"):
        sharing.make(story=story, by=make_user("reporter"), lasts=DAY)
