"""Notes on a story, at the newsroom's doors."""

from typing import Any

import pytest
from django.urls import reverse

from articles.actions.refused import Refused
from articles.models import Person, Story, User
from editorial import notes
from editorial.models import Note
from editorial.models.note import LONGEST_NOTE, LONGEST_QUOTE, Part
from editorial.readers import readers_of
from editorial.story.notes import Thread
from tests.editorial.forms import change_address, client_for, count_queries
from tests.factories import edit, make_submitted, make_user

pytestmark = pytest.mark.django_db

BODY = "<p>Warga desa memanen padi. Warga desa menjemur gabah.</p><ul><li><p>Satu</p></li></ul>"


def address(story: Story) -> str:
    return reverse("admin:articles_story_notes", args=[story.pk])


def post(user: User, story: Story, pressed: str, text: str = "", **given: str) -> Any:
    return client_for(user).post(address(story), {"_do": pressed, pressed: text, **given})


def on(quote: str, before: str = "", after: str = "", part: str = "body") -> dict[str, str]:
    return {"on-part": part, "on-quote": quote, "on-before": before, "on-after": after}


def threads(user: User, story: Story) -> list[Thread]:
    shown = client_for(user).get(change_address(story)).context["notes"]
    return [*shown.open, *shown.resolved]


@pytest.fixture
def editor() -> User:
    return make_user("editor")


def test_note_is_answered_changed_resolved_and_opened_again(editor: User) -> None:
    reporter = make_user("reporter")
    story = make_submitted(by=reporter)
    answer = post(editor, story, "write", "Siapa sumbernya?")
    note = Note.objects.get()
    post(reporter, story, f"answer-{note.pk}", "Kepala desa.")
    post(editor, story, f"change-{note.pk}", "Siapa sumber angkanya?")
    post(reporter, story, f"resolve-{note.pk}")
    resolved = threads(editor, story)
    post(editor, story, f"reopen-{note.pk}")

    (thread,) = threads(reporter, story)

    assert answer["Location"] == f"{change_address(story)}#note-{note.pk}"
    assert [each.said.note.resolved_by for each in resolved] == [reporter]
    assert thread.said.note.resolved_at is None
    assert [str(said.text) for said in (thread.said, *thread.answers)] == [
        "Siapa sumber angkanya?",
        "Kepala desa.",
    ]
    assert thread.said.note.changed_at


def test_note_on_a_passage_says_when_it_stands_no_more(editor: User) -> None:
    story = make_submitted(body=BODY)
    post(editor, story, "write", "Desa mana?", **on("Warga desa", "Warga desa memanen padi. "))
    fits = [each.fits for each in threads(editor, story)]
    story = edit(story, by=editor, body=BODY.replace("<p>Warga", "<p>Pagi ini warga", 1))
    after_another = [each.fits for each in threads(editor, story)]
    story = edit(story, by=editor, body=BODY.replace("Warga desa menjemur", "Mereka menjemur"))

    (thread,) = threads(editor, story)
    page = client_for(editor).get(change_address(story)).content.decode()

    assert (fits, after_another, thread.fits) == ([True], [True], False)
    assert "This passage does not stand in the saved text." in page
    assert f"/versions/?from={thread.said.note.version}" in page
    assert thread.said.note.quote == "Warga desa"


@pytest.mark.parametrize("part", list(Part))
def test_passage_is_found_in_each_part_of_the_text(editor: User, part: Part) -> None:
    story = make_submitted(headline="Panen raya", standfirst="Ringkas saja", body=BODY)
    quotes = {Part.HEADLINE: "raya", Part.STANDFIRST: "Ringkas", Part.BODY: "gabah. \n Satu"}

    post(editor, story, "write", "?", **on(quotes[part], "jauh", "sekali", part=part))
    post(editor, story, "write", "?", **on(quotes[part], *round_it(story, part, quotes[part])))

    assert [each.fits for each in threads(editor, story)] == [False, True]


def round_it(story: Story, part: Part, quote: str) -> tuple[str, str, str]:
    held, wanted = notes.letters_of(story)[part], "".join(quote.split())
    before, _quote, after = held.partition(wanted)
    return before, after, part


@pytest.mark.parametrize(
    ("text", "given", "why"),
    [
        ("", {}, "Write the note first."),
        ("\u200b \n", {}, "Write the note first."),
        ("x" * (LONGEST_NOTE + 1), {}, f"A note has at most {LONGEST_NOTE} letters."),
        ("Cek.", on("x" * (LONGEST_QUOTE + 1)), f"A passage has at most {LONGEST_QUOTE} letters"),
        ("Cek.", on(" \u200b"), "Nothing is selected."),
    ],
)
def test_note_that_is_refused_says_why_and_keeps_what_was_typed(
    editor: User, text: str, given: dict[str, str], why: str
) -> None:
    story = make_submitted()

    answer = post(editor, story, "write", text, **given)

    page = answer.content.decode()
    assert (answer.status_code, Note.objects.count()) == (409, 0)
    assert why in page
    assert f">{text}</textarea>" in page
    assert not given or f'name="on-quote" value="{given["on-quote"]}"' in page


def test_reply_that_is_refused_stays_in_its_box(editor: User) -> None:
    story = make_submitted()
    note = notes.write(story=story, by=editor, text="Cek.")

    page = post(editor, story, f"answer-{note.pk}", "y" * (LONGEST_NOTE + 1)).content.decode()

    assert f">{'y' * (LONGEST_NOTE + 1)}</textarea>" in page


