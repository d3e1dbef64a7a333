"""A story form that is not taken: what was typed beside what is stored, and the ways on."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.actions import saving
from articles.actions.refused import Refused
from articles.actions.transitions import may_edit
from articles.models import Story
from articles.models.related import MOST_LINKS
from articles.record.fields import named, written
from articles.text import body, comparing, tags
from articles.text.body import clean
from editorial.admin import posts
from editorial.admin.base import staff
from editorial.story.access import context_of
from editorial.story.differences import Difference, marked, stretches_of
from editorial.story.links import PREFIX
from editorial.story.log import Line, last_saved
from editorial.story.readable import readable


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which the typed text differs from the stored one."""

    differences: list[Difference]
    typed: SafeString
    """The typed text alone, to be copied."""


def beside(story: Story, post: QueryDict) -> list[Row]:
    """The words of ``post`` that ``story`` doesn't have, each held against what it has."""
    texts = ((name, _stored(story, name), str(post[name])) for name in written() if name in post)
    rows = [
        _row(name, stored, typed)
        for name, stored, typed in texts
        if _plain(name, stored) != _plain(name, typed)
    ]
    titles = [title for n in range(MOST_LINKS) if (title := post.get(f"{PREFIX}-{n}-title"))]
    stored_titles = [link.title for link in story.related_links.all()]
    if any(title not in stored_titles for title in titles):
        rows.append(_row("related", "; ".join(stored_titles), "; ".join(titles)))
    return rows


def page(
    request: HttpRequest, story: Story, why: Refused, *, taken: Line | None = None
) -> HttpResponse:
    """Both texts, with the reason; what was typed is kept in the log too.

    It can be saved as a new draft, or over the stored text by who may edit that. Where somebody
    took the story over (``taken``) it is checked against what was saved since.
    """
    user = staff(request)
    over = request.POST if taken else as_edit(request.POST, story)
    saving.keep_refused_text(story=story, by=user, text=posts.typed(request), why=why)
    return TemplateResponse(
        request,
        "editorial/story/refused.html",
        context_of(
            request,
            title=_("Not saved"),
            story=story,
            reason=str(why),
            last=last_saved(story),
            rows=beside(story, request.POST),
            draft=pairs(as_new(request.POST)) if user.has_perm("articles.add_story") else None,
            over=pairs(over) if may_edit(user, story) else None,
            taken=taken,
        ),
        status=409,
    )


def as_new(post: QueryDict) -> QueryDict:
    """The post of a stored story's form as that of a new story, with its links."""
    new = post.copy()
    new[f"{PREFIX}-INITIAL_FORMS"] = "0"
    # The address is the stored story's.
    new.pop("slug", None)
    return new


def as_edit(post: QueryDict, story: Story) -> QueryDict:
    """The post of a new story's form as an edit of ``story``, whose links stay as they are."""
    edit = post.copy()
    for name in [name for name in edit if name.startswith(f"{PREFIX}-")]:
        edit.pop(name)
    edit[f"{PREFIX}-TOTAL_FORMS"] = edit[f"{PREFIX}-INITIAL_FORMS"] = "0"
    edit["slug"] = story.slug
    edit["seen_version"] = str(story.version)
    return edit


def pairs(post: QueryDict) -> list[tuple[str, Any]]:
    """What was typed, with the version that was seen, for the hidden fields of another form."""
    ignored = posts.NOT_TYPED - {"seen_version"}
    return [(n, value) for n, values in post.lists() if n not in ignored for value in values]


def _stored(story: Story, name: str) -> str:
    if name == "tags":
        return tags.written(story.tags.names())
    return str(getattr(story, name))


def _plain(name: str, text: str) -> str:
    """A text as it is compared: in the spelling that is stored."""
    if name == "body":
        return clean(text)
    if name == "tags":
        # A form has names of several words in quotation marks.
        return tags.written(tags.parse(text))
    return " ".join(text.split())


def _row(name: str, stored: str, typed: str) -> Row:
    """What was typed into a field, word by word against what is stored if that can be done."""
    called = str(named(name).called)
    if name != "body":
        line = marked(comparing.line(*(_plain(name, text) for text in (stored, typed))))
        return Row([Difference(name, called, line, is_written=True)], conditional_escape(typed))
    shown = readable(clean(typed))
    if body.is_oversized(typed):
        return Row([Difference(name, called)], shown)
    stretches = stretches_of(comparing.compare(body.parse(stored), body.parse(typed)))
    return Row([Difference(name, called, stretches=stretches, is_written=True)], shown)
