"""Uploading a picture: what is kept, what is refused and in which words."""

import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from PIL import Image
from pytest_django import Settings

from articles.models import Picture
from articles.pictures import checking, master, uploads
from articles.pictures.turns import my_turn
from tests.duties import forget
from tests.editorial.forms import client_for, read
from tests.editorial.samples import described_jpeg, make_picture, picture_bytes, upload
from tests.factories import make_user

ADD = "/admin/articles/picture/add/"
WORDS = {"caption": "Panen", "agency": "MINA", "kind": "own", "licence": "Foto sendiri"}
FOCAL = {"focal_x": 50, "focal_y": 50}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_is_known_by_its_content(kind: str) -> None:
    content = picture_bytes(kind, (64, 48))

    parts = checking.read(BytesIO(content))

    assert (parts.format, parts.width, parts.height) == (kind, 64, 48)


def bomb() -> bytes:
    file = BytesIO()
    Image.new("1", (12_000, 12_000)).save(file, "PNG")
    return file.getvalue()


def wide() -> bytes:
    file = BytesIO()
    Image.new("1", (8_000, 8_000)).save(file, "PNG")
    return file.getvalue()


def zipped() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("naskah.txt", "halo")
    return file.getvalue()


def gif() -> bytes:
    return picture_bytes("GIF")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format"),
        (gif(), "format"),
        (picture_bytes()[:300], "damaged"),
        (picture_bytes("PNG", (640, 480))[:400], "damaged"),
        (picture_bytes("WEBP", (640, 480))[:60], "damaged"),
        (wide(), "pixels"),
        (bomb(), "pixels"),
        (picture_bytes() + b"\0" * checking.MAX_BYTES, "bytes"),
        (picture_bytes() + b"<script>alert(1)</script>", "polyglot"),
        (picture_bytes("PNG") + b"<?php phpinfo();", "polyglot"),
        (picture_bytes() + zipped(), "polyglot"),
    ],
    ids=[
        *("empty", "svg", "gif", "cut-jpeg", "cut-png", "cut-webp", "wide", "bomb", "heavy"),
        *("page", "script", "archive"),
    ],
)
def test_picture_that_cannot_be_kept_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        master.make(BytesIO(content))

    assert refusal.value.code == code


@pytest.mark.django_db
def test_upload_is_kept_in_its_real_type_with_who_gave_it() -> None:
    reporter = make_user("reporter")
    content = picture_bytes("PNG")

    client_for(reporter).post(ADD, WORDS | {"file": upload(content, "../foto liburan.jpg")})

    picture = Picture.objects.get()
    made = master.make(BytesIO(content))
    assert (picture.uploaded_by, picture.checksum) == (reporter, made.checksum)
    assert (picture.width, picture.height, picture.colour) == (64, 48, made.colour)
    assert (picture.file.name or "").endswith(f"/{picture.token}.png")
    with picture.file.open() as file:
        assert file.read() == made.content


@pytest.mark.django_db
def test_fields_left_empty_are_filled_from_the_file() -> None:
    response = client_for(make_user("photo")).post(
        ADD,
        {"kind": "own", "licence": "Foto sendiri", "photographer": "Diketik"}
        | {"file": upload(described_jpeg())},
    )

    picture = Picture.objects.get()
    assert response.headers["Location"] == f"/admin/articles/picture/{picture.pk}/change/"
    assert (picture.caption, picture.agency) == ("Panen padi", "Kantor Berita")
    assert picture.photographer == "Diketik"
    assert (picture.keywords, picture.is_ai) == ("padi, sawah", True)


@pytest.mark.django_db
def test_picture_without_a_caption_anywhere_is_refused_and_agency_is_the_house() -> None:
    client = client_for(make_user("photo"))

    refused = client.post(ADD, WORDS | {"caption": "", "file": upload(picture_bytes())})
    client.post(ADD, WORDS | {"agency": "", "file": upload(picture_bytes())})

    assert list(refused.context["adminform"].form.errors) == ["caption"]
    assert [picture.agency for picture in Picture.objects.all()] == ["MINA"]


@pytest.mark.django_db
@pytest.mark.parametrize(("focal", "expected"), [((10, 90), (10, 90)), ((101, 0), (50, 50))])
def test_focal_point_lies_within_the_picture(
    focal: tuple[int, int], expected: tuple[int, int]
) -> None:
    user = make_user("photo")
    picture = make_picture(uploaded_by=user)

    client_for(user).post(
        f"/admin/articles/picture/{picture.pk}/change/",
        WORDS | {"focal_x": focal[0], "focal_y": focal[1]},
    )

    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == expected


