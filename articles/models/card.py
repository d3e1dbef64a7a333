from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from articles.models.dispatch import Dispatch


class CardQuerySet(models.QuerySet["Card"]):
    def waiting(self) -> Self:
        """Those to be drawn for stories that are live, the newest first."""
        return self.filter(made_at=None).order_by("-pk")


class Card(models.Model):
    """The card to share a Dispatch without a picture: waiting, or there since ``made_at``.

    It is kept apart from the Article, which is dropped when Articles are made again.
    """

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, primary_key=True, related_name="card")
    made_at = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        indexes: ClassVar = [
            models.Index(fields=["-dispatch"], condition=Q(made_at=None), name="card_to_be_drawn"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
