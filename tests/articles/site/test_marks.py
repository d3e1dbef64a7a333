"""What a story says about itself: labels, the AI label, the note of an unverified story."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from articles.actions import amending
from articles.models import Dispatch, Label, Story
from articles.text import marks
from tests.articles.site.helpers import Newsroom, Outline, address, html, withdraw
from tests.factories import edit

NOTE = (
    "(Berita ini masih memerlukan verifikasi lebih lanjut, yang sedang kami upayakan "
    "dalam waktu secepatnya.)"
)


@pytest.mark.parametrize(
    ("edition", "prefix", "note"),
    [
        ("id", "", NOTE),
        ("en", "/en", marks.VERIFICATION["en"]),
        ("ar", "/ar", marks.VERIFICATION["ar"]),
    ],
)
def test_unverified_story_says_so_at_its_end_in_brackets_and_italics(
    db: None, client: Client, edition: str, prefix: str, note: str
) -> None:
    story = Newsroom(edition).publish(awaiting_verification=True)

    page = Outline(html(client, f"{prefix}/{story.slug}/"))
    copy = client.get(f"{prefix}/{story.slug}/copy.txt").content.decode()

    sign_off = Dispatch.objects.get().data["sign_off"]
    (prose,) = page.texts("div", class_="prose")
    assert page.texts("em") == [note]
    assert prose.endswith(f") {note} {sign_off}")
    assert copy.splitlines()[-2:] == [note, sign_off]


def test_verified_story_has_no_note(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()

    assert Outline(html(client, address(story))).texts("em") == []


LINKS = {
    "https://ketel.example/beli?a=1&amp;b=2": "sponsored",
    "HTTP://Ketel.example": "sponsored",
    "https://baru.example@ketel.example/": "sponsored",
    "https://baru.example.ketel.example/": "sponsored",
    "https://baru.example/panen/": None,
    "https://Baru.example": None,
    "https://en.lama.example/harvest/": None,
    "/kanal/ekonomi/": None,
    "mailto:redaksi@ketel.example": None,
}


@pytest.mark.parametrize("label", ["", *Label])
def test_links_of_a_paid_story_to_other_sites_say_so(
    newsroom: Newsroom, client: Client, settings: Any, label: str
) -> None:
    settings.SITE_URL, settings.OLD_HOSTS = "https://baru.example", {"en.lama.example": "en"}
    links = "".join(f'<p><a href="{url}"><em>tautan</em></a></p>' for url in LINKS)
    story = newsroom.publish(label=label, body=f"<p>Isi.</p>{links}<p>Akhir.</p>")

    page = Outline(html(client, address(story)))

    for url, rel in LINKS.items():
        (link,) = page.attributes("a", href=unescape(url))
        assert link.get("rel") == (rel if label else None)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (Label.ADVERTORIAL, "Advertorial"),
        (Label.ADVERTISEMENT, "Advertisement"),
        (Label.SPONSORED, "Sponsored"),
    ],
)
def test_paid_story_is_marked_wherever_it_stands(
    db: None, client: Client, label: Label, words: str
) -> None:
    newsroom = Newsroom("en")
    newsroom.publish(label=label, headline="A Better Kettle", tags=("Tea",))

    badges = {
        url: Outline(html(client, url)).texts("span", class_="badge-paid")
        for url in (
            "/en/",
            "/en/a-better-kettle/",
            f"/en/kanal/{newsroom.desk.slug}/",
            "/en/tag/tea/",
            "/en/indeks/",
            "/en/cari/?q=kettle",
        )
    }

    assert [url for url, found in badges.items() if set(found) != {words}] == []
    for feed in ("/en/feed/", "/en/feed/atom/"):
        assert f">[{words}] A Better Kettle</title>" in html(client, feed)


def test_paid_story_fills_no_place_of_the_links_in_a_text(
    newsroom: Newsroom, client: Client
) -> None:
    newsroom.publish(headline="Panen Jeruk")
    newsroom.publish(label=Label.ADVERTORIAL, headline="Teko Baru")
    story = newsroom.publish()

    page = Outline(html(client, address(story)))

    related = page.texts("h2", class_="related")
    assert [words.partition(": ")[2] for words in related] == ["Panen Jeruk"]
    (more,) = page.texts("section", class_="more")
    assert "Teko Baru" in more
    assert len(page.texts("span", class_="badge-paid")) == 1


@pytest.mark.parametrize(
    ("edition", "said", "note"),
    [
        ("id", "Dibiayai oleh: Toko Contoh", "(Naskah ini dibiayai oleh Toko Contoh.)"),
        ("en", "Paid for by: Toko Contoh", "(This text was paid for by Toko Contoh.)"),
        ("ar", "بتمويل من: Toko Contoh", "(مادة مدفوعة من Toko Contoh.)"),
    ],
)
def test_paid_story_names_who_paid_on_its_page_in_its_copy_and_to_machines(
    db: None, client: Client, edition: str, said: str, note: str
) -> None:
    story = Newsroom(edition).publish(label=Label.SPONSORED, sponsor="Toko Contoh")

    page = html(client, address(story))
    copy = client.get(f"{address(story)}copy.txt").content.decode()

    assert Outline(page).texts("p", class_="sponsor") == [said]
    assert copy.splitlines()[-2] == note
    assert '"sponsor": {"@type": "Organization", "name": "Toko Contoh"}' in page


def test_copy_prints_label_and_ai_note(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(label=Label.SPONSORED, is_ai=True, headline="Teko Baru")

    lines = client.get(f"{address(story)}copy.txt").content.decode().splitlines()

    assert lines[0] == "[BERSPONSOR] Teko Baru"
    assert lines[-2] == marks.AI["id"]


def test_marks_of_a_next_version_are_not_public_before_it_is(
    newsroom: Newsroom, client: Client
) -> None:
    story = newsroom.publish(label=Label.ADVERTORIAL)
    marks = {"label": "", "sponsor": "", "awaiting_verification": True}
    story = edit(story, by=newsroom.editor, **marks)
    before = Outline(html(client, address(story)))

    amending.update(story=story, by=newsroom.editor)

    after = Outline(html(client, address(story)))
    assert (before.texts("em"), before.texts("span", class_="badge-paid")) == (
        [],
        ["Advertorial"],
    )
    assert (after.texts("em"), after.texts("span", class_="badge-paid")) == ([NOTE], [])


def test_discarded_version_brings_the_marks_back(newsroom: Newsroom) -> None:
    first = newsroom.publish(awaiting_verification=True)
    story = newsroom.publish(label=Label.ADVERTORIAL, sponsor="Toko", is_ai=True, updates=first)
    marks = {"label": "", "sponsor": "", "is_ai": False, "updates": None}
    story = edit(story, by=newsroom.editor, **marks)

    amending.discard(story=story, by=newsroom.editor)

    stored = Story.objects.get(pk=story.pk)
    assert (stored.label, stored.sponsor) == ("advertorial", "Toko")
    assert (stored.is_ai, stored.updates) == (True, first)


def verified(newsroom: Newsroom) -> tuple[Story, Story]:
    first = newsroom.publish(awaiting_verification=True, headline="Jembatan Putus")
    return first, newsroom.publish(updates=first, headline="Jembatan Dipastikan Utuh")


def links(client: Client, story: Story) -> list[str]:
    page = Outline(html(client, address(story)))
    return page.texts("div", class_="updates")


def test_update_and_unverified_story_link_to_each_other(newsroom: Newsroom, client: Client) -> None:
    first, second = verified(newsroom)

    older = Outline(html(client, address(first))).texts("a", href=address(second))
    newer = Outline(html(client, address(second))).texts("a", href=address(first))
    assert (older[0], newer[0]) == ("Jembatan Dipastikan Utuh", "Jembatan Putus")
    assert len(links(client, first)) == len(links(client, second)) == 1


@pytest.mark.parametrize("which", [0, 1])
def test_withdrawn_one_of_the_two_is_linked_no_more(
    newsroom: Newsroom, client: Client, which: int
) -> None:
    pair = verified(newsroom)

    withdraw(pair[which])

    assert links(client, pair[1 - which]) == []


def test_update_not_yet_published_is_not_linked(newsroom: Newsroom, client: Client) -> None:
    first = newsroom.publish(awaiting_verification=True)
    story = newsroom.publish()
    edit(story, by=newsroom.editor, updates=first)

    assert links(client, first) == []


def test_link_between_the_two_changes_the_page_for_who_has_it(
    newsroom: Newsroom, client: Client
) -> None:
    first = newsroom.publish(awaiting_verification=True)
    tag = client.get(address(first)).headers["ETag"]

    newsroom.publish(updates=first)

    assert client.get(address(first), headers={"If-None-Match": tag}).status_code == 200
