"""The page of a story's versions: which there are, what differs between two, an old one back."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.actions.refused import Refused
from articles.actions.transitions import may_edit
from articles.actions.versions import LONGEST_NAME, name_version, restore_version
from articles.models import Story
from articles.record import Content, working_text
from articles.record.versions import text_of, text_sent, version_before
from editorial.admin import posts
from editorial.admin.base import staff
from editorial.story import log
from editorial.story.access import address, context_of, seen_on, shown, story_of
from editorial.story.differences import Difference, differences
from editorial.story.page import off_the_schedule

PER_PAGE: Final = 50
NOW: Final = "now"
LIVE: Final = "live"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts of a story, by what the address calls them, and the fields that differ."""

    old: str
    new: str
    differences: list[Difference]


def versions_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of versions, newest first, with two compared; a post names or restores one."""
    story = story_of(request, pk)
    if request.method == "POST":
        return _change(request, story)
    user, before = staff(request), _number(request.GET.get("before", ""))
    found = log.versions(story, before=before, most=PER_PAGE + 1)
    comparison = _comparison(request, story)
    context = context_of(
        request,
        title=_("Versions"),
        story=story,
        seen=shown(story),
        versions=found[:PER_PAGE],
        before=before,
        older=found[PER_PAGE - 1].number if len(found) > PER_PAGE else None,
        comparison=comparison,
        called={each: _called(each, story) for each in (comparison.old, comparison.new)}
        if comparison
        else {},
        may_edit=may_edit(user, story),
        longest_name=LONGEST_NAME,
    )
    context["subtitle"] = story.headline
    return TemplateResponse(request, "editorial/story/versions.html", context)


def _change(request: HttpRequest, story: Story) -> HttpResponse:
    user, seen = staff(request), seen_on(request).version
    if not may_edit(user, story):
        raise PermissionDenied
    back = HttpResponseRedirect(address("versions", story))
    number, name = _number(request.POST.get("restore", "")), request.POST.get("name")
    try:
        if number is not None:
            return _restore(request, story, number, seen)
        if name is not None:
            name_version(story=story, by=user, name=name, seen=seen)
            messages.success(request, _("The version has its name."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back


def _restore(request: HttpRequest, story: Story, number: int, seen: int) -> HttpResponse:
    restored = restore_version(story=story, by=staff(request), number=number, seen=seen)
    saved = restored.saved
    if saved.off_schedule:
        messages.warning(request, off_the_schedule(saved.off_schedule))
    if restored.gone:
        names = _(", ").join(map(str, restored.gone))
        messages.warning(
            request, _("Not brought back, for it is gone: %(fields)s.") % {"fields": names}
        )
    if saved.is_changed:
        words = _("Version %(number)s is back, as version %(new)s.")
        messages.success(request, words % {"number": number, "new": saved.story.version})
    else:
        messages.info(request, _("Nothing was changed."))
    posts.belongs_to(request, saved.story)
    return HttpResponseRedirect(address("change", saved.story))


def _comparison(request: HttpRequest, story: Story) -> Comparison | None:
    new = request.GET.get("to", NOW)
    new_text = _text(story, new)
    if new_text is None:
        new, new_text = NOW, working_text(story)
    old = request.GET.get("from") or _default(story, new, new_text)
    old_text = _text(story, old)
    if old_text is None:
        return None
    return Comparison(old, new, differences(old_text, new_text, reader=staff(request)))


def _text(story: Story, which: str) -> Content | None:
    if which == NOW:
        return working_text(story)
    if which == LIVE:
        return text_sent(story) if story.is_live else None
    number = _number(which)
    return None if number is None else text_of(story, number)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _default(story: Story, new: str, text: Content) -> str:
    """What is held against a text when nobody says: what is live, else the version before it."""
    live = text_sent(story) if story.is_live and new == NOW else None
    if live and {**live, "code_text": ""} != {**text, "code_text": ""}:
        return LIVE
    before = version_before(story, _number(new) or story.version)
    return "" if before is None else str(before)


def _called(which: str, story: Story) -> str:
    if which == LIVE:
        return _("What readers see")
    number = story.version if which == NOW else int(which)
    words: Any = _("Version %(number)s") % {"number": number}
    name = log.name_of(story, number)
    called = f"{words}: {name}" if name else words
    return _("%(version)s, as it is now") % {"version": called} if which == NOW else called
