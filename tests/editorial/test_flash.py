"""A flash is written and out in one step, or nothing is stored and nothing typed is lost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Breaking, Event, Story, User, WireCode
from editorial.models import Buffer
from tests.editorial.forms import client_for, read
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/story/flash/"
KEEP = "/admin/articles/story/buffer/"
HEADLINE = "Gempa mengguncang kota contoh"
TYPED = ("headline", "dateline_place", "body", "desk", "kind")


@pytest.fixture
def editor() -> User:
    return make_user("editor", code="P2")


def fill(client: Client, **fields: str) -> dict[str, str]:
    given = {
        "headline": HEADLINE,
        "dateline_place": "Jakarta",
        "body": "Gempa terasa pukul 10.00 WIB.\nBelum ada laporan <kerusakan>.",
        "desk": str(make_desk().pk),
        "kind": "L",
    }
    return read(client.get(PAGE)).fields | given | fields


def test_flash_is_out_at_once_under_the_code_of_one_hand(editor: User) -> None:
    client = client_for(editor)

    answer = client.post(PAGE, fill(client), follow=True)

    story = Story.objects.get()
    assert (story.status, story.code_text, story.writer) == ("published", "(L/P2)", editor.person)
    assert story.body == (
        "<p>Gempa terasa pukul 10.00 WIB.</p><p>Belum ada laporan &lt;kerusakan&gt;.</p>"
    )
    assert Article.objects.get().headline == HEADLINE
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        *("file", "submit", "approve", "publish")
    ]
    assert not Breaking.objects.exists()
    link = f'<a href="/admin/articles/story/{story.pk}/change/">{HEADLINE}</a>'
    assert [str(said) for said in answer.context["messages"]] == [
        f"The flash “{link}” is published."
    ]


def test_flash_stands_on_the_bar_too_and_leads_to_its_story(editor: User) -> None:
    client = client_for(editor)

    client.post(PAGE, fill(client, on_bar="on"))

    bar = Breaking.objects.on(timezone.now()).get()
    assert (bar.text, bar.edition_id, bar.story_uid) == (HEADLINE, "id", Story.objects.get().uid)


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        (dict.fromkeys(TYPED, ""), set(TYPED)),
        ({"headline": "Panjang " * 25, "on_bar": "on"}, {"headline"}),
    ],
)
def test_flash_that_lacks_something_says_so_at_its_field(
    editor: User, fields: dict[str, str], faulty: set[str]
) -> None:
    client = client_for(editor)

    answer = client.post(PAGE, fill(client, **fields))

    assert set(answer.context["form"].errors) == faulty
    assert not Story.objects.exists()


def test_flash_that_a_rule_refuses_stores_nothing_and_keeps_all_that_was_typed(
    editor: User,
) -> None:
    WireCode.objects.all().delete()
    client = client_for(editor)
    fields = fill(client, on_bar="on")

    answer = client.post(PAGE, fields)

    assert "holds no wire code" in answer.content.decode()
    assert read(answer).fields.items() >= {(name, fields[name]) for name in TYPED}
    assert (Story.objects.count(), Event.objects.count(), Breaking.objects.count()) == (0, 0, 0)


def test_flash_whose_bar_is_refused_is_not_out_either(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.actions.front.BAR_LASTS", timedelta(days=9))
    client = client_for(editor)

    answer = client.post(PAGE, fill(client, on_bar="on"))

    assert "Choose a time" in answer.content.decode()
    assert not Story.objects.exists()


def test_same_form_is_one_flash_also_with_other_words(editor: User) -> None:
    client = client_for(editor)
    fields = fill(client)

    twice = [client.post(PAGE, fields).status_code for _ in range(2)]
    other = client.post(PAGE, fields | {"headline": "Judul lain"})

    assert twice == [302, 302]
    assert "has made this story already" in other.content.decode()
    assert read(other).fields["headline"] == "Judul lain"
    assert Story.objects.count() == 1


def test_flash_that_is_typed_and_not_sent_is_kept_and_offered_as_a_flash(editor: User) -> None:
    client = client_for(editor)
    fields = fill(client)
    kept = client.post(
        KEEP,
        {
            "by": editor.pk,
            "page": fields["form_id"],
            "version": 0,
            "fields": {name: fields[name] for name in (*TYPED, "is_flash")} | {"on_bar": "on"},
            "token": str(uuid4()),
            "after": [],
        },
        content_type="application/json",
    )
    assert kept.status_code == 200

    desk = client.get("/admin/").content.decode()
    (address,) = re.findall(r'href="(/admin/articles/story/\w+/\?take=[\w-]+)"', desk)
    answer = client.get(address)
    page = read(answer)

    assert address.startswith(PAGE)
    assert page.fields.items() >= {(name, fields[name]) for name in (*TYPED, "form_id")}
    assert answer.context["form"]["on_bar"].value() is True
    client.post(PAGE, page.fields)
    assert Story.objects.get().headline == HEADLINE
    assert not Buffer.objects.typed(editor).exists()


@pytest.mark.parametrize("role", ["reporter", "photo"])
def test_who_may_not_approve_sends_no_flash(role: str) -> None:
    assert client_for(make_user(role)).post(PAGE).status_code == 403
