"""A delivery by webhook, as Standard Webhooks 1.0 has it."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from wire import items
from wire.models.endpoint import Endpoint
from wire.push import outgoing, seals, signing
from wire.push.failure import Failure
from wire.push.loads import Load, Result

PATH: Final = "/wire/v1/log"
_SHOWN: Final = ("content-type", "retry-after", "location", "server", "date")
_LONGEST: Final = 200
_LONGEST_ANSWER: Final = 1000


def send(load: Load) -> Result:
    """Post it. Raises FailureError where there is no answer."""
    body = body_of(load)
    headers = headers_of(load, body)
    answer = outgoing.request("POST", load.endpoint.address, body=body, headers=headers)
    return judged(answer, headers)


def body_of(load: Load) -> bytes:
    """The pull answer's envelope with one item, or none for a test, and the log's newest number."""
    number = load.push.number or load.watermark
    more = {} if load.delivery else {"test": True}
    return items.page(
        [load.text] if load.delivery else [],
        cursor=number,
        next_=f"{load.origin}{PATH}?after={number}",
        watermark=load.watermark,
        **more,
    ).encode()


def headers_of(load: Load, body: bytes) -> dict[str, str]:
    signed = signing.headers(
        secrets_of(load.endpoint, load.at),
        uid=load.push.message_id,
        at=int(load.at.timestamp()),
        body=body,
    )
    return {"Content-Type": "application/json", **signed}


def secrets_of(endpoint: Endpoint, now: datetime) -> list[str]:
    """Those that sign now, the newest first. Raises FailureError where one can't be read."""
    kept = [endpoint.secret]
    if endpoint.has_old_secret(now):
        kept.append(endpoint.old_secret)
    return [seals.unsealed(each) for each in kept]


def judged(answer: outgoing.Answer, sent: dict[str, str]) -> Result:
    """What an answer means."""
    shown = {name: answer.headers[name][:_LONGEST] for name in _SHOWN if name in answer.headers}
    return Result(
        _failure(answer.status),
        status=answer.status,
        request=sent,
        headers=shown,
        answer=answer.body.decode(errors="replace")[:_LONGEST_ANSWER],
    )


def _failure(status: int) -> Failure | None:
    if 200 <= status < 300:
        return None
    if status == HTTPStatus.GONE:
        return Failure.GONE
    return Failure.REDIRECT if 300 <= status < 400 else Failure.STATUS
