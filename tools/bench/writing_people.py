"""Who writes, each a story of their own, and one long story with many notes."""

import json
import sys

from django.contrib.auth.models import Group
from django.test import Client

from articles.actions.saving import save_story
from articles.models import Desk, Edition, Person, Story, User
from editorial.models.note import Part
from editorial.notes import Passage, write

PARAGRAPHS = 60
NOTES = 40
BODY = "".join(
    f"<p>Paragraf {number}: "
    + "panen tiba lebih awal di lereng gunung tahun ini, kata warga. " * 5
    + "</p>"
    for number in range(1, PARAGRAPHS + 1)
)


def main(people: int) -> None:
    """Write their cookies and stories to standard output, as JSON; made once in an archive."""
    writers = [_writer(number) for number in range(people)]
    long_story = _story_of(writers[0], "Cerita panjang dengan catatan", BODY)
    if not Story.objects.filter(pk=long_story.pk, version__gt=1).exists():
        _note(long_story, writers[0])
    told = {
        "long": f"/admin/articles/story/{long_story.pk}/change/",
        "people": [
            {
                "by": user.pk,
                "cookie": _cookie(user),
                "story": _story_of(user, f"Cerita {user.username}", BODY).pk,
            }
            for user in writers
        ],
        "body": BODY,
    }
    sys.stdout.write(json.dumps(told))


def _writer(number: int) -> User:
    user, is_new = User.objects.get_or_create(
        username=f"bench-writer-{number}", defaults={"is_staff": True}
    )
    if is_new:
        user.groups.add(Group.objects.get(name="reporter"))
        Person.objects.create(
            user=user, name=f"Penulis {number}", slug=f"bench-{number}", edition_id="id"
        )
    return user


def _story_of(user: User, headline: str, body: str) -> Story:
    if story := Story.objects.filter(created_by=user, headline=headline).first():
        return story
    edition = Edition.objects.get(pk="id")
    text = {"headline": headline, "body": body, "desk": Desk.objects.filter(edition=edition)[0].pk}
    return save_story(user=user, story=None, seen=None, text=text).story


def _note(story: Story, by: User) -> None:
    for number in range(1, NOTES + 1):
        quote = f"Paragraf {number}"
        write(story=story, by=by, text="Cek lagi.", on=Passage(Part.BODY, quote, "", ": panen"))


def _cookie(user: User) -> str:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"
