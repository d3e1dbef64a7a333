"""The board of those who have not taken a withdrawal."""

import pytest
from django.utils import timezone

from tests.editorial.forms import client_for
from tests.factories import make_published, make_user
from tests.wire.factories import make_company, newest, withdraw
from tests.wire.portal.people import make_member
from wire.models import Acknowledgement, Download, Fate, Receipt

pytestmark = pytest.mark.django_db

BOARD = "/admin/wire/company/withdrawals/"


@pytest.mark.parametrize("word", ["asked", "taken down", "downloaded"])
def test_board_has_who_was_not_heard_of_and_whom_to_call(word: str) -> None:
    chief = make_user("chief")
    heard = make_company(name="Koran Pagi", editorial_telephone="021 111")
    make_company(name="Radio Sunyi", editorial_name="Ibu Sari", editorial_telephone="021 222")
    story = make_published(headline="Anak itu")
    client = client_for(chief)
    before = client.get("/admin/").content.decode()

    withdraw(story, by=chief)
    if word == "asked":
        Acknowledgement.objects.create(company=heard, number=newest(), at=timezone.now())
    elif word == "downloaded":
        reader = make_member(heard)
        Download.objects.create(company=heard, member=reader, number=newest(), format="txt")
    else:
        Receipt.objects.create(company=heard, story_uid=story.uid, version=2, fate=Fate.TAKEN_DOWN)
    board, desk = (client.get(at).content.decode() for at in (BOARD, "/admin/"))

    assert ("Radio Sunyi" in board, "Koran Pagi" in board) == (True, False)
    assert "Ibu Sari" in board
    assert 'href="tel:021222"' in board
    assert ('id="unheard"' in before, 'id="unheard"' in desk) == (False, True)


def test_board_is_empty_once_all_have_it() -> None:
    chief = make_user("chief")
    company = make_company(name="Koran Pagi")
    withdraw(make_published(), by=chief)
    Acknowledgement.objects.create(company=company, number=newest(), at=timezone.now())
    client = client_for(chief)

    assert "Koran Pagi" not in client.get(BOARD).content.decode()
    assert 'id="unheard"' not in client.get("/admin/").content.decode()
