"""What nginx takes from the disk, and what it must not."""

import os
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings

from articles.pictures.recipe import renditions
from articles.snapshot import picture_data
from tests.deploy.conftest import Server
from tests.deploy.proxied import STYLE, collected, has_brotli, lacking
from tests.site.helpers import make_picture


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


def test_picture_comes_from_the_disk_for_ever(server: Server) -> None:
    picture = make_picture()
    path = f"/media/{picture.file.name}"

    answer = server.site.fetch(path)

    assert answer.status == HTTPStatus.OK
    assert answer.values("Content-Type") == ["image/png"]
    assert answer.values("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert answer.body == Path(picture.file.path).read_bytes()
    assert server.site.application_saw(path) == 0


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
    name = renditions(picture_data(picture), "wide", "avif")[0].name

    answer = server.site.fetch(f"/media/{name}")

    assert answer.status == HTTPStatus.TEMPORARY_REDIRECT
    assert answer.values("Location") == [picture.file.url]
    assert answer.values("Cache-Control") == ["no-store"]
