"""Which story a request is about, and what the page that it came from had shown."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from articles.models import RelatedLink, Story
from articles.record import Content, fingerprint, working_text
from articles.text import body
from editorial.admin.base import staff
from editorial.story.readable import readable

# What a fingerprint of all fields needs, and more.
MOST_SEEN: Final = 4_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page showed: the story's version, its text's fingerprint, and when it is to go out."""

    version: int
    digest: str
    time: str = ""


def find(request: HttpRequest, key: str | int) -> Story | None:
    """The story, if whoever asks may see it. Raises PermissionDenied for who may see none."""
    user = staff(request)
    if not (user.has_perm("articles.view_story") or user.has_perm("articles.change_story")):
        raise PermissionDenied
    if not str(key).isdecimal():
        return None
    stories = Story.objects.visible_to(user)
    return (
        stories.select_related("edition", "desk__parent", "writer", "kind")
        .filter(pk=int(key))
        .first()
    )


def story_of(request: HttpRequest, key: str | int) -> Story:
    """``find``, or Http404."""
    story = find(request, key)
    if story is None:
        raise Http404
    return story


def address(name: str, story: Story) -> str:
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def since(story: Story, seen: Seen) -> str:
    """The address of what differs now from what a page showed."""
    return reverse("admin:articles_story_versions", args=[story.pk], query={"from": seen.version})


def context_of(request: HttpRequest, **given: Any) -> dict[str, Any]:
    """What every page of the newsroom's stories has round it."""
    opts = Story._meta  # noqa: SLF001 - public in Django
    return {**admin.site.each_context(request), "opts": opts, "subtitle": None, **given}


def shown(story: Story, text: Content | None = None) -> Seen:
    """What a page that shows the story carries to its buttons."""
    time = story.publish_at.isoformat() if story.publish_at else ""
    return Seen(story.version, fingerprint(text or working_text(story)), time)


def seen_on(request: HttpRequest) -> Seen:
    """What the page showed from which this came; version 0 and no text when it doesn't say."""
    names = ("version", "digest", "time")
    version, digest, time = (request.POST.get(f"seen_{name}", "") for name in names)
    known = version.isdecimal() and len(version) < 10
    return Seen(int(version) if known else 0, digest if len(digest) <= MOST_SEEN else "", time)


def links_of(story: Story) -> QuerySet[RelatedLink]:
    """The story's links with what each is called in print."""
    return story.related_links.select_related("target__latest_dispatch")


def reading(story: Story) -> str:
    """The stored text as HTML."""
    return readable(body.render(body.parse(story.body)))
