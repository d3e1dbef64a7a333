from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from articles.pictures.recipe import renditions
from articles.snapshot import picture_data
from tests.site.helpers import make_picture


def test_picture_is_served_with_a_long_cache(db: None, client: Client) -> None:
    picture = make_picture()

    response = client.get(f"/media/{picture.file.name}")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a FileResponse

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert content == Path(picture.file.path).read_bytes()
    response.close()


@pytest.mark.parametrize(
    "name", ["halaman.html", "gambar.svg", "kunci", "naskah.js", ".env", "foto.png.html"]
)
def test_file_that_is_no_picture_is_not_served(db: None, client: Client, name: str) -> None:
    path = Path(settings.MEDIA_ROOT) / name
    path.write_text("<script>alert(1)</script>")

    response = client.get(f"/media/{name}")

    assert response.status_code == 404
    assert b"alert(1)" not in response.content


@pytest.mark.parametrize(
    "path",
    ["../secret.png", "..%2fsecret.png", "%2e%2e/secret.png", "//etc/secret.png", "x%00.png"],
)
def test_path_out_of_the_folder_is_not_found(db: None, client: Client, path: str) -> None:
    secret = Path(settings.MEDIA_ROOT).parent / "secret.png"
    secret.write_text("rahasia")

    try:
        response = client.get(f"/media/{path}")
    finally:
        secret.unlink()

    assert response.status_code == 404
    assert b"rahasia" not in response.content


def test_rendition_that_is_not_made_yet_leads_to_the_picture(db: None, client: Client) -> None:
    picture = make_picture()
    name = renditions(picture_data(picture), "wide", "avif")[0].name

    response = client.get(f"/media/{name}")

    assert response.status_code == 307
    assert response.headers["Location"] == picture.file.url
    assert response.headers["Cache-Control"] == "no-store"


def test_card_that_is_not_made_yet_leads_to_the_houses(db: None, client: Client) -> None:
    response = client.get("/media/r/card/1-7.png")

    assert (response.status_code, response.headers["Location"]) == (307, "/static/share.png")


@pytest.mark.parametrize(
    "name",
    [f"{'0' * 20}/1-wide-50-50-160.avif", "abc/1-wide-160.avif", "card/x.png", "..%2f..%2fx.avif"],
)
def test_rendition_of_no_picture_is_not_found(db: None, client: Client, name: str) -> None:
    make_picture()

    assert client.get(f"/media/r/{name}").status_code == 404
