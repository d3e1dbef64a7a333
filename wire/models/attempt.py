from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wire.models.push import Push
from wire.push.failure import Failure


class Attempt(models.Model):
    """One try to push a delivery: what was sent but for its body, and what came back.

    The body follows from the delivery and ``watermark``, the log's newest number at that time.
    ``status`` is the answer's; ``failure`` is empty where it was taken.
    """

    push = models.ForeignKey(Push, models.CASCADE, related_name="attempts")
    at = models.DateTimeField(_("at"))
    seconds = models.FloatField(_("seconds"))
    watermark = models.BigIntegerField(default=0)
    request = models.JSONField(_("request"), default=dict)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    failure = models.CharField(_("failure"), max_length=16, choices=Failure, blank=True)
    answer_headers = models.JSONField(default=dict)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        default_permissions: ClassVar = ["view"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.status or self.failure}"
