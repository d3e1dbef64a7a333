"""What a mail to a subscriber's people says, in their company's language."""

from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text import signs
from editorial.account_letters import LONGEST_SUBJECT, Letter, new_password
from editorial.models import AccountNews, OutgoingMail
from editorial.subscribers import passwords
from editorial.subscribers.own.telling import Done
from wire.models import Member
from wire.portal.finding import Row
from wire.portal.searches import found_between


def of_member(mail: OutgoingMail, member: Member) -> Letter | None:
    """The mail as it goes out now; None where there is nothing to say any more."""
    with translation.override(member.company.language):
        match mail.news:
            case AccountNews.INVITED:
                return _invitation(member)
            case AccountNews.RESET:
                return new_password(member.user, passwords.renewing(member.user))
            case AccountNews.FOUND:
                return _found(member, mail)
            case AccountNews.SET_UP:
                return _set_up(member, mail)
            case _:
                return None


def _invitation(member: Member) -> Letter:
    """The key is made as the mail goes out."""
    words = _(
        "%(name)s, %(company)s takes the agency’s wire, and you may see it in the portal.\n\n"
        "You sign in with this address: %(username)s\n\n"
        "Choose your password within a week, at this address, which is for you alone:\n"
        "%(address)s\n\n"
        "The portal is here: %(portal)s"
    )
    account = member.user
    text = words % {
        "name": account.get_full_name() or account.get_username(),
        "company": member.company.name,
        "username": account.get_username(),
        "address": f"{settings.SITE_URL}{passwords.inviting(account)}",
        "portal": f"{settings.SITE_URL}/wire/",
    }
    subject = signs.one_line(_("Your access to the wire"))
    return Letter(account.email, subject, f"{text}\n", is_secret=True)


def _found(member: Member, mail: OutgoingMail) -> Letter | None:
    """What it finds now: nothing of what was withdrawn meanwhile but that it was."""
    search = member.searches.filter(pk=mail.said["search"]).first()
    rows = found_between(search, mail.said["after"], mail.said["last"]) if search else []
    if search is None or not rows:
        return None
    more = f"{settings.SITE_URL}{reverse('portal:searches')}"
    parts = [
        *(_line(row) for row in rows),
        _("Which mail your searches write, you choose here: %(address)s") % {"address": more},
    ]
    subject = signs.one_line(f"{search.name}: {rows[0].headline}")[:LONGEST_SUBJECT]
    return Letter(member.user.email, subject, "\n\n".join(parts) + "\n")


def _set_up(member: Member, mail: OutgoingMail) -> Letter:
    time = date_format(timezone.localtime(mail.at), "DATETIME_FORMAT")
    parts = [
        str(_DONE[Done(mail.said["done"])]) % mail.said,
        f"{member.company.name}: {time}",
        _(
            "If you know of it, there is nothing to do. If not, revoke or remove it at once, change"
            " your password, and tell the agency: %(address)s"
        )
        % {"address": f"{settings.SITE_URL}{reverse('portal:delivery')}"},
    ]
    subject = signs.one_line(f"{AccountNews.SET_UP.label}: {mail.said['name']}")
    return Letter(member.user.email, subject[:LONGEST_SUBJECT], "\n\n".join(parts) + "\n")


_DONE: Final = {
    Done.KEY_MADE: gettext_lazy("%(by)s made the key %(name)s to the wire."),
    Done.KEY_REVOKED: gettext_lazy("%(by)s revoked the key %(name)s to the wire."),
    Done.ENDPOINT_ADDED: gettext_lazy("%(by)s added the endpoint “%(name)s”."),
    Done.ENDPOINT_CHANGED: gettext_lazy("%(by)s changed the endpoint “%(name)s”."),
    Done.SECRET_MADE: gettext_lazy("%(by)s made a new secret of the endpoint “%(name)s”."),
    Done.ENDPOINT_REMOVED: gettext_lazy("%(by)s removed the endpoint “%(name)s”."),
}


def _line(row: Row) -> str:
    address = f"{settings.SITE_URL}{reverse('portal:item', args=[row.number])}"
    time = date_format(timezone.localtime(row.sent_at), "DATETIME_FORMAT")
    says = {
        "withdrawn": _("WITHDRAWN"),
        "held": _("ON HOLD"),
        "embargoed": _("UNDER EMBARGO"),
    }.get(row.state, "")
    head = f"{says}: {row.headline}" if says else row.headline
    return f"{head}\n{row.signal_name}, {time}\n{address}"
