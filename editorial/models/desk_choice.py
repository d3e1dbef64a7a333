from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from articles.models.desk import Desk
from articles.models.user import User


class DeskChoice(models.Model):
    """What of the newsdesk somebody looks after: editions, and desks of the others; none is all.

    Keys of what is gone choose nothing.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    editions = ArrayField(models.CharField(max_length=8), default=list)
    desks = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return str(self.user_id)

    @classmethod
    def of(cls, user: User) -> Self:
        """What ``user`` chose, or the choice of who never did."""
        return cls.objects.filter(user=user).first() or cls(user=user)

    @property
    def is_all(self) -> bool:
        return not (self.editions or self.desks)

    def has(self, desk: Desk) -> bool:
        """Whether stories of ``desk`` are on it: chosen itself, or its section or edition."""
        chosen = set(self.desks)
        return (
            self.is_all
            or desk.edition_id in self.editions
            or desk.pk in chosen
            or desk.parent_id in chosen
        )
