"""A save that another came before: what does not touch is merged, the rest is asked."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Event, Story, User
from tests.editorial.forms import client_for, open_form, read, send
from tests.factories import edit, make_desk, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db
A, B, C = "<p>Satu dua tiga.</p>", "<p>Empat lima enam.</p>", "<p>Tujuh delapan sembilan.</p>"


@pytest.fixture
def editor() -> User:
    return make_user("editor")


@pytest.fixture
def client(editor: User) -> Client:
    return client_for(editor)


def stale(client: Client, story: Story, theirs: dict[str, Any], **mine: str) -> Any:
    """The answer to what was typed into a form while a colleague saved ``theirs``."""
    form = open_form(client, story)
    edit(Story.objects.get(pk=story.pk), by=make_user("editor"), **theirs)
    return send(client, story, form, **mine)


def answer(client: Client, story: Story, page: HttpResponse, **taken: str) -> Any:
    sides = {f"take-{name.replace('_', '-')}": side for name, side in taken.items()}
    return send(client, story, read(page).fields | sides)


def questions(page: Any) -> list[str]:
    fields = page.context["merge"].fields.values()
    return [part.question.key for each in fields for part in each.parts if part.question]


def test_what_only_one_changed_is_merged_and_told(client: Client) -> None:
    story = make_submitted(body=A + B + C, headline="Judul")
    page = stale(
        client,
        story,
        {"headline": "Judul rekan", "body": A + B + C + "<p>Akhir.</p>"},
        body="<p>Satu dua saya.</p>" + B + C,
        standfirst="Saya",
    )

    told = {
        name: [p.changed_by for p in each.parts]
        for name, each in page.context["merge"].fields.items()
    }
    saved = answer(client, story, page)

    stored = Story.objects.get()
    assert (page.status_code, questions(page), saved.status_code) == (409, [], 302)
    assert told == {
        "headline": ["theirs"],
        "standfirst": ["mine"],
        "body": ["mine", None, "theirs"],
    }
    assert (stored.version, stored.headline, stored.standfirst) == (3, "Judul rekan", "Saya")
    assert stored.body == f"<p>Satu dua saya.</p>{B}{C}<p>Akhir.</p>"


def test_nothing_is_saved_before_the_merged_text_was_shown(client: Client) -> None:
    story = make_submitted()

    stale(client, story, {"headline": "Judul rekan"}, headline="Judul saya")

    assert (Story.objects.get().headline, Story.objects.get().version) == ("Judul rekan", 2)
    kept = Event.objects.get(data__has_key="refused").data["refused"]
    assert kept["headline"] == "Judul saya"


@pytest.mark.parametrize(
    ("side", "headline", "body"),
    [
        ("mine", "Judul saya", "<p>Satu dua saya.</p>"),
        ("theirs", "Judul rekan", "<p>Satu dua rekan.</p>"),
    ],
)
def test_side_taken_for_what_both_changed_is_saved(
    client: Client, side: str, headline: str, body: str
) -> None:
    story = make_submitted(body=A + B, headline="Judul")
    page = stale(
        client,
        story,
        {"headline": "Judul rekan", "body": "<p>Satu dua rekan.</p>" + B},
        headline="Judul saya",
        body="<p>Satu dua saya.</p>" + B,
    )

    answer(client, story, page, headline=side, body_0=side)

    stored = Story.objects.get()
    assert questions(page) == ["take-headline", "take-body-0"]
    assert (stored.headline, stored.body) == (headline, body + B)


def test_both_paragraphs_are_kept_on_request(client: Client) -> None:
    story = make_submitted(body=A)
    page = stale(client, story, {"body": "<p>Satu dua rekan.</p>"}, body="<p>Satu dua saya.</p>")

    answer(client, story, page, body_0="both")

    assert Story.objects.get().body == "<p>Satu dua saya.</p><p>Satu dua rekan.</p>"


def test_question_left_open_is_asked_again_with_what_was_chosen(client: Client) -> None:
    story = make_submitted(body=A, headline="Judul")
    page = stale(
        client,
        story,
        {"headline": "Judul rekan", "body": "<p>Satu dua rekan.</p>"},
        headline="Judul saya",
        body="<p>Satu dua saya.</p>",
    )

    again = answer(client, story, page, headline="mine")
    answer(client, story, again, headline="mine", body_0="theirs")

    assert again.status_code == 409
    assert "Choose yours or theirs" in again.content.decode()
    assert 'name="take-headline" value="mine" required checked' in again.content.decode()
    stored = Story.objects.get()
    assert (stored.headline, stored.body) == ("Judul saya", "<p>Satu dua rekan.</p>")


def test_story_saved_again_while_one_chose_is_merged_with_that_too(client: Client) -> None:
    story = make_submitted(body=A + B, headline="Judul")
    page = stale(
        client,
        story,
        {"headline": "Judul rekan"},
        headline="Judul saya",
        body=A + "<p>Saya.</p>" + B,
    )
    edit(Story.objects.get(), by=make_user("editor"), headline="Judul ketiga", standfirst="Ketiga")

    again = answer(client, story, page, headline="mine")
    shown = again.content.decode()
    answer(client, story, again, headline="theirs")

    stored = Story.objects.get()
    assert (again.status_code, "ketiga" in shown, " checked" in shown) == (409, True, False)
    assert (stored.headline, stored.standfirst) == ("Judul ketiga", "Ketiga")
    assert stored.body == f"{A}<p>Saya.</p>{B}"


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_chosen_rows_that_both_changed_are_asked_by_their_names(client: Client, side: str) -> None:
    ours, other = make_desk(name="Kanal saya"), make_desk(name="Kanal rekan")
    story = make_submitted(tags=("Padi",), related=(("Lama", 1),))
    page = stale(
        client,
        story,
        {
            "desk": other,
            "tags": ("Rekan",),
            "related": [{"target": None, "title": "Rekan", "after": 2}],
        },
        desk=str(ours.pk),
        tags="Saya",
        **{"related_links-0-title": "Saya"},
    )

    answer(client, story, page, desk=side, tags=side, related=side)

    stored = Story.objects.get()
    assert questions(page) == ["take-desk", "take-tags", "take-related"]
    assert ["Kanal saya" in page.content.decode(), "Kanal rekan" in page.content.decode()] == [
        True
    ] * 2
    name = "Saya" if side == "mine" else "Rekan"
    assert stored.desk == (ours if side == "mine" else other)
    assert (list(stored.tags.names()), [link.title for link in stored.related_links.all()]) == (
        [name],
        [name],
    )


def test_text_of_which_nobody_knows_what_it_was_made_of_is_asked_where_it_differs(
    client: Client,
) -> None:
    story = make_story(body=A + B, headline="Judul")
    form = open_form(client, story) | {"seen_version": "0"}

    page = send(client, story, form, headline="Judul saya", body=A + B + C)
    answer(client, story, page, headline="mine")

    stored = Story.objects.get()
    assert questions(page) == ["take-headline"]
    assert (stored.headline, stored.body) == ("Judul saya", A + B + C)


def test_stale_form_with_a_fault_is_merged_once_that_is_mended(client: Client) -> None:
    story = make_submitted(headline="Judul")

    faulty = stale(client, story, {"headline": "Judul rekan"}, headline="", standfirst="Saya")
    form = {n: v for n, v in read(faulty).fields.items() if "__prefix__" not in n}
    page = send(client, story, form | {"headline": "Judul"})

    assert (faulty.status_code, list(faulty.context["form"].errors)) == (200, ["headline"])
    assert (page.status_code, questions(page)) == (409, [])
    answer(client, story, page)
    assert (Story.objects.get().headline, Story.objects.get().standfirst) == ("Judul rekan", "Saya")


def test_merged_text_longer_than_a_story_is_refused_with_all_in_the_form(client: Client) -> None:
    story = make_submitted(body=A)
    mine, theirs = (f"<p>{word} {'a ' * 80_000}</p>" for word in ("Saya", "Rekan"))
    page = stale(client, story, {"body": theirs + A}, body=mine + A)

    answered = answer(client, story, page, body_0="both")
    again = {n: v for n, v in read(answered).fields.items() if "__prefix__" not in n}

    assert "longer than a story" in str(answered.context["form"].non_field_errors())
    assert again["body"].startswith("<p>Saya")
    assert send(client, story, again).status_code == 409
