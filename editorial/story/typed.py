"""The story that a form would make, before anybody saves it: as it would print, and go out."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Desk, Edition, RelatedLink, Story, User
from articles.record import Content, fields, freeze
from articles.record.pieces import links_data
from articles.text import body, slugs
from editorial.story.form import StoryForm, plain
from editorial.story.links import Links
from editorial.story.printed import Printed, printed
from wire.formats.text import copy_text


@dataclass(frozen=True, slots=True)
class Typed:
    """A story that is stored nowhere, what of it will stand in print, and all that would go out."""

    story: Story
    printed: Printed
    content: Content

    def copy_text(self) -> str:
        """The wire copy; a link to a story that no reader can open is left out of it."""
        uids = [link["story"] for link in self.content["related"] if link["story"]]
        live = Article.objects.filter(pk__in=uids).values_list("pk", "headline")
        return copy_text(self.content, live={str(uid): headline for uid, headline in live})


def typed(form: StoryForm, links: Links) -> Typed:
    """What was typed, also where it can't be saved yet. Both were asked whether they are valid."""
    story = copy(form.story) if form.story else Story(created_by=form.user)
    values = dict(_values(form))
    for name, value in values.items():
        if not fields.named(name).has_rows:
            fields.named(name).put(story, value)
    if form.story is None and "writer" not in form.fields:
        story.writer = form.person
    if story.desk_id is None:
        edition = form.edition or Edition.objects.all()[0]
        story.desk = Desk(edition=edition, name=_("No desk yet"), slug="-")
    story.edition = story.desk.edition
    told, now = printed(story, form.user), timezone.now()
    rows = {
        "tags": [{"name": name, "slug": slugs.tag(name)} for name in values.get("tags", ())],
        "related": links_data(_links(links)),
        # They follow from the text.
        **fields.named("pictures").freeze(story, now),
    }
    content = freeze(story, at=now, code=told.code, editors=[], rows=rows)
    return Typed(story, told, content)


def stored(story: Story, by: User) -> Typed:
    """The same of a stored story as it stands."""
    told = printed(story, by)
    return Typed(story, told, freeze(story, at=timezone.now(), code=told.code, editors=[]))


def _values(form: StoryForm) -> Iterable[tuple[str, Any]]:
    for name, given in form.fields.items():
        field = fields.named(name)
        if given.disabled:
            continue
        if name in form.cleaned_data:
            yield name, field.tidy(plain(form.cleaned_data[name]))
        elif field.is_written and not field.has_rows:
            raw = str(form[name].value() or "")
            if not body.is_oversized(raw):
                yield name, field.tidy(raw)


def _links(links: Links) -> list[RelatedLink]:
    clean = [
        form.cleaned_data
        for form in links.forms
        if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
    ]
    return [
        RelatedLink(target=link["target"], title=link["title"], after=link["after"])
        for link in clean
        if link["target"] or link["title"]
    ]
