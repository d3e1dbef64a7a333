"""Pictures of a story under an embargo: with the key of who was sent it, and by no other way."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from articles.models import Picture, Signal, Story, User
from articles.pictures import rendering
from articles.pictures.recipe import every
from articles.record import picture_data
from tests.editorial.samples import make_picture
from tests.factories import make_embargoed, make_submitted
from tests.wire.api.asking import Machine
from tests.wire.factories import (
    hold,
    lift,
    make_company,
    make_key,
    make_product,
    send_embargoed,
    withdraw,
)
from tests.wire.portal.people import make_member, signed_in
from wire.formats import FORMATS
from wire.models import Company, Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def entitled() -> Company:
    return make_company(product=make_product(has_embargoed=True))


@pytest.fixture
def machine(entitled: Company) -> Machine:
    return Machine(make_key(entitled))


@pytest.fixture
def picture() -> Picture:
    picture = make_picture()
    rendering.render(picture_data(picture))
    return picture


def embargoed(picture: Picture, **fields: Any) -> Story:
    return send_embargoed(make_submitted(picture=picture, **fields))


def status(answer: Any) -> int:
    if answer.streaming:
        b"".join(answer)
    return int(answer.status_code)


def pictures_in(machine: Machine) -> set[str]:
    """Every address of a picture that any format of the newest item has."""
    (item,) = machine.read()
    texts = [machine.get(f"log/{item['number']}.{ending}").text for ending in FORMATS]
    return set(re.findall(r"/media/[\w./-]+\.(?:jpe?g|png|webp|avif)", " ".join(texts)))


def test_addresses_in_every_format_open_for_the_entitled_alone(
    machine: Machine, picture: Picture, company: Company
) -> None:
    story = embargoed(picture)
    unentitled = Machine(make_key(company))
    without = Machine(
        make_key(make_company(product=make_product(has_embargoed=True, has_pictures=False)))
    )
    found = pictures_in(machine)

    def seen(machine: Machine) -> set[int]:
        return {status(machine.get(address)) for address in found}

    assert len(found) > 1
    assert unentitled.read() == []
    assert seen(machine) == {200}
    assert [seen(other) for other in (Machine(), unentitled, without)] == [{404}] * 3

    lift(story)

    assert [seen(other) for other in (machine, Machine(), unentitled)] == [{200}] * 3


def test_no_door_gives_a_picture_out_before_its_time(
    picture: Picture, company: Company, entitled: Company
) -> None:
    embargoed(picture)
    names = [picture.file.name, *(each.name for _, each in every(picture_data(picture)))]
    strangers = [
        Client(),
        signed_in(make_member(company)),
        signed_in(make_member(entitled)),
        Machine("wire_00000000_salah").client,
    ]

    answers = {
        status(client.get(default_storage.url(name))) for client in strangers for name in names
    }

    assert answers == {404}


def test_no_cache_keeps_what_a_key_opened(machine: Machine, picture: Picture) -> None:
    embargoed(picture)

    answer = machine.get(picture.file.url)

    assert status(answer) == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_picture_goes_with_the_version_that_showed_it(machine: Machine, picture: Picture) -> None:
    story = embargoed(picture)
    story.picture = None
    send_embargoed(story, signal=Signal.UPDATE)

    assert status(machine.get(picture.file.url)) == 404


def test_picture_of_a_withdrawn_story_is_gone(
    machine: Machine, picture: Picture, chief: User
) -> None:
    until = timezone.now() + timedelta(hours=1)
    story = make_embargoed(until=until, picture=picture)
    before = status(machine.get(picture.file.url))
    withdraw(story, by=chief)

    assert (before, status(machine.get(picture.file.url))) == (200, 404)


def test_picture_of_a_story_on_hold_is_gone(machine: Machine, picture: Picture) -> None:
    hold(embargoed(picture))

    assert status(machine.get(picture.file.url)) == 404


def test_key_that_is_not_for_reading_opens_none(entitled: Company, picture: Picture) -> None:
    embargoed(picture)

    machine = Machine(make_key(entitled, scopes=[Scope.RECEIPTS]))

    assert status(machine.get(picture.file.url)) == 404
