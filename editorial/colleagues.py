"""A new colleague: an account with its role, a byline and a code, and the way in."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.models import Person, User, WireCode
from editorial.models import MailChoice, OutgoingMail
from editorial.models.mail import LANGUAGES

RIGHTS: Final = ("articles.add_user", "articles.add_person", "articles.add_wirecode")


class _Invitations(PasswordResetTokenGenerator):
    """Good until the password is set, and for ``settings.PASSWORD_RESET_TIMEOUT`` at most."""

    key_salt = "editorial.colleagues"


_invitations = _Invitations()


def welcomes(user: User) -> bool:
    """Whether somebody may make accounts, and what stands beside them."""
    return user.has_perms(RIGHTS)


@transaction.atomic
def welcome(*, by: User, account: User, role: Group, person: Person, code: WireCode | None) -> User:
    """Store a new account without a password, in its role, and its person with the code.

    Where there is a mail server, an invitation is written to them.

    Raises ``Refused``, and IntegrityError where a name or the code was taken meanwhile; nothing is
    stored then.
    """
    if not welcomes(by):
        raise Refused("permission", _("New colleagues are for administrators."))
    account.is_staff = True
    account.set_unusable_password()
    account.save()
    account.groups.add(role)
    person.user = account
    person.save()
    if code:
        code.person = person
        code.save()
    if settings.MAILERS:
        known = person.edition_id in dict(LANGUAGES)
        MailChoice.objects.create(user=account, language=person.edition_id if known else "id")
        OutgoingMail.objects.create(to=account, is_invitation=True)
    return account


def invitation(account: User) -> str:
    """The path where a password is set for the account, by whoever has it."""
    return reverse("admin:invitation", args=[account.pk, _invitations.make_token(account)])


def invited(pk: int, token: str) -> User | None:
    """The account that an invitation is for, while it is good."""
    account = User.objects.filter(pk=pk, is_active=True).first()
    return account if account and _invitations.check_token(account, token) else None
