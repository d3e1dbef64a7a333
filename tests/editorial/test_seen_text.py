"""An approval is of what the editor saw: a button is about the text that its page showed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from articles.models import Dispatch, Picture, RelatedLink, Status, Story
from tests.editorial.forms import answer, change_address, client_for, open_form, read
from tests.editorial.samples import make_picture
from tests.factories import edit, make_desk, make_published, make_submitted, make_user

pytestmark = pytest.mark.django_db
AGAIN = "Read it again before you decide."
TOMORROW = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"


def page(name: str, story: Story) -> str:
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def messages(client: Client, address: str, fields: dict[str, str]) -> list[str]:
    response = client.post(address, fields, follow=True)
    return [str(message).partition(" <a")[0] for message in response.context["messages"]]


# Each goes on without a new version of the story, as another page of the newsroom does it.
@pytest.mark.parametrize(
    ("meanwhile", "field"),
    [
        (lambda _: Picture.objects.update(caption="Keterangan lain"), "picture: caption"),
        (lambda _: Picture.objects.update(photographer="Orang Lain"), "picture: photographer"),
        (lambda _: Picture.objects.update(is_ai=True), "picture: made with AI"),
        (lambda _: Tag.objects.all().delete(), "tags"),
        (lambda _: RelatedLink.objects.update(title="Judul lain"), "related links"),
        (lambda story: Story.objects.update(desk=make_desk("id")), "desk"),
        (
            lambda story: Story.objects.update(headline="Lain", picture=make_picture()),
            "headline, picture",
        ),
    ],
    ids=["caption", "photographer", "picture-ai", "tag", "link", "desk", "several"],
)
def test_approval_of_another_text_than_was_read_is_refused_with_what_changed(
    meanwhile: Callable[[Story], object], field: str
) -> None:
    story = make_submitted(picture=make_picture(), tags=("Padi",), related=(("Lain", 4),))
    client = client_for(make_user("editor"))
    fields = read(client.get(page("schedule", story))).fields | {"publish_at": TOMORROW}
    meanwhile(story)

    refused = client.post(page("schedule", story), fields)

    assert refused.context["form"].non_field_errors() == [
        f"Changed since you opened the story: {field}. {AGAIN}"
    ]
    assert Story.objects.get().status == Status.SUBMITTED


def test_approval_from_the_form_of_another_text_than_was_read_is_refused() -> None:
    story = make_submitted(picture=make_picture())
    client = client_for(make_user("editor"))
    fields = open_form(client, story)
    Picture.objects.update(caption="Keterangan lain")

    said = messages(client, page("change", story), fields | {"_do": "approve"})

    assert said == [f"Changed since you opened the story: picture: caption. {AGAIN}"]
    assert (Story.objects.get().status, Dispatch.objects.count()) == (Status.SUBMITTED, 0)


def test_refused_approval_shows_what_was_changed() -> None:
    story = make_submitted(picture=make_picture(caption="Sawah hijau"))
    client = client_for(make_user("editor"))
    asked = read(client.get(page("schedule", story))).fields | {"publish_at": TOMORROW}
    opened = open_form(client, story)
    Picture.objects.update(caption="Sawah kuning")

    answered = client.post(page("schedule", story), asked).context["changes"]
    pressed = client.post(change_address(story), opened | {"_do": "approve"}, follow=True)
    (said,) = pressed.context["messages"]
    link = str(said).partition('href="')[2].partition('"')[0]
    linked = client.get(link).context["comparison"].differences

    assert [each.name for each in answered] == ["picture.caption"]
    assert answered == linked


def test_approval_is_possible_once_the_change_was_read() -> None:
    story = make_submitted(picture=make_picture())
    client = client_for(make_user("editor"))
    open_form(client, story)
    Picture.objects.update(caption="Keterangan lain")

    client.post(change_address(story), open_form(client, story) | {"_do": "approve"})

    assert Dispatch.objects.get().content["picture"]["caption"] == "Keterangan lain"


def test_own_changes_are_approved_with_the_text_they_were_made_in() -> None:
    story = make_submitted(picture=make_picture(), tags=("Padi",))
    other = make_picture(caption="Gambar lain")
    client = client_for(make_user("editor"))
    typed = {"headline": "Judul saya", "tags": "Panen", "picture": str(other.pk)}

    client.post(change_address(story), open_form(client, story) | typed | {"_do": "approve"})

    content = Dispatch.objects.get().content
    assert content["headline"] == "Judul saya"
    assert [tag["name"] for tag in content["tags"]] == ["Panen"]
    assert content["picture"]["caption"] == "Gambar lain"


def test_own_changes_are_saved_and_not_approved_over_anothers() -> None:
    story = make_submitted(picture=make_picture())
    client = client_for(make_user("editor"))
    fields = open_form(client, story)
    Picture.objects.update(caption="Keterangan lain")

    said = messages(
        client, page("change", story), fields | {"headline": "Judul saya", "_do": "approve"}
    )

    stored = Story.objects.get()
    assert said == ["Saved.", f"Changed since you opened the story: picture: caption. {AGAIN}"]
    assert (stored.headline, stored.status) == ("Judul saya", Status.SUBMITTED)


def test_press_from_a_page_that_says_nothing_of_its_text_is_refused() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))
    fields = open_form(client, story) | {"_do": "approve"}
    del fields["seen_digest"]

    said = messages(client, page("change", story), fields)

    assert said == [f"The story was changed since you opened it. {AGAIN}"]
    assert Dispatch.objects.count() == 0


def revised() -> Story:
    story = make_published(picture=make_picture())
    return edit(story, by=make_user("editor"), headline="Judul kedua")


def test_update_of_another_text_than_was_read_is_refused() -> None:
    story = revised()
    client = client_for(make_user("editor"))
    fields = open_form(client, story)
    Picture.objects.update(caption="Keterangan lain")

    said = messages(client, page("change", story), fields | {"_do": "update"})

    assert said == [f"Changed since you opened the story: picture: caption. {AGAIN}"]
    assert Dispatch.objects.count() == 1


@pytest.mark.parametrize(
    ("make", "button", "typed"),
    [
        (lambda: make_submitted(picture=make_picture()), "schedule", {"publish_at": TOMORROW}),
        (
            lambda: make_published(picture=make_picture()),
            "correct",
            {"kind": "ralat", "note": "Ejaan."},
        ),
    ],
    ids=["schedule", "correct"],
)
def test_answer_about_another_text_than_was_read_is_asked_for_again(
    make: Callable[[], Story], button: str, typed: dict[str, str]
) -> None:
    story = make()
    client = client_for(make_user("editor"))
    fields = read(client.get(page(button, story))).fields | typed
    Picture.objects.update(caption="Keterangan lain")
    before = Story.objects.values().get()

    refused = client.post(page(button, story), fields)

    assert refused.context["form"].non_field_errors() == [
        f"Changed since you opened the story: picture: caption. {AGAIN}"
    ]
    assert Story.objects.values().get() == before
    again = read(refused).fields
    assert [again.get(name) for name in typed if name != "kind"] == [
        value for name, value in typed.items() if name != "kind"
    ]
    assert client.post(page(button, story), again | typed).status_code == 302


def test_answer_with_a_fault_stays_about_the_text_that_was_read() -> None:
    story = make_published(picture=make_picture())
    client = client_for(make_user("editor"))
    fields = read(client.get(page("correct", story))).fields | {"kind": "ralat", "note": ""}
    Picture.objects.update(caption="Keterangan lain")

    faulty = read(client.post(page("correct", story), fields)).fields
    client.post(page("correct", story), faulty | {"kind": "ralat", "note": "Ejaan."})

    assert Dispatch.objects.count() == 1


def test_correction_is_of_the_text_that_was_read() -> None:
    story = make_published(picture=make_picture())
    client = client_for(make_user("editor"))
    Picture.objects.update(caption="Keterangan baru")

    answer(client, page("correct", story), kind="koreksi", note="Keterangan dibetulkan.")

    assert Dispatch.objects.latest("number").content["picture"]["caption"] == "Keterangan baru"
