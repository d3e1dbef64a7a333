"""What nginx takes from the disk, and what it must not."""

import os
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client, override_settings

from articles.pictures import rendering
from articles.pictures.recipe import renditions
from articles.record import picture_data
from tests.articles.site.helpers import make_picture, withdraw
from tests.deploy.conftest import Server
from tests.deploy.proxied import STYLE, collected, has_brotli, lacking
from tests.factories import make_user


@pytest.mark.parametrize(("asked", "coding"), [("gzip", ["gzip"]), ("br, gzip", ["br"]), ("", [])])
def test_asset_is_immutable_and_was_compressed_beforehand(
    server: Server, asked: str, coding: list[str]
) -> None:
    if coding == ["br"] and not has_brotli():
        lacking("brotli module of nginx")
    path = collected(STYLE)

    answer = server.site.fetch(path, headers={"Accept-Encoding": asked})

    ending = {"gzip": ".gz", "br": ".br"}.get("".join(coding), "")
    stored = (settings.STATIC_ROOT / path.removeprefix("/static/")).with_name(
        f"{path.rpartition('/')[2]}{ending}"
    )
    assert answer.status == HTTPStatus.OK
    assert answer.values("Content-Encoding") == coding
    assert answer.values("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert answer.values("Vary") == ["Accept-Encoding"]
    assert answer.body == stored.read_bytes()
    assert server.site.application_saw(path) == 0


def test_asset_without_a_digest_in_its_name_is_not_immutable(server: Server) -> None:
    answer = server.site.fetch(f"/static/{STYLE}")

    assert answer.status == HTTPStatus.OK
    assert answer.values("Cache-Control") == ["public, max-age=60"]


def test_picture_of_a_live_story_is_kept_for_the_caches_seconds(server: Server) -> None:
    picture = make_picture()
    server.newsroom.publish(picture=picture)
    path = picture.file.url

    first, second = server.site.fetch(path), server.site.fetch(f"{path}?lain=1")

    assert (first.status, first.cache, second.cache) == (HTTPStatus.OK, "MISS", "HIT")
    assert first.values("Content-Type") == ["image/png"]
    assert first.lifetime == 10
    assert "immutable" not in first.values("Cache-Control")[0]
    assert first.body == second.body == Path(picture.file.path).read_bytes()
    assert server.site.application_saw(path) == 1


def test_withdrawn_storys_picture_is_gone_within_the_caches_seconds(server: Server) -> None:
    picture = make_picture()
    story = server.newsroom.publish(picture=picture)
    rendering.render(picture_data(picture))
    paths = [
        picture.file.url,
        default_storage.url(renditions(picture_data(picture), "wide", "jpg")[0].name),
    ]
    before = [server.site.fetch(path).status for path in paths]

    withdraw(story)

    after = [
        server.site.until(path, lambda answer: answer.status == HTTPStatus.NOT_FOUND, 12).status
        for path in paths
    ]
    assert (before, after) == ([200, 200], [404, 404])


def test_withdrawn_storys_picture_is_not_shown_while_the_application_is_down(
    server: Server,
) -> None:
    picture = make_picture()
    story = server.newsroom.publish(picture=picture)
    path = picture.file.url
    before = server.site.fetch(path).status

    try:
        withdraw(story)
        server.stop_gunicorn()
        after = server.site.until(path, lambda answer: answer.status != HTTPStatus.OK, 12).status
    finally:
        server.start()

    assert (before, after) == (200, 502)


def test_unpublished_picture_is_the_newsrooms_alone(server: Server) -> None:
    path = make_picture().file.url
    reporter = Client()
    with override_settings(SECRET_KEY=server.site.environment["SECRET_KEY"]):
        reporter.force_login(make_user("reporter"))
    cookie = {"Cookie": f"sessionid={reporter.cookies['sessionid'].value}"}

    answers = [server.site.fetch(path, headers=headers) for headers in ({}, cookie, {})]

    assert [answer.status for answer in answers] == [404, 200, 404]
    assert answers[1].values("Cache-Control") == ["private, no-store"]


@pytest.mark.parametrize("name", ["halaman.html", "gambar.svg", ".env", "foto.png.html", "kunci"])
def test_file_that_is_no_picture_is_not_served(server: Server, name: str) -> None:
    (server.site.media / name).write_text("rahasia")

    answer = server.site.fetch(f"/media/{name}")

    assert answer.status == HTTPStatus.NOT_FOUND
    assert b"rahasia" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/media/../{secret}",
        "/media/..%2f{secret}",
        "/media/%2e%2e/{secret}",
        "/media//../../{secret}",
        "/media../{secret}",
        "/media/{link}",
        "/static/../{secret}",
        "/static../{secret}",
    ],
)
def test_path_out_of_the_folder_is_refused(server: Server, path: str) -> None:
    # Other processes run tests in the same folders.
    names = {"secret": f"rahasia-{os.getpid()}.png", "link": f"tautan-{os.getpid()}.png"}
    folders = [server.site.media.parent, settings.STATIC_ROOT.parent]
    outside = [folder / names["secret"] for folder in folders]
    link = server.site.media / names["link"]
    for secret in outside:
        secret.write_text("rahasia")
    link.symlink_to(outside[0])

    try:
        answer = server.site.fetch(path.format(**names))
    finally:
        for file in (*outside, link):
            file.unlink()

    assert answer.status in (400, 403, 404)
    assert b"rahasia" not in answer.body


def test_rendition_that_is_not_made_yet_leads_to_the_picture(server: Server) -> None:
    picture = make_picture()
    server.newsroom.publish(picture=picture)
    name = renditions(picture_data(picture), "wide", "avif")[0].name

    answer = server.site.fetch(f"/media/{name}")

    assert answer.status == HTTPStatus.TEMPORARY_REDIRECT
    assert answer.values("Location") == [picture.file.url]
    assert answer.values("Cache-Control") == ["no-store"]


def test_what_a_key_opens_is_kept_for_nobody_else(server: Server) -> None:
    picture = make_picture()
    server.newsroom.publish(picture=picture)
    key = {"Authorization": "Bearer wire_00000000_contoh"}

    answers = [server.site.fetch(picture.file.url, headers=headers) for headers in (key, {}, key)]

    assert [answer.cache for answer in answers] == ["BYPASS", "MISS", "BYPASS"]
