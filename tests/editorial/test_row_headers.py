"""Each row of a table says to who hears it what it is about: its header."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles.models import Trouble
from tests.editorial.forms import client_for
from tests.editorial.samples import make_picture
from tests.factories import make_complaint, make_published, make_user

BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)


def headers(page: str) -> list[int]:
    """How many headers each row of the page's tables has."""
    return [
        row.count('<th scope="row"') for body in BODY.findall(page) for row in ROW.findall(body)
    ]


@pytest.mark.django_db
def test_every_row_of_the_newsrooms_lists_has_one_header() -> None:
    published = make_published(tags=("Padi",), picture=make_picture())
    make_complaint(published)
    make_user("reporter")
    now = timezone.now()
    Trouble.objects.create(duty="render", row=1, what="OSError", since=now, attempts=2, next_at=now)
    client = client_for(make_user("admin"))
    found = {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        answer = client.get(reverse(name))
        if answer.status_code == 200:
            found[model] = headers(answer.content.decode())

    assert len([model for model, rows in found.items() if rows]) > 12
    assert found[Trouble]
    assert {model for model, rows in found.items() if set(rows) - {1}} == set()
