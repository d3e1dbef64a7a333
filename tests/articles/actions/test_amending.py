import pytest
from taggit.models import Tag

from articles.actions import amending
from articles.actions.refused import Refused
from articles.models import Article, Dispatch, Ground, NoticeKind, Signal, Status, Story
from articles.record import picture_data, restore, working_text
from tests.editorial.samples import make_picture
from tests.factories import edit, make_published, make_user

pytestmark = pytest.mark.django_db


def revise(story: Story, headline: str = "Judul yang dibetulkan") -> Story:
    return edit(story, by=make_user("editor"), headline=headline)


def test_edit_of_a_published_story_leaves_the_published_text_up() -> None:
    story = make_published(headline="Judul pertama")

    story = revise(story)

    assert story.status == Status.REVISED
    assert Article.objects.get().headline == "Judul pertama"


def test_update_publishes_the_next_version_at_the_same_address() -> None:
    story = make_published(headline="Judul pertama", code_text="(T/RI-1/P2)")
    before = Article.objects.get()

    amending.update(story=revise(story), by=make_user("editor"))

    after = Article.objects.get()
    assert (after.headline, after.slug, after.published_at) == (
        "Judul yang dibetulkan",
        before.slug,
        before.published_at,
    )
    newest = Dispatch.objects.latest("number")
    assert (newest.signal, newest.version, newest.data["code"]) == (
        Signal.UPDATE,
        2,
        "(T/RI-1/P2)",
    )


def test_correct_adds_a_notice_with_its_own_time() -> None:
    story = make_published()
    first = Dispatch.objects.get()

    amending.correct(
        story=story, by=make_user("editor"), kind=NoticeKind.ERROR, note="Nama kota keliru."
    )

    newest = Dispatch.objects.latest("number")
    (notice,) = newest.data["notices"]
    assert (notice["kind"], notice["text"]) == ("ralat", "Nama kota keliru.")
    assert notice["at"] == newest.sent_at.isoformat()
    assert newest.data["published_at"] == first.data["published_at"]
    assert newest.signal == Signal.CORRECTION


def test_correct_keeps_the_notices_before_it() -> None:
    story, editor = make_published(), make_user("editor")

    for note in ("Satu.", "Dua."):
        story = amending.correct(story=story, by=editor, kind=NoticeKind.CORRECTION, note=note)

    notices = Dispatch.objects.latest("number").data["notices"]
    assert [notice["text"] for notice in notices] == ["Satu.", "Dua."]


def test_correct_without_a_note_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        amending.correct(
            story=make_published(), by=make_user("editor"), kind=NoticeKind.ERROR, note=" "
        )

    assert refusal.value.rule == "note"


def test_discard_restores_what_readers_see() -> None:
    story = make_published(headline="Judul pertama", tags=("panen",), related=(("Lain", 4),))
    story = revise(story)
    story.tags.set(["lain"])
    story.related_links.all().delete()

    amending.discard(story=story, by=make_user("editor"))

    story = Story.objects.get(pk=story.pk)
    assert (story.status, story.headline) == (Status.PUBLISHED, "Judul pertama")
    assert list(story.tags.names()) == ["panen"]
    assert [(link.title, link.after) for link in story.related_links.all()] == [("Lain", 4)]


def test_discard_restores_a_renamed_tag_as_it_is_now_and_a_deleted_one_by_its_name() -> None:
    story = revise(make_published(tags=("Palestin", "Gaza")))
    story.tags.clear()
    Tag.objects.filter(name="Palestin").update(name="Palestina")
    Tag.objects.filter(name="Gaza").delete()

    amending.discard(story=story, by=make_user("editor"))

    assert sorted(story.tags.names()) == ["Gaza", "Palestina"]
    assert Tag.objects.count() == 2


def test_text_that_the_log_kept_in_the_former_form_is_restored() -> None:
    picture = make_picture()
    story = make_published(picture=picture, headline="Judul pertama", related=(("Lain", 4),))
    text = working_text(Story.objects.get(pk=story.pk))
    for name in ("form", "sponsor", "label", "is_ai", "awaiting_verification", "updates"):
        del text[name]
    former = text | {
        "tags": ["Gaza", "Palestin"],
        "picture": {"id": picture.pk, **picture_data(picture)},
    }
    story = revise(story)
    story.picture = None
    story.save()

    restore(story, former)

    stored = Story.objects.get(pk=story.pk)
    assert (stored.headline, stored.picture) == ("Judul pertama", picture)
    assert sorted(stored.tags.names()) == ["Gaza", "Palestin"]
    assert [(link.title, link.after) for link in stored.related_links.all()] == [("Lain", 4)]


def test_withdraw_takes_the_article_down_and_keeps_the_record() -> None:
    story = make_published()

    story = amending.withdraw(
        story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Anak dapat dikenali."
    )

    newest = Dispatch.objects.latest("number")
    assert (newest.signal, newest.pubstatus) == (Signal.WITHDRAWAL, "canceled")
    assert newest.data["withdrawal"]["ground"] == "anak"
    assert "body" not in newest.data
    assert (Article.objects.count(), Dispatch.objects.count()) == (0, 2)
    assert story.status == Status.WITHDRAWN


def test_withdraw_of_a_story_with_a_next_version_in_work_is_possible() -> None:
    story = revise(make_published())

    story = amending.withdraw(
        story=story, by=make_user("chief"), ground=Ground.SARA, reason="Melanggar."
    )

    assert story.status == Status.WITHDRAWN


@pytest.mark.parametrize("role", ["reporter", "editor", "photo"])
def test_withdraw_is_for_the_chief(role: str) -> None:
    with pytest.raises(Refused) as refusal:
        amending.withdraw(
            story=make_published(), by=make_user(role), ground=Ground.SARA, reason="Sebab."
        )

    assert refusal.value.rule == "permission"


def test_withdraw_without_a_reason_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        amending.withdraw(
            story=make_published(), by=make_user("chief"), ground=Ground.SARA, reason=""
        )

    assert refusal.value.rule == "reason"
