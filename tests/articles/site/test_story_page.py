import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, NoticeKind, Person
from tests.articles.site.helpers import (
    Newsroom,
    Outline,
    address,
    alter,
    correct,
    html,
    make_picture,
    queries,
    withdraw,
)
from tests.factories import make_desk, make_person

EIGHT = [f"Paragraf {number}." for number in range(1, 9)]


def body(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def prose(page: str) -> list[str]:
    """The lines of the story's text from top to bottom, related links with their label."""
    lines = Outline(page[page.index('<div class="prose">') : page.index("<footer")])
    return [
        " ".join("".join(words).split()) for tag, _, words in lines.elements if tag in ("p", "h2")
    ]


def test_story_reads_in_the_order_of_the_house_format(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(
        body=body(EIGHT),
        code_text="(T/RI-1/P2)",
        related=(("Kisah lama", 3), ("Kisah kemudian", 8)),
    )

    lines = prose(html(client, address(story)))

    assert lines[0] == "Jakarta, MINA – Paragraf 1."
    assert lines[1:3] == EIGHT[1:3]
    assert lines[3].endswith("Kisah lama")
    assert lines[4:8] == EIGHT[3:7]
    assert lines[8] == "Paragraf 8. (T/RI-1/P2)"
    assert lines[9].endswith("Kisah kemudian")
    assert lines[10:] == ["Mi’raj News Agency (MINA)"]


def test_signed_piece_has_its_byline_and_no_dateline(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(body=body(EIGHT[:2]), byline="Oleh: Contoh Penulis, guru")

    lines = prose(html(client, address(story)))

    assert lines[:2] == ["Oleh: Contoh Penulis, guru", "Paragraf 1."]


def test_dateline_and_code_keep_out_of_a_verse(newsroom: Newsroom, client: Client) -> None:
    verse = '<p lang="ar" dir="rtl">وَالْعَصْرِ</p>'
    story = newsroom.publish(body=verse + "<p>Tengah.</p>" + verse, code_text="(T/RI-1/P2)")

    lines = prose(html(client, address(story)))

    assert lines[:2] == ["Jakarta, MINA –", "وَالْعَصْرِ"]
    assert lines[2:5] == ["Tengah.", "وَالْعَصْرِ", "(T/RI-1/P2)"]


def test_times_are_said_with_their_zone(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    alter(story, published_at="2021-08-08T00:15:00Z", updated_at="2021-08-08T03:00:00Z")

    page = Outline(html(client, address(story)))

    times = zip(page.attributes("time"), page.texts("time"), strict=True)
    assert [(attrs["datetime"], words) for attrs, words in times] == [
        ("2021-08-08T07:15:00+07:00", "Ahad, 8 Agustus 2021 - 07:15 WIB"),
        ("2021-08-08T10:00:00+07:00", "Ahad, 8 Agustus 2021 - 10:00 WIB"),
    ]


def test_story_that_did_not_change_has_one_time(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()

    page = Outline(html(client, address(story)))

    assert len(page.attributes("time")) == 1


def test_reporter_is_named_as_printed_and_linked(newsroom: Newsroom, client: Client) -> None:
    writer = make_person(code="W77")
    Person.objects.filter(pk=writer.pk).update(title="Koresponden")
    writer.refresh_from_db()
    story = newsroom.publish(writer=writer)
    Person.objects.filter(pk=writer.pk).update(name="Nama Baru", slug="nama-baru")

    page = Outline(html(client, address(story)))

    assert page.texts("p", class_="byline") == [f"{writer.name} Koresponden"]
    (link,) = page.attributes("a", rel="author")
    moved = client.get(link["href"])
    assert (moved.status_code, moved.headers["Location"]) == (301, "/penulis/nama-baru/")


def test_picture_has_size_caption_and_credit(newsroom: Newsroom, client: Client) -> None:
    picture = make_picture(alternative="Sawah hijau", photographer="Contoh", agency="MINA")
    story = newsroom.publish(picture=picture)

    page = Outline(html(client, address(story)))

    (image,) = [image for image in page.attributes("img") if image["alt"]]
    assert (image["alt"], image["width"], image["height"]) == ("Sawah hijau", "30", "20")
    assert image["src"] == f"/media/r/{picture.token}/1-full-30.jpg"
    assert image["data-colour"] == "#008000"
    sources = page.attributes("source")
    assert [(source["type"], source["srcset"]) for source in sources] == [
        ("image/avif", f"/media/r/{picture.token}/1-full-30.avif 30w"),
        ("image/webp", f"/media/r/{picture.token}/1-full-30.webp 30w"),
    ]
    (caption,) = page.texts("figcaption")
    assert re.fullmatch(
        r"Sawah di pagi hari\. \([^()]+: Contoh/MINA\) [^:]+: milik sendiri\.", caption
    )


def test_notices_stand_on_top_with_their_own_times(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    story = correct(story, "Nama desa seharusnya Contoh.", NoticeKind.ERROR)
    story = correct(story, "Tanggapan <b>kepala desa</b>.", NoticeKind.REPLY)

    page = html(client, address(story))

    notices = Article.objects.get(pk=story.uid).dispatch.data["notices"]
    outline = Outline(page)
    shown = outline.texts("div", class_="notice")
    assert [text.split(" WIB ")[1] for text in shown] == [notice["text"] for notice in notices]
    assert page.index('class="notices"') < page.index('class="prose"')
    assert len(outline.attributes("time")) == 2 + len(notices)


def test_translations_are_linked_both_ways(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    english = Newsroom("en").publish(translation_of=story)

    here, there = (Outline(html(client, address(one))) for one in (story, english))

    both = {"id": address(story), "en": address(english), "x-default": address(story)}
    assert _languages(here) == both
    assert _languages(there) == both
    assert _language_links(here)["ar"] == "/ar/"
    assert _language_links(here)["en"] == address(english)


def test_withdrawn_translation_is_not_linked(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    english = withdraw(Newsroom("en").publish(translation_of=story))

    page = html(client, address(story))

    assert _language_links(Outline(page))["en"] == "/en/"
    assert english.slug not in page


def test_markup_in_plain_fields_stays_words(newsroom: Newsroom, client: Client) -> None:
    hostile = "<script>alert(1)</script>"
    story = newsroom.publish(
        headline=hostile,
        standfirst=hostile,
        dateline=f"Jakarta {hostile}, MINA –",
        sign_off=hostile,
        code_text=f"(T/{hostile})",
        tags=(hostile,),
        related=((hostile, 2),),
        picture=make_picture(caption=hostile, alternative=f'"{hostile}', photographer=hostile),
    )

    pages = [html(client, url) for url in (address(story), "/", f"/cari/?q={hostile}")]

    assert not any("<script>" in page for page in pages)


@pytest.mark.parametrize("number", [0, 1, 3, 50])
def test_story_page_costs_four_queries(newsroom: Newsroom, client: Client, number: int) -> None:
    for _ in range(number):
        newsroom.publish()
    related = tuple((f"Kisah {place}", place) for place in range(1, number % 8 + 1))
    story = newsroom.publish(related=related)
    Newsroom("en").publish(translation_of=story)

    # The process reads what is on every page.
    client.get("/redaksi/")

    # What is printed of the other stories is one of them.
    assert queries(client, address(story)) == (4 if number > 1 else 3)


def _languages(page: Outline) -> dict[str, str]:
    return {
        link["hreflang"]: link["href"].removeprefix("http://testserver")
        for link in page.attributes("link", rel="alternate")
        if "hreflang" in link
    }


def _language_links(page: Outline) -> dict[str, Any]:
    links = [link for link in page.attributes("a") if "hreflang" in link]
    return {link["hreflang"]: link["href"] for link in links[:3]}


@pytest.mark.django_db
def test_writer_and_editor_of_another_language_say_so_and_have_no_title(client: Client) -> None:
    newsroom = Newsroom("ar")
    newsroom.editor.person.edition_id = "id"
    newsroom.editor.person.save()
    person = newsroom.reporter.person
    person.edition_id, person.title = "id", "Kontributor"
    person.save()
    story = newsroom.publish()

    page = Outline(html(client, address(story)))
    own = Outline(html(client, f"/ar/penulis/{person.slug}/"))

    said = dict(zip(page.texts("bdi"), page.attributes("bdi"), strict=True))
    words = [person.name, newsroom.editor.person.name]
    assert [said[each].get("lang") for each in words] == ["id", "id"]
    assert "Kontributor" not in [*page.texts("p"), *page.texts("bdi"), *own.texts("p")]
    assert own.attributes("h1")[0]["lang"] == "id"


def test_writer_of_the_edition_says_no_language(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()

    page = Outline(html(client, address(story)))

    assert [attrs for attrs in page.attributes("bdi") if "lang" in attrs] == []


def test_place_that_is_a_tag_too_stands_once(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(dateline_place="Rafah, Gaza", tags=("gaza", "Bantuan"))

    (chips,) = Outline(html(client, address(story))).texts("ul", class_="chips")

    assert chips.split() == ["Rafah", "Bantuan", "gaza"]


def marked_in_menu(page: str) -> list[str]:
    menu = Outline(page[page.index('<nav class="desks"') : page.index("</header>")])
    links = zip(menu.texts("a"), menu.attributes("a"), strict=True)
    return [name for name, attrs in links if attrs.get("aria-current") == "true"]


def test_menu_marks_the_section_of_a_story_and_of_a_desk_under_it(
    newsroom: Newsroom, client: Client
) -> None:
    below = make_desk(parent=newsroom.desk)
    story, deeper = newsroom.publish(), newsroom.publish(desk=below)
    other = make_desk()

    pages = [address(story), address(deeper), f"/kanal/{below.slug}/", f"/kanal/{other.slug}/"]

    assert [marked_in_menu(html(client, page)) for page in pages] == [
        [newsroom.desk.name],
        [newsroom.desk.name],
        [newsroom.desk.name],
        [],
    ]
