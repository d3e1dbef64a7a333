"""Mail to a subscriber's technical contact: handed over from its row, at least once."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.text.signs import one_line
from wire.models.alert import Alert, AlertKind, AlertOutcome
from wire.push import mail
from wire.push.failure import Failure, FailureError

logger = logging.getLogger(__name__)

GIVE_UP: Final = timedelta(days=3)
_PAUSE: Final = timedelta(minutes=5)


def send_next(now: datetime) -> bool:
    """Hand over the one that waits longest; whether there was one.

    Its row is not locked meanwhile: two senders may both send it, under the same Message-ID.
    """
    due = Alert.objects.filter(outcome="", next_at__lte=now).order_by("next_at", "pk")
    alert = due.select_related("endpoint__company").first()
    if alert is None:
        return False
    try:
        outcome = _handed_over(alert, now)
    except Exception:
        if not connection.is_usable():
            raise
        # A fault of ours, which keeps no other from going out.
        logger.exception("alert %s", alert.pk)
        outcome = AlertOutcome.REFUSED if now - alert.at > GIVE_UP else None
    mine = Alert.objects.filter(pk=alert.pk, outcome="")
    mine.update(**({"outcome": outcome} if outcome else {"next_at": now + _PAUSE}))
    return True


def _handed_over(alert: Alert, now: datetime) -> AlertOutcome | None:
    address = alert.endpoint.company.technical_email
    if not address:
        return AlertOutcome.NO_ADDRESS
    if not settings.MAILERS:
        return AlertOutcome.NO_SERVER
    subject, text = letter_of(alert)
    try:
        result = mail.deliver(address, subject, text, uid=str(alert.uid))
    except FailureError:
        return AlertOutcome.REFUSED if now - alert.at > GIVE_UP else None
    refused = result.failure is not None and (result.status or 0) >= 500
    if result.failure and not refused:
        return AlertOutcome.REFUSED if now - alert.at > GIVE_UP else None
    return AlertOutcome.REFUSED if refused else AlertOutcome.SENT


def letter_of(alert: Alert) -> tuple[str, str]:
    """Subject and text, in the subscriber's language."""
    endpoint = alert.endpoint
    with translation.override(endpoint.company.language):
        named = {"endpoint": endpoint.name, "company": endpoint.company.name}
        subject = one_line(f"{alert.get_kind_display()}: {endpoint.name}")
        lines = [_("Endpoint: %(endpoint)s of %(company)s") % named, alert.get_kind_display() + "."]
        if endpoint.failing_since and alert.kind != AlertKind.WELL:
            since = timezone.localtime(endpoint.failing_since)
            lines.append(
                _("It takes nothing since %(time)s.") % {"time": f"{since:%Y-%m-%d %H.%M}"}
            )
        if endpoint.last_failure and alert.kind != AlertKind.WELL:
            lines.append(f"{Failure.said(endpoint.last_failure)}.")
        waiting = endpoint.pushes.waiting().count()
        lines.append(_("Waiting for it: %(count)s") % {"count": waiting})
        if alert.kind == AlertKind.DEAD:
            lines.append(_("What was given up can be sent again from the portal or the API."))
        if alert.kind == AlertKind.DISABLED:
            lines.append(_("It can be switched on again in the portal or the API."))
        if settings.SITE_URL:
            lines.append(f"{settings.SITE_URL}/wire/")
        return subject, "\n\n".join(lines) + "\n"
