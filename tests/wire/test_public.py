"""What anybody may take of a public story: wire text and ninjs, from the subscribers' formats."""

import json
from typing import Any

import pytest
from django.test import Client

from articles.models import Dispatch
from tests.articles.site.helpers import Newsroom, address, correct, make_picture, withdraw
from tests.wire.formats.contents import content
from tests.wire.formats.judges import faults
from wire.formats import FORMATS
from wire.formats.item import Item
from wire.formats.newsml import newsml
from wire.formats.ninjs import ninjs
from wire.formats.nitf import nitf
from wire.models import Delivery

pytestmark = pytest.mark.django_db
BASE = "http://testserver"


def read(client: Client, path: str, status: int = 200) -> dict[str, Any]:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    assert faults("ninjs", response.content) == []
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_story_is_ninjs_with_its_picture_and_live_links(client: Client, edition: str) -> None:
    newsroom = Newsroom(edition)
    other = newsroom.publish()
    story = newsroom.publish(
        tags=("Panen",),
        picture=make_picture(alternative="Sawah"),
        related=((other.headline, None),),
    )

    found = read(client, f"{address(story)}ninjs.json")

    assert found["uri"] == f"urn:uuid:{story.uid}"
    assert found["title"] == story.headline
    assert found["language"] == edition
    assert {"role": "address", "value": f"{BASE}{address(story)}"} in found["altIds"]
    (picture,) = [each for each in found["associations"] if each["rel"] == "picture"]
    assert picture["renditions"][0]["href"].startswith(f"{BASE}/media/r/")


def test_correction_is_told_at_both_addresses(client: Client) -> None:
    story = Newsroom().publish(ednote="Foto menyusul.")
    correct(story, "Yang benar 3.")

    found = read(client, f"{address(story)}ninjs.json")
    copy = client.get(f"{address(story)}copy.txt").content.decode()

    note = "PERBAIKAN, Ralat: Yang benar 3."
    assert found["edNote"] == f"{note}\nFoto menyusul."
    assert copy.startswith(f"Catatan untuk redaksi: {note} Foto menyusul.\n")
    assert "<strong>Ralat (" in found["bodies"][0]["value"]


def test_withdrawal_is_ninjs_without_the_story(client: Client) -> None:
    story = Newsroom().publish(body="<p>Rahasia.</p>")
    path = f"{address(story)}ninjs.json"
    withdraw(story, "Menyebut nama.")

    found = read(client, path, status=410)

    assert (found["pubStatus"], found["uri"]) == ("canceled", f"urn:uuid:{story.uid}")
    assert "Alasan: Menyebut nama." in found["edNote"]
    assert "Rahasia" not in json.dumps(found)


def test_link_to_a_withdrawn_story_is_in_neither(client: Client) -> None:
    newsroom = Newsroom()
    gone, stays = newsroom.publish(), newsroom.publish()
    paths = [f"{address(newsroom.publish(updates=each))}ninjs.json" for each in (gone, stays)]
    withdraw(gone)

    found = [json.dumps(read(client, path)) for path in paths]

    assert [str(gone.uid) in found[0], str(stays.uid) in found[1]] == [False, True]


def test_contents_of_these_tests_are_shaped_as_real_ones(client: Client) -> None:
    story = Newsroom().publish(picture=make_picture(), tags=("Panen",))
    real = Dispatch.objects.get(story_uid=story.uid)
    made = content()

    assert {*made} == {*real.data}
    for name in ("edition", "desk", "section", "kind", "picture"):
        assert {*made[name]} == {*real.data[name]}
    assert {*made["editors"][0]} == {*real.data["editors"][0]}
    item = Item.of(real, base=BASE)
    documents = {"ninjs": ninjs(item), "newsml": newsml(item), "nitf": nitf(item)}
    assert [faults(name, document) for name, document in documents.items()] == [[], [], []]


def test_each_form_of_a_delivery_is_as_it_is_to_its_subscriber() -> None:
    story = Newsroom().publish(picture=make_picture())
    correct(story, "Yang benar 3.")
    dispatch = Dispatch.objects.get(signal="correction")
    first = Delivery(number=dispatch.number, story_uid=story.uid, version=2, signal="new")

    made = {name: form.render(first, dispatch, BASE) for name, form in FORMATS.items()}

    assert {*made} == {"json", "ninjs", "newsml", "nitf", "txt"}
    assert [name for name, document in made.items() if b"PERBAIKAN" in document] == []
    assert b"PERBAIKAN" in FORMATS["txt"].render(
        Delivery(number=dispatch.number, signal="correction"), dispatch, BASE
    )
    bare = Delivery(number=dispatch.number, signal="new", has_pictures=False)
    assert [
        name for name, form in FORMATS.items() if b"/media/" in form.render(bare, dispatch, BASE)
    ] == []
