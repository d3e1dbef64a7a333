"""The story form: filed, changed, refused when stale, and its buttons."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions import amending, reviewing, withholding
from articles.models import Dispatch, Event, Ground, Person, RelatedLink, Status, Story
from tests.editorial.forms import (
    buttons,
    change_address,
    client_for,
    count_queries,
    open_form,
    read,
    send,
)
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
ADD = "/admin/articles/story/add/"


def events(story: Story) -> list[str]:
    return list(Event.objects.filter(story=story).order_by("pk").values_list("verb", flat=True))


def new_fields(client: Client, **fields: str) -> dict[str, str]:
    form = read(client.get(ADD)).fields
    return {name: value for name, value in form.items() if "__prefix__" not in name} | fields


def test_new_story_is_filed_as_the_reporters_own_draft() -> None:
    reporter = make_user("reporter")
    desk = make_desk("id")
    client = client_for(reporter)

    fields = new_fields(
        client, headline="Panen padi", body="<p>Satu.</p>", desk=str(desk.pk), tags="Padi, Desa"
    )
    response = client.post(ADD, fields)

    story = Story.objects.get()
    assert response["Location"] == change_address(story)
    assert (story.status, story.created_by, story.writer) == (
        Status.DRAFT,
        reporter,
        Person.objects.get(user=reporter),
    )
    assert (story.edition_id, story.slug, story.kind_id) == ("id", "panen-padi", None)
    assert sorted(story.tags.names()) == ["Desa", "Padi"]
    assert events(story) == ["file"]
    assert sorted(tag["name"] for tag in Event.objects.get().data["text"]["tags"]) == [
        "Desa",
        "Padi",
    ]


def test_new_story_is_filed_and_submitted_in_one_go() -> None:
    client = client_for(make_user("reporter"))
    desk = make_desk("id")

    client.post(
        ADD,
        new_fields(
            client,
            headline="A",
            body="<p>B</p>",
            dateline_place="Jakarta",
            desk=str(desk.pk),
            kind="T",
            _do="submit",
        ),
    )

    story = Story.objects.get()
    assert (story.status, events(story)) == (Status.SUBMITTED, ["file", "submit"])


def test_new_story_of_a_reporter_is_never_in_another_name() -> None:
    other = Person.objects.get(user=make_user("reporter"))
    reporter = make_user("reporter")
    client = client_for(reporter)
    desk = make_desk("id")

    client.post(ADD, new_fields(client, headline="A", desk=str(desk.pk), writer=str(other.pk)))

    assert Story.objects.get().writer == Person.objects.get(user=reporter)


def test_unchanged_form_saves_nothing() -> None:
    story = make_story(
        tags=("Padi",), related=(("Kabar lain", 4),), body="<p>Dua  spasi &amp; satu.</p>"
    )
    reporter = story.created_by
    assert reporter is not None
    client = client_for(reporter)

    send(client, story, open_form(client, story))

    stored = Story.objects.get()
    assert (stored.version, stored.updated_at, stored.body) == (
        story.version,
        story.updated_at,
        story.body,
    )
    assert events(story) == ["file"]


def test_body_that_the_editor_only_respells_is_no_change() -> None:
    story = make_story()
    assert story.created_by
    Story.objects.filter(pk=story.pk).update(body="<p>Dua  <b>spasi</b>.</p>")
    client = client_for(story.created_by)

    send(client, story, open_form(client, story), body="<p>Dua  <strong>spasi</strong>.</p>\n")

    stored = Story.objects.get()
    assert (stored.body, stored.version) == ("<p>Dua  <b>spasi</b>.</p>", 1)


def test_change_bumps_the_version_and_logs_the_whole_text() -> None:
    story = make_story()
    assert story.created_by
    client = client_for(story.created_by)

    send(client, story, open_form(client, story), headline="Judul baru", tags="Padi")

    stored = Story.objects.get()
    assert (stored.headline, stored.version) == ("Judul baru", 2)
    assert events(story) == ["file", "edit"]
    text = Event.objects.filter(verb="edit").get().data["text"]
    assert (text["headline"], [tag["name"] for tag in text["tags"]]) == ("Judul baru", ["Padi"])


def test_new_related_link_alone_is_a_change() -> None:
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1))
    client = client_for(make_user("editor"))

    fields = open_form(client, story) | {
        "related_links-TOTAL_FORMS": "1",
        "related_links-0-title": "Kabar lain",
        "related_links-0-after": "4",
        "related_links-0-story": str(story.pk),
    }
    send(client, story, fields)

    stored = Story.objects.get(pk=story.pk)
    # The approval was for the text without the link.
    assert (stored.status, stored.version) == (Status.SUBMITTED, story.version + 1)
    assert [link.title for link in stored.related_links.all()] == ["Kabar lain"]


def test_new_related_link_comes_after_those_there() -> None:
    story = make_story(related=(("Satu", None), ("Dua", None)))
    assert story.created_by
    client = client_for(story.created_by)

    fields = open_form(client, story) | {
        "related_links-TOTAL_FORMS": "3",
        "related_links-2-title": "Tiga",
        "related_links-2-story": str(story.pk),
    }
    send(client, story, fields)

    assert [link.title for link in story.related_links.all()] == ["Satu", "Dua", "Tiga"]


def test_related_link_to_a_draft_is_refused() -> None:
    draft = make_story(headline="Masih rahasia")
    story = make_story()
    assert story.created_by
    client = client_for(story.created_by)

    fields = open_form(client, story) | {
        "related_links-TOTAL_FORMS": "1",
        "related_links-0-target": str(draft.pk),
        "related_links-0-story": str(story.pk),
    }
    send(client, story, fields)

    assert RelatedLink.objects.count() == 0


def test_autocomplete_offers_published_stories_only() -> None:
    make_story(headline="Panen rahasia")
    published = make_published(headline="Panen raya")
    client = client_for(make_user("reporter"))

    answer = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "articles", "model_name": "relatedlink", "field_name": "target"},
    )

    assert [row["text"] for row in answer.json()["results"]] == [published.headline]


def test_stale_press_neither_saves_nor_acts() -> None:
    story = make_submitted()
    first, second = client_for(make_user("editor")), client_for(make_user("editor"))
    mine, theirs = open_form(first, story), open_form(second, story)
    send(second, story, theirs, headline="Judul rekan")

    send(first, story, mine, _do="approve")

    assert (Story.objects.get().status, Dispatch.objects.count()) == (Status.SUBMITTED, 0)


def test_button_saves_what_was_typed_before_it_acts() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))

    send(client, story, open_form(client, story), headline="Judul akhir", _do="approve")

    assert Dispatch.objects.get().content["headline"] == "Judul akhir"
    assert events(story) == ["file", "submit", "edit", "approve", "publish"]


def test_button_whose_action_is_refused_keeps_the_save_and_says_why() -> None:
    story = make_submitted()
    editor = make_user("editor")
    Person.objects.get(user=editor).wire_codes.all().delete()
    client = client_for(editor)

    response = client.post(
        change_address(story),
        open_form(client, story) | {"headline": "Judul akhir", "_do": "approve"},
        follow=True,
    )

    stored = Story.objects.get()
    assert (stored.status, stored.headline) == (Status.SUBMITTED, "Judul akhir")
    assert [message.level_tag for message in response.context["messages"]] == ["success", "error"]


def test_button_that_is_not_open_to_the_person_is_forbidden() -> None:
    story = make_story()
    assert story.created_by
    client = client_for(story.created_by)

    response = send(client, story, open_form(client, story), _do="approve")

    assert (response.status_code, Story.objects.get().status) == (403, Status.DRAFT)


def test_reader_takes_back_their_own_submitted_story() -> None:
    story = make_submitted()
    assert story.created_by
    client = client_for(story.created_by)

    response = client.post(change_address(story), {"_do": "take-back"})

    assert (response.status_code, Story.objects.get().status) == (302, Status.DRAFT)


@pytest.mark.parametrize(
    ("state", "role", "expected"),
    [
        ("draft", "own", ["submit"]),
        ("draft", "reporter", []),
        ("draft", "editor", ["submit", "spike"]),
        ("submitted", "own", ["take-back"]),
        ("submitted", "editor", ["approve", "return", "schedule", "spike"]),
        ("submitted", "photo", []),
        ("scheduled", "own", []),
        ("scheduled", "editor", ["publish", "reschedule", "unschedule", "return", "spike"]),
        ("published", "own", []),
        ("published", "editor", ["correct", "hold"]),
        ("published", "chief", ["correct", "hold", "withdraw"]),
        ("revised", "editor", ["update", "correct", "discard", "hold"]),
        ("to be embargoed", "editor", ["embargo", "return", "schedule", "spike"]),
        ("embargoed", "editor", ["correct"]),
        ("embargoed", "chief", ["correct", "lift", "withdraw"]),
        ("embargoed, revised", "editor", ["update", "correct", "discard"]),
        ("held", "editor", ["correct", "lift"]),
        ("spiked", "editor", ["unspike"]),
        ("withdrawn", "chief", []),
    ],
)
def test_form_shows_the_buttons_of_the_state_and_no_other(
    state: str, role: str, expected: list[str]
) -> None:
    story = story_in(state)
    user = story.created_by if role == "own" else make_user(role)
    assert user

    assert sorted(buttons(client_for(user), story)) == sorted(expected)


def story_in(state: str) -> Story:
    editor, until = make_user("editor"), timezone.now() + timedelta(hours=1)
    made: dict[str, Callable[[], Story]] = {
        "draft": make_story,
        "submitted": make_submitted,
        "scheduled": lambda: make_scheduled(publish_at=until),
        "to be embargoed": lambda: make_submitted(embargo_until=until.isoformat()),
        "embargoed": lambda: make_embargoed(until=until),
        "embargoed, revised": lambda: edit(made["embargoed"](), by=editor, headline="Kedua"),
        "published": make_published,
        "revised": lambda: edit(make_published(), by=editor, headline="Judul kedua"),
        "held": lambda: withholding.hold(story=make_published(), by=editor, reason="Ragu."),
        "spiked": lambda: reviewing.spike(story=make_submitted(), by=editor),
        "withdrawn": lambda: amending.withdraw(
            story=make_published(), by=make_user("chief"), ground=Ground.CHILD, reason="Usia."
        ),
    }
    return made[state]()


@pytest.mark.parametrize(
    ("role", "edition", "expected"),
    [("reporter", "id", 200), ("reporter", "en", 302), ("editor", "en", 200), ("photo", "en", 302)],
)
def test_story_of_an_edition_is_open_to_those_of_it(role: str, edition: str, expected: int) -> None:
    story = make_submitted(edition="id")

    response = client_for(make_user(role, edition=edition)).get(change_address(story))

    assert response.status_code == expected


def test_published_story_keeps_its_address_and_code() -> None:
    story = make_published()
    client = client_for(make_user("editor"))

    send(client, story, open_form(client, story), headline="Baru", slug="lain", code_text="(X/Y)")

    stored = Story.objects.get()
    assert (stored.headline, stored.slug, stored.code_text) == ("Baru", story.slug, story.code_text)
    assert stored.status == Status.REVISED


def test_page_of_a_story_costs_the_same_for_one_link_and_for_many() -> None:
    editor = client_for(make_user("editor"))
    few, many = make_submitted(related=(("A", 1),)), make_submitted(related=(("B", 1),) * 6)

    # The first page of a process reads the house's names, which are kept after it.
    count_queries(editor, change_address(few))
    counts = [count_queries(editor, change_address(story)) for story in (few, many)]

    assert counts[0] == counts[1]
    assert counts[0] <= 34


@pytest.mark.parametrize(
    ("label", "sponsor", "wrong"),
    [
        ("advertorial", "", ["sponsor"]),
        ("", "Toko Contoh", ["label"]),
        ("advertorial", "Toko Contoh", []),
    ],
)
def test_paid_story_is_saved_with_its_label_and_who_paid(
    label: str, sponsor: str, wrong: list[str]
) -> None:
    client = client_for(make_user("reporter"))
    desk = make_desk("id")
    fields = new_fields(client, headline="Teko", body="<p>Satu.</p>", desk=str(desk.pk))

    response = client.post(ADD, fields | {"label": label, "sponsor": sponsor})

    if wrong:
        assert list(response.context["form"].errors) == wrong
        assert read(response).fields["headline"] == "Teko"
    assert list(Story.objects.values_list("label", "sponsor")) == (
        [] if wrong else [(label, sponsor)]
    )
