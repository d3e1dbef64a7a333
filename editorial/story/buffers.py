"""What somebody has typed and not saved: kept while they type, and offered when they come back."""

import json
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.actions.transitions import may_edit
from articles.models import Story, User
from articles.record import Content, working_text
from articles.record.fields import named
from articles.text import body
from editorial.admin import posts
from editorial.admin.base import staff
from editorial.models import Buffer, Presence, ReceivedForm
from editorial.story.access import address, find
from editorial.story.differences import Difference, differences
from editorial.story.form import StoryForm, plain
from editorial.story.links import PREFIX, Links, links_form
from editorial.story.readable import readable

MOST_FIELDS: Final = 1000
MOST_BEFORE: Final = 60
LARGEST_VERSION: Final = 2**31 - 1
MOST_OFFERED: Final = 30
TAKE: Final = "take"
"""The parameter of a form's address that names the buffer to fill it with."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person typed into a stored story's form, beside what is stored."""

    buffer: Buffer
    differences: Sequence[Difference]

    def reading(self) -> str:
        """The text as HTML, to be copied."""
        html = self.buffer.fields.get("body", "")
        return escape(html) if body.is_oversized(html) else readable(body.clean(html))


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a page sends: its form's fields, and how they follow on what it sent before."""

    by: int
    page: UUID
    version: int
    fields: dict[str, str]
    token: UUID
    after: list[UUID]
    is_left: bool
    """Whether another page finds it, where it was left before its form was sent."""


@never_cache
@require_POST
def keep_view(request: HttpRequest, pk: int | None = None) -> JsonResponse:
    """Keep the fields of a story's form as they are typed, as JSON; ``pk`` of a stored story.

    A page makes a token for each text it sends, and names those of its texts of before. What is
    there and is none of these is not overwritten, but answered with 409: another page wrote it, or
    it was saved or dropped, and has no fields. The page may then name that token too. What a page
    has left in the browser is not kept when its form was saved. It is told when somebody took the
    story over from it, and its text is kept all the same.
    """
    if not admin.site.has_permission(request):
        return _no(HTTPStatus.UNAUTHORIZED)
    user, story, sent = staff(request), None, _sent(request)
    if isinstance(sent, _Sent) and sent.is_left and (saved := _saved(sent, user)):
        return JsonResponse({"is_saved": True, "story": saved})
    try:
        if pk is not None and (story := find(request, pk)) is None:
            return _no(HTTPStatus.NOT_FOUND)
    except PermissionDenied:
        return _no(HTTPStatus.FORBIDDEN)
    if not (may_edit(user, story) if story else user.has_perm("articles.add_story")):
        return _no(HTTPStatus.FORBIDDEN)
    if isinstance(sent, HTTPStatus):
        return _no(sent)
    if sent.by != user.pk:
        return _no(HTTPStatus.FORBIDDEN)
    buffer = Buffer(
        by=user,
        key=story.uid if story else sent.page,
        story=story,
        version=sent.version,
        fields=sent.fields,
        token=sent.token,
    )
    if Buffer.objects.keep(buffer, after=sent.after):
        is_taken = Presence.objects.taken(sent.page, user)
        return JsonResponse({"at": _clock(), **({"is_taken": True} if is_taken else {})})
    there = Buffer.objects.get(by=user, key=buffer.key)
    told = {"token": there.token, "fields": there.fields, "is_saved": bool(_saved(sent, user))}
    return JsonResponse(told, status=HTTPStatus.CONFLICT)


@require_POST
def drop_view(request: HttpRequest) -> HttpResponse:
    """Drop what one typed oneself, unless it was typed on since it was shown."""
    user, token = staff(request), posts.uuid(request.POST.get("token", ""))
    offered = Buffer.objects.typed(user).select_related("story")
    buffer = offered.filter(token=token).first() if token else None
    if buffer is None:
        messages.info(request, _("This was typed on, saved or dropped meanwhile."))
        return HttpResponseRedirect(reverse("admin:index"))
    Buffer.objects.drop(user, buffer.key, buffer.story)
    messages.success(request, _("Dropped."))
    to = address("change", buffer.story) if buffer.story else reverse("admin:index")
    return HttpResponseRedirect(to)


def drop_saved(request: HttpRequest, story: Story, *, is_new: bool) -> None:
    """Drop what the form in hand had kept of itself; in the transaction that saves the story."""
    key = posts.uuid(request.POST.get(posts.ID, "")) if is_new else story.uid
    if key:
        Buffer.objects.drop(staff(request), key, story)