@pytest.mark.django_db
def test_upload_that_is_no_picture_is_refused_in_words() -> None:
    response = client_for(make_user("photo")).post(ADD, WORDS | {"file": upload(b"halo")})

    errors = response.context["adminform"].form.errors.as_data()
    assert {name: [error.code for error in found] for name, found in errors.items()} == {
        "file": ["format"]
    }
    assert Picture.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "own", "expected"),
    [("reporter", True, "Baru"), ("reporter", False, "Lama"), ("photo", False, "Baru")],
)
def test_caption_is_changed_by_its_uploader_or_who_reviews_pictures(
    role: str, own: bool, expected: str
) -> None:
    user = make_user(role)
    picture = make_picture(caption="Lama", uploaded_by=user if own else make_user("reporter"))

    client_for(user).post(
        f"/admin/articles/picture/{picture.pk}/change/", WORDS | FOCAL | {"caption": "Baru"}
    )

    assert Picture.objects.get().caption == expected


@pytest.mark.django_db
def test_file_of_a_picture_is_never_exchanged() -> None:
    user = make_user("photo")
    picture = make_picture(uploaded_by=user)

    client_for(user).post(
        f"/admin/articles/picture/{picture.pk}/change/",
        WORDS | FOCAL | {"file": upload(picture_bytes("PNG", (8, 8)))},
    )

    stored = Picture.objects.get()
    assert (stored.file.name, stored.checksum) == (picture.file.name, picture.checksum)
    assert stored.caption == "Panen"


def fields_of(page: Any) -> dict[str, str]:
    return read(page).fields


@pytest.fixture
def kept_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "kept"


@pytest.mark.django_db
def test_file_of_a_form_that_was_refused_needs_not_be_chosen_again(
    kept_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_for(make_user("photo"))
    content = picture_bytes("PNG")

    refused = client.post(
        ADD, WORDS | {"caption": "", "photographer": "Sari", "file": upload(content, "pasar.png")}
    )
    said = "pasar.png" in refused.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        taken = client.post(ADD, fields_of(refused) | WORDS)

    picture = Picture.objects.get()
    assert said
    assert taken.status_code == 302
    assert (picture.checksum, picture.caption, picture.photographer) == (
        *(master.make(BytesIO(content)).checksum, "Panen"),
        "Sari",
    )
    assert list(kept_folder.iterdir()) == []


@pytest.mark.django_db
def test_kept_file_is_for_its_uploader_alone() -> None:
    owner, other = make_user("photo"), make_user("photo")
    refused = client_for(owner).post(ADD, WORDS | {"caption": "", "file": upload(picture_bytes())})
    typed = fields_of(refused) | WORDS | {"form_by": ""}

    answer = client_for(other).post(ADD, typed)

    assert list(answer.context["adminform"].form.errors) == ["file"]
    assert Picture.objects.count() == 0


@pytest.mark.django_db
def test_kept_files_are_few_have_no_address_and_are_forgotten(kept_folder: Path) -> None:
    client = client_for(make_user("photo"))
    for _ in range(uploads.MOST + 2):
        client.post(ADD, WORDS | {"caption": "", "file": upload(picture_bytes())})
    found = [path.name for path in kept_folder.iterdir()]

    statuses = {client.get(f"/media/kept/{name}").status_code for name in found}
    for path in kept_folder.iterdir():
        os.utime(path, (0, 0))
    forget()

    assert (len(found), statuses, list(kept_folder.iterdir())) == (uploads.MOST, {404}, [])


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"halo", picture_bytes()[:300]], ids=["text", "cut"])
def test_refused_file_is_named_and_all_that_was_typed_stays(content: bytes) -> None:
    typed = WORDS | {"photographer": "Sari", "keywords": "padi, sawah", "alternative": "Sawah"}

    page = client_for(make_user("photo")).post(ADD, typed | {"file": upload(content, "a & b.jpg")})

    form = page.context["adminform"].form
    assert ["“a & b.jpg”" in error for error in form.errors["file"]] == [True]
    assert {name: form[name].value() for name in typed} == typed
    assert "_kept" not in page.content.decode()


@pytest.mark.django_db
def test_file_sent_with_the_token_of_before_a_sign_in_is_kept_with_the_rest() -> None:
    user = make_user("photo")
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    client.force_login(user)

    refused = client.post(ADD, WORDS | {"file": upload(picture_bytes(), "pasar.jpg")})
    client.post(ADD, fields_of(refused))

    assert refused.status_code == 409
    assert Picture.objects.get().caption == "Panen"


def test_upload_waits_its_turn_and_is_told_when_it_was_too_long(committed_db: None) -> None:
    with my_turn(), ThreadPoolExecutor(1) as other:
        refused = other.submit(take_a_turn).result()
    taken = take_a_turn()

    assert (refused, taken) == ("busy", "taken")


def take_a_turn() -> str:
    try:
        with my_turn(longest_wait=0.2):
            return "taken"
    except ValidationError as refusal:
        return str(refusal.code)
    finally:
        connection.close()
