"""The notes on a story beside its text, and on a page of their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.actions.refused import Refused
from articles.models import Story, User
from articles.text import anchors, mentions
from editorial import notes
from editorial.admin.base import staff
from editorial.models import Note
from editorial.models.note import Part
from editorial.notes import Passage, letters_of, resolves
from editorial.readers import readers_of
from editorial.story.access import address, context_of, find, story_of

PART: Final = "part"
"""In an address: only the list is asked for, by a script that has the page."""
WRITE: Final = "write"
MOST_NAMED: Final = 500
MOST_SHOWN: Final = 500


@dataclass(frozen=True, slots=True)
class Said:
    """A note or a reply, for a template; ``text`` has the names in it marked.

    ``typed`` is what was to be put in its place, and was not taken.
    """

    note: Note
    text: SafeString
    is_own: bool
    typed: str

    @property
    def key(self) -> str:
        """Of the note, as it stands in names and addresses."""
        return str(self.note.pk)


@dataclass(frozen=True, slots=True)
class Thread:
    """A note with its replies. ``fits`` says whether its passage stands in the stored text.

    ``typed`` is a reply that was not taken.
    """

    said: Said
    fits: bool
    may_resolve: bool
    typed: str
    answers: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Notes:
    """All of a story, each kind in the order of their writing; and what was not taken, and why."""

    open: list[Thread]
    resolved: list[Thread]
    form_id: UUID
    typed: Mapping[str, str]
    why: str


def notes_of(
    story: Story, user: User, *, typed: Mapping[str, str] | None = None, why: str = ""
) -> Notes:
    """The notes on ``story`` as ``user`` finds them; three queries, however many there are."""
    found = list(Note.objects.of(story)[:MOST_SHOWN])
    known, typed = _known(found), typed or {}
    held = letters_of(story) if any(note.part for note in found) else {}
    threads: dict[int, Thread] = {}
    for note in found:
        note.story = story
        changed = typed.get(f"change-{note.pk}", "")
        said = Said(note, _marked(note.text, known), note.by_id == user.pk, changed)
        if note.answers_id:
            threads[note.answers_id].answers.append(said)
        else:
            fits = not note.part or anchors.find(held[note.part], note.anchor) is not None
            answered = typed.get(f"answer-{note.pk}", "")
            threads[note.pk] = Thread(said, fits, resolves(user, note), answered)
    all_of_them = list(threads.values())
    return Notes(
        open=[thread for thread in all_of_them if thread.said.note.resolved_at is None],
        resolved=[thread for thread in all_of_them if thread.said.note.resolved_at],
        form_id=uuid4(),
        typed={name.removeprefix("on-"): text for name, text in typed.items()},
        why=why,
    )


def notes_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The notes on a page of their own; a post writes, answers, changes, resolves or reopens."""
    story = story_of(request, pk)
    if request.method != "POST":
        return _page(request, story, notes_of(story, staff(request)))
    try:
        note = _act(request, story)
    except Refused as refusal:
        typed = {name: str(value) for name, value in request.POST.items()}
        shown = notes_of(story, staff(request), typed=typed, why=str(refusal))
        return _page(request, story, shown, status=HTTPStatus.CONFLICT)
    if PART in request.POST:
        return HttpResponseRedirect(f"{address('notes', story)}?{PART}")
    return HttpResponseRedirect(f"{address('change', story)}#note-{note.answers_id or note.pk}")


@never_cache
@require_GET
def people_view(request: HttpRequest, pk: int) -> JsonResponse:
    """Who may be spoken to in a note on the story, for the script that offers names."""
    if not admin.site.has_permission(request):
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    try:
        story = find(request, pk)
    except PermissionDenied:
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    if story is None:
        return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
    people = readers_of(story).exclude(pk=staff(request).pk).order_by("first_name", "username")
    named = [
        {"name": user.get_username(), "called": user.get_full_name() or user.get_username()}
        for user in people[:MOST_NAMED]
    ]
    return JsonResponse({"people": named})


def _act(request: HttpRequest, story: Story) -> Note:
    user, pressed = staff(request), request.POST.get("_do", "")
    text = request.POST.get(pressed, "")
    if pressed == WRITE:
        return notes.write(story=story, by=user, text=text, on=_passage(request))
    verb, _dash, key = pressed.partition("-")
    note = Note.objects.of(story).filter(pk=int(key) if _is_key(key) else 0).first()
    if note is None:
        raise Http404
    note.story = story
    acts: dict[str, Callable[[], Note]] = {
        "answer": lambda: notes.answer(note=note, by=user, text=text),
        "change": lambda: notes.change(note=note, by=user, text=text),
        "resolve": lambda: notes.resolve(note=note, by=user),
        "reopen": lambda: notes.reopen(note=note, by=user),
    }
    if verb not in acts:
        raise Http404
    return acts[verb]()


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18


def _passage(request: HttpRequest) -> Passage | None:
    part = request.POST.get("on-part", "")
    if part not in Part:
        return None
    quote, before, after = (
        request.POST.get(f"on-{name}", "") for name in ("quote", "before", "after")
    )
    return Passage(Part(part), quote, before, after)


def _page(
    request: HttpRequest, story: Story, shown: Notes, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    is_part = PART in request.GET or PART in request.POST
    context = context_of(request, title=_("Notes"), story=story, notes=shown)
    context["subtitle"] = story.headline
    name = "notes.html" if is_part else "notes_page.html"
    return TemplateResponse(request, f"editorial/story/{name}", context, status=status)


def _known(found: list[Note]) -> set[str]:
    """Of the names in notes, in small letters, those of accounts."""
    wanted = {name for note in found for name in mentions.named(note.text)}
    if not wanted:
        return set()
    people = User.objects.annotate(small=Lower("username")).filter(small__in=wanted)
    return {user.get_username().casefold() for user in people}


def _marked(text: str, known: set[str]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<b class="mention">{}</b>', part.text) if part.name else part.text,)
            for part in mentions.parts(text, known)
        ),
    )
