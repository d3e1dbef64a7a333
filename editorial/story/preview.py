"""A story as its readers would see it, frozen like a Dispatch but without a number."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from articles.models import Article, Story, User
from articles.record import Content, freeze, printing
from articles.record.printing.prose import Related, follows, placed
from articles.site.frame import navigation
from articles.site.frame.navigation import Navigation
from articles.site.frame.sharing import house
from articles.site.pages.reading import Surroundings, printed_story
from editorial.story.printed import printed


def preview_of(
    story: Story, by: User, request: HttpRequest, *, without_pictures: bool = False
) -> dict[str, Any]:
    """The context of the site's story template for the working copy as it stands."""
    content = freeze(story, at=timezone.now(), code=printed(story, by).code, editors=[])
    if without_pictures:
        content = _without_pictures(content)
    frame = frame_of(story.edition_id, request)
    return {
        **frame,
        "story": story,
        "current_section": story.desk.section.pk,
        "printed": as_read(story, content, frame["nav"], frame["base"]),
    }


def frame_of(edition: str, request: HttpRequest) -> dict[str, Any]:
    """The context of what stands round a page of the site."""
    nav = navigation.load(edition)
    base = f"{request.scheme}://{request.get_host()}"
    homes = [(edition, nav.homes[edition.code]) for edition in nav.editions]
    return {
        "nav": nav,
        "edition": nav.edition,
        "breaking": nav.breaking,
        "base": base,
        "share": house(base),
        "languages": render_to_string(
            "articles/_languages.html", {"links": homes, "edition": nav.edition}
        ),
    }


def _without_pictures(content: Content) -> Content:
    """The same without its picture and those that stand in the text."""
    kept = [block for block in content["body"] if block["kind"] not in ("picture", "gallery")]
    return {**content, "picture": None, "pictures": {}, "body": kept}


def as_read(story: Story, content: Content, nav: Navigation, base: str) -> SafeString:
    """A story's own part of its page, of the content of a Dispatch that nobody has sent."""
    at = datetime.fromisoformat(content["updated_at"])
    article = Article(
        story_uid=story.uid,
        edition=story.edition,
        # A story that was never saved has no address yet.
        slug=story.slug or "-",
        headline=content["headline"],
        desk_name=content["desk"]["name"],
        label=content["label"],
        is_ai=content["is_ai"],
        published_at=at,
        updated_at=at,
    )
    sheet = printing.sheet(article, content, printing.STORY)
    around = Surroundings(placed(sheet["links"], _links(content)))
    with translation.override(story.edition_id):
        return printed_story(nav.editions, base, sheet["text"], around)


def _links(content: Content) -> list[Related]:
    """The chosen links: a story that no reader may see is left out, as the site does."""
    wanted = [UUID(link["story"]) for link in content["related"] if link["story"]]
    live = {str(article.pk): article for article in Article.objects.filter(pk__in=wanted)}
    return [
        Related(
            live[link["story"]].headline if follows(link) else link["title"],
            live[link["story"]].get_absolute_url() if link["story"] else "",
            link["after"],
        )
        for link in content["related"]
        if link["story"] is None or link["story"] in live
    ]
