"""The page on which the front page is arranged, as an editor uses it."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions import amending, front
from articles.models import Breaking, Edition, Pin, Story
from tests.articles.site.helpers import Outline, withdraw
from tests.editorial.forms import client_for, count_queries
from tests.editorial.test_intake import AdminOutline, outline
from tests.factories import edit, make_published, make_user

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/pin/"


def press(client: Client, button: str, story: Story | None = None, **fields: Any) -> Any:
    sent = {"_do": button, **({"story": str(story.uid)} if story else {}), **fields}
    return client.post(f"{PAGE}?edition=id", sent, follow=True)


def pinned(client: Client) -> list[str]:
    return outline(client, f"{PAGE}?edition=id").texts("ol", class_="pins")


def headlines() -> list[str]:
    uids = Pin.objects.values_list("story_uid", flat=True)
    return [Story.objects.get(uid=uid).headline for uid in uids]


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_front_page_is_a_tool_of_who_arranges_it(role: str) -> None:
    page = outline(client_for(make_user(role)), "/admin/")

    assert page.texts("a", class_="tool").count("Front page") == 1


@pytest.mark.parametrize("role", ["reporter", "photo"])
def test_front_page_is_no_tool_of_others(role: str) -> None:
    page = outline(client_for(make_user(role)), "/admin/")

    assert page.texts("a", href=PAGE) == []


def test_editor_pins_orders_and_takes_off() -> None:
    client = client_for(make_user("editor"))
    one, two, last = (make_published(headline=words) for words in ("Satu", "Dua", "Tiga"))

    for story in (one, two):
        press(client, "pin", story)
    press(client, "lead", last)
    press(client, "down", last)
    press(client, "up", two)
    press(client, "unpin", one)

    assert headlines() == ["Dua", "Tiga"]


def test_first_pin_is_named_the_lead_and_goes_no_further_up() -> None:
    client = client_for(make_user("editor"))
    for words in ("Satu", "Dua"):
        press(client, "pin", make_published(headline=words))

    page = outline(client, f"{PAGE}?edition=id")

    (text,) = page.texts("ol", class_="pins")
    assert text.index("Lead") < text.index("Satu") < text.index("Second 1") < text.index("Dua")
    disabled = [button["value"] for button in page.attributes("button", disabled="")]
    assert disabled == ["up", "down"]


def test_time_of_a_pin_is_set_in_the_newsrooms_zone() -> None:
    client, story = client_for(make_user("editor")), make_published()
    press(client, "pin", story)
    at = timezone.localtime() + timedelta(days=2)

    press(client, "lapse", story, at=f"{at:%Y-%m-%dT%H:%M}")

    assert Pin.objects.get().lapses_at == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize("at", ["", "besok", "2020-01-01T00:00", "2999-01-01T00:00"])
def test_time_that_is_none_or_too_far_is_told(at: str) -> None:
    client, story = client_for(make_user("editor")), make_published()
    press(client, "pin", story)

    response = press(client, "lapse", story, at=at)

    (words,) = AdminOutline(response.content.decode()).texts("ul", class_="messagelist")
    assert words.startswith("Choose a time")


@pytest.mark.parametrize("uid", ["", "x", "00000000-0000-0000-0000-000000000000"])
@pytest.mark.parametrize("button", ["pin", "lead", "unpin", "up", "down", "lapse"])
def test_story_that_is_none_is_told(button: str, uid: str) -> None:
    client = client_for(make_user("editor"))

    response = (
        press(client, button, story=None)
        if not uid
        else client.post(PAGE, {"_do": button, "story": uid, "at": "2999-01-01T00:00"}, follow=True)
    )

    page = AdminOutline(response.content.decode())
    assert (response.status_code, len(page.texts("ul", class_="messagelist"))) == (200, 1)


def test_withdrawn_pin_says_so_and_can_be_taken_off() -> None:
    client, story = client_for(make_user("editor")), make_published(headline="Panen")
    press(client, "pin", story)
    withdraw(story)
    before = pinned(client)

    press(client, "unpin", story)

    assert "withdrawn and shows nothing" in before[0]
    assert "Panen" not in before[0]
    assert pinned(client) == []


def test_live_stories_are_found_by_words_and_drafts_never() -> None:
    client = client_for(make_user("editor"))
    make_published(headline="Gempa di Banda")
    make_published(headline="Panen")
    edited = make_published(headline="Banjir di Demak")
    edit(edited, by=make_user("editor"), headline="Gempa yang belum terbit")

    page = outline(client, f"{PAGE}?edition=id&q=gempa")

    assert page.texts("p", class_="headline") == ["Gempa di Banda"]


def test_editions_are_arranged_apart() -> None:
    client = client_for(make_user("editor", edition="en"))
    make_published(headline="Berita")
    make_published(edition="en", headline="News")

    page = outline(client, PAGE)

    assert page.texts("p", class_="headline") == ["News"]
    assert page.attributes("a", **{"aria-current": "page"})[-1]["href"] == "?edition=en"


def switch_on(client: Client, **fields: str) -> Any:
    until = timezone.localtime() + timedelta(hours=3)
    sent: dict[str, Any] = {"text": "Gempa", "link": "", "until": f"{until:%Y-%m-%dT%H:%M}"}
    return press(client, "on", **{**sent, **fields})


def test_editor_switches_the_bar_on_and_off() -> None:
    client, story = client_for(make_user("editor")), make_published()
    switch_on(client, link=f"http://testserver/{story.slug}/")
    on = Breaking.objects.get()

    press(client, "off")

    assert (on.edition_id, on.text, on.story_uid) == ("id", "Gempa", story.uid)
    assert Breaking.objects.count() == 0
    page = outline(client, f"{PAGE}?edition=id")
    assert "breaking bar off" in page.texts("ol", class_="log")[0]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": ""}, "This field is required."),
        ({"until": ""}, "This field is required."),
        ({"link": "https://lain.example/x/"}, "This is not an address of this site."),
        ({"link": "/tidak-ada/"}, "There is no such page on the site."),
        ({"until": "2020-01-01T00:00"}, "Choose a time from now on, at most 24 hours away."),
        ({"link": "http://[x"}, "This is not an address of this site."),
    ],
)
def test_bar_that_is_refused_keeps_what_was_typed(fields: dict[str, str], wrong: str) -> None:
    client = client_for(make_user("editor"))

    response = switch_on(client, **{"text": "Gempa di laut", **fields})

    page = AdminOutline(response.content.decode())
    assert page.texts("ul", class_="errorlist") == [wrong]
    assert page.texts("textarea") == [fields.get("text", "Gempa di laut")]
    assert Breaking.objects.count() == 0


def test_end_of_a_line_in_the_bar_counts_as_one_letter_as_in_a_browser() -> None:
    switch_on(client_for(make_user("editor")), text="\r\n".join(["x" * 79, "y" * 80]))

    assert Breaking.objects.get().text == f"{'x' * 79} {'y' * 80}"


def test_page_costs_the_same_for_one_pin_and_for_all() -> None:
    editor = make_user("editor")
    client = client_for(editor)
    press(client, "pin", make_published())
    few = count_queries(client, PAGE)
    for _ in range(4):
        press(client, "pin", make_published())

    assert count_queries(client, PAGE) == few


def test_unverified_story_waits_on_the_desk_until_its_update_is_out() -> None:
    client = client_for(make_user("editor"))
    story = make_published(awaiting_verification=True, headline="Jembatan putus")
    before = outline(client, "/admin/").texts("section", id="unverified")

    make_published(updates=story)

    assert "Jembatan putus" in before[0]
    assert outline(client, "/admin/").texts("section", id="unverified") == []


def test_unverified_story_leaves_the_desk_when_it_is_verified_itself() -> None:
    editor = make_user("editor")
    story = make_published(awaiting_verification=True)
    edit(story, by=editor, awaiting_verification=False)
    amending.update(story=story, by=editor)

    page = outline(client_for(editor), "/admin/")

    assert page.texts("section", id="unverified") == []


def test_arranging_is_of_the_edition_shown() -> None:
    editor, story = make_user("editor"), make_published(edition="en")

    front.pin(edition=Edition.objects.get(pk="en"), story_uid=story.uid, by=editor)

    assert pinned(client_for(editor)) == []


def bar_form(client: Client) -> str:
    (link,) = outline(client, f"{PAGE}?edition=id").attributes("input", name="link")
    return link["value"]


@pytest.mark.parametrize("host", ["", "http://testserver", "HTTP://TESTSERVER"])
@pytest.mark.parametrize("is_quoted", [True, False])
def test_arabic_address_leads_to_its_story_and_can_be_saved_again(
    host: str, is_quoted: bool
) -> None:
    client = client_for(make_user("editor", edition="ar"))
    headline = "افتتاح المعرض السنوي للكتاب في العاصمة جاكرتا بحضور مئات الزوار"
    story = make_published(headline=headline, edition="ar")
    path = f"/ar/{story.slug}/"
    link = f"{host}{quote(path) if is_quoted else path}"

    for _ in range(2):
        Breaking.objects.all().delete()
        switch_on(client, link=link)
        assert Breaking.objects.get().story_uid == story.uid
        link = bar_form(client)
        assert link == path


def test_arabic_address_of_a_list_is_kept_with_its_letters_and_led_to_in_percents() -> None:
    client = client_for(make_user("editor"))
    make_published(tags=("قدس",), edition="ar")

    switch_on(client, link=f"http://testserver{quote('/ar/tag/قدس/')}")

    assert Breaking.objects.get().url == "/ar/tag/قدس/"
    page = Outline(Client().get("/").content.decode())
    assert quote("/ar/tag/قدس/") in [link["href"] for link in page.attributes("a")]


def test_address_that_is_too_long_is_refused_and_kept() -> None:
    link = f"/cari/?q={'x' * 300}"

    response = switch_on(client_for(make_user("editor")), link=link)

    page = AdminOutline(response.content.decode())
    assert Breaking.objects.count() == 0
    assert "at most 300 characters" in response.content.decode()
    assert page.attributes("input", name="link")[0]["value"] == link
