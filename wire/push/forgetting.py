"""What is kept for a month alone (attempts, mails, what was not taken), and old secrets."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from wire.models.alert import Alert
from wire.models.attempt import Attempt
from wire.models.endpoint import Endpoint
from wire.models.push import Push, PushState

KEPT: Final = timedelta(days=30)
_AT_ONCE: Final = 2000


def forget(now: datetime) -> None:
    """Delete it, some at a time. What waits is kept, however long, and what was taken for good.

    That a delivery was taken is all that says so of a subscriber who never asks for their log.
    """
    tried = Attempt.objects.filter(at__lt=now - KEPT).order_by("pk")
    Attempt.objects.filter(pk__in=[*tried.values_list("pk", flat=True)[:_AT_ONCE]]).delete()
    is_forgotten = ~Q(state=PushState.DONE) | Q(number=None)
    old = Push.objects.filter(is_forgotten, done_at__lt=now - KEPT).order_by("done_at")
    Push.objects.filter(pk__in=[*old.values_list("pk", flat=True)[:_AT_ONCE]]).delete()
    gone = Alert.objects.filter(at__lt=now - KEPT).exclude(outcome="").order_by("pk")
    Alert.objects.filter(pk__in=[*gone.values_list("pk", flat=True)[:_AT_ONCE]]).delete()
    Endpoint.objects.filter(old_secret_until__lt=now).update(old_secret="", old_secret_until=None)
