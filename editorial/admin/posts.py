"""What comes in by a form of the newsroom: in whose name, once, and kept when it is refused.

Each form carries an id, made when it is shown, and the account it was shown to. The same form
received twice, also at once, is carried out once and answered with the first answer.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.refused import Refused
from articles.models import Story, User
from articles.pictures import uploads
from articles.text.signs import carried
from editorial.admin.base import staff
from editorial.kept_post import kept_post
from editorial.models import ReceivedForm

ID: Final = "form_id"
BY: Final = "form_by"
BUTTONS: Final = ("_do", "_save")
PASSED: Final = "passed"
"""The keys of what the checks found that a form showed, and that is sent anyway."""
TOKENS: Final = "buffer_tokens"
"""The field with the tokens of what was kept of a story's form (``editorial.story.buffers``)."""
# Not even the same form sent again need have the same.
UNREAD: Final = frozenset({"csrfmiddlewaretoken", ID, BY, *BUTTONS, TOKENS})
# What a browser sends beside what a person typed.
NOT_TYPED: Final = frozenset(
    {*UNREAD, "seen_version", "seen_digest", "seen_time", "seen_row", PASSED}
)

View = Callable[[], HttpResponse]


@dataclass(frozen=True, slots=True)
class Posted:
    """The receipt of the form in hand; ``is_again`` when it was taken before."""

    receipt: ReceivedForm
    is_again: bool
    is_same: bool
    """Whether what was typed is what was typed then; the button may be another."""


def receive(
    request: HttpRequest, view: View, *, home: tuple[str, str] | None = None
) -> HttpResponse:
    """Have ``view`` answer the post of somebody signed in, unless it was answered before.

    A post that is refused is answered with a page that has all of it, and leads ``home``: words
    and address, or the newsdesk.
    """
    if _another_writer(request):
        return go_on(request)
    try:
        return _once(request, view)
    except (PermissionDenied, Http404, Refused) as refusal:
        if not typed(request):
            raise
        return _kept(request, refusal, home or (_("To the newsdesk"), reverse("admin:index")))


def posted(request: HttpRequest) -> Posted | None:
    """What is known of the form in hand; None for one without an id."""
    return getattr(request, "posted_form", None)


def belongs_to(request: HttpRequest, story: Story) -> None:
    """Note on the receipt of the form in hand which version of a story it made."""
    if known := posted(request):
        known.receipt.story, known.receipt.version = story, story.version


def typed(request: HttpRequest) -> dict[str, str]:
    """What a person typed and chose, without what the browser sends beside it.

    As the log can hold it.
    """
    return {
        carried(name): carried(request.POST.get(name, ""))
        for name in request.POST
        if name not in NOT_TYPED
    }


def _once(request: HttpRequest, view: View) -> HttpResponse:
    form_id = uuid(request.POST.get(ID, ""))
    if form_id is None:
        return view()
    digest, pressed = _digest(request), carried(request.POST.get("_do", ""))[:40]
    with transaction.atomic():
        # Whoever sends the same form at the same time waits here until the first is answered.
        receipt, is_first = ReceivedForm.objects.get_or_create(
            pk=form_id, defaults={"digest": digest, "pressed": pressed, "by": staff(request)}
        )
        is_same = receipt.digest == digest
        if not is_first and is_same and receipt.pressed == pressed:
            return _answer_again(request, receipt)
        request.posted_form = Posted(receipt, not is_first, is_same)  # type: ignore[attr-defined]  # ours
        answer = view()
        if _keep_answer(receipt, answer):
            receipt.digest, receipt.pressed = digest, pressed
            receipt.save()
        elif is_first:
            # Not taken: what is typed next into the same form is to be.
            receipt.delete()
    return answer


def _keep_answer(receipt: ReceivedForm, answer: HttpResponse) -> bool:
    """Keep an answer that says that something was done; whether it does."""
    context = answer.context_data or {} if isinstance(answer, SimpleTemplateResponse) else {}
    receipt.popup = context.get("popup_response_data", "")
    receipt.to = answer["Location"] if isinstance(answer, HttpResponseRedirect) else ""
    return bool(receipt.to or receipt.popup)


def _answer_again(request: HttpRequest, receipt: ReceivedForm) -> HttpResponse:
    if receipt.popup:
        data = {"popup_response_data": receipt.popup}
        return TemplateResponse(request, "admin/popup_response.html", data)
    messages.info(request, _("This form was received before; nothing was done twice."))
    return HttpResponseRedirect(receipt.to)


def _digest(request: HttpRequest) -> str:
    """SHA-256 of what was typed and of the files; of no password."""
    fields: list[Any] = [
        [name, values]
        for name, values in request.POST.lists()
        if name not in UNREAD and "password" not in name
    ]
    for name, files in request.FILES.lists():
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            fields.append([name, file.name, content.hexdigest()])
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def new_id() -> UUID:
    """The id of the forms on a page: who sends one twice sends it once."""
    return uuid4()


def uuid(text: str) -> UUID | None:
    """The id that a form carries, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _another_writer(request: HttpRequest) -> User | None:
    """The account that a form was shown to, when it isn't the one that sends it."""
    by = request.POST.get(BY, "")
    if not by.isdecimal() or len(by) > 18 or int(by) == staff(request).pk:
        return None
    found = User.objects.filter(pk=by)
    if not staff(request).is_staff:
        # Of a subscriber's people: what others are called is nothing to them.
        found = found.filter(wire_member__company__members__user=staff(request).pk)
    return found.first()


def go_on(request: HttpRequest, *, action: str = "", files: Sequence[str] = ()) -> HttpResponse:
    """The page from which a form of another session is sent again, now in this person's name."""
    reason = _("You have signed in again since this was written. Nothing is lost.")
    if writer := _another_writer(request):
        reason = _(
            "This was written by %(writer)s, in a session that is over. You are signed in as"
            " %(name)s: what you save is saved in your name."
        ) % {"writer": _name(writer), "name": _name(staff(request))}
    again = request.POST.copy()
    if BY in again:
        again[BY] = str(staff(request).pk)
    for name, file in request.FILES.items():
        if isinstance(file, UploadedFile) and (kept := uploads.keep(file, staff(request))):
            again[f"{name}_kept"] = kept.token
    request.POST = again  # type: ignore[assignment]  # a QueryDict too
    return kept_post(
        request,
        status=409,
        title=_("Not saved yet"),
        reason=reason,
        button=_("Save again"),
        action=action,
        files=files,
    )


def _kept(request: HttpRequest, refusal: Exception, home: tuple[str, str]) -> HttpResponse:
    cause = refusal if isinstance(refusal, Refused) else refusal.__cause__
    if isinstance(refusal, Http404):
        status, reason = 404, _("What this was written for is not there any more, or not for you.")
    elif isinstance(refusal, PermissionDenied):
        status, reason = 403, _("Your account has no right to this, or not any more.")
    else:
        status, reason = 409, ""
    return kept_post(
        request,
        status=status,
        title=_("Not saved"),
        reason=str(cause) if isinstance(cause, Refused) else reason,
        button=_("Try again"),
        links=[home],
    )


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()
