from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.picture import Picture
from articles.models.story import Story


class PictureInText(models.Model):
    """A picture that stands in a story's text: it follows from the text, and keeps the picture."""

    story = models.ForeignKey(
        Story, models.CASCADE, db_index=False, related_name="pictures_in_text"
    )
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="in_texts")

    class Meta:
        verbose_name = _("picture in the text")
        verbose_name_plural = _("pictures in the text")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "picture"], name="picture_once_in_text"),
        ]

    def __str__(self) -> str:
        return str(self.picture)
