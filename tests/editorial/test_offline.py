"""What a browser is given to open the page of a new story without network."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import Settings

from tests.articles.site.examples import addresses
from tests.editorial.forms import client_for, open_form, send
from tests.factories import make_story

pytestmark = pytest.mark.django_db

WORKER = "/admin/offline.js"
KEPT = "/admin/articles/story/offline/"


def test_worker_is_of_the_newsroom_alone_and_asked_for_anew(client: Client) -> None:
    answer = client.get(WORKER)

    assert answer["Content-Type"].startswith("text/javascript")
    assert (answer["Service-Worker-Allowed"], answer["Cache-Control"]) == ("/admin/", "no-cache")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_worker_of_another_release_is_another(client: Client, settings: Settings) -> None:
    before = client.get(WORKER).content

    settings.VERSION = "99.0"

    assert client.get(WORKER).content != before


def test_no_public_page_registers_a_worker(client: Client) -> None:
    for address in addresses("id").values():
        assert b"offline" not in client.get(address).content, address


def test_kept_page_is_that_of_its_person_and_takes_no_message_from_the_next_page() -> None:
    story = make_story()
    assert story.created_by
    client = client_for(story.created_by)
    send(client, story, open_form(client, story), headline="Lain")

    kept = client.get(KEPT)

    assert kept["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    page = kept.content.decode()
    assert f'data-by="{story.created_by.pk}"' in page
    assert not re.search(r"messagelist|id=\"unfiled\"", page)
    assert [str(said) for said in get_messages(client.get("/admin/").wsgi_request)] == ["Saved."]
