"""What is done with endpoints, by a subscriber's machine or people, or by the newsroom for them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wire import waking
from wire.formats import FORMATS
from wire.models.company import Company
from wire.models.endpoint import Endpoint, EndpointKind, EndpointState
from wire.models.push import Push, PushState
from wire.push import outgoing, queue, seals, sftp, signing
from wire.push.addresses import resolved
from wire.push.failure import Failure, FailureError

OVERLAP: Final = timedelta(days=2)
"""How long the secret before a new one still signs."""
MOST: Final = 10
"""Endpoints of one subscriber."""
MOST_AGAIN: Final = 10_000
"""Numbers that are sent again by one call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody says of an endpoint.

    ``secret`` is a password, private key or secret key; a webhook's is made. ``format`` counts for
    files alone: a webhook has our JSON, a mail wire text.
    """

    name: str
    kind: str
    address: str
    format: str = "json"
    user: str = ""
    secret: str = ""
    region: str = ""
    host_key: str = ""


@transaction.atomic
def create(company: Company, given: Given) -> tuple[Endpoint, str]:
    """The endpoint, and for a webhook its secret, which is shown once.

    It gets what is sent from now on. Raises ValidationError, field by field, for what won't do.
    """
    _check(given)
    # Two at once would each see room for one. No stronger lock: publications look the row up.
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if Endpoint.objects.of(company).count() >= MOST:
        raise ValidationError(_("No more endpoints than %(most)s.") % {"most": MOST})
    is_webhook = given.kind == EndpointKind.WEBHOOK
    secret = signing.new_secret() if is_webhook else given.secret
    # What is on the log by now was queued, or is not for it.
    queue.begin_turn()
    queue.fan_out(timezone.now())
    endpoint = Endpoint.objects.create(
        company=company,
        name=given.name,
        kind=given.kind,
        address=given.address,
        format=given.format,
        user=given.user,
        region=given.region,
        host_key=given.host_key,
        secret=seals.sealed(secret),
    )
    return endpoint, secret if is_webhook else ""


@transaction.atomic
def change(endpoint: Endpoint, given: Given) -> Endpoint:
    """Set it up anew, of the same kind; an empty ``secret`` leaves the one that is there."""
    if given.kind != endpoint.kind:
        raise ValidationError({"kind": _("The way stays; add another endpoint instead.")})
    _check(given, is_new=False)
    for name in ("name", "address", "format", "user", "region", "host_key"):
        setattr(endpoint, name, getattr(given, name))
    if given.secret and given.kind != EndpointKind.WEBHOOK:
        endpoint.secret = seals.sealed(given.secret)
    endpoint.rests_until = None
    endpoint.save()
    waking.wake()
    return endpoint


def _check(given: Given, *, is_new: bool = True) -> None:
    wrong: dict[str, object] = {}
    if not given.name.strip():
        wrong["name"] = _("Give it a name.")
    if given.kind not in EndpointKind.values:
        raise ValidationError({"kind": _("There is no such way.")})
    if given.format not in FORMATS:
        wrong["format"] = _("There is no such format.")
    if given.kind in {EndpointKind.SFTP, EndpointKind.S3}:
        if not given.user:
            wrong["user"] = _("Say as whom we sign in.")
        if is_new and not given.secret:
            wrong["secret"] = _("Say by which secret we sign in.")
    wrong |= _wrong_with_address(given)
    if wrong:
        raise ValidationError(wrong)


def _wrong_with_address(given: Given) -> dict[str, object]:
    try:
        _check_address(given)
    except FailureError as error:
        if error.failure is Failure.HOST_KEY:
            return {"host_key": _("Give the server’s host key, a line of ssh-keyscan.")}
        return {"address": error.failure.label}
    except ValidationError as error:
        return {"address": error.messages}
    return {}


def _check_address(given: Given) -> None:
    if given.kind == EndpointKind.MAIL:
        validate_email(given.address)
    elif given.kind == EndpointKind.SFTP:
        host, port, _folder = sftp.where(given.address)
        resolved(host, port)
        sftp.known(given.host_key)
    else:
        outgoing.check(given.address)


def pause(endpoint: Endpoint) -> None:
    """Send nothing there until it is resumed; what comes meanwhile waits."""
    Endpoint.objects.filter(pk=endpoint.pk, state=EndpointState.ACTIVE).update(
        state=EndpointState.PAUSED
    )


@transaction.atomic
def resume(endpoint: Endpoint) -> None:
    """Send again, also after it was switched off, and what it missed meanwhile."""
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    missed = endpoint.disabled_after
    endpoint.state, endpoint.disabled_after = EndpointState.ACTIVE, None
    endpoint.rests_until = endpoint.told_at = None
    endpoint.failures, endpoint.failing_since = 0, None
    endpoint.save()
    now = timezone.now()
    if missed is not None:
        queue.begin_turn()
        queue.again(endpoint, first=missed + 1, last=queue.reached(), now=now)
    endpoint.pushes.waiting().filter(taken_by=None).update(next_at=now)
    waking.wake()


@transaction.atomic
def rotate(endpoint: Endpoint, *, is_asymmetric: bool = False) -> str:
    """A new secret of a webhook, shown once; the one before signs beside it for two days.

    With ``is_asymmetric`` we keep a private key, and what is shown is the public one.
    """
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    if endpoint.kind != EndpointKind.WEBHOOK:
        raise ValidationError(_("Only a webhook has a secret of ours."))
    secret = signing.new_private_key() if is_asymmetric else signing.new_secret()
    endpoint.old_secret, endpoint.old_secret_until = endpoint.secret, timezone.now() + OVERLAP
    endpoint.secret = seals.sealed(secret)
    endpoint.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return signing.public_key(secret) if is_asymmetric else secret


@transaction.atomic
def test(endpoint: Endpoint) -> Push:
    """Queue a test event, which has no story; what became of it is its attempts."""
    push = Push.objects.create(endpoint=endpoint, signal="test", overtakes=True)
    waking.wake()
    return push


@transaction.atomic
def again(endpoint: Endpoint, *, first: int, last: int) -> int:
    """Send what is on the log from ``first`` to ``last`` again; how many that are.

    Left out is what a newer version or a withdrawal undid: see ``queue.again``.
    """
    if last < first or last - first >= MOST_AGAIN:
        raise ValidationError(
            _("Name a first and a last number, no more than %(most)s apart.") % {"most": MOST_AGAIN}
        )
    queue.begin_turn()
    queued = queue.again(endpoint, first=first, last=last, now=timezone.now())
    waking.wake()
    return queued


@transaction.atomic
def again_dead(endpoint: Endpoint) -> int:
    """Try once more, from the beginning, what was given up; how many that are."""
    queue.begin_turn()
    now = timezone.now()
    dead = endpoint.pushes.dead()
    stories = [uid for uid in dead.values_list("story_uid", flat=True).distinct() if uid]
    count = dead.update(state=PushState.WAITING, tries=0, began_at=None, next_at=now, done_at=None)
    queue.supersede(stories, now)
    waking.wake()
    return count


def remove(endpoint: Endpoint) -> None:
    """Delete it with its queue; a try that is on its way ends by itself."""
    endpoint.delete()
