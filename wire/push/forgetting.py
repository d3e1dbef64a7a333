"""What is kept for a month alone (attempts, pushes, mails), and secrets that sign no more."""

from datetime import datetime, timedelta
from typing import Final

from wire.models.alert import Alert
from wire.models.endpoint import Endpoint
from wire.models.push import Push

KEPT: Final = timedelta(days=30)
_AT_ONCE: Final = 2000


def forget(now: datetime) -> None:
    """Delete it, some at a time. What waits is kept, however long."""
    old = Push.objects.filter(done_at__lt=now - KEPT).order_by("done_at")
    Push.objects.filter(pk__in=[*old.values_list("pk", flat=True)[:_AT_ONCE]]).delete()
    gone = Alert.objects.filter(at__lt=now - KEPT).exclude(outcome="").order_by("pk")
    Alert.objects.filter(pk__in=[*gone.values_list("pk", flat=True)[:_AT_ONCE]]).delete()
    Endpoint.objects.filter(old_secret_until__lt=now).update(old_secret="", old_secret_until=None)
