"""What is typed and not saved: who may keep it, what follows on what, and how it comes back."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Event, Status, Story
from editorial.models import Buffer
from editorial.models.buffer import KEPT
from tests.duties import forget
from tests.editorial.forms import change_address, client_for, open_form, read, send
from tests.factories import make_desk, make_published, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/story/add/"
NEW = "/admin/articles/story/buffer/"
DROP = "/admin/articles/story/drop/"


def beside(story: Story) -> str:
    return f"/admin/articles/story/{story.pk}/buffer/"


def typed(client: Client, page: dict[str, str], **changes: Any) -> dict[str, Any]:
    """What the page's script sends of its form."""
    fields = {name: value for name, value in page.items() if name != "csrfmiddlewaretoken"}
    return {
        "by": int(page["form_by"]),
        "page": page["form_id"],
        "version": int(page["seen_version"] or 0),
        "fields": fields | changes,
        "token": str(uuid4()),
        "after": [],
    }


def keep(client: Client, address: str, sent: Any) -> Any:
    return client.post(address, sent, content_type="application/json")


def new_page(client: Client, address: str = ADD) -> dict[str, str]:
    fields = read(client.get(address)).fields
    # That of the switch of languages is none of the form's.
    del fields["next"]
    return {name: value for name, value in fields.items() if "__prefix__" not in name}


@pytest.fixture
def story() -> Story:
    return make_story(headline="Panen raya")


@pytest.fixture
def client(story: Story) -> Client:
    assert story.created_by
    return client_for(story.created_by)


def test_typed_text_is_kept_without_a_version_and_without_an_event(
    client: Client, story: Story
) -> None:
    sent = typed(client, open_form(client, story), headline="Panen besar")

    answer = keep(client, beside(story), sent)

    buffer, stored = Buffer.objects.get(), Story.objects.get()
    assert (answer.status_code, list(answer.json())) == (200, ["at"])
    assert (buffer.by, buffer.story, buffer.version) == (story.created_by, story, 1)
    assert buffer.fields["headline"] == "Panen besar"
    assert {"seen_digest", "form_by", "buffer_tokens"}.isdisjoint(buffer.fields)
    assert (stored.headline, stored.version, stored.updated_at) == (
        *("Panen raya", 1),
        story.updated_at,
    )
    assert Event.objects.count() == 1


def test_texts_follow_on_each_other_by_their_tokens(client: Client, story: Story) -> None:
    page = open_form(client, story)
    first, second, third = (typed(client, page, headline=f"Judul {n}") for n in range(3))
    second["after"], third["after"] = [first["token"]], [first["token"], second["token"]]

    # The first comes in late, when the answer to it is no longer waited for.
    answers = [keep(client, beside(story), sent) for sent in (first, second, first, second, third)]

    assert [answer.status_code for answer in answers] == [200, 200, 409, 200, 200]
    assert Buffer.objects.get().fields["headline"] == "Judul 2"


def test_text_of_another_window_is_not_overwritten_but_told(client: Client, story: Story) -> None:
    mine = typed(client, open_form(client, story), headline="Jendela satu")
    other = typed(client, open_form(client, story), headline="Jendela dua")
    keep(client, beside(story), mine)

    refused = keep(client, beside(story), other)
    taken = keep(client, beside(story), other | {"after": [refused.json()["token"]]})

    told = refused.json()
    assert (refused.status_code, taken.status_code) == (409, 200)
    assert (told["token"], told["fields"]["headline"], told["is_saved"]) == (
        *(mine["token"], "Jendela satu"),
        False,
    )


def test_two_people_keep_each_their_own(client: Client, story: Story) -> None:
    editor = client_for(make_user("editor"))
    for who, headline in ((client, "Milik wartawan"), (editor, "Milik redaktur")):
        keep(who, beside(story), typed(who, open_form(who, story), headline=headline))

    pages = [who.get(change_address(story)).content.decode() for who in (client, editor)]

    assert ["Milik wartawan" in page for page in pages] == [True, False]
    assert ["Milik redaktur" in page for page in pages] == [False, True]


def test_keeping_costs_two_queries_beside_the_story(client: Client, story: Story) -> None:
    sent = typed(client, open_form(client, story))

    with CaptureQueriesContext(connection) as queries:
        keep(client, beside(story), sent)

    # Session, account, its two kinds of rights and its byline come with every page.
    assert len(queries) == 5 + 3


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        ("", "own", 401),
        ("photo", "new", 403),
        ("photo", "submitted", 403),
        ("reporter", "submitted", 403),
        ("reporter", "elsewhere", 404),
        ("editor", "submitted", 200),
        ("editor", "spiked", 403),
        ("reporter", "new", 200),
    ],
)
def test_door_asks_who_may_each_time(
    client: Client, story: Story, role: str, address: str, status: int
) -> None:
    spiked = make_story()
    Story.objects.filter(pk=spiked.pk).update(status=Status.SPIKED)
    addresses = {
        "own": beside(story),
        "new": NEW,
        "submitted": beside(make_submitted()),
        "elsewhere": beside(make_story(edition="ar")),
        "spiked": beside(spiked),
    }
    sent = typed(client, open_form(client, story))
    who = Client()
    if role:
        user = make_user(role)
        who, sent["by"] = client_for(user), user.pk

    answer = keep(who, addresses[address], sent)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert Buffer.objects.exists() == (status == 200)


