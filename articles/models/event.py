from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.story import Status, Story
from articles.models.words import words_index, words_of

ACTOR_WORDS = words_of("actor_name")


class Event(models.Model):
    """The log of a story: append-only by trigger. ``actor`` is empty when the clock acted.

    ``data`` of an event that saved or sent a text holds that text (``record.working_text``),
    so the log is the story's history too. ``note`` is what a person wrote; why a rule had something
    done, and with which values, is ``data["why"]``, in no language.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="events", verbose_name=_("story"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    actor_name = models.CharField(_("name"), max_length=150)
    verb = models.CharField(_("what"), max_length=20)
    from_status = models.CharField(_("from"), max_length=20, choices=Status, blank=True)
    to_status = models.CharField(_("to"), max_length=20, choices=Status)
    story_version = models.PositiveIntegerField(_("version"))
    note = models.TextField(_("note"), blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar = [
            models.Index(fields=["verb", "-id"], name="event_by_verb"),
            words_index(ACTOR_WORDS, name="event_actor_words"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.story_id}"
