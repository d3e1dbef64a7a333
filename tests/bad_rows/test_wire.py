"""What subscribers are sent of rows that no door lets in."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from articles.models import Dispatch
from tests.bad_rows.rows import REFUSED, Rows
from wire.formats import FORMATS
from wire.models.delivery import Place


def words(told: Any) -> str:
    """All that a program reads in an answer."""
    if isinstance(told, dict):
        return " ".join(words(each) for each in told.values())
    if isinstance(told, list):
        return " ".join(words(each) for each in told)
    return str(told)


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_of_a_spoiled_story_holds_what_all_programs_take(bad: Rows, name: str) -> None:
    for dispatch in Dispatch.objects.filter(story_uid__in=[each.uid for each in bad.stories]):
        place = Place(dispatch.number, 0, dispatch.signal, True)
        text = FORMATS[name].render(place, dispatch, "https://mina.test").decode()
        if "json" in FORMATS[name].media_type:
            text = words(json.loads(text))
        elif "xml" in FORMATS[name].media_type:
            ElementTree.fromstring(text)  # noqa: S314 - our own
        assert not [sign for sign in REFUSED if sign in text]
