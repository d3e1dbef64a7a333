"""How every queue of the worker goes on past a row that fails.

The trouble is kept in the database: so a worker that is started again, and others beside it, wait
for the row's next try too, and the newsroom sees what is wrong. The log says it once.
"""

import logging
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.actions.refused import Refused
from articles.models import Trouble, User

logger = logging.getLogger(__name__)

FIRST_PAUSE: Final = timedelta(seconds=1)
_LENGTH: Final = 500


def attempt(duty: Duty, row: int) -> bool:
    """Do the duty for a row; whether it went well.

    What fails is tried again after growing pauses. Raises what the duty raised only when the
    database is away.
    """
    if duty.may_end_process:
        _count(duty, row)
    try:
        duty.do(row)
    except Exception as error:
        if not connection.is_usable():
            raise
        keep(duty, row, error)
        return False
    Trouble.objects.filter(duty=duty.name, row=row).delete()
    return True


@transaction.atomic
def keep(duty: Duty, row: int, error: Exception) -> None:
    """Write down what went wrong, and say it if that is news."""
    what = _in_words(error)
    trouble = Trouble.objects.filter(duty=duty.name, row=row).first()
    if trouble is None or not duty.may_end_process:
        trouble = _count(duty, row)
    if trouble.what != what:
        message = "%s %s failed; the desk shows it until it works"
        logger.error(message, duty.name, row, exc_info=error)
    Trouble.objects.filter(pk=trouble.pk).update(what=what)


def try_again(chosen: QuerySet[Trouble], *, by: User) -> None:
    """Have the worker try at its next look. Raises ``Refused``."""
    if not by.has_perm("articles.view_trouble"):
        raise Refused("permission", _("The worker’s troubles are for editors."))
    chosen.update(next_at=timezone.now())


@transaction.atomic
def _count(duty: Duty, row: int) -> Trouble:
    now = timezone.now()
    trouble, _is_new = Trouble.objects.select_for_update().get_or_create(
        duty=duty.name, row=row, defaults={"since": now, "next_at": now}
    )
    trouble.attempts += 1
    # Two to the twentieth seconds are more than any longest pause.
    pause = FIRST_PAUSE * 2 ** min(trouble.attempts - 1, 20)
    trouble.next_at = now + min(pause, duty.longest_pause)
    trouble.save()
    return trouble


def _in_words(error: Exception) -> str:
    """The error in one line, and no place of the machine.

    What the database says below its first line may name a person.
    """
    line = str(error).strip().partition("\n")[0].replace("\0", "")
    for folder in (settings.MEDIA_ROOT, settings.BASE_DIR):
        line = line.replace(f"{folder}/", "")
    return f"{type(error).__name__}: {line}"[:_LENGTH]
