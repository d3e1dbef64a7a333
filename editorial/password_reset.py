"""A new password by mail, for who has lost theirs."""

from typing import Final

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import base36_to_int

from articles.models import User
from editorial.models import AccountNews, OutgoingMail

HOURS: Final = 2


class _Keys(PasswordResetTokenGenerator):
    """Good until a password is set, and for ``HOURS``."""

    key_salt = "editorial.password_reset"

    def check_token(self, user: User | None, token: str | None) -> bool:
        if not super().check_token(user, token):
            return False
        made = base36_to_int(str(token).partition("-")[0])
        return self._num_seconds(self._now()) - made <= HOURS * 3600


_keys = _Keys()


def of_newsroom() -> QuerySet[User]:
    """The accounts that may sign in to the newsroom."""
    return User.objects.filter(is_active=True, is_staff=True)


def ask(typed: str, among: QuerySet[User]) -> None:
    """Write a mail with a key to whose account or address was typed; to nobody, if it is nobody's.

    An account that never had a password has its invitation.
    """
    accounts = among.filter(Q(username=typed) | Q(email__iexact=typed)).exclude(email="")
    for account in accounts:
        if account.has_usable_password():
            OutgoingMail.objects.tell(account, AccountNews.RESET)


def path(account: User, *, door: str = "admin:new_password") -> str:
    """The path where a new password is set for the account, by whoever has it."""
    return reverse(door, args=[account.pk, _keys.make_token(account)])


def holder(pk: int, token: str, among: QuerySet[User]) -> User | None:
    """The account that a key is for, while it is good."""
    account = among.filter(pk=pk).first()
    return account if account and _keys.check_token(account, token) else None
