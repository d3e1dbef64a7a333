"""Rows of before the doors looked, written past them: nothing that can't be carried goes out."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions import amending, reviewing
from articles.models import Dispatch, Ground, NoticeKind, Picture, Status, Story
from articles.record import approval_digest, working_text
from articles.text import signs
from tests.duties import publish_due
from tests.editorial.forms import change_address, client_for, open_form
from tests.editorial.samples import make_picture
from tests.factories import make_scheduled, make_submitted, make_user

pytestmark = pytest.mark.django_db

SIGNS = "\x0b\x01\ufffe\u202e"
FEEDS = ("/feed/", "/feed/atom/")


def spoil(story: Story) -> Story:
    """Every word that a person has written, with the signs in its middle, past every door."""
    Story.objects.filter(pk=story.pk).update(
        headline=f"Panen{SIGNS}raya", standfirst=f"Musim{SIGNS}kering"
    )
    for tag in story.tags.all():
        type(tag).objects.filter(pk=tag.pk).update(name=f"Padi{SIGNS}Sawah")
    Picture.objects.update(caption=f"Warga{SIGNS}menuai.")
    return Story.objects.get(pk=story.pk)


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def assert_clean(text: str) -> None:
    assert (signs.uncarried(text), signs.stray_bidi(text), "\v" in text) == ([], [], False)


def assert_record_is_clean(story: Story) -> None:
    for dispatch in Dispatch.objects.filter(story_uid=story.uid):
        for text in strings(dispatch.content):
            assert_clean(text)


def assert_feeds_are_clean(client: Client, headline: str) -> None:
    for address in FEEDS:
        response = client.get(address)
        assert response.status_code == 200
        assert_clean(response.content.decode())
        titles = [each.text for each in ET.fromstring(response.content).iter()]  # noqa: S314 - ours
        assert headline in titles


def test_spoiled_row_is_approved_corrected_and_withdrawn_without_its_signs(client: Client) -> None:
    story = spoil(make_submitted(tags=("Padi",), picture=make_picture()))
    editor = make_user("editor")
    newsroom = client_for(editor)

    answer = newsroom.post(change_address(story), open_form(newsroom, story) | {"_do": "approve"})

    assert answer.status_code == 302
    story.refresh_from_db()
    first = Dispatch.objects.get(story_uid=story.uid)
    assert story.status == Status.PUBLISHED
    assert first.content["headline"] == "Panen   raya"
    assert first.content["standfirst"] == "Musim   kering"
    assert [tag["name"] for tag in first.content["tags"]] == ["Padi Sawah"]
    assert first.content["picture"]["caption"] == "Warga\n  menuai."
    assert_feeds_are_clean(client, "Panen   raya")

    amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note=f"Angka{SIGNS}keliru.")
    corrected = Dispatch.objects.latest("number")
    assert corrected.content["notices"][0]["text"] == "Angka\n  keliru."
    assert_feeds_are_clean(client, "Panen   raya")

    address = f"/{story.slug}/"
    amending.withdraw(
        story=Story.objects.get(),
        by=make_user("chief"),
        ground=Ground.CHILD,
        reason=f"Usia{SIGNS}anak.",
    )
    gone = client.get(address)
    assert gone.status_code == 410
    assert_clean(gone.content.decode())
    assert Dispatch.objects.latest("number").content["withdrawal"]["reason"] == "Usia\n  anak."
    assert_record_is_clean(story)


def test_spoiled_row_goes_out_at_its_time_without_its_signs(client: Client) -> None:
    now = timezone.now()
    story = make_scheduled(
        publish_at=now + timedelta(hours=1), tags=("Padi",), picture=make_picture()
    )
    spoil(story)
    Story.objects.filter(pk=story.pk).update(
        publish_at=now - timedelta(minutes=1),
        approved_digest=approval_digest(working_text(Story.objects.get(pk=story.pk))),
    )

    assert publish_due()

    story.refresh_from_db()
    assert story.status == Status.PUBLISHED
    assert Dispatch.objects.get().content["headline"] == "Panen   raya"
    assert_record_is_clean(story)
    assert_feeds_are_clean(client, "Panen   raya")


def test_next_version_of_a_spoiled_row_goes_out_without_its_signs(client: Client) -> None:
    story = make_submitted()
    reviewing.approve(story=story, by=make_user("editor"))
    Story.objects.filter(pk=story.pk).update(headline=f"Panen{SIGNS}kedua")

    amending.correct(
        story=Story.objects.get(), by=make_user("editor"), kind=NoticeKind.ERROR, note="Judul."
    )

    assert_record_is_clean(story)
    assert_feeds_are_clean(client, "Panen   kedua")
