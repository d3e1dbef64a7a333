"""Who looks after a company's technology hears by mail what one of them has set up."""

from enum import StrEnum

from editorial.models import AccountNews, OutgoingMail
from wire.models import Member


class Done(StrEnum):
    """What somebody did, as a mail keeps it."""

    KEY_MADE = "key-made"
    KEY_REVOKED = "key-revoked"
    ENDPOINT_ADDED = "endpoint-added"
    ENDPOINT_CHANGED = "endpoint-changed"
    SECRET_MADE = "secret-made"  # noqa: S105 - the name of a deed
    ENDPOINT_REMOVED = "endpoint-removed"


def tell(by: Member, done: Done, name: str) -> None:
    """Write it to all of them, also to who did it: somebody else may have, in their name.

    ``name`` is that of the key or the endpoint.
    """
    technical = Member.objects.filter(
        company=by.company_id, is_technical=True, user__is_active=True
    ).select_related("user")
    account = by.user
    who = account.get_full_name() or account.get_username()
    for member in technical:
        OutgoingMail.objects.tell(
            member.user, AccountNews.SET_UP, done=done.value, name=name, by=who
        )
