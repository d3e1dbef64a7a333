from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.picture import Picture
from articles.models.words import words_index, words_of

PERSON_WORDS = words_of("name")


class Person(models.Model):
    """Someone with a byline. A person may sign in (``user``), or have left long ago."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="people", verbose_name=_("own edition")
    )
    portrait = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("Stands beside opinion pieces; those printed before keep the one they had."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes: ClassVar = [
            models.Index(fields=["name", "id"], name="person_by_name"),
            words_index(PERSON_WORDS, name="person_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def code_on(self, day: date) -> str:
        """The wire code this person held on ``day``, the newest of several; "" for none."""
        codes = self.wire_codes.filter(valid_from__lte=day).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )
        return codes.order_by("-valid_from").values_list("code", flat=True).first() or ""


DAYS_HELD = Func(
    "valid_from",
    "valid_until",
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="DATERANGE",
    output_field=DateRangeField(),
)
"""The days from the first to the last, both included."""


class WireCode(models.Model):
    """A code a person signs with, from a date to a date. The agency reuses codes over the years."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="wire_codes", verbose_name=_("person")
    )
    code = models.CharField(_("code"), max_length=12)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code", "-valid_from"]
        verbose_name = _("wire code")
        verbose_name_plural = _("wire codes")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Za-z][A-Za-z0-9-]*$"),
                name="wire_code_shape",
                violation_error_message=_("A code is letters and digits, such as RI-1 or P2."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="wire_code_ends_after_it_starts",
                violation_error_message=_("A code cannot end before it starts."),
            ),
            ExclusionConstraint(
                name="wire_code_held_by_one_at_a_time",
                expressions=[
                    (Lower("code"), RangeOperators.EQUAL),
                    (DAYS_HELD, RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Somebody holds this code on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
