from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wire.models.endpoint import Endpoint


class PushState(models.TextChoices):
    """What became of a delivery on its way to an endpoint."""

    WAITING = "waiting", pgettext_lazy("push", "Waiting")
    DONE = "done", pgettext_lazy("push", "Taken")
    SUPERSEDED = "superseded", pgettext_lazy("push", "Not sent: a newer version went out")
    DEAD = "dead", pgettext_lazy("push", "Given up")


class PushCursor(models.Model):
    """One row: up to which number deliveries were put in the queues of their endpoints."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField(default=0)

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="wire_push_cursor_is_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.last)


class PushQuerySet(models.QuerySet["Push"]):
    def waiting(self) -> Self:
        return self.filter(state=PushState.WAITING)

    def dead(self) -> Self:
        return self.filter(state=PushState.DEAD)


class Push(models.Model):
    """One delivery on its way to one endpoint, or a test event, which has no number.

    ``began_at`` is the time of the first try, from which it is given up after so many hours;
    ``taken_by`` the sender that has it in hand (``push/queue.py``), ``overtakes`` whether it goes
    before all else, as a withdrawal does.
    """

    endpoint = models.ForeignKey(
        Endpoint, models.CASCADE, related_name="pushes", db_index=False, verbose_name=_("endpoint")
    )
    number = models.BigIntegerField(_("number"), null=True)
    story_uid = models.UUIDField(_("story"), null=True)
    signal = models.CharField(_("signal"), max_length=12, blank=True)
    overtakes = models.BooleanField(default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=PushState, default=PushState.WAITING
    )
    queued_at = models.DateTimeField(_("queued at"), default=timezone.now)
    began_at = models.DateTimeField(_("first tried at"), null=True)
    next_at = models.DateTimeField(_("next try at"), default=timezone.now)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    taken_by = models.IntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(pgettext_lazy("push", "done at"), null=True)

    objects = PushQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("push")
        verbose_name_plural = _("pushes")
        default_permissions: ClassVar = ["view"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "number"], name="wire_push_once"),
            models.CheckConstraint(
                condition=Q(state=PushState.WAITING, done_at__isnull=True)
                | Q(state__in=["done", "superseded", "dead"], done_at__isnull=False, taken_by=None),
                name="wire_push_is_done_or_waits",
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="wire_push_is_taken_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["endpoint", "overtakes", "next_at"],
                condition=Q(state=PushState.WAITING, taken_by=None),
                name="wire_push_due",
            ),
            models.Index(
                fields=["story_uid", "endpoint"],
                condition=Q(state=PushState.WAITING),
                name="wire_push_of_story",
            ),
            models.Index(
                fields=["taken_by"], condition=Q(taken_by__isnull=False), name="wire_push_taken"
            ),
            models.Index(
                fields=["endpoint", "-number"],
                condition=Q(state=PushState.DEAD),
                name="wire_push_dead",
            ),
            models.Index(
                fields=["done_at"],
                condition=Q(~Q(state=PushState.DONE) | Q(number=None), done_at__isnull=False),
                name="wire_push_forgotten",
            ),
            models.Index(fields=["endpoint", "-id"], name="wire_push_newest"),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def message_id(self) -> str:
        """The same with every try: ``webhook-id``, and what makes a mail's Message-ID."""
        of_what = self.number if self.number is not None else f"test{self.pk}"
        return f"msg_{self.endpoint.uid.hex}_{of_what}"
