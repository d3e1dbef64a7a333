from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class TroubleQuerySet(models.QuerySet["Trouble"]):
    def shown(self) -> "TroubleQuerySet":
        """Those that people should see: not what is only in hand for the first time."""
        return self.exclude(what="", attempts__lte=1)

    def held(
        self, duty: str, waiting: "models.QuerySet[models.Model]", now: datetime, key: str = "pk"
    ) -> set[int]:
        """The keys of ``waiting`` that are not to be tried yet. Troubles of other rows are over."""
        troubles = self.filter(duty=duty)
        known = dict(troubles.values_list("row", "next_at"))
        if not known:
            return set()
        still = set(waiting.filter(**{f"{key}__in": known}).values_list(key, flat=True))
        if over := known.keys() - still:
            troubles.filter(row__in=over).delete()
        return {row for row in still if known[row] > now}


class Trouble(models.Model):
    """What the worker can't do for one row of a queue, and when it will try again.

    ``duty`` is the duty's name, ``row`` the row's key, 0 for what is no row. ``what`` is the error
    in one line, empty while the first try hasn't come back. The row goes with the trouble.
    """

    duty = models.CharField(_("what the worker does"), max_length=20)
    row = models.BigIntegerField(_("for"))
    what = models.CharField(_("what went wrong"), max_length=500, blank=True)
    since = models.DateTimeField(_("since"))
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(_("next try"))

    objects = TroubleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        verbose_name = _("trouble of the worker")
        verbose_name_plural = _("troubles of the worker")
        default_permissions: ClassVar = ["view"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["duty", "row"], name="trouble_once_for_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.row}"
