"""What the newsroom's pages keep for a while, and no longer."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.actions.duty import chore
from editorial.models import (
    Buffer,
    Claim,
    InboxEntry,
    OutgoingMail,
    Presence,
    ReceivedForm,
    SignInCount,
)


def _forget(now: datetime) -> None:
    """Delete the forms that nobody sends again, and the attempts to sign in that count no more."""
    ReceivedForm.objects.forget(now)
    SignInCount.objects.forget(now)


def _forget_who_was_there(now: datetime) -> None:
    Presence.objects.forget(now)
    Claim.objects.forget()


FORMS: Final = chore(
    "forget-forms", _("Delete forms that were received, and old attempts to sign in"), _forget
)
BUFFERS: Final = chore(
    "forget-buffers",
    _("Delete what was typed, never saved, and left alone"),
    Buffer.objects.forget,
)
INBOX: Final = chore(
    "forget-inbox", _("Delete what people were told long ago"), InboxEntry.objects.forget
)
PRESENCE: Final = chore(
    "forget-presence",
    _("Forget who had a story open or in hand"),
    _forget_who_was_there,
)
MAIL: Final = chore("forget-mail", _("Delete mail that was sent"), OutgoingMail.objects.forget)
