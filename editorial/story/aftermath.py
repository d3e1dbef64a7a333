"""The page of who else says what a story took back: a line a story, each with its button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.refused import Refused
from articles.actions.saving import save_story
from articles.actions.transitions import may_edit, reviews
from articles.models import LIVE, Status, Story, User
from editorial import notes
from editorial.admin.base import staff
from editorial.after import alike, worklist
from editorial.after.echoes import Why
from editorial.models import Aftermath, Decision, Echo
from editorial.readers import writers_of
from editorial.story.access import address, context_of, story_of
from editorial.story.form import printed_headline
from editorial.story.page import off_the_schedule

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A story of the list, for a template; ``says`` are the places where it says the old thing."""

    echo: Echo
    says: list[dict[str, Any]]
    is_link: bool
    is_translation: bool
    way: str
    """The button that fits it: ``alike``, ``note`` or ``open``."""
    is_live: bool
    has_writer: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one correction or withdrawal took back, with who says it."""

    aftermath: Aftermath
    open: list[Line]
    settled: list[Line]


def after_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The worklist; a post does what the button of a line says."""
    story, user = story_of(request, pk), staff(request)
    if not reviews(user, story):
        raise PermissionDenied
    if request.method == "POST":
        try:
            return _answer(request, story, user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(address("after", story))
    context = context_of(
        request, title=_("Who else says it"), story=story, parts=_parts(story, user)
    )
    return TemplateResponse(request, "editorial/story/after.html", context)


def _parts(story: Story, user: User) -> list[Part]:
    afters = list(Aftermath.objects.filter(story=story).select_related("dispatch").order_by("-pk"))
    echoes = Echo.objects.filter(aftermath__in=afters)
    echoes = echoes.select_related(
        "story__edition", "story__desk", "story__writer", "decided_by", "aftermath"
    )
    echoes = echoes.defer("story__copy_source", "story__findings", "story__words")
    lines: dict[int, list[Line]] = {}
    for echo in echoes.order_by("-rank", "pk")[:MOST_SHOWN]:
        lines.setdefault(echo.aftermath_id, []).append(_line(echo, story, user))
    return [
        Part(
            after,
            open=[line for line in lines.get(after.pk, ()) if not line.echo.decision],
            settled=[line for line in lines.get(after.pk, ()) if line.echo.decision],
        )
        for after in afters
    ]


def _line(echo: Echo, about: Story, user: User) -> Line:
    other = echo.story
    whys = [reason["why"] for reason in echo.reasons]
    is_open = not echo.decision and may_edit(user, other)
    changes = is_open and alike.corrected(other, echo.aftermath.taken, about.edition_id)
    has_writer = bool(writers_of(other) - {user.pk})
    is_anothers = other.status in (Status.DRAFT, Status.RETURNED) and has_writer
    return Line(
        echo,
        says=[reason for reason in echo.reasons if reason["why"] == Why.SAYS],
        is_link=Why.LINK in whys,
        is_translation=Why.TRANSLATION in whys,
        way="alike" if changes else "note" if is_anothers else "open",
        is_live=other.status in LIVE,
        has_writer=has_writer,
    )


def _answer(request: HttpRequest, story: Story, user: User) -> HttpResponse:
    way, _dash, rest = request.POST.get("_do", "").partition("-")
    key, _dash, version = rest.partition("-")
    here = HttpResponseRedirect(address("after", story))
    if way not in _WAYS or not key.isdecimal() or len(key) > 18:
        return here
    lines = Echo.objects.filter(aftermath__story=story, pk=int(key))
    echo = lines.select_related("story", "aftermath__dispatch").first()
    if echo is None:
        return here
    seen = int(version) if version.isdecimal() and len(version) < 10 else 0
    return _WAYS[way](request, echo, user, seen) or here


def _done(_request: HttpRequest, echo: Echo, user: User, _seen: int) -> None:
    worklist.settle(echo=echo, by=user, decision=Decision.DONE)


def _left(_request: HttpRequest, echo: Echo, user: User, _seen: int) -> None:
    worklist.settle(echo=echo, by=user, decision=Decision.LEFT)


def _alike(request: HttpRequest, echo: Echo, user: User, seen: int) -> HttpResponse | None:
    """Replace the words in the other story, and lead to where it goes out."""
    other, about = echo.story, echo.aftermath.story
    text = alike.corrected(other, echo.aftermath.taken, about.edition_id)
    saved = save_story(user=user, story=other, seen=seen, text=text)
    if saved.off_schedule:
        messages.warning(request, off_the_schedule(saved.off_schedule))
    if not saved.is_changed:
        messages.info(request, _("Nothing was changed."))
        return None
    messages.success(request, _("The same is corrected here. Read it before it goes on."))
    live = saved.story.status in LIVE
    return HttpResponseRedirect(address("correct" if live else "change", saved.story))


@transaction.atomic
def _note(request: HttpRequest, echo: Echo, user: User, _seen: int) -> None:
    """Write to whoever writes the other story what is said no more."""
    said = [reason for reason in echo.reasons if reason["why"] == Why.SAYS]
    told = [
        (_("“%(old)s” is “%(new)s” now.") if each["new"] else _("“%(old)s” was taken back."))
        % {"old": each["old"], "new": each["new"]}
        for each in said
    ]
    headline = printed_headline(echo.aftermath.story)
    about = _("“%(headline)s” was corrected or withdrawn. Please check your story.")
    notes.write(story=echo.story, by=user, text=" ".join([*told, about % {"headline": headline}]))
    count = len(writers_of(echo.story) - {user.pk})
    told_them = ngettext("%(count)s person is told.", "%(count)s people are told.", count)
    messages.success(request, told_them % {"count": count})


_WAYS: Final[dict[str, Callable[[HttpRequest, Echo, User, int], HttpResponse | None]]] = {
    "done": _done,
    "left": _left,
    "alike": _alike,
    "note": _note,
}