def test_words_of_another_are_not_changed(editor: User) -> None:
    story = make_submitted()
    note = notes.write(story=story, by=editor, text="Cek.")

    answer = post(make_user("chief"), story, f"change-{note.pk}", "Beres.")

    assert (answer.status_code, Note.objects.get().text) == (409, "Cek.")


def test_note_is_resolved_by_its_writer_the_reporter_and_editors_alone(editor: User) -> None:
    reporter, colleague = make_user("reporter"), make_user("reporter")
    story = make_submitted(by=reporter)
    told = {}
    for who in (reporter, colleague, editor, make_user("photo"), make_user("chief")):
        note = notes.write(story=story, by=editor, text="Cek.")
        told[who.groups.get().name, who.pk == reporter.pk] = post(
            who, story, f"resolve-{note.pk}"
        ).status_code

    assert told == {
        ("reporter", True): 302,
        ("reporter", False): 409,
        ("editor", False): 302,
        ("photo", False): 409,
        ("chief", False): 302,
    }


def test_right_is_asked_again_in_the_action() -> None:
    stranger = make_user("reporter", edition="en")
    story = make_submitted()
    note = notes.write(story=story, by=make_user("editor"), text="Cek.")
    acts: list[Any] = [
        lambda: notes.write(story=story, by=stranger, text="Aku."),
        lambda: notes.answer(note=note, by=stranger, text="Aku."),
        lambda: notes.change(note=note, by=stranger, text="Aku."),
        lambda: notes.resolve(note=note, by=stranger),
    ]

    told = []
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        told.append(refused.value.rule)

    assert told == ["permission"] * 4


def test_note_of_another_story_is_not_reached_through_one_that_may_be_seen(editor: User) -> None:
    note = notes.write(story=make_submitted(), by=editor, text="Cek.")

    answer = post(editor, make_submitted(), f"answer-{note.pk}", "Salah alamat.")

    assert (answer.status_code, Note.objects.count()) == (404, 1)
    assert "Salah alamat." in answer.content.decode()


@pytest.mark.parametrize("is_signed", [True, False])
def test_readers_of_a_story_are_those_who_see_it(is_signed: bool) -> None:
    owner = make_user("reporter", edition="en")
    writer = Person.objects.get(user=owner)
    by = {"by": make_user("editor"), "writer": writer} if is_signed else {"by": owner}
    story = make_submitted(edition="id", **{"writer": None, **by})
    people = [make_user(role) for role in ("reporter", "editor", "chief", "photo", "admin", "")]
    people += [make_user("reporter", edition="ar"), make_user("photo", edition="ar"), owner]
    people += [make_user("editor", is_active=False), make_user("editor", is_staff=False)]

    seen = {user.pk for user in people if client_for(user).get(address(story)).status_code == 200}

    assert {user.pk for user in readers_of(story)} & {user.pk for user in people} == seen
    assert owner.pk in seen
    # All roles of its edition, the owner, and no more.
    assert len(seen) == 6


def test_names_offered_are_those_of_the_others_who_see_the_story(editor: User) -> None:
    reporter = make_user("reporter", username="banyu", first_name="Banyu", last_name="Cobandaru")
    make_user("reporter", edition="en")
    story = make_submitted(by=reporter)

    answer = client_for(editor).get(reverse("admin:articles_story_people", args=[story.pk]))

    assert answer.json() == {"people": [{"name": "banyu", "called": "Banyu Cobandaru"}]}


def test_names_in_a_note_are_marked_and_its_words_are_no_html(editor: User) -> None:
    make_user("reporter", username="banyu")
    story = make_submitted()
    notes.write(story=story, by=editor, text="<b>@Banyu</b>, bukan @siapa.\nTolong.")

    page = client_for(editor).get(change_address(story)).content.decode()

    assert '&lt;b&gt;<b class="mention">@Banyu</b>&lt;/b&gt;, bukan @siapa.<br>Tolong.' in page


def test_list_alone_is_answered_to_a_script(editor: User) -> None:
    story = make_submitted()

    answer = client_for(editor).post(
        address(story), {"_do": "write", "write": "Cek.", "part": ""}, follow=True
    )

    page = answer.content.decode()
    assert page.lstrip().startswith("<section")
    assert "Cek." in page


def test_form_sent_twice_is_one_note(editor: User) -> None:
    story, client = make_submitted(), client_for(editor)
    shown = client.get(address(story)).context["notes"]
    told = {"_do": "write", "write": "Cek.", "form_id": str(shown.form_id)}

    answers = [client.post(address(story), told).status_code for _ in range(2)]

    assert (answers, Note.objects.count()) == ([302, 302], 1)


def test_page_costs_the_same_with_one_note_and_with_many(editor: User) -> None:
    story = make_submitted(body=BODY)
    people = [make_user("editor") for _ in range(3)]
    note = notes.write(story=story, by=editor, text=f"@{people[0].username}")
    # Names and house style are kept from the first page on.
    client_for(editor).get(change_address(story))
    few = [
        count_queries(client_for(editor), url) for url in (change_address(story), address(story))
    ]
    for user in people:
        passage = notes.Passage(Part.BODY, "Warga desa memanen", "", " padi")
        other = notes.write(story=story, by=user, text=f"@{user.username}", on=passage)
        notes.answer(note=note, by=user, text="Ya.")
        notes.resolve(note=other, by=user)

    many = [
        count_queries(client_for(editor), url) for url in (change_address(story), address(story))
    ]

    assert many == few
