"""What people do with an endpoint by a button and see of it, in the portal and in the newsroom."""

from typing import Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wire.models.attempt import Attempt
from wire.models.endpoint import Endpoint
from wire.push import endpoints, verifying

A_PAGE: Final = 20
PRESSES: Final = frozenset({"test", "pause", "resume", "again", "given-up"})


class RangeForm(forms.Form):
    first = forms.IntegerField(label=gettext_lazy("From number"), min_value=1, max_value=2**62)
    last = forms.IntegerField(label=gettext_lazy("to number"), min_value=1, max_value=2**62)


def press(endpoint: Endpoint, what: str, again: RangeForm) -> str:
    """Do one of ``PRESSES`` and say in words what was done; "" where ``again`` has an error."""
    match what:
        case "test":
            endpoints.test(endpoint)
            return _("A test event is on its way. What came of it is below in a moment.")
        case "pause":
            endpoints.pause(endpoint)
            return _("Nothing is sent there until it is resumed. What comes meanwhile waits.")
        case "resume":
            endpoints.resume(endpoint)
            return _("It is sent to again, and gets what it missed.")
        case "given-up":
            return _queued(endpoints.again_dead(endpoint))
    if not again.is_valid():
        return ""
    try:
        return _queued(endpoints.again(endpoint, **again.cleaned_data))
    except ValidationError as error:
        again.add_error(None, error.messages)
        return ""


def _queued(count: int) -> str:
    words = ngettext(
        "%(count)d delivery is sent again.", "%(count)d deliveries are sent again.", count
    )
    return words % {"count": count}


class Tries(NamedTuple):
    """Some attempts, each with the line that verifies its signature, the newest first.

    ``before`` is the one to look on from, None at the end.
    """

    shown: list[tuple[Attempt, str]]
    before: int | None


def tries(endpoint: Endpoint, *, origin: str, before: int | None) -> Tries:
    """What was tried at an endpoint before an attempt, or last."""
    found = Attempt.objects.filter(push__endpoint=endpoint).select_related("push")
    rows = list((found.filter(pk__lt=before) if before else found)[: A_PAGE + 1])
    bodies = f"{origin}/wire/v1/endpoints/{endpoint.uid}/attempts/"
    shown = [(each, verifying.line(each, f"{bodies}{each.pk}/body")) for each in rows[:A_PAGE]]
    return Tries(shown, shown[-1][0].pk if len(rows) > A_PAGE else None)
