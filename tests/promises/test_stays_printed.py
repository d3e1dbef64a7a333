"""Promise 5: what was printed stays printed."""

from datetime import date

import pytest

from articles.models import Article, Desk, Dispatch, Edition, Person, Place, WireCode
from articles.record import digest, rebuild
from tests.factories import make_published, make_user

pytestmark = pytest.mark.django_db


def test_dispatch_keeps_names_and_codes_when_people_and_settings_change() -> None:
    reporter = make_user("reporter", code="RI-1")
    make_published(by=reporter, editor=make_user("editor", code="P2"))
    before = Dispatch.objects.values().get()

    Person.objects.update(name="Nama Baru", title="Jabatan baru")
    WireCode.objects.filter(code="RI-1").update(code="ZZ9")
    WireCode.objects.filter(code="P2").update(valid_until=date(2021, 1, 1))
    Edition.objects.update(mark="LAIN", sign_off="Lain", agency="Lain")
    Desk.objects.update(name="Kanal lain")
    Place.objects.update(name="Tempat lain")
    rebuild()

    after = Dispatch.objects.values().get()
    assert after == before
    assert after["content"]["code"] == "(T/RI-1/P2)"
    assert after["content"]["dateline"] == "Jakarta, MINA –"
    assert after["content"]["sign_off"] == "Mi’raj News Agency (MINA)"
    article = Article.objects.get()
    assert article.writer_name == reporter.get_full_name()


def test_digest_is_that_of_the_content_read_back() -> None:
    make_published()

    dispatch = Dispatch.objects.get()

    assert dispatch.digest == digest(dispatch.content)
