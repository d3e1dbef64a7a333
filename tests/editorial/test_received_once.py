"""The same form received twice: it is carried out once, and answered as it was the first time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from articles.actions.filing import submit
from articles.models import Dispatch, Event, Picture, Story, User
from editorial.models import ReceivedForm
from tests.duties import forget
from tests.editorial.forms import change_address, client_for, open_form, read
from tests.editorial.samples import picture_bytes, upload
from tests.factories import make_desk, make_published, make_story, make_user

ADD = "/admin/articles/story/add/"
PASTE = "/admin/articles/story/paste/"
COPY = "Judul contoh\n\nJakarta, MINA – Isi berita contoh.\n\nMi’raj News Agency (MINA)\n"


def form_of(client: Client, address: str, **typed: Any) -> dict[str, Any]:
    fields = read(client.get(address)).fields
    return {name: value for name, value in fields.items() if "__prefix__" not in name} | typed


def new_story(client: Client, **typed: str) -> dict[str, str]:
    desk = make_desk()
    words = {"headline": "Panen raya", "body": "<p>Isi.</p>", "desk": str(desk.pk)}
    return form_of(client, ADD, **words) | typed


@pytest.mark.usefixtures("committed_db")
def test_new_story_received_twice_at_once_is_one_story() -> None:
    reporter = make_user("reporter")
    form = new_story(client_for(reporter))
    barrier = Barrier(2)

    def save(_: int) -> str:
        client = client_for(reporter)
        barrier.wait()
        try:
            return str(client.post(ADD, form)["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(save, range(2)))

    assert answers == [change_address(Story.objects.get())] * 2
    assert Event.objects.count() == 1


@pytest.mark.usefixtures("committed_db")
def test_refused_save_without_an_id_is_kept_too() -> None:
    story = make_story()
    assert story.created_by
    client = client_for(story.created_by)
    form = open_form(client, story) | {"form_id": "", "headline": "Judul yang baru"}
    submit(story=story, by=make_user("editor"))

    answer = client.post(change_address(story), form)

    assert answer.status_code == 409
    assert (
        Event.objects.get(data__has_key="refused").data["refused"]["headline"] == "Judul yang baru"
    )


@pytest.mark.django_db
def test_edit_received_twice_is_one_version_and_not_stale() -> None:
    story = make_story()
    assert story.created_by
    client = client_for(story.created_by)
    form = open_form(client, story) | {"headline": "Judul baru"}

    answers = [client.post(change_address(story), form) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [change_address(story)] * 2
    assert Story.objects.get().version == 2
    assert list(Event.objects.values_list("verb", flat=True)) == ["edit", "file"]


@pytest.mark.django_db
def test_form_that_was_refused_is_taken_when_it_is_mended() -> None:
    client = client_for(make_user("reporter"))
    form = new_story(client)

    refused = client.post(ADD, form | {"headline": ""})
    taken = client.post(ADD, form)

    assert (refused.status_code, taken.status_code, Story.objects.count()) == (200, 302, 1)


@pytest.mark.django_db
def test_correction_received_twice_is_one_notice() -> None:
    story = make_published()
    client = client_for(make_user("editor"))
    address = f"/admin/articles/story/{story.pk}/correct/"
    form = form_of(client, address, kind="ralat", note="Nama keliru.", unchanged="on")

    answers = [client.post(address, form) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [change_address(story)] * 2
    assert Dispatch.objects.count() == 2
    assert len(Dispatch.objects.latest("number").content["notices"]) == 1


@pytest.mark.django_db
def test_pasted_copy_received_twice_is_one_story() -> None:
    make_desk()
    client = client_for(make_user("reporter"))
    form = form_of(client, PASTE, source=COPY)

    answers = [client.post(PASTE, form)["Location"] for _ in range(2)]

    assert answers == [change_address(Story.objects.get())] * 2


@pytest.mark.django_db
def test_picture_received_twice_is_one_picture_also_in_a_popup() -> None:
    client = client_for(make_user("photo"))
    for popup, size in (("", (64, 48)), ("?_popup=1", (48, 64))):
        address = f"/admin/articles/picture/add/{popup}"
        content = picture_bytes(size=size)
        words = {"caption": f"Panen{popup}", "licence": "Foto sendiri", "kind": "own"}
        form = form_of(client, address, **words)

        pages = [client.post(address, form | {"file": upload(content)}) for _ in range(2)]

        assert Picture.objects.filter(caption=f"Panen{popup}").count() == 1
        if popup:
            assert (
                pages[0].context["popup_response_data"] == pages[1].context["popup_response_data"]
            )
        else:
            assert pages[0]["Location"] == pages[1]["Location"]


@pytest.mark.django_db
def test_two_forms_with_the_same_words_are_two_stories() -> None:
    client = client_for(make_user("reporter"))
    first = new_story(client)
    second = first | {"form_id": read(client.get(ADD)).fields["form_id"]}

    for form in (first, second):
        client.post(ADD, form)

    assert sorted(Story.objects.values_list("slug", flat=True)) == ["panen-raya", "panen-raya-2"]


@pytest.mark.django_db
def test_received_forms_are_forgotten_after_a_month() -> None:
    user: User = make_user("reporter")
    client = client_for(user)
    for days in (32, 30):
        client.post(ADD, new_story(client))
        newest = ReceivedForm.objects.filter(at__gt=timezone.now() - timedelta(hours=1))
        newest.update(at=timezone.now() - timedelta(days=days))

    forget()

    assert ReceivedForm.objects.count() == 1
