"""After a release that prints otherwise: prints every story again, the newest first."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.models import Dispatch, Print
from articles.record import printing


def _stale(now: datetime) -> QuerySet[Print]:
    return Print.objects.stale(printing.digest()).order_by("-number")


PRINT: Final = Duty(
    name="print",
    title=_("Print the story again"),
    waiting=_stale,
    key="number",
    do=transaction.atomic(printing.print_again),
    # An older process, too, may print meanwhile.
    pace=60.0,
    # Looking for what is left of a long archive takes long: some seconds' work at each look.
    at_a_time=500,
    thread="printing",
    is_alone=True,
    about=Dispatch,
    called=KT("content__headline"),
)
