"""Pictures taken in where they are used: sent by a script, known again, told of in a card."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from articles.models import Picture, Status, Story
from articles.pictures import checking
from tests.editorial.forms import change_address, client_for, count_queries, read_page
from tests.editorial.samples import described_jpeg, make_picture, picture_bytes, upload
from tests.editorial.test_pictures import bomb, gif, wide, zipped
from tests.factories import make_story, make_submitted, make_user
from tests.newsroom.workers import until, waiting

TAKE = "/admin/articles/picture/take/"
CHOOSE = "/admin/articles/picture/choose/"
ADD = "/admin/articles/picture/add/"
WORDS = {"caption": "Panen", "agency": "MINA", "kind": "own", "licence": "Foto sendiri"}


def send(client: Client, content: bytes, name: str = "foto.jpg", **words: str) -> Any:
    return client.post(TAKE, {**words, "file": upload(content, name)})


def save_words(client: Client, picture: Picture, seen: str = "", **words: str) -> Any:
    typed = {**WORDS, **words, **({"seen_row": seen} if seen else {})}
    return client.post(f"/admin/articles/picture/{picture.pk}/words/", typed)


def seen_of(client: Client, picture: Picture) -> str:
    card = client.get(f"/admin/articles/picture/{picture.pk}/card/").json()["card"]
    return str(card.split('data-seen="')[1].split('"')[0])


@pytest.mark.django_db
def test_sent_picture_is_taken_in_at_once_and_its_card_has_what_the_file_says() -> None:
    reporter = make_user("reporter")

    answer = send(client_for(reporter), described_jpeg())

    picture = Picture.objects.get()
    fields = read_page(answer.json()["card"]).fields
    assert (answer.status_code, answer.json()["key"], answer.json()["is_known"]) == (
        *(200, picture.pk),
        False,
    )
    assert (picture.uploaded_by, picture.caption) == (reporter, "Panen padi")
    assert (picture.photographer, picture.agency) == ("Juru Foto", "Kantor Berita")
    assert (picture.licence, picture.usable_until) == ("Hanya untuk berita", date(2031, 5, 6))
    assert (fields["caption"], fields["usable_until"]) == ("Panen padi", "2031-05-06")
    assert "Taken from the file" in answer.json()["card"]


@pytest.mark.django_db
def test_credit_and_licence_that_nobody_says_are_those_of_the_last_picture() -> None:
    reporter = make_user("reporter")
    last = {"photographer": "Sari", "agency": "MINA", "licence": "Foto sendiri"}
    make_picture(uploaded_by=reporter, **last)
    make_picture(uploaded_by=make_user("reporter"), photographer="Orang lain", licence="Beli")

    send(client_for(reporter), picture_bytes("PNG"))

    picture = Picture.objects.latest("pk")
    assert {name: getattr(picture, name) for name in last} == last
    assert picture.caption == ""


@pytest.mark.django_db
def test_licence_of_ones_own_picture_is_not_put_on_another_agencys() -> None:
    reporter = make_user("reporter")
    make_picture(uploaded_by=reporter, agency="MINA", photographer="Sari", licence="Foto sendiri")

    send(client_for(reporter), picture_bytes("PNG"), agency="ANTARA")

    picture = Picture.objects.latest("pk")
    assert (picture.agency, picture.photographer, picture.licence) == ("ANTARA", "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", gif(), picture_bytes()[:300]),
        *(wide(), bomb(), picture_bytes() + b"\0" * checking.MAX_BYTES),
        *(picture_bytes() + b"<script>alert(1)</script>", picture_bytes() + zipped()),
    ],
    ids=["empty", "svg", "gif", "cut", "wide", "bomb", "heavy", "page", "archive"],
)
def test_hostile_file_is_refused_in_words_with_its_name(content: bytes) -> None:
    answer = send(client_for(make_user("reporter")), content, "a & b.jpg")

    # An empty file has no name in a form: Django says that it is empty.
    assert answer.status_code == 400
    assert ("“a & b.jpg”" in answer.json()["why"]) is bool(content)
    assert answer.json()["why"]
    assert Picture.objects.count() == 0


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.mark.django_db
@pytest.mark.usefixtures("media")
def test_same_bytes_are_the_same_picture_at_every_door() -> None:
    first, second = make_user("reporter"), make_user("reporter")
    content = picture_bytes("PNG")
    send(client_for(first), content, **WORDS)
    Picture.objects.update(focal_x=10)

    again = send(client_for(second), content, caption="Lain", licence="Lain")
    client = client_for(second)
    form = client.post(ADD, {"kind": "own", "caption": "Lain", "file": upload(content)})
    page = client.get(form.headers["Location"])

    picture = Picture.objects.get()
    assert (again.json()["key"], again.json()["is_known"]) == (picture.pk, True)
    assert form.headers["Location"] == f"/admin/articles/picture/{picture.pk}/change/"
    assert (picture.caption, picture.focal_x, picture.uploaded_by) == ("Panen", 10, first)
    for html in (again.json()["card"], page.content.decode()):
        assert "is in the house already" in html
    assert len(default_storage.listdir("pictures")[0]) == 1


def test_same_file_sent_at_the_same_moment_makes_one_picture(
    committed_db: None, media: Path
) -> None:
    user = make_user("reporter")
    content = picture_bytes("PNG", (640, 480))

    def sent() -> Any:
        try:
            return send(client_for(user), content, caption="Kedua").json()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            first = make_picture(caption="Pertama", upload_checksum=sha256(content).hexdigest())
            answer = other.submit(sent)
            # Past all looking: it would write the same.
            until(waiting)
        told = answer.result()

    files = [path for path in (media / "pictures").rglob("*") if path.is_file()]
    assert (told["key"], told["is_known"]) == (first.pk, True)
    assert (Picture.objects.get().caption, len(files)) == ("Pertama", 1)


@pytest.mark.django_db
def test_words_beside_a_story_are_saved_by_themselves_and_nobodys_are_overwritten() -> None:
    user = make_user("reporter")
    picture = make_picture(caption="Lama", uploaded_by=user)
    client, other = client_for(user), client_for(make_user("photo"))
    seen = [seen_of(each, picture) for each in (client, other)]

    saved = save_words(other, picture, seen[1], caption="Dari desk foto")
    refused = save_words(client, picture, seen[0], caption="Baru")
    again = save_words(client, picture, refused.json()["seen_row"], caption="Baru")

    assert (saved.status_code, refused.status_code, again.status_code) == (200, 400, 200)
    assert "Dari desk foto" in refused.json()["errors"]["caption"][0]
    assert Picture.objects.get().caption == "Baru"


@pytest.mark.django_db
def test_another_reporters_picture_is_shown_without_fields_and_refuses_words() -> None:
    picture = make_picture(caption="Lama", uploaded_by=make_user("reporter"))
    client = client_for(make_user("reporter"))

    card = client.get(f"/admin/articles/picture/{picture.pk}/card/").json()["card"]
    answer = save_words(client, picture, caption="Baru")

    assert read_page(card).fields == {}
    assert (answer.status_code, Picture.objects.get().caption) == (403, "Lama")
    assert answer.json()["why"]


@pytest.mark.django_db
def test_editor_who_changed_a_caption_beside_the_story_publishes_what_they_read() -> None:
    picture = make_picture(caption="Lama", licence="Foto sendiri")
    story = make_submitted(picture=picture)
    client = client_for(make_user("editor"))
    form = read_page(client.get(change_address(story)).content.decode()).fields

    words = {"story": str(story.pk), "seen_digest": form["seen_digest"], "caption": "Baru"}
    words |= {"alternative": picture.alternative, "agency": picture.agency}
    digest = save_words(client, picture, seen_of(client, picture), **words).json()["seen_digest"]
    stale = client.post(change_address(story), {**form, "_do": "approve"}, follow=True)
    client.post(change_address(story), {**form, "seen_digest": digest, "_do": "approve"})

    assert "picture: caption" in stale.content.decode()
    story.refresh_from_db()
    assert story.status == Status.PUBLISHED
    assert story.latest_dispatch
    assert story.latest_dispatch.data["picture"]["caption"] == "Baru"


@pytest.mark.django_db
def test_house_is_offered_newest_first_searched_and_in_keyed_pages() -> None:
    for number in range(53):
        make_picture(caption=f"Sawah {number}")
    client = client_for(make_user("reporter"))

    page = client.get(CHOOSE).json()["rows"]
    older = client.get(CHOOSE + page.split('data-to="')[1].split('"')[0]).json()["rows"]
    found = client.get(CHOOSE, {"q": "sawah 52"}).json()["rows"]

    assert page.count("data-key=") == 50
    assert page.index("Sawah 52") < page.index("Sawah 51")
    assert "Sawah 0" in older
    assert "Newer" in older
    assert (found.count("data-key="), "Sawah 52" in found) == (1, True)


@pytest.mark.django_db
def test_house_costs_the_same_for_one_row_and_for_many() -> None:
    client = client_for(make_user("reporter"))
    make_picture()
    few = count_queries(client, CHOOSE)
    for _ in range(9):
        make_picture()

    assert count_queries(client, CHOOSE) == few


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?p=lain", "?nama__foo=1", "?o=9.9", "?kind__exact=%00"])
def test_house_answers_any_address(query: str) -> None:
    assert client_for(make_user("reporter")).get(CHOOSE + query).status_code in (200, 400)


@pytest.mark.django_db
def test_form_without_a_script_offers_the_newest_and_keeps_the_chosen() -> None:
    reporter = make_user("reporter")
    old = make_picture(caption="Lama")
    story = make_story(by=reporter, picture=old)
    new = make_picture(caption="Baru")
    client = client_for(reporter)

    page = client.get(change_address(story)).content.decode()
    fields = read_page(page).fields
    client.post(change_address(story), {**fields, "picture": str(new.pk), "_save": "1"})

    assert fields["picture"] == str(old.pk)
    assert f'<option value="{new.pk}">Baru</option>' in page
    assert Story.objects.get(pk=story.pk).picture == new


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["abc", "99999999999999999999", "7 OR 1", "-1"])
def test_form_filled_with_no_key_chooses_none(key: str) -> None:
    client = client_for(make_user("reporter"))

    page = client.get("/admin/articles/story/add/", {"picture": key})

    assert read_page(page.content.decode()).fields.get("picture", "") == ""


@pytest.mark.django_db
def test_answers_of_scripts_are_json_for_who_is_signed_out() -> None:
    answer = Client().post(TAKE)

    assert (answer.status_code, json.loads(answer.content)) == (401, {"why": ""})
