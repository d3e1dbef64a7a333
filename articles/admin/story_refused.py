"""A story form that is not taken: what was typed beside what is stored, and the ways on."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.actions import filing
from articles.actions.refused import Refused
from articles.admin import posts
from articles.admin.base import staff
from articles.models import Event, RelatedLink, Story
from articles.text.body import clean

WORDS: Final = (
    *("headline", "standfirst", "dateline_place", "body", "tags"),
    *("byline", "dateline", "sign_off"),
)
LINKS: Final = "related_links"
MOST_LINKS: Final = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which the typed text differs from the stored one."""

    name: str
    stored: SafeString
    typed: SafeString


def beside(story: Story, post: QueryDict) -> list[Row]:
    """The words of ``post`` that ``story`` doesn't have, each beside what it has."""
    rows = []
    for name in WORDS:
        if name in post and _plain(name, stored := _stored(story, name)) != _plain(
            name, typed := post[name]
        ):
            label = str(Story._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - public in Django
            rows.append(Row(label, _shown(name, stored), _shown(name, str(typed))))
    titles = [title for n in range(MOST_LINKS) if (title := post.get(f"{LINKS}-{n}-title"))]
    stored_titles = [link.title for link in story.related_links.all()]
    if any(title not in stored_titles for title in titles):
        label = str(RelatedLink._meta.verbose_name_plural)  # noqa: SLF001 - public in Django
        rows.append(Row(label, _list(stored_titles), _list(titles)))
    return rows


def page(
    request: HttpRequest, context: dict[str, Any], story: Story, why: Refused, *, may_edit: bool
) -> HttpResponse:
    """Both texts, with the reason; what was typed is kept in the log too.

    It can be saved as a new draft, or over the stored text by who may edit that.
    """
    user = staff(request)
    filing.keep_refused_text(story=story, by=user, text=posts.typed(request), why=why)
    return TemplateResponse(
        request,
        "admin/articles/story/refused.html",
        {
            **context,
            "title": _("Not saved"),
            "subtitle": None,
            "story": story,
            "reason": str(why),
            "last": Event.objects.filter(story=story).exclude(data__has_key="refused").first(),
            "rows": beside(story, request.POST),
            "draft": _pairs(as_new(request.POST)) if user.has_perm("articles.add_story") else None,
            "over": _pairs(as_edit(request.POST, story)) if may_edit else None,
        },
        status=409,
    )


def as_new(post: QueryDict) -> QueryDict:
    """The post of a stored story's form as that of a new story, with its links."""
    new = post.copy()
    for n in range(MOST_LINKS):
        for name in ("id", "story"):
            new.pop(f"{LINKS}-{n}-{name}", None)
    new[f"{LINKS}-INITIAL_FORMS"] = "0"
    # The address is the stored story's.
    new.pop("slug", None)
    return new


def as_edit(post: QueryDict, story: Story) -> QueryDict:
    """The post of a new story's form as an edit of ``story``, whose links stay as they are."""
    edit = post.copy()
    for name in [name for name in edit if name.startswith(f"{LINKS}-")]:
        edit.pop(name)
    edit[f"{LINKS}-TOTAL_FORMS"] = edit[f"{LINKS}-INITIAL_FORMS"] = "0"
    edit["slug"] = story.slug
    edit["seen_version"] = str(story.version)
    return edit


def _pairs(post: QueryDict) -> list[tuple[str, Any]]:
    ignored = posts.NOT_TYPED - {"seen_version"}
    return [(n, value) for n, values in post.lists() if n not in ignored for value in values]


def _stored(story: Story, name: str) -> str:
    if name == "tags":
        return ", ".join(sorted(story.tags.names()))
    return str(getattr(story, name))


def _plain(name: str, text: Any) -> Any:
    if name == "body":
        return clean(str(text))
    if name == "tags":
        return {part.strip() for part in str(text).replace("،", ",").split(",")} - {""}
    return " ".join(str(text).split())


def _shown(name: str, text: str) -> SafeString:
    if name == "body":
        return mark_safe(clean(text))  # noqa: S308 - cleaned in this very line
    return conditional_escape(text)


def _list(titles: list[str]) -> SafeString:
    return conditional_escape("; ".join(titles))
