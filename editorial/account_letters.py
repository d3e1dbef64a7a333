"""What a mail says of somebody's account: a key for a new password, a sign-in, a second factor."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import User
from articles.text import signs
from editorial import browsers, password_reset
from editorial.models import AccountNews, OutgoingMail

LONGEST_SUBJECT: Final = 200


@dataclass(frozen=True, slots=True)
class Letter:
    address: str
    subject: str
    text: str
    is_secret: bool = False
    """Whether it holds a key, and its text isn't kept when it has gone."""


def of_account(mail: OutgoingMail, language: str) -> Letter:
    """The mail that tells of its account. A key in it is made as the mail goes out."""
    with translation.override(language):
        news = AccountNews(mail.news)
        if news == AccountNews.RESET:
            return new_password(mail.to, password_reset.path(mail.to))
        text = f"{_WORDS[news](mail)}\n\n{_unless_you()}\n"
        return Letter(mail.to.email, _subject(news, mail.to), text)


def new_password(account: User, path: str) -> Letter:
    """The mail with the key to a new password, in the language that is spoken."""
    words = _(
        "Somebody, probably you, asked for a new password for %(name)s.\n\n"
        "Set it within %(hours)d hours, at this address, which is for you alone:\n"
        "%(address)s\n\n"
        "If it was not you, do nothing: your password stays as it is."
    )
    text = words % {
        "name": account.get_username(),
        "hours": password_reset.HOURS,
        "address": f"{settings.SITE_URL}{path}",
    }
    subject = _subject(AccountNews.RESET, account)
    return Letter(account.email, subject, f"{text}\n", is_secret=True)


def _subject(news: AccountNews, account: User) -> str:
    return signs.one_line(f"{news.label}: {account.get_username()}")[:LONGEST_SUBJECT]


def _signed_in(mail: OutgoingMail) -> str:
    words = _(
        "Somebody signed in as %(name)s from an address that is new for this account.\n\n"
        "Time: %(time)s\nAddress: %(line)s\nBrowser: %(browser)s"
    )
    return words % {
        "name": mail.to.get_username(),
        "time": date_format(timezone.localtime(mail.at), "DATETIME_FORMAT"),
        "line": mail.said["line"],
        "browser": browsers.called(mail.said["browser"]),
    }


def _added(mail: OutgoingMail) -> str:
    words = _("%(name)s has a second factor more: “%(factor)s”.")
    return words % {"name": mail.to.get_username(), "factor": mail.said["name"]}


def _gone(mail: OutgoingMail) -> str:
    if by := mail.said.get("by"):
        words = _("%(by)s took away all second factors of %(name)s, as after a lost telephone.")
        return words % {"name": mail.to.get_username(), "by": by}
    words = _("%(name)s has a second factor less: “%(factor)s” was removed.")
    return words % {"name": mail.to.get_username(), "factor": mail.said["name"]}


def _unless_you() -> str:
    words = _(
        "If it was you, there is nothing to do. If not, tell an administrator at once, and change"
        " your password: %(address)s"
    )
    return words % {"address": f"{settings.SITE_URL}{reverse('admin:security')}"}


_WORDS: Final = {
    AccountNews.SIGNED_IN: _signed_in,
    AccountNews.FACTOR_ADDED: _added,
    AccountNews.FACTOR_GONE: _gone,
}
