"""Filling the story form as a browser does: every field it shows, changed where a test says so."""

from html.parser import HTMLParser
from time import time
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Story, User
from newsroom import sessions


class _Form(HTMLParser):
    """The values of a page's fields, as a browser would send them without a button."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, str] = {}
        self.buttons: list[str] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if given.get("form") == "notes":
            # They stand within the story's form, and are of another.
            return
        kind = given.get("type")
        if tag == "input" and name and kind not in ("submit", "radio", "checkbox"):
            self.fields[name] = given.get("value", "")
        elif kind == "radio" and "checked" in given:
            self.fields[name] = given["value"]
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif tag == "select":
            self._select = name
            self.fields[name] = ""
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = given["value"]
        elif tag == "button" and name == "_do" and given["value"] not in self.buttons:
            # Some stand in two places, of which a screen shows one.
            self.buttons.append(given["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._select = self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data


def client_for(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    # In use already: the first page of a session writes that.
    session = client.session
    session.update({sessions.BEGAN: int(time()), sessions.USED: int(time())})
    session.save()
    return client


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def read(response: HttpResponseBase) -> _Form:
    return read_page(b"".join(response).decode())


def read_page(page: str) -> _Form:
    form = _Form()
    form.feed(page)
    # A browser drops the line end with which a textarea begins.
    form.fields = {name: value.removeprefix("\n") for name, value in form.fields.items()}
    return form


def change_address(story: Story) -> str:
    return reverse("admin:articles_story_change", args=[story.pk])


def open_form(client: Client, story: Story) -> dict[str, str]:
    response = client.get(change_address(story))
    assert response.status_code == 200
    return {
        name: value for name, value in read(response).fields.items() if "__prefix__" not in name
    }


def buttons(client: Client, story: Story) -> list[str]:
    return read(client.get(change_address(story))).buttons


def send(client: Client, story: Story, fields: dict[str, str], **changes: Any) -> Any:
    return client.post(change_address(story), fields | changes)


def answer(client: Client, address: str, **fields: Any) -> Any:
    """Open the page that a button asks on, and answer it as it was read."""
    return client.post(address, read(client.get(address)).fields | fields)
