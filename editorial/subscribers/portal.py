"""The duties of the worker that keep the subscribers' portal."""

from typing import Final

from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty, chore
from editorial.models import AccountNews, OutgoingMail
from wire.models import SavedSearch
from wire.portal import listing, searches


def _look(pk: int) -> None:
    searches.look(pk, _tell)


def _tell(search: SavedSearch, after: int, last: int) -> None:
    OutgoingMail.objects.tell(
        search.member.user, AccountNews.FOUND, search=search.pk, after=after, last=last
    )


LIST: Final = chore(
    "list-for-portal", _("List older dispatches in the portal"), listing.list_older, pace=30.0
)
LOOK: Final = Duty(
    name="look-for-searches",
    title=_("Look for what saved searches find"),
    waiting=SavedSearch.objects.due,
    do=_look,
    pace=5.0,
    thread="desk",
    about=SavedSearch,
    called=Concat("member__company__name", Value(": "), "name"),
    has_page=False,
)