def offer_of(user: User, story: Story, *, reader: User | None = None) -> Offer | None:
    """What ``user`` typed into the story's form and did not save, if it says anything else.

    ``reader`` is who reads it, where that is another.
    """
    buffer = Buffer.objects.typed(user).filter(key=story.uid).first()
    if buffer is None or (text := _text(buffer, user, story)) is None:
        return None
    return Offer(buffer, differences(working_text(story), text, reader=reader or user))


def text_of(user: User, story: Story) -> Content | None:
    """The story's text with what ``user`` typed over it and did not save, if it is another."""
    buffer = Buffer.objects.typed(user).filter(key=story.uid).first()
    return _text(buffer, user, story) if buffer else None


def _text(buffer: Buffer, user: User, story: Story) -> Content | None:
    form, links = StoryForm(buffer.fields, user=user, story=story), links_of(buffer, story)
    form.is_valid()
    if not form.has_changed() and not links.has_changed():
        return None
    return working_text(story) | _typed(form, links)


def _typed(form: StoryForm, links: Links) -> Content:
    """What was typed over the stored text, as it would read; not what no field takes."""
    draft, text = copy(form.story), {}
    for name in form.changed_data:
        field = named(name)
        if name in form.cleaned_data:
            value = field.tidy(plain(form.cleaned_data[name]))
            if field.has_rows:
                text[name] = value
                continue
            field.put(draft, value)
            text[name] = field.read(draft)
        elif field.is_written and not field.has_rows:
            raw = str(form[name].value())
            text |= {} if body.is_oversized(raw) else {name: field.tidy(raw)}
    if links.is_valid() and links.has_changed():
        text["related"] = links.links()
    return text


def links_of(buffer: Buffer, story: Story | None) -> Links:
    """The rows of links as they were typed."""
    has_rows = f"{PREFIX}-TOTAL_FORMS" in buffer.fields
    return links_form(buffer.fields if has_rows else None, story)


def taken(request: HttpRequest, story: Story | None) -> Buffer | None:
    """The buffer that the address says to fill the form with."""
    key = posts.uuid(request.GET.get(TAKE, ""))
    if key is None:
        return None
    return Buffer.objects.typed(staff(request)).filter(key=key, story=story).first()


def unfiled_of(user: User) -> Sequence[Buffer]:
    """What ``user`` typed of new stories and did not file."""
    if not user.has_perm("articles.add_story"):
        return []
    return list(Buffer.objects.unfiled(user)[:MOST_OFFERED])


def context_of(request: HttpRequest, story: Story | None, shown: Buffer | None) -> dict[str, Any]:
    """What a page with a story's form needs to keep what is typed into it.

    ``shown`` is the buffer that fills it. A form that was not taken is still the same form.
    """
    is_posted = request.method == "POST"
    form_id = posts.uuid(request.POST.get(posts.ID, "")) if is_posted else shown and shown.key
    user = staff(request)
    return {
        "keeps": address("buffer", story) if story else reverse("admin:articles_story_new_buffer"),
        "tokens": request.POST.get(posts.TOKENS, "") if is_posted else shown and shown.token,
        "is_unsaved": is_posted,
        **({"form_id": form_id} if form_id and story is None else {}),
        "unfiled": [] if story or shown else unfiled_of(user),
    }


def _sent(request: HttpRequest) -> _Sent | HTTPStatus:
    """What a request sends, or why it can't be read."""
    try:
        return _read(request.body)
    except RequestDataTooBig:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return HTTPStatus.BAD_REQUEST


def _read(sent_body: bytes) -> _Sent:
    """The parts of a request's JSON. Raises all that a text which is none of ours may cause."""
    sent = json.loads(sent_body)
    fields = {
        _storable(name): _storable(value)
        for name, value in sent["fields"].items()
        if name not in posts.NOT_TYPED
    }
    version = int(sent["version"])
    if not fields or len(fields) > MOST_FIELDS or not 0 <= version <= LARGEST_VERSION:
        raise ValueError
    before = [UUID(token) for token in sent["after"][-MOST_BEFORE:]]
    page, token = UUID(sent["page"]), UUID(sent["token"])
    is_left = bool(sent.get("is_left"))
    return _Sent(int(sent["by"]), page, version, fields, token, before, is_left)


def _saved(sent: _Sent, user: User) -> str:
    """The address of the story that the form of the page made or changed; "" for none."""
    forms = ReceivedForm.objects.filter(pk=sent.page, by=user, story__isnull=False)
    key = forms.values_list("story", flat=True).first()
    return reverse("admin:articles_story_change", args=[key]) if key else ""


def _storable(text: str) -> str:
    """The text without a NUL or half a pair, which PostgreSQL has no room for."""
    return text.replace("\0", "").encode(errors="replace").decode()


def _no(status: HTTPStatus) -> JsonResponse:
    return JsonResponse({}, status=status)


def _clock() -> str:
    return date_format(timezone.localtime(), "TIME_FORMAT")
