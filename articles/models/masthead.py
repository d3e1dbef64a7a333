"""Who answers for the agency, as the Press Law asks (UU 40/1999, article 12)."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.person import Person


class Position(models.TextChoices):
    """The groups of the masthead, in the order in which it is printed."""

    PUBLISHER = "publisher", _("Publisher")
    RESPONSIBLE = "responsible", _("Person responsible")
    CHIEF = "chief", _("Editor-in-chief")
    MANAGING = "managing", _("Managing editors")
    EDITOR = "editor", _("Editors")
    REPORTER = "reporter", _("Reporters")
    CONTRIBUTOR = "contributor", _("Contributors")
    PHOTOGRAPHER = "photographer", _("Photographers")
    SECRETARY = "secretary", _("Editorial secretaries")
    TECHNOLOGY = "technology", _("Technology")


class MastheadEntryQuerySet(models.QuerySet["MastheadEntry"]):
    def on(self, day: date) -> Self:
        """Who stands in the masthead on ``day``, in the order within a group."""
        held = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(held, valid_from__lte=day).order_by("order", "person__name")


class MastheadEntry(models.Model):
    """A position that a person holds in the masthead, from a date to a date."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="masthead", verbose_name=_("person")
    )
    position = models.CharField(pgettext_lazy("masthead", "post"), max_length=12, choices=Position)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Within the post; the lowest number stands first.")
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = MastheadEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_from"]
        verbose_name = _("place in the masthead")
        verbose_name_plural = _("places in the masthead")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(position__in=list(Position)), name="masthead_position_is_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="masthead_entry_ends_after_it_starts",
                violation_error_message=_("A post cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_position_display()


class House(models.Model):
    """The company behind the agency: one row. The people answering for it are in the masthead."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    company = models.CharField(_("company"), max_length=160)
    address = models.TextField(_("office address"))
    email = models.EmailField(_("e-mail"))
    telephone = models.CharField(_("telephone"), max_length=60)

    # Written once, for all editions.
    language = settings.LANGUAGE_CODE

    class Meta:
        verbose_name = _("house details")
        verbose_name_plural = _("house details")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="house_is_one_row"),
        ]

    def __str__(self) -> str:
        return self.company

    def missing(self) -> list[str]:
        """What the Press Law asks to be published and isn't there yet, by its name."""
        details = {
            _("company"): self.company,
            _("office address"): self.address,
            _("e-mail"): self.email,
            _("telephone"): self.telephone,
        }
        names = [str(name) for name, value in details.items() if not value]
        answering = MastheadEntry.objects.on(timezone.localdate())
        if not answering.filter(position=Position.RESPONSIBLE).exists():
            names.append(str(Position.RESPONSIBLE.label))
        return names
