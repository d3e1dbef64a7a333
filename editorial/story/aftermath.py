"""The page of who else says what a story took back: a line a story, each with its button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from articles.actions.refused import Refused, Words
from articles.actions.saving import save_story
from articles.actions.transitions import lock, may_edit, reviews
from articles.models import IN_WRITING, ON_WIRE, Story, User
from editorial import notes
from editorial.admin.base import staff
from editorial.after import alike, echoes, worklist
from editorial.after.echoes import Why
from editorial.after.taken import as_it_stands, said_now
from editorial.models import Aftermath, Decision, Echo
from editorial.readers import writers_of
from editorial.story.access import address, context_of, story_of
from editorial.story.form import printed_headline
from editorial.story.page import off_the_schedule
from editorial.story.together import Together, together, together_at

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A story of the list, for a template; ``says`` are the places where it says the old thing."""

    echo: Echo
    says: list[dict[str, Any]]
    is_link: bool
    is_translation: bool
    way: str
    """The button that fits it: ``alike``, ``send``, ``note`` or ``open``."""
    has_writer: bool
    writes: str
    """Who else writes in it now."""


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
        return _answer(request, story, user)
    context = context_of(
        request, title=_("Who else says it"), story=story, parts=_parts(story, user)
    )
    return TemplateResponse(request, "editorial/story/after.html", context)


def _parts(story: Story, user: User) -> list[Part]:
    afters = list(Aftermath.objects.filter(story=story).select_related("dispatch").order_by("-pk"))
    found = Echo.objects.filter(aftermath__in=afters)
    found = found.select_related(
        *("story__edition", "story__desk", "story__writer"),
        *("decided_by", "told_by", "aftermath__story"),
    )
    found = found.defer("story__copy_source", "story__findings", "story__words")
    shown = list(found.order_by("-rank", "pk")[:MOST_SHOWN])
    at = together({echo.story_id for echo in shown})
    now = said_now(story)
    taken = {
        after.pk: as_it_stands(
            after.taken, [each.taken for each in reversed(afters) if each.pk > after.pk], now
        )
        for after in afters
    }
    lines: dict[int, list[Line]] = {}
    for echo in shown:
        line = _line(echo, user, at[echo.story_id], taken[echo.aftermath_id])
        lines.setdefault(echo.aftermath_id, []).append(line)
    return [
        Part(
            after,
            open=[line for line in lines.get(after.pk, ()) if not line.echo.decision],
            settled=[line for line in lines.get(after.pk, ()) if line.echo.decision],
        )
        for after in afters
    ]


def _line(echo: Echo, user: User, at: Together, taken: Sequence[dict[str, Any]]) -> Line:
    other = echo.story
    whys = [reason["why"] for reason in echo.reasons]
    has_writer = bool(writers_of(other) - {user.pk})
    return Line(
        echo,
        says=_says(echo, taken),
        is_link=Why.LINK in whys,
        is_translation=Why.TRANSLATION in whys,
        way="" if echo.decision else _way(echo, user, at, taken, has_writer=has_writer),
        has_writer=has_writer,
        writes=at.writer.name if at.writer and at.is_held_from(user) else "",
    )


