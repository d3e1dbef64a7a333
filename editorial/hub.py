"""The duty of the worker that tells the hub of changed feeds; its troubles are for editors."""

from typing import Final

from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.models import Dispatch
from wire import hub
from wire.models.hub_ping import HubPing

TELL: Final = Duty(
    name="tell-hub",
    title=_("Tell the hub that feeds have changed"),
    waiting=lambda now: HubPing.objects.order_by("number"),
    do=hub.tell,
    pace=2.0,
    at_a_time=20,
    # A hub that hangs holds up nothing else, and no transaction waits for it: one worker tells it.
    thread="hub",
    is_alone=True,
    about=Dispatch,
    called=KT("content__headline"),
)
