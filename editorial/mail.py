"""Mail: written with what it tells of, or once a day, and sent by the worker.

It is sent at least once: a worker that is killed between the server's answer and the note of it
sends it again, under the same Message-ID.
"""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.models import User
from editorial.account_letters import Letter
from editorial.letters import choice_of, letter_of
from editorial.models import InboxEntry, InboxKind, MailChoice, MailWhen, Outcome, OutgoingMail

logger = logging.getLogger(__name__)

GIVE_UP: Final = timedelta(days=3)
FIRST: Final = frozenset({InboxKind.RETURNED, InboxKind.MENTIONED, InboxKind.MISSED})
_LONGEST_WHY: Final = 300


def enclose(entries: Sequence[InboxEntry]) -> None:
    """Write a mail for each of the entries that its person wants at once, and name it in them.

    The entries are not stored yet; the caller stores them in the same transaction.
    """
    people = User.objects.filter(pk__in={entry.to_id for entry in entries}, is_active=True)
    reached = {user.pk: user for user in people.exclude(email="").select_related("mail_choice")}
    told = [entry for entry in entries if _wants_now(reached.get(entry.to_id), entry)]
    mails = OutgoingMail.objects.bulk_create(OutgoingMail(to_id=entry.to_id) for entry in told)
    for entry, mail in zip(told, mails, strict=True):
        entry.mail = mail


def choose(*, user: User, when: MailWhen, hour: int, language: str) -> MailChoice:
    """Keep what ``user`` wants; a daily mail tells of what comes from now on."""
    now = timezone.now()
    choice = MailChoice(user=user, when=when, hour=hour, language=language, last_at=now)
    choice.next_at = choice.after(now)
    MailChoice.objects.bulk_create(
        [choice],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["when", "hour", "language", "last_at", "next_at"],
    )
    return choice


def _wants_now(user: User | None, entry: InboxEntry) -> bool:
    if user is None:
        return False
    when = choice_of(user).when
    return when == MailWhen.NOW or (when == MailWhen.FIRST and _comes_first(entry))


def _comes_first(entry: InboxEntry) -> bool:
    # Nobody took it off its schedule: it could not go out.
    is_late = entry.kind == InboxKind.FALLEN and entry.event and entry.event.actor_id is None
    return entry.kind in FIRST or bool(is_late)


@transaction.atomic
def _write_daily(pk: int) -> None:
    """Write the daily mail of a person, if there is something unread since the last one."""
    now = timezone.now()
    due = MailChoice.objects.due(now).filter(pk=pk).select_for_update(skip_locked=True)
    choice = due.first()
    if choice is None:
        return
    unread = InboxEntry.objects.unread().filter(to=pk, mail=None, at__gte=choice.last_at)
    if unread.exists():
        unread.update(mail=OutgoingMail.objects.create(to_id=pk, is_daily=True))
    choice.last_at, choice.next_at = now, choice.after(now)
    choice.save(update_fields=["last_at", "next_at"])


def _send(pk: int) -> None:
    now = timezone.now()
    waiting = OutgoingMail.objects.waiting(now).select_related(
        "to__mail_choice", "to__wire_member__company"
    )
    mail = waiting.filter(pk=pk).first()
    if mail is None:
        return
    letter = letter_of(mail)
    if letter is None:
        _finish(mail, Outcome.EMPTY)
    elif not settings.MAILERS:
        _finish(mail, Outcome.NO_SERVER, letter)
    else:
        _hand_over(mail, letter, now)


def _hand_over(mail: OutgoingMail, letter: Letter, now: datetime) -> None:
    """Give it to the server. Raises what is to be tried again."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    message = EmailMessage(
        letter.subject,
        letter.text,
        to=[letter.address],
        headers={"Message-ID": f"<{mail.uid}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send(using="default")
    # Django refuses by a ValueError what no server is asked for, such as an address that is none.
    except (smtplib.SMTPException, OSError, ValueError) as error:
        why = _for_good(error)
        if not why and now - mail.at < GIVE_UP:
            raise
        _finish(mail, Outcome.REFUSED, letter, why=why or f"{type(error).__name__}: {error}")
    else:
        _finish(mail, Outcome.SENT, letter)


def _for_good(error: Exception) -> str:
    """What a server says that will take nothing for this address; "" for all else."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return ""
    code, words = next(iter(error.recipients.values()))
    # Of SMTP (RFC 5321, 4.2.1): 4 is for now, 5 for good.
    return f"{code} {words.decode(errors='replace')}" if code >= 500 else ""


def _finish(
    mail: OutgoingMail, outcome: Outcome, letter: Letter | None = None, *, why: str = ""
) -> None:
    """Write down what became of it, unless somebody else did."""
    said = (
        {
            "address": letter.address,
            "subject": letter.subject,
            "text": "" if letter.is_secret else letter.text,
        }
        if letter
        else {}
    )
    OutgoingMail.objects.filter(pk=mail.pk, outcome="").update(
        outcome=outcome, done_at=timezone.now(), why=why[:_LONGEST_WHY], **said
    )
    if outcome == Outcome.REFUSED:
        logger.warning("mail %s: refused: %s", mail.pk, why)


DAILY: Final = Duty(
    name="write-daily-mail",
    title=_("Write the daily mail"),
    waiting=MailChoice.objects.due,
    do=_write_daily,
    pace=10.0,
    thread="desk",
    about=MailChoice,
    called=F("user__username"),
    has_page=False,
)
SEND: Final = Duty(
    name="send-mail",
    title=_("Send mail to the newsroom"),
    waiting=OutgoingMail.objects.waiting,
    do=_send,
    pace=1.0,
    at_a_time=20,
    # A server that hangs holds up nothing else, and no transaction waits for it: one worker sends.
    thread="mail",
    is_alone=True,
    about=OutgoingMail,
    called=F("to__username"),
    has_page=False,
)
