from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.forms import model_to_dict
from django.utils.translation import gettext_lazy as _

from articles.models.edition import CODES


class Product(models.Model):
    """A named filter: which Dispatches its subscribers are sent. An empty list lets all pass.

    It holds codes, slugs and names and no rows, so a desk or a tag that is gone makes it narrower,
    never wider. A desk lets what is below it pass; a place is found by its other spellings too. A
    change counts from the next Dispatch.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    editions = ArrayField(
        models.CharField(max_length=8), verbose_name=_("editions"), default=list, blank=True
    )
    desks = ArrayField(models.BigIntegerField(), verbose_name=_("desks"), default=list, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=3), verbose_name=_("kinds"), default=list, blank=True
    )
    tags = ArrayField(
        models.CharField(max_length=100), verbose_name=_("tags"), default=list, blank=True
    )
    places = ArrayField(
        models.CharField(max_length=80), verbose_name=_("places"), default=list, blank=True
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency up to"),
        null=True,
        blank=True,
        help_text=_("1 is the most urgent, 9 the least; a story that says none is a 5."),
    )
    has_pictures = models.BooleanField(
        _("with pictures"),
        default=True,
        help_text=_("Without them the stories come as text alone."),
    )
    has_embargoed = models.BooleanField(
        _("with embargoed stories"),
        default=False,
        help_text=_("They come before the time at which they may be published."),
    )

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(urgency__range=(1, 9)), name="wire_product_urgency_is_on_the_scale"
            ),
            models.CheckConstraint(
                condition=Q(editions__contained_by=list(CODES)), name="wire_product_editions"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_unfiltered(self) -> bool:
        """Whether all of it is as a new product has it: all passes but what is under an embargo."""
        new = Product(pk=self.pk, name=self.name)
        return model_to_dict(self) == model_to_dict(new)
