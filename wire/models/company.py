from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES: Final = [("id", _("Indonesian")), ("en", _("English")), ("ar", _("Arabic"))]
"""Those that the wire's pages and mails are in."""


class Company(models.Model):
    """A subscriber: a company that takes stories off the wire, with whom to ask there.

    Its rows on the wire are what was sent to it, so one that had any is never deleted.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="id")
    editorial_name = models.CharField(_("editorial contact"), max_length=120, blank=True)
    editorial_email = models.EmailField(_("e-mail of the editorial contact"), blank=True)
    editorial_telephone = models.CharField(
        _("telephone of the editorial contact"), max_length=40, blank=True
    )
    technical_name = models.CharField(_("technical contact"), max_length=120, blank=True)
    technical_email = models.EmailField(_("e-mail of the technical contact"), blank=True)
    technical_telephone = models.CharField(
        _("telephone of the technical contact"), max_length=40, blank=True
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self) -> str:
        return self.name
