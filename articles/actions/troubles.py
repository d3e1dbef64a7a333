"""How every queue of the worker goes on past a row that fails.

The trouble is kept in the database: so a worker that is started again, and others beside it, wait
for the row's next try too, and the newsroom sees what is wrong. The log says it once.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.models import Duty, Trouble

logger = logging.getLogger(__name__)

FIRST_PAUSE: Final = timedelta(seconds=1)
# A story has a time at which it was to be out; the rest can wait.
LONGEST_PAUSE: Final = {Duty.PUBLISH: timedelta(minutes=1)}
USUAL_LONGEST_PAUSE: Final = timedelta(hours=1)
_LENGTH: Final = 500


def attempt(
    duty: Duty, row: int, work: Callable[[], object], *, may_end_process: bool = False
) -> bool:
    """Do ``work`` for a row of a queue; whether it went well.

    What fails is tried again after growing pauses. With ``may_end_process`` the try is counted
    before it is made, for whatever ends the process leaves no error behind. Raises what ``work``
    raised only when the database is away.
    """
    if may_end_process:
        _count(duty, row)
    try:
        work()
    except Exception as error:
        if not connection.is_usable():
            raise
        if _keep(duty, row, error, is_counted=may_end_process):
            logger.exception("%s %s failed; the desk shows it until it works", duty.value, row)
        return False
    Trouble.objects.filter(duty=duty, row=row).delete()
    return True


def try_again(chosen: QuerySet[Trouble], *, by: User) -> None:
    """Have the worker try at its next look. Raises ``Refused``."""
    if not by.has_perm("articles.view_trouble"):
        raise Refused("permission", _("The worker’s troubles are for editors."))
    chosen.update(next_at=timezone.now())


@transaction.atomic
def _count(duty: Duty, row: int) -> Trouble:
    now = timezone.now()
    trouble, _is_new = Trouble.objects.select_for_update().get_or_create(
        duty=duty, row=row, defaults={"since": now, "next_at": now}
    )
    trouble.attempts += 1
    longest = LONGEST_PAUSE.get(duty, USUAL_LONGEST_PAUSE)
    # Two to the twelfth seconds are more than the longest pause.
    trouble.next_at = now + min(FIRST_PAUSE * 2 ** min(trouble.attempts - 1, 12), longest)
    trouble.save()
    return trouble


@transaction.atomic
def _keep(duty: Duty, row: int, error: Exception, *, is_counted: bool) -> bool:
    """Write down what went wrong; whether that is news."""
    what = _in_words(error)
    trouble = Trouble.objects.filter(duty=duty, row=row).first() if is_counted else None
    if trouble is None:
        trouble = _count(duty, row)
    is_news = trouble.what != what
    Trouble.objects.filter(pk=trouble.pk).update(what=what)
    return is_news


def _in_words(error: Exception) -> str:
    """The error in one line. What the database says below its first line may name a person."""
    line = str(error).strip().partition("\n")[0].replace("\0", "")
    return f"{type(error).__name__}: {line}"[:_LENGTH]
