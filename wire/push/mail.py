"""A delivery as a mail: plain wire text, a message a story; through the house's own mail server."""

import smtplib
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from wire.formats import FORMATS
from wire.push.failure import Failure, FailureError
from wire.push.loads import Load, Result

TEXT: Final = "txt"


def send(load: Load) -> Result:
    """Hand it to the mail server. Raises FailureError where that failed."""
    subject, text = letter_of(load)
    return deliver(load.endpoint.address, subject, text, uid=load.push.message_id)


def letter_of(load: Load) -> tuple[str, str]:
    """Subject and text of the mail, in the subscriber's language but for the story's own words."""
    with translation.override(load.endpoint.company.language):
        if load.delivery is None or load.dispatch is None:
            return _("Test of the wire"), _("Stories will come to this address, one mail each.")
        headline = load.dispatch.data["headline"]
        subject = {
            "correction": _("CORRECTION: %(headline)s"),
            "withdrawal": _("WITHDRAWN: %(headline)s"),
            "hold": _("HOLD, DO NOT USE: %(headline)s"),
            "lift": _("MAY BE USED: %(headline)s"),
            "update": _("UPDATE: %(headline)s"),
        }.get(load.delivery.signal, "%(headline)s")
        text = FORMATS[TEXT].render(load.delivery, load.dispatch, load.origin).decode()
        return " ".join((subject % {"headline": headline}).split()), text


def deliver(address: str, subject: str, text: str, *, uid: str) -> Result:
    """Give a mail to the server that ``EMAIL_URL`` names. Raises FailureError where it fails."""
    if not settings.MAILERS:
        raise FailureError(Failure.NO_MAIL_SERVER)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    message = EmailMessage(
        subject,
        text,
        to=[address],
        headers={"Message-ID": f"<{uid}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send(using="default")
    except TimeoutError:
        raise FailureError(Failure.TIMEOUT) from None
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        said = words.decode(errors="replace") if isinstance(words, bytes) else words
        return Result(Failure.STATUS, status=code, answer=said[:1000])
    except (smtplib.SMTPException, OSError):
        raise FailureError(Failure.UNREACHABLE) from None
    return Result(request={"Subject": subject})
