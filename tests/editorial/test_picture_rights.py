"""Rights that run out: who is warned, what is refused by date, and what the desk is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.actions import amending, reviewing, scheduling
from articles.actions.refused import Refused
from articles.models import Event, NoticeKind, Picture, Status, Story
from tests.editorial.forms import change_address, client_for, read_page
from tests.editorial.samples import make_picture
from tests.factories import (
    edit,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
SOON = TODAY + timedelta(days=3)
EMPTY: list[dict[str, Any]] = [{"caption": ""}, {"licence": " "}]


def pressed(story: Story, role: str, button: str) -> str:
    client = client_for(make_user(role) if role != "reporter" else story.created_by)  # type: ignore[arg-type]  # filed by somebody
    form = read_page(client.get(change_address(story)).content.decode()).fields
    page = client.post(change_address(story), {**form, "_do": button}, follow=True)
    if page.context.get("asked"):
        asked = read_page(page.content.decode()).fields
        address = f"/admin/articles/story/{story.pk}/{button}/"
        page = client.post(address, asked, follow=True)
    return page.content.decode()


def test_picture_may_be_used_on_its_last_day_and_not_after_it() -> None:
    picture = make_picture(usable_until=TODAY)
    made_published = make_published(picture=picture)
    later = make_submitted(picture=picture)

    with override("id"), pytest.raises(Refused, match="boleh dipakai sampai") as refusal:
        reviewing.approve(
            story=later, by=make_user("editor"), publish_at=timezone.now() + timedelta(days=1)
        )

    assert made_published.status == Status.PUBLISHED
    assert refusal.value.rule == "picture"


@pytest.mark.parametrize("lack", [{"usable_until": YESTERDAY}, {"not_for_web": True}, *EMPTY])
def test_handing_in_warns_and_publishing_refuses_in_words(lack: dict[str, Any]) -> None:
    story = make_story(picture=make_picture(**lack))

    warned = pressed(story, "reporter", "submit")
    refused = pressed(story, "editor", "approve")

    story.refresh_from_db()
    assert story.status == Status.SUBMITTED
    assert "It can’t go out yet:" in warned
    for page in (warned, refused):
        assert "The picture" in page
    if "usable_until" in lack:
        assert f"{YESTERDAY:%-d} {YESTERDAY:%B} {YESTERDAY:%Y}" in refused


def test_picture_in_the_text_is_looked_at_too() -> None:
    picture = make_picture(usable_until=YESTERDAY)
    body = f'<p>Satu.</p><body-picture data-picture="{picture.pk}"></body-picture>'
    story = make_submitted(body=body)
    assert str(picture.pk) in story.body

    with pytest.raises(Refused) as refusal:
        reviewing.approve(story=story, by=make_user("editor"))

    assert refusal.value.rule == "picture-in-text"


def test_scheduled_story_whose_picture_ran_out_stays_and_says_why() -> None:
    picture = make_picture()
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1), picture=picture)
    Picture.objects.update(usable_until=YESTERDAY)

    scheduling.publish_if_due(pk=story.pk, now=timezone.now() + timedelta(hours=2))

    story.refresh_from_db()
    event = Event.objects.filter(story=story).latest("pk")
    assert (story.status, story.latest_dispatch) == (Status.SUBMITTED, None)
    assert event.data["why"]["rule"] == "picture"
    assert event.data["why"]["values"]["until"] == {"day": YESTERDAY.isoformat()}


def test_longer_rights_take_no_approval_back() -> None:
    picture = make_picture(usable_until=SOON)
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1), picture=picture)
    Picture.objects.update(usable_until=SOON + timedelta(days=300))

    published = scheduling.publish_if_due(pk=story.pk, now=timezone.now() + timedelta(hours=2))

    assert published
    assert published.latest_dispatch
    frozen = published.latest_dispatch.data["picture"]["usable_until"]
    assert date.fromisoformat(frozen) == SOON + timedelta(days=300)


def test_no_other_time_is_given_beyond_the_rights() -> None:
    picture = make_picture(usable_until=SOON)
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1), picture=picture)

    with override("id"), pytest.raises(Refused, match="boleh dipakai sampai"):
        scheduling.reschedule(
            story=story, by=make_user("editor"), publish_at=timezone.now() + timedelta(days=9)
        )


def test_portrait_is_left_off_what_goes_out_after_its_last_day_and_no_story_waits_for_it() -> None:
    portrait = make_picture(usable_until=TODAY)
    first = make_submitted()
    assert first.writer
    first.writer.portrait = portrait
    first.writer.save()
    printed = reviewing.approve(story=first, by=make_user("editor"))

    Picture.objects.update(usable_until=YESTERDAY)
    second = make_submitted(by=first.created_by)
    later = reviewing.approve(story=second, by=make_user("editor"))

    portraits = [story.latest_dispatch.data["writer"]["portrait"] for story in (printed, later)]  # type: ignore[union-attr]  # both are published
    assert [bool(each) for each in portraits] == [True, False]


@pytest.mark.parametrize("lack", [{"usable_until": YESTERDAY}, {"not_for_web": True}])
def test_nobodys_portrait_becomes_a_picture_that_may_not_be_printed(lack: dict[str, Any]) -> None:
    person = make_user("reporter").person
    client, address = client_for(make_user("chief")), f"/admin/articles/person/{person.pk}/change/"
    form = read_page(client.get(address).content.decode()).fields

    page = client.post(address, {**form, "portrait": str(make_picture(**lack).pk)})

    assert "Choose another, or take it off." in page.content.decode()
    person.refresh_from_db()
    assert person.portrait is None


def test_correction_goes_out_once_the_picture_is_taken_off() -> None:
    editor = make_user("editor")
    story = make_published(picture=make_picture())
    Picture.objects.update(usable_until=YESTERDAY)
    told: dict[str, Any] = {"by": editor, "kind": NoticeKind.ERROR, "note": "Angka."}

    with override("id"), pytest.raises(Refused, match="boleh dipakai sampai"):
        amending.correct(story=story, **told)
    corrected = amending.correct(story=edit(story, by=editor, picture=None), **told)

    assert corrected.latest_dispatch
    assert corrected.latest_dispatch.data["picture"] is None


def test_desk_names_pictures_before_readers_whose_rights_ended() -> None:
    seen, unseen = make_picture(caption="Terlihat"), make_picture(caption="Tak terlihat")
    story = make_published(picture=seen)
    Picture.objects.update(usable_until=YESTERDAY)
    editor, reporter = client_for(make_user("editor")), client_for(make_user("reporter"))

    desk = editor.get("/admin/").content.decode()
    page = editor.get(f"/admin/articles/picture/{seen.pk}/change/").content.decode()

    assert "Terlihat" in desk
    assert unseen.caption not in desk
    assert "may not be used any more" not in reporter.get("/admin/").content.decode()
    uses = page.split('id="uses"')[1]
    assert f"/{story.slug}/" in uses
    assert change_address(story) in uses
    assert f"/dispatch/{story.latest_dispatch_id}/" in uses


def test_picture_tells_of_no_story_that_one_may_not_see() -> None:
    picture = make_picture()
    make_story(picture=picture, edition="en", headline="Belum terbit")
    body = f'<p>Satu.</p><body-picture data-picture="{picture.pk}"></body-picture>'
    make_published(body=body, headline="Gambar di dalam teks")
    client = client_for(make_user("reporter"))

    page = client.get(f"/admin/articles/picture/{picture.pk}/change/").content.decode()

    assert "Belum terbit" not in page
    # Before readers, in the working copy and in the dispatch.
    assert page.count("Gambar di dalam teks") == 3
