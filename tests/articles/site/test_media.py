"""Stored pictures at the site's door: whose they are, for how long, and what is none of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.amending import update
from articles.models import Article, Card, Dispatch, Picture, Story, User
from articles.pictures import card
from articles.pictures.recipe import every, renditions
from articles.record import picture_data, rebuild
from tests.articles.site.helpers import Newsroom, correct, make_picture, withdraw
from tests.duties import make_pictures
from tests.factories import edit, make_user


def files(picture: Picture) -> list[str]:
    """The addresses of a picture and of all its renditions."""
    made = [default_storage.url(each.name) for _, each in every(picture_data(picture))]
    return [picture.file.url, *made]


def fetch(client: Client, address: str, **headers: str) -> tuple[HttpResponseBase, bytes]:
    """The answer and what it holds, read to its end, which closes its file."""
    response: Any = client.get(address, headers={"accept": "*/*", **headers})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


def statuses(client: Client, addresses: list[str]) -> set[int]:
    return {fetch(client, address)[0].status_code for address in addresses}


def card_of(story: Story) -> str:
    return default_storage.url(card.name(Article.objects.get(pk=story.uid).dispatch_id))


def test_picture_of_a_live_story_is_served_for_seconds(newsroom: Newsroom, client: Client) -> None:
    picture = make_picture()
    newsroom.publish(picture=picture)

    response, content = fetch(client, picture.file.url)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == (
        "public, max-age=60, s-maxage=5, stale-while-revalidate=5"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in response.headers
    assert content == Path(picture.file.path).read_bytes()


def test_picture_that_did_not_change_is_not_sent_again(newsroom: Newsroom, client: Client) -> None:
    picture = make_picture()
    newsroom.publish(picture=picture)
    first, _ = fetch(client, picture.file.url)

    again, _ = fetch(client, picture.file.url, **{"if-modified-since": first["Last-Modified"]})

    assert again.status_code == 304
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_picture_costs_two_queries_however_many_stories_there_are(
    newsroom: Newsroom, client: Client
) -> None:
    picture = make_picture()
    for _ in range(3):
        newsroom.publish(picture=picture)

    with CaptureQueriesContext(connection) as captured:
        fetch(client, picture.file.url)

    assert len(captured) == 2


def test_withdrawn_storys_pictures_and_card_are_gone_at_once(
    newsroom: Newsroom, client: Client
) -> None:
    picture = make_picture()
    pictured, bare = newsroom.publish(picture=picture), newsroom.publish()
    make_pictures()
    addresses = [*files(picture), card_of(bare)]
    before = statuses(client, addresses)

    withdraw(pictured)
    withdraw(bare)

    assert before == {200}
    assert statuses(client, addresses) == {404}
    # Nothing is taken out of the archive.
    assert Path(picture.file.path).exists()


def keep_as_picture(newsroom: Newsroom, picture: Picture) -> None:
    newsroom.publish(picture=picture)


def keep_as_portrait(newsroom: Newsroom, picture: Picture) -> None:
    person = newsroom.reporter.person
    person.portrait = picture
    person.save()
    newsroom.publish()


@pytest.mark.parametrize("keep", [keep_as_picture, keep_as_portrait])
def test_picture_that_another_live_story_shows_stays(
    newsroom: Newsroom, client: Client, keep: Callable[[Newsroom, Picture], None]
) -> None:
    picture = make_picture()
    story = newsroom.publish(picture=picture)
    keep(newsroom, picture)
    make_pictures()

    withdraw(story)

    assert statuses(client, files(picture)) == {200}


def test_picture_that_an_update_took_out_is_gone(newsroom: Newsroom, client: Client) -> None:
    first, second = make_picture(), make_picture()
    story = newsroom.publish(picture=first)
    story.refresh_from_db()
    edit(story, by=newsroom.editor, picture=second)

    in_work = [statuses(client, [each.file.url]) for each in (first, second)]
    update(story=story, by=newsroom.editor)
    sent = [statuses(client, [each.file.url]) for each in (first, second)]

    assert (in_work, sent) == ([{200}, {404}], [{404}, {200}])


def test_pictures_of_live_stories_are_there_after_a_rebuild(
    newsroom: Newsroom, client: Client
) -> None:
    picture = make_picture()
    newsroom.publish(picture=picture)
    bare = newsroom.publish()
    make_pictures()

    rebuild()

    assert statuses(client, [*files(picture), card_of(bare)]) == {200}


def test_unpublished_picture_is_the_newsrooms_alone(newsroom: Newsroom, client: Client) -> None:
    picture = make_picture()
    make_pictures()
    reader = statuses(client, files(picture))
    client.force_login(make_user("reporter"))

    response, _ = fetch(client, picture.file.url)

    assert reader == {404}
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert statuses(client, files(picture)) == {200}


@pytest.mark.parametrize(("role", "is_staff"), [("", True), ("reporter", False)])
def test_unpublished_picture_is_not_for_every_account(
    db: None, client: Client, role: str, is_staff: bool
) -> None:
    picture = make_picture()
    user = make_user(role)
    User.objects.filter(pk=user.pk).update(is_staff=is_staff)
    client.force_login(user)

    assert client.get(picture.file.url).status_code == 404


def test_address_of_a_picture_follows_from_nothing_in_it(db: None) -> None:
    first = make_picture()
    second = Picture.objects.create(
        file=ContentFile(Path(first.file.path).read_bytes(), name="contoh.png"),
        checksum=first.checksum,
        caption="Sama",
        licence="sendiri",
    )

    names = {name for picture in (first, second) for name in files(picture)}

    assert len(names) == 2 * len(files(first))
    assert not any(first.checksum[:12] in name for name in names)


def test_picture_of_before_names_were_made_by_chance_keeps_its_address(
    newsroom: Newsroom, client: Client
) -> None:
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(token=picture.checksum[:20])
    picture.refresh_from_db()
    newsroom.publish(picture=picture)
    make_pictures()
    frozen = Article.objects.get()
    assert frozen.picture
    del frozen.picture["token"]
    frozen.save()

    assert statuses(client, files(picture)) == {200}
    assert f"/r/{picture.checksum[:20]}/" in files(picture)[1]


@pytest.mark.parametrize(
    "name",
    [
        *("halaman.html", "gambar.svg", "kunci", "naskah.js", ".env", "foto.png.html"),
        *("foto.png", "pictures/2026/11/foto.png"),
    ],
)
def test_file_that_is_no_picture_of_ours_is_not_served(db: None, client: Client, name: str) -> None:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("<script>alert(1)</script>")

    response = client.get(f"/media/{name}")

    path.unlink()
    assert response.status_code == 404
    assert b"alert(1)" not in response.content


@pytest.mark.parametrize(
    "path",
    [
        *("../secret.png", "..%2fsecret.png", "%2e%2e/secret.png", "//etc/secret.png"),
        *("x%00.png", f"{'a' * 300}.jpg", f"pictures/2026/11/{'a' * 300}.jpg"),
        *("pictures/2026/11/a%00.jpg", f"r/card/1-{'9' * 18}.png", f"r/card/1-{'9' * 30}.png"),
        *("pictures/2026/11/../../../secret.png", "r/card/1-٧.png"),
    ],
)
def test_path_to_nothing_of_ours_is_not_found(db: None, client: Client, path: str) -> None:
    secret = Path(settings.MEDIA_ROOT).parent / "secret.png"
    secret.write_text("rahasia")

    try:
        response = client.get(f"/media/{path}")
    finally:
        secret.unlink()

    assert response.status_code == 404
    assert b"rahasia" not in response.content


def test_rendition_that_is_not_made_yet_leads_to_the_picture(
    newsroom: Newsroom, client: Client
) -> None:
    picture = make_picture()
    newsroom.publish(picture=picture)
    name = renditions(picture_data(picture), "wide", "avif")[0].name

    response = client.get(f"/media/{name}")

    assert response.status_code == 307
    assert response.headers["Location"] == picture.file.url
    assert response.headers["Cache-Control"] == "no-store"


def test_card_that_is_not_made_yet_leads_to_the_houses(newsroom: Newsroom, client: Client) -> None:
    response = client.get(card_of(newsroom.publish()))

    assert (response.status_code, response.headers["Location"]) == (307, "/static/share.png")


def test_card_of_an_earlier_dispatch_leads_to_the_newest(
    newsroom: Newsroom, client: Client
) -> None:
    story = newsroom.publish()
    first = card_of(story)
    make_pictures()
    correct(story, "Luasnya 12 hektare.")
    make_pictures()

    response = client.get(first)

    assert (response.status_code, response.headers["Location"]) == (307, card_of(story))


def test_card_of_no_dispatch_is_not_found(db: None, client: Client) -> None:
    assert Dispatch.objects.count() == Card.objects.count() == 0
    assert client.get("/media/r/card/1-7.png").status_code == 404


@pytest.mark.parametrize(
    "name",
    [f"{'0' * 20}/1-wide-50-50-160.avif", "abc/1-wide-160.avif", "card/x.png", "..%2f..%2fx.avif"],
)
def test_rendition_of_no_picture_is_not_found(db: None, client: Client, name: str) -> None:
    make_picture()

    assert client.get(f"/media/r/{name}").status_code == 404
