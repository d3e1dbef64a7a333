"""A subscriber's own endpoints: set up, looked at, tried, sent to again."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Schema, Status
from pydantic import Field

from articles.site.frame.origin import origin
from wire.api.problems import PREFIX, Problem
from wire.api.schemas import MOST_NUMBERS, Number, problems
from wire.api.signed import Signed, company_of
from wire.models import Attempt, Company, Endpoint, Push
from wire.models.key import Scope
from wire.push import endpoints, verifying
from wire.push.endpoints import Given

router = Router(tags=["Endpoints"], auth=Signed(Scope.ENDPOINTS))

PAGE = 50
LINE = r"^[^\x00-\x1f\x7f]*$"

Name = Annotated[str, Field(min_length=1, max_length=60, pattern=LINE)]
Address = Annotated[str, Field(min_length=1, max_length=2000, pattern=LINE)]
Word = Annotated[str, Field(max_length=10, pattern=LINE)]
Region = Annotated[str, Field(max_length=40, pattern=LINE)]
Text = Annotated[str, Field(max_length=200, pattern=LINE)]
Line = Annotated[str, Field(max_length=2000, pattern=LINE)]


class EndpointIn(Schema):
    """Where to push to. ``secret`` is for SFTP and S3: a password, private key or secret key."""

    name: Name
    kind: Literal["webhook", "mail", "sftp", "s3"]
    address: Address
    format: Word = "json"
    user: Text = ""
    secret: Annotated[str, Field(max_length=8000)] = ""
    region: Region = ""
    host_key: Line = ""


class EndpointOut(Schema):
    """An endpoint and how it stands: since when and why it fails, if it does."""

    id: UUID
    name: str
    kind: str
    address: str
    format: str
    state: str
    failures: int
    failing_since: datetime | None
    last_failure: str
    last_ok_at: datetime | None
    rests_until: datetime | None
    secret: str | None = None
    """Of a webhook, shown once: when it was made."""


class SecretIn(Schema):
    scheme: Literal["v1", "v1a"] = "v1"


class SecretOut(Schema):
    """With ``v1`` the secret, with ``v1a`` our public key. The one before signs two days more."""

    secret: str


class RangeIn(Schema):
    first: Number
    last: Number


class QueuedOut(Schema):
    queued: int


class PushOut(Schema):
    """One delivery on its way to the endpoint; a test event has no number."""

    id: int
    message: str
    number: int | None
    signal: str
    state: str
    tries: int
    queued_at: datetime
    next_at: datetime
    done_at: datetime | None


class AttemptOut(Schema):
    """One try: what was sent, and what came back. ``verify`` is a line for a shell."""

    id: int
    push: int
    at: datetime
    seconds: float
    request: dict[str, Any]
    status: int | None
    failure: str
    answer_headers: dict[str, str]
    answer: str
    body: str
    verify: str


def _endpoint(request: HttpRequest, uid: UUID) -> Endpoint:
    found = Endpoint.objects.filter(company=company_of(request), uid=uid).first()
    if found is None:
        raise Problem("not-found", f"You have no endpoint {uid}. {PREFIX}endpoints lists yours.")
    return found


def _said(endpoint: Endpoint, secret: str = "") -> EndpointOut:
    names = set(EndpointOut.model_fields) - {"id", "secret"}
    told = {name: getattr(endpoint, name) for name in names}
    return EndpointOut(id=endpoint.uid, secret=secret or None, **told)


def _done[T](act: Callable[[], T]) -> T:
    """What it returns. A refusal of ours is a Problem, field by field."""
    # The API speaks English, also where the words are lazy.
    with translation.override("en"):
        try:
            return act()
        except ValidationError as error:
            fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            errors = [
                {"where": name, "what": str(text)}
                for name, texts in fields.items()
                for text in texts
            ]
    detail = " ".join(f"{each['where']}: {each['what']}".lstrip(": ") for each in errors)
    raise Problem("not-valid", detail, errors=errors)


@router.get("/endpoints", response={200: list[EndpointOut], **problems()}, summary="Your endpoints")
def endpoint_list(request: HttpRequest) -> list[EndpointOut]:
    """All of them, with how they stand."""
    return [_said(each) for each in Endpoint.objects.filter(company=company_of(request))]


@router.post("/endpoints", response={201: EndpointOut, **problems(400)}, summary="Add an endpoint")
def endpoint_add(request: HttpRequest, given: EndpointIn) -> Status[EndpointOut]:
    """It is sent what comes from now on. Keep the secret of a webhook: it is not shown again."""
    company = Company.objects.get(pk=company_of(request))
    endpoint, secret = _done(lambda: endpoints.create(company, Given(**given.dict())))
    return Status(201, _said(endpoint, secret))


@router.get(
    "/endpoints/{uid}", response={200: EndpointOut, **problems(404)}, summary="One endpoint"
)
def endpoint_one(request: HttpRequest, uid: UUID) -> EndpointOut:
    """How it stands."""
    return _said(_endpoint(request, uid))


@router.put(
    "/endpoints/{uid}", response={200: EndpointOut, **problems(400, 404)}, summary="Change it"
)
def endpoint_change(request: HttpRequest, uid: UUID, given: EndpointIn) -> EndpointOut:
    """Its kind stays; an empty ``secret`` leaves the one that is there."""
    endpoint = _endpoint(request, uid)
    return _said(_done(lambda: endpoints.change(endpoint, Given(**given.dict()))))


@router.delete("/endpoints/{uid}", response={204: None, **problems(404)}, summary="Remove it")
def endpoint_remove(request: HttpRequest, uid: UUID) -> Status[None]:
    """With all that waits for it."""
    endpoints.remove(_endpoint(request, uid))
    return Status(204, None)


@router.post(
    "/endpoints/{uid}/pause", response={200: EndpointOut, **problems(404)}, summary="Pause it"
)
def endpoint_pause(request: HttpRequest, uid: UUID) -> EndpointOut:
    """What comes meanwhile waits."""
    endpoints.pause(_endpoint(request, uid))
    return _said(_endpoint(request, uid))


@router.post(
    "/endpoints/{uid}/resume", response={200: EndpointOut, **problems(404)}, summary="Resume it"
)
def endpoint_resume(request: HttpRequest, uid: UUID) -> EndpointOut:
    """After a pause, or after it was switched off; what it missed comes now."""
    endpoints.resume(_endpoint(request, uid))
    return _said(_endpoint(request, uid))


@router.post(
    "/endpoints/{uid}/rotate", response={200: SecretOut, **problems(400, 404)}, summary="New secret"
)
def endpoint_rotate(request: HttpRequest, uid: UUID, given: SecretIn) -> dict[str, str]:
    """Shown once; the one before signs beside it for two days."""
    endpoint = _endpoint(request, uid)
    is_asymmetric = given.scheme == "v1a"
    return {"secret": _done(lambda: endpoints.rotate(endpoint, is_asymmetric=is_asymmetric))}


@router.post(
    "/endpoints/{uid}/test", response={202: PushOut, **problems(404)}, summary="Send a test event"
)
def endpoint_test(request: HttpRequest, uid: UUID) -> Status[PushOut]:
    """It has no item. What came of it stands among the attempts, a moment later."""
    return Status(202, _push(endpoints.test(_endpoint(request, uid))))


@router.post(
    "/endpoints/{uid}/again", response={202: QueuedOut, **problems(400, 404)}, summary="Send again"
)
def endpoint_again(request: HttpRequest, uid: UUID, given: RangeIn) -> Status[dict[str, int]]:
    """Your log from ``first`` to ``last``, but what a newer version or a withdrawal undid."""
    endpoint = _endpoint(request, uid)
    queued = _done(lambda: endpoints.again(endpoint, first=given.first, last=given.last))
    return Status(202, {"queued": queued})


@router.post(
    "/endpoints/{uid}/again/given-up",
    response={202: QueuedOut, **problems(404)},
    summary="Send again what was given up",
)
def endpoint_given_up(request: HttpRequest, uid: UUID) -> Status[dict[str, int]]:
    """Each is tried from the beginning."""
    return Status(202, {"queued": endpoints.again_dead(_endpoint(request, uid))})


Before = Annotated[int, Query(ge=1, le=MOST_NUMBERS, description="those with a smaller id")]


@router.get(
    "/endpoints/{uid}/pushes", response={200: list[PushOut], **problems(404)}, summary="Its queue"
)
def endpoint_pushes(
    request: HttpRequest, uid: UUID, before: Before = MOST_NUMBERS
) -> list[PushOut]:
    """What was or is to be sent, the newest first, fifty at a time."""
    found = _endpoint(request, uid).pushes.filter(pk__lt=before).select_related("endpoint")
    return [_push(each) for each in found[:PAGE]]


@router.get(
    "/endpoints/{uid}/attempts",
    response={200: list[AttemptOut], **problems(404)},
    summary="What was tried",
)
def endpoint_attempts(
    request: HttpRequest, uid: UUID, before: Before = MOST_NUMBERS
) -> list[AttemptOut]:
    """Each try with request and answer, the newest first, fifty at a time."""
    endpoint = _endpoint(request, uid)
    base = f"{origin(request)}{PREFIX}endpoints/{uid}/attempts/"
    found = Attempt.objects.filter(push__endpoint=endpoint, pk__lt=before)
    return [_attempt(each, f"{base}{each.pk}/body") for each in found[:PAGE]]


@router.get(
    "/endpoints/{uid}/attempts/{attempt}/body",
    response={200: Any, **problems(404)},
    summary="The body of a try",
)
def endpoint_body(request: HttpRequest, uid: UUID, attempt: Number) -> HttpResponse:
    """Byte for byte as it was posted to a webhook: for trying a signature."""
    endpoint = _endpoint(request, uid)
    found = Attempt.objects.filter(push__endpoint=endpoint, pk=attempt).first()
    if found is None or "webhook-id" not in found.request:
        raise Problem("not-found", "There is no such attempt of a webhook.")
    return HttpResponse(verifying.body_of(found), content_type="application/json")


def _push(push: Push) -> PushOut:
    names = set(PushOut.model_fields) - {"id", "message"}
    told = {name: getattr(push, name) for name in names}
    return PushOut(id=push.pk, message=push.message_id, **told)


def _attempt(attempt: Attempt, address: str) -> AttemptOut:
    names = set(AttemptOut.model_fields) - {"id", "push", "body", "verify"}
    told = {name: getattr(attempt, name) for name in names}
    return AttemptOut(
        id=attempt.pk,
        push=attempt.push_id,
        body=address,
        verify=verifying.line(attempt, address),
        **told,
    )
