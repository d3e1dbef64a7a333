"""The page of a correction: what readers had beside what they will have, and a drafted notice."""

import re

import pytest
from django.urls import reverse

from articles.models import Story
from articles.text.notices import APOLOGY
from tests.editorial.forms import answer, client_for
from tests.factories import edit, make_published, make_user

pytestmark = pytest.mark.django_db


def page(story: Story) -> str:
    return reverse("admin:articles_story_correct", args=[story.pk])


def revised(edition: str, old: str, new: str) -> Story:
    editor = make_user("editor")
    story = make_published(editor=editor, edition=edition, body=f"<p>{old}</p><p>Lagi.</p>")
    return edit(story, by=editor, body=f"<p>{new}</p><p>Lagi.</p>")


@pytest.mark.parametrize(
    ("edition", "old", "new"),
    [
        ("id", "Ada 12 orang.", "Ada 10 orang."),
        ("en", "Some 12 people.", "Some 10 people."),
        ("ar", "قتل 12 شخصا.", "قتل 10 أشخاص."),
    ],
)
def test_notice_is_drafted_in_the_language_of_the_story(edition: str, old: str, new: str) -> None:
    client, story = client_for(make_user("editor")), revised(edition, old, new)

    answer(client, page(story), kind="ralat", reason="?!", apology="on")

    story.refresh_from_db()
    assert story.latest_dispatch is not None
    (notice,) = story.latest_dispatch.data["notices"]
    named = [word for word in ("12", "10", "?!", APOLOGY[edition]) if word in notice["text"]]
    assert named == ["12", "10", "?!", APOLOGY[edition]]


def test_page_shows_what_was_and_is() -> None:
    client, story = client_for(make_user("editor")), revised("id", "Ada 12 orang.", "Ada 10 orang.")

    shown = client.get(page(story)).content.decode().partition('id="corrected"')[2]

    fields = re.findall("<h3>(.*?)</h3>", shown.partition("</section>")[0])
    marked = [
        re.sub("<[^>]+>", "", part)
        for part in re.findall("<(?:del|ins)>(.*?)</(?:del|ins)>", shown)
    ]
    assert (fields, marked) == (["Text"], ["removed: 12 end", "added: 10 end"])
