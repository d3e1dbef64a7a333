"""Handing a story in and sending it out: what is missing is said before, at its field."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions import filing, reviewing
from articles.actions.refused import Refused
from articles.models import Dispatch, Person, Status, Story, WireCode
from tests.editorial.forms import change_address, client_for, open_form, read, send
from tests.factories import make_desk, make_published, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/story/add/"


def new_fields(client: Client, **fields: str) -> dict[str, str]:
    form = read(client.get(ADD)).fields
    return {name: value for name, value in form.items() if "__prefix__" not in name} | fields


def errors(response: Any) -> list[str]:
    return list(response.context["form"].errors)


def test_kind_is_not_chosen_for_the_reporter() -> None:
    assert "kind" not in new_fields(client_for(make_user("reporter")))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [({"kind": ""}, ["kind"]), ({"body": ""}, ["body"]), ({"kind": "", "body": ""}, None)],
)
def test_story_without_kind_or_text_is_not_handed_in_and_says_so_at_the_field(
    typed: dict[str, str], expected: list[str] | None
) -> None:
    client, desk = client_for(make_user("reporter")), make_desk()
    whole = {"headline": "A", "body": "<p>B</p>", "desk": str(desk.pk), "kind": "T"}

    refused = client.post(ADD, new_fields(client, **whole | typed, _do="submit"))
    kept = client.post(ADD, new_fields(client, **whole | typed))

    assert errors(refused) == (expected or ["kind", "body"])
    assert (kept.status_code, Story.objects.get().status) == (302, Status.DRAFT)


def test_story_with_a_printed_code_needs_no_kind() -> None:
    client, desk = client_for(make_user("reporter")), make_desk()

    client.post(
        ADD,
        new_fields(
            client,
            headline="A",
            body="<p>B</p>",
            dateline_place="Jakarta",
            desk=str(desk.pk),
            code_text="(T/RI-1/P2)",
            _do="submit",
        ),
    )

    assert Story.objects.get().status == Status.SUBMITTED


def test_submitting_without_a_kind_is_refused_at_every_door() -> None:
    story = make_story(kind=None)
    assert story.created_by

    with pytest.raises(Refused) as refusal:
        filing.submit(story=story, by=story.created_by)

    assert refusal.value.rule == "kind"


def test_form_says_all_that_is_missing_before_the_story_is_handed_in() -> None:
    reporter = make_user("reporter")
    WireCode.objects.filter(person__user=reporter).delete()
    story = make_story(by=reporter, kind=None, body="")

    page = client_for(reporter).get(change_address(story))

    missing = page.context["printed"].missing
    today = timezone.localdate()
    lacks = reviewing.missing(story, by=reporter, day=today)
    assert [lack.rule for lack in lacks] == ["incomplete", "kind", "code"]
    assert len(missing) == 3
    assert all(str(lack) in page.content.decode() for lack in missing)


def test_editor_without_a_code_is_told_before_pressing() -> None:
    story, editor = make_submitted(), make_user("editor")
    WireCode.objects.filter(person__user=editor).delete()

    page = client_for(editor).get(change_address(story))

    assert [editor.username in str(lack) for lack in page.context["printed"].missing] == [True]


def test_whole_story_has_nothing_missing() -> None:
    story = make_submitted()
    assert story.created_by

    for user in (story.created_by, make_user("editor")):
        assert client_for(user).get(change_address(story)).context["printed"].missing == []


def test_box_of_what_prints_speaks_in_the_readers_direction_and_quotes_in_the_storys() -> None:
    story = make_submitted(dateline_place="Jakarta")
    client = client_for(make_user("editor"))
    client.cookies["django_language"] = "ar"

    page = client.get(change_address(story)).content.decode()

    box = page.partition('id="printed"')[2].partition("</section>")[0]
    assert '<html lang="ar" dir="rtl"' in page
    assert "<dl>" in box
    assert box.count('<bdi dir="ltr">') == 2
    assert '<code dir="ltr">' in box


def test_reporter_without_a_code_is_told_on_the_desk_in_the_form_and_on_submitting() -> None:
    reporter, desk = make_user("reporter"), make_desk()
    client = client_for(reporter)
    before = [b"no wire code" in client.get(address).content for address in ("/admin/", ADD)]
    WireCode.objects.filter(person__user=reporter).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )

    after = [b"no wire code" in client.get(address).content for address in ("/admin/", ADD)]
    typed = {"headline": "A", "body": "<p>B</p>", "desk": str(desk.pk), "kind": "T"}
    typed["dateline_place"] = "Jakarta"
    page = client.post(ADD, new_fields(client, **typed, _do="submit"), follow=True)

    assert (before, after) == ([False, False], [True, True])
    assert Story.objects.get().status == Status.SUBMITTED
    messages = list(page.context["messages"])
    assert [message.level_tag for message in messages] == ["success", "info", "warning"]
    assert Person.objects.get(user=reporter).name in str(messages[-1])


def test_correction_of_an_unchanged_text_asks_first() -> None:
    story = make_published()
    client = client_for(make_user("editor"))
    address = f"/admin/articles/story/{story.pk}/correct/"
    fields = read(client.get(address)).fields | {"kind": "ralat", "note": "Nama keliru."}

    asked = client.post(address, fields)
    client.post(address, fields | {"unchanged": "on"})

    assert list(asked.context["form"].errors) == ["unchanged"]
    assert asked.context["form"]["note"].value() == "Nama keliru."
    assert Dispatch.objects.count() == 2


def test_correction_of_a_changed_text_asks_nothing() -> None:
    story = make_published()
    client = client_for(make_user("editor"))
    send(client, story, open_form(client, story), headline="Judul yang benar")
    address = f"/admin/articles/story/{story.pk}/correct/"
    fields = read(client.get(address)).fields | {"kind": "ralat", "note": "Judul keliru."}

    page = client.get(address).content
    client.post(address, fields)

    assert b'name="unchanged"' not in page
    assert Dispatch.objects.latest("number").content["headline"] == "Judul yang benar"


def test_correction_of_a_text_that_was_changed_back_asks_too() -> None:
    story = make_published(headline="Judul yang benar")
    client = client_for(make_user("editor"))
    for headline in ("Judul lain", "Judul yang benar"):
        send(client, story, open_form(client, story), headline=headline)

    page = client.get(f"/admin/articles/story/{story.pk}/correct/").content

    assert b'name="unchanged"' in page


@pytest.mark.parametrize(("edition", "direction"), [("ar", "rtl"), ("id", "ltr")])
def test_fields_of_a_story_have_the_language_and_direction_of_its_edition(
    edition: str, direction: str
) -> None:
    story = make_story(edition=edition)
    assert story.created_by

    form = client_for(story.created_by).get(change_address(story)).context["form"]

    names = ("headline", "standfirst", "dateline_place", "body", "tags", "byline", "sign_off")
    found = {name: form.fields[name].widget.attrs for name in names}
    assert {(each["lang"], each["dir"]) for each in found.values()} == {(edition, direction)}


def test_fields_that_come_back_have_the_direction_of_the_desk_that_was_chosen() -> None:
    client, desk = client_for(make_user("editor")), make_desk("ar")

    page = client.post(ADD, new_fields(client, desk=str(desk.pk)))

    attrs = page.context["form"].fields["headline"].widget.attrs
    assert (attrs["lang"], attrs["dir"]) == ("ar", "rtl")
