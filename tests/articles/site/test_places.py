"""The page of a place: what was datelined there, however it was spelt."""

from django.test import Client

from articles.models import ArticlePlace, Edition, Place, PlaceAlias
from articles.site.lists import PAGE_SIZE
from tests.articles.site.helpers import Newsroom, Outline, address, html, queries, withdraw


def headlines(client: Client, url: str) -> list[str]:
    return Outline(html(client, url)).headlines()


def spelt(name: str, *aliases: str) -> None:
    place = Place.objects.create(edition=Edition.objects.get(pk="id"), name=name)
    PlaceAlias.objects.bulk_create(PlaceAlias(place=place, name=alias) for alias in aliases)


def test_story_stands_under_every_place_of_its_dateline(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(dateline="Cileungsi, Kab. Bogor, MINA –")
    newsroom.publish()

    links = [
        link["href"]
        for link in Outline(html(client, address(story))).attributes("a", class_="chip-place")
    ]

    assert links == ["/tempat/cileungsi/", "/tempat/kab-bogor/"]
    assert [headlines(client, link) for link in links] == [[story.headline]] * 2


def test_place_gathers_its_spellings_under_the_preferred_one(
    newsroom: Newsroom, client: Client
) -> None:
    spelt("Yerusalem", "Jerusalem", "Al-Quds")
    stories = [
        newsroom.publish(dateline=f"{name}, MINA –")
        for name in ("Al-Quds", "Yerusalem", "Jerusalem")
    ]
    newsroom.publish(dateline="Jakarta, MINA –")

    for slug in ("yerusalem", "jerusalem", "al-quds"):
        page = Outline(html(client, f"/tempat/{slug}/"))

        assert page.texts("h1") == ["Yerusalem"]
        assert page.headlines() == [story.headline for story in reversed(stories)]


def test_story_with_two_spellings_of_one_place_stands_once(
    newsroom: Newsroom, client: Client
) -> None:
    spelt("Yerusalem", "Al-Quds")
    story = newsroom.publish(dateline="Al-Quds, Yerusalem, MINA –")

    assert headlines(client, "/tempat/al-quds/") == [story.headline]


def test_place_never_printed_in_the_edition_is_not_found(
    newsroom: Newsroom, client: Client
) -> None:
    spelt("Bogor")
    newsroom.publish(dateline="Jakarta, MINA –")

    assert client.get("/tempat/bogor/").status_code == 404
    assert client.get("/en/tempat/jakarta/").status_code == 404


def test_place_of_a_withdrawn_story_is_gone(newsroom: Newsroom, client: Client) -> None:
    withdraw(newsroom.publish(dateline="Bogor, MINA –"))

    assert client.get("/tempat/bogor/").status_code == 404


def test_place_turns_without_a_gap_and_costs_the_same(newsroom: Newsroom, client: Client) -> None:
    spelt("Yerusalem", "Al-Quds")
    stories = [
        newsroom.publish(dateline=f"{('Yerusalem', 'Al-Quds')[n % 2]}, MINA –")
        for n in range(PAGE_SIZE + 3)
    ]

    first = Outline(html(client, "/tempat/yerusalem/"))
    second = headlines(client, "/tempat/yerusalem/" + first.attributes("a", rel="next")[0]["href"])

    assert [*first.headlines(), *second] == [story.headline for story in reversed(stories)]
    cost = queries(client, "/tempat/yerusalem/")
    ArticlePlace.objects.exclude(article__headline=stories[0].headline).delete()
    assert queries(client, "/tempat/yerusalem/") == cost


def test_preferred_spelling_with_slug_of_no_word_keeps_an_address(
    newsroom: Newsroom, client: Client
) -> None:
    story = newsroom.publish(dateline="Kanal, MINA –")

    (place,) = ArticlePlace.objects.filter(article_id=story.uid)

    assert headlines(client, f"/tempat/{place.slug}/") == [story.headline]
