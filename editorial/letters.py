"""What a mail of the newsroom says: what is in somebody's inbox, in their language."""

from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import User
from articles.text import signs
from editorial import account_letters
from editorial.account_letters import LONGEST_SUBJECT, Letter
from editorial.colleagues import invitation
from editorial.models import InboxEntry, MailChoice, OutgoingMail
from editorial.subscribers import letters as subscribers_letters
from editorial.telling import Told, told, with_all

MOST: Final = 50


def choice_of(user: User) -> MailChoice:
    """What ``user`` chose, or the choice of who never did."""
    return getattr(user, "mail_choice", None) or MailChoice(user=user)


def letter_of(mail: OutgoingMail) -> Letter | None:
    """The mail as it goes out now; None where its person has no address or may see nothing of it.

    Of a story it has the headline, and what somebody wrote in a note or as a reason.
    """
    user = mail.to
    if not (user.is_active and user.email):
        return None
    if mail.is_invitation:
        return _invitation(user)
    if member := getattr(user, "wire_member", None):
        return subscribers_letters.of_member(mail, member)
    if mail.news:
        return account_letters.of_account(mail, choice_of(user).language)
    entries = InboxEntry.objects.of(user).filter(mail=mail).order_by("-pk")
    with translation.override(choice_of(user).language):
        found = [told(entry, user) for entry in with_all(entries)[: MOST + 1]]
        if not found:
            return None
        return Letter(user.email, _subject(mail, found), _text(found))


def _invitation(user: User) -> Letter | None:
    """The key is made as the mail goes out; who has a password by then needs none."""
    if user.has_usable_password():
        return None
    with translation.override(choice_of(user).language):
        words = _(
            "%(name)s, there is an account for you in the newsroom.\n\n"
            "Your username: %(username)s\n\n"
            "Choose your password within a week, at this address, which is for you alone:\n"
            "%(address)s"
        )
        name = user.get_full_name() or user.get_username()
        address = f"{settings.SITE_URL}{invitation(user)}"
        text = words % {"name": name, "username": user.get_username(), "address": address}
        subject = signs.one_line(_("Your account in the newsroom"))
        return Letter(user.email, subject, f"{text}\n", is_secret=True)


def _subject(mail: OutgoingMail, found: list[Told]) -> str:
    if mail.is_daily:
        words = ngettext(
            "%(count)s thing in your inbox", "%(count)s things in your inbox", len(found)
        )
        subject = words % {"count": f"{MOST}+" if len(found) > MOST else len(found)}
    else:
        subject = f"{found[0].entry.get_kind_display()}: {found[0].entry.story.headline}"
    return signs.one_line(subject)[:LONGEST_SUBJECT]


def _text(found: list[Told]) -> str:
    parts = [_part(each) for each in found[:MOST]]
    if len(found) > MOST:
        parts.append(_("There is more in your inbox: %(address)s") % {"address": _at("inbox")})
    parts.append(
        _("Which mail you get is your choice: %(address)s") % {"address": _at("own_settings")}
    )
    return "\n\n\n".join(parts) + "\n"


def _part(each: Told) -> str:
    lines = [
        f"{each.entry.story.headline}\n{each.line}",
        each.words,
        f"{settings.SITE_URL}{each.address}",
    ]
    return "\n\n".join(filter(None, lines))


def _at(name: str) -> str:
    return f"{settings.SITE_URL}{reverse(f'admin:{name}')}"
