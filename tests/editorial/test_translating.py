"""A translation: begun beside its original, kept up with it, and one of a language."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.actions import amending, reviewing, withholding
from articles.actions.refused import Refused
from articles.models import (
    Article,
    Dispatch,
    Event,
    Ground,
    NoticeKind,
    Place,
    Signal,
    Status,
    Story,
    User,
)
from editorial.after import translations
from editorial.desk.queues import queues_of
from editorial.models import Following, InboxEntry, InboxKind
from tests.editorial.forms import client_for
from tests.editorial.samples import make_picture
from tests.factories import (
    edit,
    make_desk,
    make_embargoed,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

BODY = "<p>Gempa menewaskan 12 orang.</p><p>Tim SAR bekerja.</p><p>Warga mengungsi.</p>"
SAID = "<p>The quake killed 12.</p><p>Rescuers are at work.</p><p>People left.</p>"


@pytest.fixture
def editor() -> User:
    return make_user("editor")


def original(editor: User, **fields: Any) -> Story:
    return make_published(editor=editor, **{"headline": "Gempa", "body": BODY, **fields})


def translated(story: Story, editor: User) -> Story:
    made = translations.begin(story=story, by=editor, desk=make_desk("en"), headline="Quake")
    return edit(made, by=editor, body=SAID)


def at(name: str, story: Story) -> str:
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def correct(story: Story, editor: User) -> None:
    edit(story, by=editor, body=BODY.replace("12", "10"))
    amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note="Angka.")


def test_translation_is_begun_empty_with_what_the_other_language_has(editor: User) -> None:
    place = Place.objects.create(edition_id="id", name="Yerusalem")
    place.aliases.create(name="Jerusalem")
    Place.objects.create(edition_id="en", name="Jerusalem")
    make_published(edition="en", tags=("Gempa",))
    linked = make_published(editor=editor)
    there = make_published(editor=editor, edition="en", translation_of=linked)
    picture = make_picture()
    story = original(editor, dateline_place="Yerusalem", tags=("Gempa", "Relawan"), picture=picture)
    edit(story, by=editor, related=[{"target": linked.pk, "title": "", "after": 2}])

    client_for(editor).post(
        at("translate", story), {"desk": make_desk("en").pk, "headline": "Quake"}
    )

    made = Story.objects.get(translation_of=story)
    assert (made.edition_id, made.headline, made.body) == ("en", "Quake", "")
    assert (made.dateline_place, made.picture) == ("Jerusalem", picture)
    assert [tag.name for tag in made.tags.all()] == ["Gempa"]
    assert [(link.target, link.after) for link in made.related_links.all()] == [(there, 2)]


def test_original_stands_beside_the_translation(editor: User) -> None:
    made = translated(original(editor), editor)

    page = client_for(editor).get(at("change", made)).content.decode()

    assert 'aria-controls="original" aria-selected="true"' in page
    assert 'aria-controls="print" aria-selected="false"' in page
    assert "Tim SAR bekerja." in page.partition('id="original"')[2]


def test_desk_is_proposed_where_such_translations_went_and_the_one_there_is_is_named(
    editor: User,
) -> None:
    client, story = client_for(editor), original(editor)
    first = client.get(at("translate", story)).content.decode()
    made = translated(story, editor)
    other = make_published(editor=editor, desk=story.desk)

    page = client.get(at("translate", other)).content.decode()
    again = client.get(at("translate", story)).content.decode()

    assert '<option value="" selected>' in first
    assert f'<option value="{made.desk_id}" selected>' in page
    assert (at("change", made) in page, at("change", made) in again) == (False, True)


def test_second_translation_into_a_language_is_refused(editor: User) -> None:
    story = original(editor)
    translated(story, editor)

    with override("en"), pytest.raises(Refused, match="already: “Quake”"):
        translations.begin(story=story, by=editor, desk=make_desk("en"), headline="Again")


def test_database_refuses_a_second_live_translation(editor: User) -> None:
    story = original(editor)
    make_published(editor=editor, edition="en", translation_of=story)
    second = make_submitted(edition="en", translation_of=story)

    with override("en"), pytest.raises(Refused, match="into this language already"):
        reviewing.approve(story=second, by=editor)
    loose = make_published(editor=editor, edition="en")
    with override("en"), pytest.raises(Refused, match="into this language already"):
        edit(loose, by=editor, translation_of=story)


def test_correction_marks_the_paragraph_that_is_stale_and_tells_its_desk(editor: User) -> None:
    reporter = make_user("reporter", edition="en")
    story = original(editor)
    made = translated(story, reporter)

    correct(story, editor)

    found = translations.original_of(made, editor)
    assert found is not None
    stale = [(row.number, row.said) for row in found.rows if row.since]
    assert stale == [(1, "The quake killed 12.")]
    assert Following.objects.get(story=made).stale_since is not None
    assert InboxEntry.objects.filter(to=reporter, kind=InboxKind.ORIGINAL, story=made).exists()
    made.refresh_from_db()
    assert made.body == SAID


def test_stale_translation_stands_on_the_desk_of_its_edition_until_it_is_settled(
    editor: User,
) -> None:
    story = original(editor)
    made = translated(story, editor)

    def stale(chosen: Q) -> list[tuple[int, datetime]]:
        queues = {queue.name: queue for queue in queues_of(editor, chosen)}
        return [(row.pk, row.since) for row in queues["stale"].rows]

    before = stale(Q())
    correct(story, editor)
    since = Following.objects.get(story=made).stale_since
    found = stale(Q(edition="en")), stale(Q(edition="id"))
    version = Story.objects.get(pk=story.pk).version
    translations.follow(story=made, by=editor, version=version)

    assert (before, found, stale(Q())) == ([], ([(made.pk, since)], []), [])


def test_translation_from_before_is_marked_too(editor: User) -> None:
    story = original(editor)
    made = make_published(editor=editor, edition="en", body=SAID, translation_of=story)

    correct(story, editor)

    found = translations.original_of(made, editor)
    assert found is not None
    assert found.stale == 1


def test_correction_of_a_translation_leaves_its_original_alone(editor: User) -> None:
    story = original(editor)
    made = make_published(editor=editor, edition="en", body=SAID, translation_of=story)

    edit(made, by=editor, body=SAID.replace("12", "10"))
    amending.correct(story=made, by=editor, kind=NoticeKind.ERROR, note="Figure.")

    assert not Following.objects.exists()


def test_editor_says_that_it_is_up_to_date(editor: User) -> None:
    story = original(editor)
    made = translated(story, editor)
    correct(story, editor)
    client = client_for(editor)
    shown = client.get(at("original", made)).content.decode()

    story.refresh_from_db()
    client.post(at("original", made), {"version": str(story.version)})

    assert "Stale since" in shown
    row = Following.objects.get(story=made)
    assert (row.version, row.stale_since) == (story.version, None)


def test_who_follows_a_version_is_told_where_it_is_not_the_newest_any_more(editor: User) -> None:
    story = original(editor)
    made = translated(story, editor)
    correct(story, editor)
    read = Story.objects.get(pk=story.pk).version
    edit(story, by=editor, headline="Gempa di Cianjur Lagi")
    amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note="Judul.")

    page = client_for(editor).post(at("original", made), {"version": str(read)}, follow=True)

    assert "The original was changed again meanwhile." in page.content.decode()
    assert Following.objects.get(story=made).stale_since is not None
    assert page.context["original"].stale == 1


def test_withdrawal_asks_each_translation_s_people_to_decide(editor: User) -> None:
    story = original(editor)
    reporter = make_user("reporter", edition="en")
    made = translated(story, reporter)

    amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Anak.")

    page = client_for(reporter).get(reverse("admin:inbox")).content.decode()
    assert "withdrew its original: decide on this translation." in page
    at_story = client_for(reporter).get(at("change", made)).content.decode()
    assert "The original is withdrawn. Decide on this translation." in at_story


def withdraw(story: Story, chief: User) -> None:
    amending.withdraw(story=story, by=chief, ground=Ground.CHILD, reason="Anak.")


def test_withdrawal_holds_live_translations_until_an_editor_decides(editor: User) -> None:
    chief = make_user("chief")
    story = original(editor)
    make_desk("en")
    made = make_published(editor=editor, edition="en", body=SAID, translation_of=story)
    edit(made, by=editor, body=SAID.replace("left", "fled"))
    client = client_for(editor)
    ask = client_for(chief).get(at("withdraw", story)).content.decode()

    withdraw(story, chief)

    made.refresh_from_db()
    assert "1 translation goes on hold until an editor decides." in ask
    assert made.status == Status.HELD_REVISED
    assert not Article.objects.exists()
    numbers = Dispatch.objects.order_by("-number").values_list("signal", "edition")[:2]
    assert list(numbers) == [(Signal.HOLD, "en"), (Signal.WITHDRAWAL, "id")]
    assert "The story that this one translates was withdrawn." in (
        Client().get(f"/en/{made.slug}/").content.decode()
    )
    # In the log, in words, whose withdrawal it was.
    log = Event.objects.filter(story=made, verb="hold").get()
    assert (log.actor, log.data["original"]) == (chief, story.pk)
    told = InboxEntry.objects.filter(to=editor, story=made)
    assert [entry.kind for entry in told] == [InboxKind.ORIGINAL]
    page = client.get(at("change", made)).content.decode()
    assert "Held by itself: its original “Gempa” was withdrawn." in page
    assert 'value="lift"' in page.partition('id="stale-original"')[2].partition("</section>")[0]
    assert at("lift", made) in client.get(at("original", made)).content.decode()

    asked = client.post(at("lift", made), {"form_id": str(uuid.uuid4())})
    assert b"Free this translation all the same" in asked.content
    assert not Article.objects.exists()
    client.post(at("lift", made), {"form_id": str(uuid.uuid4()), "despite_withdrawal": "on"})
    kept = client.get(at("change", made)).content.decode()

    assert Article.objects.get().edition_id == "en"
    assert "Decide on this translation." not in kept


def test_withdrawal_leaves_to_a_person_what_would_go_out_by_the_clock(editor: User) -> None:
    now = timezone.now()
    later = now + timedelta(hours=1)
    story = original(editor)
    gone = make_published(editor=editor, edition="en", translation_of=story)
    withdraw(gone, make_user("chief"))
    draft = make_story(edition="en", translation_of=story)
    # The clock would free the one and send the other.
    embargoed = make_embargoed(editor=editor, until=later, edition="ar", translation_of=story)
    waiting = original(editor)
    scheduled = make_scheduled(
        publish_at=later, editor=editor, edition="en", translation_of=waiting
    )
    held = make_published(editor=editor, edition="ar", translation_of=waiting)
    withholding.hold(story=held, by=editor, reason="Ragu.", until=later)
    own = withholding.hold(story=original(editor), by=editor, reason="Ragu.", until=later)

    withdraw(story, make_user("chief"))
    withdraw(waiting, make_user("chief"))

    others = (gone, draft, embargoed, scheduled, held)
    assert [Story.objects.get(pk=other.pk).status for other in others] == [
        *(Status.WITHDRAWN, Status.DRAFT, Status.EMBARGOED, Status.SUBMITTED, Status.HELD),
    ]
    assert list(Story.objects.to_lift(now + timedelta(hours=2))) == [own]
    fallen = Event.objects.filter(story=scheduled).latest("pk")
    assert fallen.data["why"]["words"].startswith("Off the schedule by itself")
    told = InboxEntry.objects.filter(to=editor, kind=InboxKind.ORIGINAL)
    assert {entry.story_id for entry in told} >= {embargoed.pk, scheduled.pk, held.pk}
    # A hold of after the withdrawal is a decision: its end is kept.
    with pytest.raises(Refused, match="withdrawn"):
        withholding.lift(story=held, by=editor)
    withholding.lift(story=held, by=editor, despite_withdrawal=True)
    withholding.hold(story=held, by=editor, reason="Ragu lagi.", until=later)
    assert held in Story.objects.to_lift(now + timedelta(hours=2))


def test_withdrawal_of_a_translation_leaves_its_original(editor: User) -> None:
    story = original(editor)
    made = make_published(editor=editor, edition="en", translation_of=story)

    withdraw(made, make_user("chief"))

    assert Article.objects.get().story_uid == story.uid
