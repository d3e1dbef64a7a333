from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import public_address
from articles.models.code import CodeField

CODES = tuple(code for code, _name in settings.LANGUAGES)
"""The editions there are. They come with the software: their addresses, dates and words do too."""


class EditionManager(models.Manager["Edition"]):
    """The editions that the software knows; a row of any other has no address."""

    def get_queryset(self) -> models.QuerySet["Edition"]:
        return super().get_queryset().filter(code__in=CODES)


class Edition(models.Model):
    """A language edition of the agency, with what it prints: mark, sign-off, direction."""

    class Direction(models.TextChoices):
        LTR = "ltr", _("Left to right")
        RTL = "rtl", _("Right to left")

    class DatelineForm(models.TextChoices):
        PLACE = "place", _("Place and mark")
        HIJRI = "hijri", _("Place, Hijri and Gregorian date, mark")

    code = CodeField(_("code"), max_length=8, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    agency = models.CharField(_("agency name"), max_length=120)
    mark = models.CharField(
        _("dateline mark"),
        max_length=20,
        help_text=_("The agency's mark in a dateline, such as MINA."),
    )
    sign_off = models.CharField(_("sign-off"), max_length=120)
    direction = models.CharField(
        _("direction"), max_length=3, choices=Direction, default=Direction.LTR
    )
    dateline_form = models.CharField(
        _("dateline form"), max_length=5, choices=DatelineForm, default=DatelineForm.PLACE
    )
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = EditionManager()

    class Meta:
        ordering: ClassVar = ["position", "code"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__in=CODES), name="edition_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return public_address("home", edition=self.code)
