"""The JSON item of a delivery."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Dispatch
from tests.articles.site.helpers import make_picture
from tests.factories import make_published, make_user
from tests.wire.factories import correct, make_company, make_product, withdraw
from wire import items
from wire.formats import FORMATS
from wire.models import Company, Delivery

pytestmark = pytest.mark.django_db

ORIGIN = "https://wire.contoh.test"


def of(company: Company) -> list[items.Item]:
    return items.items(Delivery.objects.log(company.pk, after=0).places(), origin=ORIGIN)


def test_item_is_the_whole_story_and_plain_json() -> None:
    company = make_company()
    story = make_published(
        headline="Panen raya", tags=("panen",), urgency=3, ednote="Foto menyusul.", slugline="panen"
    )

    [item] = of(company)

    assert json.loads(json.dumps(item)) == item
    told = {name: item[name] for name in ("number", "prev", "signal", "pubstatus", "version")}
    assert told == {"number": 1, "prev": 0, "signal": "new", "pubstatus": "usable", "version": 1}
    assert item["story"] == str(story.uid)
    assert item["url"] == f"{ORIGIN}/{story.slug}/"
    assert (item["headline"], item["urgency"], item["ednote"]) == (
        "Panen raya",
        3,
        "Foto menyusul.",
    )
    assert item["tags"] == [{"name": "panen", "slug": "panen"}]
    assert item["body_html"].startswith('<div lang="id" dir="ltr"><p><b class="dateline">Jakarta, ')
    assert item["body_text"].startswith("Paragraf 1 ")
    assert item["hash"] == story.latest_dispatch.digest  # type: ignore[union-attr]


def test_withdrawal_is_a_tombstone() -> None:
    chief, company = make_user("chief"), make_company()
    withdraw(make_published(editor=chief, headline="Panen raya"), by=chief)

    item = of(company)[-1]

    assert (item["signal"], item["pubstatus"]) == ("withdrawal", "canceled")
    assert item["withdrawal"]["ground"] == "anak"
    assert "Paragraf" not in json.dumps(item)
    assert {"body", "body_html", "body_text", "picture"} & item.keys() == set()


def pictured(**fields: Any) -> Any:
    first, second = make_picture(caption="Padi"), make_picture(caption="Sawah")
    text = f'<p>Satu.</p><body-picture data-picture="{second.pk}"></body-picture><p>Dua.</p>'
    return make_published(picture=first, body=text, **fields)


def test_pictures_come_with_their_words_and_a_whole_address() -> None:
    company = make_company()
    pictured()

    [item] = of(company)

    assert item["picture"]["caption"] == "Padi"
    assert item["picture"]["url"].startswith(f"{ORIGIN}/media/pictures/")
    assert [each["caption"] for each in item["pictures"].values()] == ["Sawah"]
    assert f'<img src="{ORIGIN}/media/' in item["body_html"]
    assert ".invalid" not in json.dumps(item)


def test_product_without_pictures_gives_text_alone_also_after_it_has_them() -> None:
    product = make_product(has_pictures=False)
    company = make_company(product=product)
    pictured()
    before = of(company)

    product.has_pictures = True
    product.save()

    assert of(company) == before
    assert (before[0]["picture"], before[0]["pictures"]) == (None, {})
    assert "<img" not in before[0]["body_html"]
    assert "Sawah" not in json.dumps(before)


def test_items_cost_the_same_queries_for_one_as_for_three() -> None:
    chief, company = make_user("chief"), make_company()
    counted = []
    for _ in range(2):
        story = make_published(editor=chief)
        correct(story, by=chief)
        with CaptureQueriesContext(connection) as queries:
            of(company)
        counted.append(len(queries))

    assert counted == [2, 2]


def test_item_that_is_printed_is_the_one_that_is_made() -> None:
    company = make_company()
    pictured()
    delivery, dispatch = Delivery.objects.get(), Dispatch.objects.get()

    [printed] = of(company)

    assert items.item(delivery, dispatch, origin=ORIGIN) == printed
    assert json.loads(FORMATS["json"].render(delivery, dispatch, ORIGIN)) == printed