def test_text_of_one_person_is_not_kept_for_another(client: Client, story: Story) -> None:
    sent = typed(client, open_form(client, story))

    answer = keep(client_for(make_user("editor")), beside(story), sent)

    assert (answer.status_code, Buffer.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"fields": {}},
        {"fields": ["headline"]},
        {"fields": {"headline": 7}},
        {"fields": {f"f{number}": "" for number in range(1001)}},
        {"token": "x"},
        {"page": None},
        {"version": -1},
        {"version": 2**31},
        {"after": [7]},
    ],
)
def test_what_is_no_form_of_ours_is_refused(
    client: Client, story: Story, changes: dict[str, Any]
) -> None:
    sent = typed(client, open_form(client, story)) | changes

    assert keep(client, beside(story), sent).status_code == 400
    assert keep(client, beside(story), "[" * 100_000).status_code == 400


def test_text_larger_than_a_form_is_refused(client: Client, story: Story) -> None:
    large = "a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    answer = keep(client, beside(story), typed(client, open_form(client, story), body=large))

    assert (answer.status_code, Buffer.objects.count()) == (413, 0)


def test_signs_without_room_in_the_database_cost_no_word(client: Client, story: Story) -> None:
    sent = typed(client, open_form(client, story), headline="Pa\0nen \ud83d raya")

    assert keep(client, beside(story), json.dumps(sent)).status_code == 200
    assert Buffer.objects.get().fields["headline"] == "Panen ? raya"


def test_coming_back_shows_what_is_new_and_fills_the_form(client: Client, story: Story) -> None:
    page = open_form(client, story)
    words = {"headline": "Panen besar", "body": "<p>Isi baru.</p>", "is_ai": "on"}
    rows = {
        "related_links-TOTAL_FORMS": "1",
        "related_links-0-title": "Padi dari dulu",
        "related_links-0-target": "",
        "related_links-0-after": "2",
    }
    keep(client, beside(story), typed(client, page, **words, **rows))

    offered = client.get(change_address(story))
    taken = client.get(f"{change_address(story)}?take={story.uid}")
    fields = read(taken).fields

    offer = offered.context["offer"]
    assert [found.name for found in offer.differences] == ["headline", "body", "is_ai", "related"]
    assert "Padi dari dulu" in offered.content.decode()
    assert read(offered).fields["headline"] == "Panen raya"
    assert {name: fields[name] for name in ("headline", "body", *rows)} == (
        {name: words[name] for name in ("headline", "body")} | rows
    )
    assert taken.context["form"]["is_ai"].value() is True
    assert fields["buffer_tokens"] == str(Buffer.objects.get().token)
    assert not taken.context["errors"]


def test_text_that_is_taken_and_saved_is_gone_from_the_buffer(client: Client, story: Story) -> None:
    page = open_form(client, story)
    sent = typed(client, page, headline="Panen besar")
    keep(client, beside(story), sent)
    taken = new_page(client, f"{change_address(story)}?take={story.uid}")

    saved = client.post(change_address(story), taken)
    late = keep(client, beside(story), typed(client, page, headline="Panen b"))

    assert (saved.status_code, Story.objects.get().headline) == (302, "Panen besar")
    assert Buffer.objects.get().fields == {}
    # On its way while the story was saved: it brings nothing back.
    assert (late.status_code, late.json()["fields"], late.json()["is_saved"]) == (409, {}, False)
    assert client.get(change_address(story)).context["offer"] is None


def test_page_whose_form_was_saved_is_told_so(client: Client, story: Story) -> None:
    page = open_form(client, story)
    send(client, story, page, headline="Panen besar")

    late = keep(client, beside(story), typed(client, page, headline="Panen besar"))

    assert (late.status_code, late.json()["is_saved"]) == (409, True)


def test_text_left_in_the_browser_is_saved_already_also_where_one_may_only_read_by_now(
    client: Client, story: Story
) -> None:
    page = open_form(client, story)
    left = typed(client, page, headline="Panen besar") | {"is_left": True}
    send(client, story, page, headline="Panen besar", _do="submit", kind="T")

    saved = keep(client, beside(story), left)
    typed_since = keep(client, beside(story), left | {"is_left": False})

    assert Story.objects.get().status == Status.SUBMITTED
    assert (saved.status_code, saved.json()) == (
        200,
        {"is_saved": True, "story": change_address(story)},
    )
    assert typed_since.status_code == 403


