"""What the house keeps for a while, and no longer; and what a crash or a backup may have lost."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from articles.actions import complaints, void_copies
from articles.actions.duty import HOUR, Duty, chore, duties
from articles.models import Complaint, ReadCount, Sketch, Trouble
from articles.pictures import uploads


def _erase(pk: int) -> None:
    complaints.erase(pk=pk, now=timezone.now())


def _end_sessions(now: datetime) -> None:
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()


def _forget_troubles(now: datetime) -> None:
    Trouble.objects.exclude(duty__in=[duty.name for duty in duties()]).delete()


ERASE: Final = Duty(
    name="erase",
    title=_("Erase the sender of a complaint"),
    waiting=Complaint.objects.to_erase,
    do=_erase,
    pace=HOUR,
    about=Complaint,
    called=F("reference"),
)
USES: Final = chore(
    "forget-uses", _("Erase who used the form for corrections"), complaints.forget_counts
)
READINGS: Final = chore(
    "forget-readings", _("Erase old counts of readings"), ReadCount.objects.forget
)
SKETCHES: Final = chore(
    "forget-sketches", _("Delete what older stories are compared by"), Sketch.objects.forget
)
UPLOADS: Final = chore(
    "forget-uploads",
    _("Delete the files of forms that were refused"),
    lambda now: uploads.forget(),
)
SESSIONS: Final = chore("forget-sessions", _("Delete sessions that are over"), _end_sessions)
TROUBLES: Final = chore(
    "forget-troubles", _("Forget the troubles of duties that are no more"), _forget_troubles
)
# Caches forget too: that something was taken down is marked where they look.
WITHDRAWN: Final = chore(
    "mark-withdrawn", _("Mark withdrawn stories for caches"), lambda now: void_copies.mark_newest()
)
