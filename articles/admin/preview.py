"""A story as its readers would see it, frozen like a Dispatch but without a number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.printed import printed
from articles.models import Article, Desk, Edition, Page, Story
from articles.models.addresses import public_address
from articles.snapshot import freeze
from articles.wire.printed import Related, follows, parts


@dataclass(slots=True)
class Section:
    desk: Desk
    children: list[Desk] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the site's templates ask of the navigation around a page."""

    edition: Edition
    editions: list[Edition]
    sections: list[Section]
    pages: list[Page]
    # What the site keeps of its pages it keeps under a version; a preview has none.
    version: None = None

    def desks(self) -> Iterable[Desk]:
        for section in self.sections:
            yield section.desk
            yield from section.children

    def address(self, view: str, **kwargs: object) -> str:
        return public_address(view, edition=self.edition.code, **kwargs)


def preview_of(story: Story, by: User, request: HttpRequest) -> dict[str, Any]:
    """The context of the site's story template for the working copy as it stands."""
    now = timezone.now()
    content = freeze(story, at=now, code=printed(story, by).code, editors=[])
    article = Article(
        story_uid=story.uid,
        edition=story.edition,
        slug=story.slug,
        headline=story.headline,
        desk_name=story.desk.name,
        writer=story.writer,
        writer_name=story.writer.name if story.writer else "",
        label=story.label,
        is_ai=story.is_ai,
        published_at=now,
        updated_at=now,
    )
    editions = list(Edition.objects.all())
    base = f"{request.scheme}://{request.get_host()}"
    return {
        "story": story,
        "nav": Frame(
            story.edition,
            editions,
            _sections(story.edition),
            list(Page.objects.filter(edition=story.edition)),
        ),
        "edition": story.edition,
        "base": base,
        "canonical": base + request.path,
        "language_links": [(edition, edition.get_absolute_url()) for edition in editions],
        "path": request.path,
        "article": article,
        "content": content,
        "desk": story.desk,
        "current_section": story.desk.section.pk,
        "parts": parts(content, chosen=_links(content)),
    }


def _links(content: dict[str, Any]) -> list[Related]:
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


def _sections(edition: Edition) -> list[Section]:
    desks = list(edition.desks.order_by("position", "name"))
    sections = {desk.pk: Section(desk) for desk in desks if desk.parent_id is None}
    for desk in desks:
        if desk.parent_id in sections:
            sections[desk.parent_id].children.append(desk)
    return list(sections.values())
