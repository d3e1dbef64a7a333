"""What the tests of the public site share: publishing by the dozen, fetching, reading."""

import hashlib
from html.parser import HTMLParser
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from articles.actions import amending
from articles.models import Article, Card, Desk, Ground, NoticeKind, Picture, Story, User
from articles.record import printing
from articles.site.frame import kept
from tests.factories import make_desk, make_published, make_user


class Newsroom:
    """One reporter, one editor and one desk that publish many stories."""

    def __init__(self, edition: str = "id") -> None:
        self.edition = edition
        self.reporter: User = make_user("reporter", edition=edition)
        self.editor: User = make_user("editor", edition=edition)
        self.desk: Desk = make_desk(edition)

    def publish(self, **fields: Any) -> Story:
        return make_published(
            **{
                "by": self.reporter,
                "editor": self.editor,
                "desk": self.desk,
                "edition": self.edition,
                **fields,
            }
        )


def withdraw(story: Story, reason: str = "Identitas seorang anak terungkap.") -> Story:
    return amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason=reason)


def correct(story: Story, note: str, kind: NoticeKind = NoticeKind.ERROR) -> Story:
    return amending.correct(story=story, by=make_user("editor"), kind=kind, note=note)


def alter(story: Story, **fields: Any) -> None:
    """Let the story's Article be as if it had been projected so, and printed."""
    Article.objects.filter(pk=story.uid).update(**fields)
    printing.print_again(Article.objects.values_list("dispatch_id", flat=True).get(pk=story.uid))


_shades = count(1)


def make_picture(**fields: Any) -> Picture:
    """A picture of 30 by 20 pixels, unlike any other."""
    content = BytesIO()
    Image.new("RGB", (30, 20), f"#00{next(_shades):04x}").save(content, "PNG")
    file = ContentFile(content.getvalue(), name="contoh.png")
    words = {"caption": "Sawah di pagi hari.", "licence": "milik sendiri", "colour": "#008000"}
    checksum = hashlib.sha256(content.getvalue()).hexdigest()
    return Picture.objects.create(**{"file": file, "checksum": checksum, **words, **fields})


def have_cards() -> None:
    """Let the record say that every card is drawn, which takes the worker a moment."""
    Card.objects.update(made_at=timezone.now())


def address(story: Story) -> str:
    return Article.objects.get(pk=story.uid).get_absolute_url()


def html(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def queries(client: Client, url: str) -> int:
    """How many a page costs a process that has kept nothing; it must be found."""
    kept.clear()
    with CaptureQueriesContext(connection) as captured:
        html(client, url)
    return len(captured)


class Outline(HTMLParser):
    """The tags of a page with their attributes, in order, each with the words inside it."""

    VOID = frozenset({"meta", "link", "input", "img", "source", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: tuple[str, dict[str, str], list[str]] = (
            tag,
            {name: value or "" for name, value in attrs},
            [],
        )
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, _, words in self._open:
            words.append(data)

    def attributes(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of every such tag; ``class_`` is met by one class of several."""
        return [attrs for name, attrs, _ in self.elements if name == tag and _meets(attrs, wanted)]

    def texts(self, tag: str, **wanted: str) -> list[str]:
        """The words inside every such tag, runs of blanks as one space."""
        return [
            " ".join("".join(words).split())
            for name, attrs, words in self.elements
            if name == tag and _meets(attrs, wanted)
        ]

    def headlines(self) -> list[str]:
        """The headlines of a list, top to bottom."""
        return [
            " ".join("".join(words).split())
            for _, attrs, words in self.elements
            if "teaser-headline" in attrs.get("class", "").split()
        ]


def _meets(attrs: dict[str, str], wanted: dict[str, str]) -> bool:
    return all(
        value in attrs.get("class", "").split() if name == "class_" else attrs.get(name) == value
        for name, value in wanted.items()
    )
