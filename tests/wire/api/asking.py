"""Asking the API as a subscriber's machine does."""

import gzip
import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from articles.models import Story
from wire.models import Delivery

BASE = "/wire/v1/"


class Machine:
    """A subscriber's machine with its key, or without one."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, address: str, **headers: str) -> Any:
        """The answer to an address below the API's, or to a whole one."""
        path = address.removeprefix("http://testserver")
        path = path if path.startswith("/") else BASE + path
        return self.client.get(path, headers=self.headers | headers)

    def post(self, address: str, body: Any) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(
            BASE + address, text, content_type="application/json", headers=self.headers
        )

    def read(self, address: str = "log?after=0") -> list[dict[str, Any]]:
        """All items from an address on, followed by ``next`` until there are no more."""
        found: list[dict[str, Any]] = []
        while items := (told := self.get(address).json())["items"]:
            found += items
            address = told["next"]
        return found


def unpacked(response: HttpResponse) -> bytes:
    is_packed = response.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(response.content) if is_packed else response.content


def number_of(story: Story) -> int:
    return Delivery.objects.filter(story_uid=story.uid).latest("number").number
