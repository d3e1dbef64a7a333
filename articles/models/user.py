from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account that signs in to the newsroom; who has a byline is a ``Person`` beside it."""

    uses_keys = models.BooleanField(
        _("single keys"),
        default=True,
        help_text=_("“j” for the next story, “/” to search, and others: “?” lists them."),
    )

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
