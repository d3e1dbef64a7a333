from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.code import CodeField


class Kind(models.Model):
    """The first part of an agency code: T, L, R … an open list that the agency edits."""

    code = CodeField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "code"]
        verbose_name = _("kind")
        verbose_name_plural = _("kinds")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{1,3}$"),
                name="kind_code_shape",
                violation_error_message=_("A kind is one to three capital letters."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"