def _says(echo: Echo, taken: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where the other story says it, each with what is said instead by now."""
    news = {each["old"]: each["new"] for each in taken}
    says = [reason for reason in echo.reasons if reason["why"] == Why.SAYS]
    return [{**reason, "new": news.get(reason["old"], "")} for reason in says]


def _taken_of(echo: Echo) -> list[dict[str, Any]]:
    """What the correction of a line took back, as it stands by now."""
    after = echo.aftermath
    later = Aftermath.objects.filter(story=after.story, pk__gt=after.pk).order_by("pk")
    return as_it_stands(
        after.taken, list(later.values_list("taken", flat=True)), said_now(after.story)
    )


def _way(
    echo: Echo, user: User, at: Together, taken: Sequence[dict[str, Any]], *, has_writer: bool
) -> str:
    other = echo.story
    is_anothers = other.status in IN_WRITING and has_writer and not echo.told_at
    if at.is_held_from(user):
        return "note" if is_anothers else "open"
    if may_edit(user, other):
        if alike.corrected(other, taken, echo.aftermath.story.edition_id):
            return "alike"
        # Corrected, and not sent: whoever has it reads the old words still.
        says = any(reason["why"] == Why.SAYS for reason in echo.reasons)
        left = echoes.repeated(other, echo.aftermath.taken, echo.reasons)
        if says and other.status in echoes.REVISED and not left:
            return "send"
    return "note" if is_anothers else "open"


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
    try:
        return _WAYS[way](request, echo, user, seen) or here
    except Refused as refusal:
        # It is about that story, and not the one whose list this is.
        link = address("change", echo.story)
        words = format_html('<a href="{}">{}</a>: {}', link, printed_headline(echo.story), refusal)
        messages.error(request, words)
        return here


def _done(_request: HttpRequest, echo: Echo, user: User, _seen: int) -> None:
    worklist.settle(echo=echo, by=user, decision=Decision.DONE)


def _left(_request: HttpRequest, echo: Echo, user: User, _seen: int) -> None:
    worklist.settle(echo=echo, by=user, decision=Decision.LEFT)


@transaction.atomic
def _alike(request: HttpRequest, echo: Echo, user: User, seen: int) -> HttpResponse | None:
    """Replace the words in the other story, and lead to where it goes out."""
    other, about, taken = lock(echo.story), echo.aftermath.story, _taken_of(echo)
    reasons = worklist.lock_open(echo).reasons
    at = together_at(other)
    if at.writer and at.is_held_from(user):
        raise Refused(
            "held",
            _("%(name)s is writing in it now. Open it, or tell its writer."),
            name=at.writer.name,
        )
    saved = save_story(
        user=user,
        story=other,
        seen=seen,
        text=alike.corrected(other, taken, about.edition_id),
        why=Words(gettext_noop("Corrected like “%(headline)s”."), headline=about.headline),
    )
    if saved.off_schedule:
        messages.warning(request, off_the_schedule(saved.off_schedule))
    if not saved.is_changed:
        messages.info(request, _("Nothing was changed."))
        return None
    messages.success(request, _("The same is corrected here. Read it before it goes on."))
    if left := echoes.repeated(saved.story, taken, reasons):
        says = _("It says this in another way too, which only you can correct: %(words)s.")
        messages.warning(request, says % {"words": ", ".join(f"“{words}”" for words in left)})
    is_sent = saved.story.status in ON_WIRE
    return HttpResponseRedirect(address("correct" if is_sent else "change", saved.story))


@transaction.atomic
def _note(request: HttpRequest, echo: Echo, user: User, _seen: int) -> None:
    """Write to whoever writes the other story what is said no more."""
    line = worklist.lock_open(echo)
    told = [
        (_("“%(old)s” is “%(new)s” now.") if each["new"] else _("“%(old)s” was taken back."))
        % {"old": each["old"], "new": each["new"]}
        for each in _says(echo, _taken_of(echo))
    ]
    headline = printed_headline(echo.aftermath.story)
    about = _("“%(headline)s” was corrected or withdrawn. Please check your story.")
    notes.write(story=echo.story, by=user, text=" ".join([*told, about % {"headline": headline}]))
    line.told_by, line.told_at = user, timezone.now()
    line.save(update_fields=["told_by", "told_at"])
    count = len(writers_of(echo.story) - {user.pk})
    told_them = ngettext("%(count)s person is told.", "%(count)s people are told.", count)
    messages.success(request, told_them % {"count": count})


_WAYS: Final[dict[str, Callable[[HttpRequest, Echo, User, int], HttpResponse | None]]] = {
    "done": _done,
    "left": _left,
    "alike": _alike,
    "note": _note,
}