def test_save_that_is_refused_drops_nothing(client: Client, story: Story) -> None:
    page = open_form(client, story)
    sent = typed(client, page, headline="Panen besar")
    keep(client, beside(story), sent)

    refused = send(client, story, page, headline="", buffer_tokens=sent["token"])

    assert Buffer.objects.get().fields["headline"] == "Panen besar"
    assert read(refused).fields["buffer_tokens"] == sent["token"]
    assert "data-unsaved" in refused.content.decode()


def test_text_typed_over_a_version_that_is_older_by_now_is_saved_over_none(
    client: Client, story: Story
) -> None:
    page = open_form(client, story)
    keep(client, beside(story), typed(client, page, headline="Panen besar"))
    editor = client_for(make_user("editor"))
    send(editor, story, open_form(editor, story), headline="Panen redaktur")

    offered = client.get(change_address(story)).content.decode()
    taken = new_page(client, f"{change_address(story)}?take={story.uid}")
    refused = client.post(change_address(story), taken)

    assert "Version 2 was saved meanwhile" in offered
    assert taken["seen_version"] == "1"
    assert refused.context["merge"].fields["headline"].is_open
    assert Story.objects.get().headline == "Panen redaktur"


def test_text_of_a_story_that_one_may_only_read_by_now_is_shown(
    client: Client, story: Story
) -> None:
    keep(client, beside(story), typed(client, open_form(client, story), headline="Panen besar"))
    Story.objects.filter(pk=story.pk).update(status=Status.SUBMITTED)

    page = client.get(change_address(story)).content.decode()

    assert "Panen besar" in page
    assert "Take it" not in page


def test_same_words_as_stored_are_not_offered(client: Client, story: Story) -> None:
    keep(client, beside(story), typed(client, open_form(client, story)))

    assert client.get(change_address(story)).context["offer"] is None


def test_dropped_text_is_gone_unless_it_was_typed_on(client: Client, story: Story) -> None:
    page = open_form(client, story)
    first, second = (typed(client, page, headline=f"Judul {n}") for n in range(2))
    keep(client, beside(story), first)
    keep(client, beside(story), second | {"after": [first["token"]]})

    client.post(DROP, {"token": first["token"]})
    kept = Buffer.objects.get().fields
    dropped = client.post(DROP, {"token": second["token"]})

    assert kept["headline"] == "Judul 1"
    assert (dropped["Location"], Buffer.objects.get().fields) == (change_address(story), {})


def test_nobody_drops_what_somebody_else_typed(client: Client, story: Story) -> None:
    sent = typed(client, open_form(client, story), headline="Panen besar")
    keep(client, beside(story), sent)

    client_for(make_user("admin")).post(DROP, {"token": sent["token"]})

    assert Buffer.objects.get().fields["headline"] == "Panen besar"


def test_new_story_is_listed_until_it_is_filed_and_is_filed_once() -> None:
    client, desk = client_for(make_user("reporter")), make_desk()
    page = new_page(client)
    words = {"headline": "Panen raya", "body": "<p>Isi.</p>", "desk": str(desk.pk)}
    keep(client, NEW, typed(client, page, **words))

    lists = [client.get(address).context["unfiled"] for address in ("/admin/", ADD)]
    again = new_page(client, f"{ADD}?take={page['form_id']}")
    answers = [client.post(ADD, form) for form in (again, again, page | words)]

    assert [[row.headline for row in rows] for rows in lists] == [["Panen raya"]] * 2
    assert again["form_id"] == page["form_id"]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Story.objects.get().headline == "Panen raya"
    assert not client.get("/admin/").context["unfiled"]
    assert keep(client, NEW, typed(client, page, **words)).json()["is_saved"] is True


def test_new_story_that_is_refused_stays_the_same_form() -> None:
    client = client_for(make_user("reporter"))
    page = new_page(client)

    refused = client.post(ADD, page | {"headline": ""})

    assert read(refused).fields["form_id"] == page["form_id"]


def test_unfiled_stories_cost_the_desk_one_query() -> None:
    client = client_for(make_user("reporter"))
    costs = []
    for _ in range(3):
        keep(client, NEW, typed(client, new_page(client), headline="Panen raya"))
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        costs.append(len(queries))

    assert len(set(costs)) == 1


def test_text_that_nobody_came_back_to_is_forgotten(client: Client, story: Story) -> None:
    keep(client, beside(story), typed(client, open_form(client, story)))
    keep(client, NEW, typed(client, new_page(client)))
    Buffer.objects.filter(story=None).update(at=timezone.now() - KEPT - timedelta(minutes=1))

    forget()

    assert Buffer.objects.get().story == story


def test_kept_text_is_on_no_public_page(client: Client) -> None:
    story = make_published(headline="Panen raya")
    editor = client_for(make_user("editor"))
    sent = typed(editor, open_form(editor, story), headline="Rahasia redaksi")
    assert keep(editor, beside(story), sent).status_code == 200

    pages = [Client().get(url) for url in ("/", f"/{story.slug}/", "/feed/", "/cari/?q=rahasia")]

    assert [page.status_code for page in pages] == [200] * 4
    assert not any("Rahasia redaksi" in page.content.decode() for page in pages)
