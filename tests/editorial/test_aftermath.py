"""Who else says what a correction or a withdrawal took back, and how it is dealt with."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from articles.actions import amending, reviewing, withholding
from articles.actions.refused import Refused
from articles.models import Event, Ground, NoticeKind, Status, Story, User
from editorial.after import worklist
from editorial.models import Aftermath, Decision, Echo, InboxEntry, Lease, Note
from editorial.story import log
from tests.duties import seek_echoes
from tests.editorial.forms import client_for
from tests.factories import (
    edit,
    make_embargoed,
    make_published,
    make_scheduled,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db

OLD = (
    "<p>Gempa di Cianjur menewaskan 12 orang, kata Dedi Contoh.</p><p>Tim SAR Cianjur bekerja.</p>"
)
NEW = OLD.replace("12 orang", "10 orang")
TAGS = ("Cianjur", "Gempa")


@pytest.fixture
def editor() -> User:
    return make_user("editor")


def quake(editor: User, **fields: Any) -> Story:
    given = {"headline": "Gempa Cianjur", "body": OLD, "tags": TAGS, **fields}
    return make_published(editor=editor, **given)


def correct(story: Story, editor: User, **fields: Any) -> Aftermath:
    edit(story, by=editor, **(fields or {"body": NEW}))
    amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note="Angka.")
    seek_echoes()
    return Aftermath.objects.latest("pk")


def listed(after: Aftermath) -> list[int]:
    return [echo.story_id for echo in after.echoes.order_by("-rank")]


def page(story: Story) -> str:
    return reverse("admin:articles_story_after", args=[story.pk])


def test_old_number_is_found_in_two_editions_a_draft_and_a_scheduled_story(editor: User) -> None:
    story = quake(editor)
    live = quake(editor, headline="Warga Cianjur berduka", body="<p>Gempa Cianjur: 12 orang.</p>")
    english = quake(
        editor,
        edition="en",
        headline="Quake in Cianjur",
        body="<p>It killed twelve people in Cianjur, Dedi Contoh said.</p>",
        translation_of=story,
    )
    arabic = quake(
        editor, edition="ar", headline="زلزال", body="<p>قتل ١٢ شخصا.</p>", translation_of=story
    )
    draft = make_story(headline="Cianjur", body="<p>Dua belas orang di Cianjur.</p>", tags=TAGS)
    scheduled = make_scheduled(
        publish_at=timezone.now() + timedelta(hours=2),
        editor=editor,
        headline="Bantuan untuk Cianjur",
        body="<p>Setelah 12 orang tewas di Cianjur, bantuan tiba.</p>",
        tags=TAGS,
    )
    quake(editor, headline="Kecelakaan di Medan", body="<p>Sebanyak 12 orang.</p>", tags=("Medan",))
    quake(editor, headline="Cianjur panen", body="<p>Cianjur memanen 120 ton padi.</p>")

    after = correct(story, editor)

    assert set(listed(after)) == {live.pk, english.pk, arabic.pk, draft.pk, scheduled.pk}
    assert [(each["old"], each["new"]) for each in after.taken] == [("12 orang", "10 orang")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kata Dedi Contoh", "kata Deddi Contoh"),
        ("“kami akan membangun semua rumah warga”", "“kami akan membangun sebagian rumah warga”"),
    ],
)
def test_old_name_and_old_quote_are_found_wherever_they_stand(
    editor: User, old: str, new: str
) -> None:
    story = quake(editor, body=f"<p>Di Cianjur {old}.</p>")
    other = quake(editor, headline="Lain", body=f"<p>Rapat di Bogor, {old}.</p>", tags=())
    draft = make_story(headline="Lain lagi", body=f"<p>Di sana, {old}, hari itu.</p>")

    after = correct(story, editor, body=f"<p>Di Cianjur {new}.</p>")

    assert set(listed(after)) == {other.pk, draft.pk}


def test_what_leads_to_it_is_listed_behind_what_says_it(editor: User) -> None:
    story = quake(editor)
    said = quake(editor, headline="Gempa Cianjur lagi", body="<p>Cianjur: 12 orang.</p>")
    link = make_story(headline="Olahraga", body=f'<p><a href="/{story.slug}/">Baca</a> ini.</p>')
    related = make_story(headline="Cuaca")
    edit(related, by=editor, related=[{"target": story.pk, "title": "", "after": None}])

    after = correct(story, editor)

    found = listed(after)
    assert found[0] == said.pk
    assert set(found[1:]) == {link.pk, related.pk}


def test_number_of_something_else_is_no_echo_where_a_story_only_leads_to_it(editor: User) -> None:
    story = quake(editor)
    text = f'<p>Selama 12 bulan <a href="/{story.slug}/">terakhir</a>.</p>'
    make_story(headline="Olahraga", body=text)

    echo = correct(story, editor).echoes.get()

    assert [reason["why"] for reason in echo.reasons] == ["link"]


def test_line_shows_where_the_same_thing_is_counted(editor: User) -> None:
    story = quake(editor)
    text = "<p>Selama 12 jam di Cianjur.</p><p>Ada 12 selimut, dan tewas 12 orang.</p>"
    make_story(headline="Cianjur", body=text, tags=TAGS)

    (reason,) = correct(story, editor).echoes.get().reasons

    assert (reason["part"], reason["is_same"]) == (3, True)


def test_withdrawal_lists_what_repeats_it_and_leads_to_it(editor: User) -> None:
    story = quake(editor)
    other = quake(editor, headline="Gempa Cianjur", body=OLD + "<p>Lagi.</p>")
    sibling = quake(editor, edition="en", headline="Quake", body="<p>-</p>", translation_of=story)

    amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Anak.")
    seek_echoes()

    assert set(listed(Aftermath.objects.get())) == {other.pk, sibling.pk}


def test_spiked_and_withdrawn_stories_are_passed_over(editor: User) -> None:
    story = quake(editor)
    spiked = make_story(headline="Cianjur", body=OLD, tags=TAGS)
    reviewing.spike(story=spiked, by=editor)

    assert listed(correct(story, editor)) == []


def test_line_is_settled_once_by_whom_and_logged(editor: User) -> None:
    story = quake(editor)
    draft = make_story(headline="Cianjur", body=OLD, tags=TAGS)
    echo = correct(story, editor).echoes.get()
    client = client_for(editor)

    client.post(page(story), {"_do": f"left-{echo.pk}"})

    echo.refresh_from_db()
    assert (echo.decision, echo.decided_by) == (Decision.LEFT, editor)
    assert draft.headline in str(Event.objects.filter(story=story).latest("pk").data["why"])
    with pytest.raises(Refused, match="settled"):
        worklist.settle(echo=echo, by=editor, decision=Decision.DONE)


def test_draft_that_is_corrected_likewise_is_done(editor: User) -> None:
    story = quake(editor)
    draft = make_story(by=editor, headline="Cianjur 12 orang", body=OLD, tags=TAGS)
    echo = correct(story, editor).echoes.get()

    client_for(editor).post(page(story), {"_do": f"alike-{echo.pk}-{draft.version}"})

    draft.refresh_from_db()
    echo.refresh_from_db()
    assert (draft.headline, draft.body) == ("Cianjur 10 orang", NEW)
    assert echo.decision == Decision.DONE


def alike(editor: User, after: Aftermath, other: Story) -> str:
    """The page to which a press of “Correct likewise” leads, for ``other``."""
    echo = after.echoes.get(story=other)
    press = {"_do": f"alike-{echo.pk}-{other.version}"}
    return client_for(editor).post(page(after.story), press, follow=True).content.decode()


def test_number_is_corrected_likewise_in_each_form_and_in_the_words_that_stand_there(
    editor: User,
) -> None:
    body = "<p>Banjir Cianjur memaksa 1.200 warga mengungsi.</p>"
    story = quake(editor, headline="1.200 Warga Cianjur Mengungsi", body=body)
    forms = (
        "<p>Di Cianjur 1.200 warga mengungsi, dari 1.200 selimut.</p>"
        "<p>Seribu dua ratus warga itu di posko; 1200 Warga.</p>"
    )
    draft = make_story(by=editor, headline="Cianjur", body=forms, tags=TAGS)
    fields = {"headline": "1.500 Warga Cianjur Mengungsi", "body": body.replace("1.2", "1.5")}
    after = correct(story, editor, **fields)

    alike(editor, after, draft)

    draft.refresh_from_db()
    assert draft.body == (
        "<p>Di Cianjur 1.500 warga mengungsi, dari 1.200 selimut.</p>"
        "<p>1.500 warga itu di posko; 1.500 Warga.</p>"
    )
    # 1,200 blankets are no residents.
    assert after.echoes.get().decision == Decision.DONE


def test_arabic_number_is_corrected_likewise_in_either_digits_and_behind_and(
    editor: User,
) -> None:
    body = "<p>قتل ١٢ شخصا في ركعان.</p>"
    story = quake(editor, edition="ar", headline="زلزال ركعان", body=body)
    text = "<p>مقتل 12 شخصا في ركعان، و١٢ شخصا قبلهم.</p>"
    draft = make_story(by=editor, edition="ar", headline="ركعان", body=text, tags=TAGS)

    alike(editor, correct(story, editor, body=body.replace("١٢", "١٥")), draft)

    draft.refresh_from_db()
    assert draft.body == "<p>مقتل ١٥ شخصا في ركعان، و١٥ شخصا قبلهم.</p>"


def test_what_was_corrected_again_since_is_corrected_to_what_stands_now(editor: User) -> None:
    story = quake(editor)
    draft = make_story(by=editor, headline="Cianjur", body=OLD, tags=TAGS)
    first = correct(story, editor)
    correct(story, editor, body=OLD.replace("12 orang", "14 orang"))

    shown = client_for(editor).get(page(story)).content.decode()
    alike(editor, first, draft)

    draft.refresh_from_db()
    assert "14 orang</bdi>" in shown
    assert '<ins lang="id"><bdi>10 orang' not in shown
    assert draft.body == OLD.replace("12 orang", "14 orang")


def test_what_the_story_says_no_more_is_put_into_no_other(editor: User) -> None:
    story = quake(editor)
    draft = make_story(by=editor, headline="Cianjur", body=OLD, tags=TAGS)
    first = correct(story, editor)
    edit(story, by=editor, body="<p>Korban masih dihitung.</p>")
    amending.update(story=story, by=editor)

    shown = client_for(editor).get(page(story)).content.decode()
    alike(editor, first, draft)

    draft.refresh_from_db()
    assert "Correct likewise" not in shown
    assert draft.body == OLD


def test_all_is_replaced_at_once_and_what_is_right_stays(editor: User) -> None:
    was = "<p>Di Cianjur 10 orang tewas dan 12 orang luka, kata Ahmad.</p>"
    now = "<p>Di Cianjur 12 orang tewas dan 15 orang luka, kata Ahmad Contoh.</p>"
    story = quake(editor, body=was)
    draft = make_story(
        by=editor, headline="Cianjur", body=f"{was}<p>Kata Ahmad Contoh.</p>", tags=TAGS
    )

    alike(editor, correct(story, editor, body=now), draft)

    draft.refresh_from_db()
    assert draft.body == f"{now}<p>Kata Ahmad Contoh.</p>"


def test_what_could_not_be_corrected_likewise_is_named(editor: User) -> None:
    story = quake(editor, body=OLD)
    text = "<p>Gempa Cianjur: 12 orang, kata <strong>Dedi</strong> Contoh.</p>"
    draft = make_story(by=editor, headline="Cianjur", body=text, tags=TAGS)
    body = NEW.replace("Dedi Contoh", "Deddi Contoh")
    after = correct(story, editor, body=body)

    shown = alike(editor, after, draft)

    assert "only you can correct: “Dedi Contoh”" in shown
    assert after.echoes.get().decision == ""


def test_embargoed_story_is_listed_and_done_once_media_have_the_new_words(editor: User) -> None:
    story = quake(editor)
    later = timezone.now() + timedelta(hours=3)
    # Found by what it says alone: it begins like no other, and the site's index has none of it.
    said = "<p>Menurut laporan yang dibacakan pagi ini, korban jiwa 12 orang di Cianjur.</p>"
    other = make_embargoed(until=later, editor=editor, headline="Laporan", body=said, tags=TAGS)
    after = correct(story, editor)
    echo = after.echoes.get()

    shown = alike(editor, after, other)
    echo.refresh_from_db()
    before, other = echo.decision, Story.objects.get(pk=other.pk)
    waiting = client_for(editor).get(page(story)).content.decode()
    amending.correct(story=other, by=editor, kind=NoticeKind.ERROR, note="Angka.")

    echo.refresh_from_db()
    assert "Yang benar “10 orang”" in shown
    assert "Its next version does not say it any more." in waiting
    assert (before, echo.decision) == ("", Decision.DONE)


def test_live_story_whose_next_version_says_it_no_more_is_listed(editor: User) -> None:
    story = quake(editor)
    other = quake(editor, headline="Cianjur", body=OLD)
    edit(other, by=editor, body="<p>Naskah baru.</p>")

    assert listed(correct(story, editor)) == [other.pk]


@pytest.mark.parametrize("way", ["done", "left", "alike", "note"])
def test_line_that_somebody_settled_meanwhile_is_left_alone(editor: User, way: str) -> None:
    story = quake(editor)
    draft = make_story(headline="Cianjur", body=OLD, tags=TAGS)
    echo = correct(story, editor).echoes.get()
    other = make_user("editor", first_name="Rina")
    worklist.settle(echo=echo, by=other, decision=Decision.LEFT)

    answer = client_for(editor).post(
        page(story), {"_do": f"{way}-{echo.pk}-{draft.version}"}, follow=True
    )

    draft.refresh_from_db()
    said = f"This line is settled already, by {other.get_full_name()}: Left as it is."
    assert said in answer.content.decode()
    assert draft.body == OLD
    assert not Note.objects.exists()


def test_story_in_which_another_writes_is_not_corrected_behind_their_back(editor: User) -> None:
    story = quake(editor)
    reporter = make_user("reporter")
    draft = make_story(by=reporter, headline="Cianjur", body=OLD, tags=TAGS)
    after = correct(story, editor)
    now = timezone.now()
    Lease.objects.create(story=draft, by=reporter, since=now, at=now)

    listed_as = client_for(editor).get(page(story)).content.decode()
    shown = alike(editor, after, draft)

    draft.refresh_from_db()
    name = reporter.get_full_name()
    assert f"{name} is writing in it now." in listed_as
    assert "Correct likewise" not in listed_as
    assert f"{name} is writing in it now. Open it" in shown
    assert draft.body == OLD


def test_log_of_a_story_corrected_likewise_says_like_which(editor: User) -> None:
    story = quake(editor)
    draft = make_story(by=editor, headline="Cianjur", body=OLD, tags=TAGS)

    alike(editor, correct(story, editor), draft)

    event = Event.objects.filter(story=draft, verb="edit").latest("pk")
    with translation.override("en"):
        assert log.line(event.pk).note == "Corrected like “Gempa Cianjur”."


def test_live_story_corrected_likewise_stays_on_the_list_until_it_goes_out(editor: User) -> None:
    story = quake(editor)
    other = quake(editor, headline="Cianjur", body=OLD + "<p>Lagi.</p>")
    echo = correct(story, editor).echoes.get()
    client = client_for(editor)

    answer = client.post(page(story), {"_do": f"alike-{echo.pk}-{other.version}"})
    echo.refresh_from_db()
    before, other = echo.decision, Story.objects.get(pk=other.pk)
    amending.correct(story=other, by=editor, kind=NoticeKind.ERROR, note="Angka.")

    echo.refresh_from_db()
    assert answer["Location"] == reverse("admin:articles_story_correct", args=[other.pk])
    assert (other.status, before, echo.decision) == (Status.REVISED, "", Decision.DONE)


def test_scheduled_story_corrected_likewise_needs_an_approval_again(editor: User) -> None:
    story = quake(editor)
    soon = timezone.now() + timedelta(hours=2)
    other = make_scheduled(publish_at=soon, editor=editor, headline="Cianjur", body=OLD, tags=TAGS)
    echo = correct(story, editor).echoes.get()

    answer = client_for(editor).post(
        page(story), {"_do": f"alike-{echo.pk}-{other.version}"}, follow=True
    )

    other.refresh_from_db()
    assert other.status == Status.SUBMITTED
    assert "off the schedule" in answer.content.decode()


def test_text_that_was_changed_meanwhile_is_not_corrected_unseen(editor: User) -> None:
    story = quake(editor)
    draft = make_story(by=editor, headline="Cianjur", body=OLD, tags=TAGS)
    echo = correct(story, editor).echoes.get()
    edit(draft, by=editor, standfirst="Baru.")

    answer = client_for(editor).post(
        page(story), {"_do": f"alike-{echo.pk}-{draft.version}"}, follow=True
    )

    draft.refresh_from_db()
    assert draft.body == OLD
    # The list is another story's.
    assert "Cianjur</a>: The story was changed since you opened it." in answer.content.decode()


def test_translation_that_is_freed_although_its_original_is_withdrawn_is_left(
    editor: User,
) -> None:
    story = quake(editor)
    english = quake(editor, edition="en", headline="Quake", body="<p>-</p>", translation_of=story)
    chief = make_user("chief")
    amending.withdraw(story=story, by=chief, ground=Ground.CHILD, reason="Anak.")
    seek_echoes()

    withholding.lift(story=english, by=chief, despite_withdrawal=True)

    echo = Echo.objects.get()
    assert (echo.decision, echo.decided_by) == (Decision.LEFT, chief)
    with translation.override("en"):
        assert "is left as it is" in log.lines(story)[0].note
        assert log.lines(english)[0].note == "Its original is withdrawn."


def test_spiked_story_that_is_brought_back_is_on_the_list_again(editor: User) -> None:
    story = quake(editor)
    draft = make_story(by=editor, headline="Cianjur", body=OLD, tags=TAGS)
    echo = correct(story, editor).echoes.get()
    reviewing.spike(story=draft, by=editor)
    echo.refresh_from_db()
    spiked = echo.decision

    reviewing.unspike(story=draft, by=editor)

    echo.refresh_from_db()
    assert (spiked, echo.decision, echo.decided_by) == (Decision.DONE, "", None)
    with translation.override("en"):
        assert log.lines(story)[0].note == "“Cianjur” was brought back and repeats it."


def test_writer_is_told_by_a_note(editor: User) -> None:
    story = quake(editor)
    reporter = make_user("reporter")
    draft = make_story(by=reporter, headline="Cianjur", body=OLD, tags=TAGS)
    echo = correct(story, editor).echoes.get()

    client = client_for(editor)
    client.post(page(story), {"_do": f"note-{echo.pk}"})

    shown = client.get(page(story)).content.decode()
    assert f"{editor.get_full_name()} told its writer" in shown
    assert "Tell its writer again" in shown
    note = Note.objects.get(story=draft)
    assert "“12 orang” is “10 orang” now." in note.text
    assert InboxEntry.objects.filter(to=reporter, note=note).exists()


def test_page_offers_each_line_the_button_that_fits(editor: User) -> None:
    story = quake(editor)
    quake(editor, headline="Cianjur", body=OLD + "<p>Lagi.</p>")
    make_story(headline="Cianjur", body="<p>Cianjur: dua belas orang.</p>", tags=TAGS)
    correct(story, editor)
    client = client_for(editor)

    shown = client.get(page(story)).content.decode()
    at_story = client.get(reverse("admin:articles_story_change", args=[story.pk])).content.decode()

    assert shown.count("Correct likewise…") == 2
    assert "2 other stories may need a change too" in at_story


def test_list_is_looked_for_by_the_worker_too_and_once(editor: User) -> None:
    story = quake(editor)
    make_story(headline="Cianjur", body=OLD, tags=TAGS)
    edit(story, by=editor, body=NEW)
    amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note="Angka.")
    assert Echo.objects.count() == 0

    seek_echoes()
    seek_echoes()

    assert Echo.objects.count() == 1


def test_withdrawn_number_is_named_in_the_capitals_of_a_paragraph(editor: User) -> None:
    story = quake(editor, headline="12 Orang Tewas di Cianjur")

    amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Anak.")
    seek_echoes()

    assert [each["old"] for each in Aftermath.objects.get().taken] == ["12 orang"]
