import json
from typing import ClassVar, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.desk import Desk
from articles.models.edition import Edition
from articles.models.story import Story
from articles.text.house_style import Form

LONGEST_FORM: Final = 80
WHAT_IS_TRIED: Final = ("wrong", "right", "edition", "desk")
"""The fields of a rule that make another of it, which is to be tried again."""


class StyleRule(models.Model):
    """A form that the house doesn't write in an edition, and what it writes instead.

    It speaks once it counts, and counts only after it was tried on the archive; ``tried`` is what
    came of that (``editorial.checks.trial``). Another wrong form, desk or edition is untried.
    """

    wrong = models.CharField(_("wrong form"), max_length=LONGEST_FORM)
    right = models.CharField(_("right form"), max_length=LONGEST_FORM)
    reason = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_("Who writes reads it beside the text."),
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", verbose_name=_("language")
    )
    desk = models.ForeignKey(
        Desk,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("desk"),
        help_text=_("With the desks under it. Empty: all of the language."),
    )
    counts = models.BooleanField(_("counts"), default=False)
    tried_at = models.DateTimeField(_("tried"), null=True)
    tried = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["edition", "wrong", "id"]
        verbose_name = _("style rule")
        verbose_name_plural = _("house style")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("wrong"),
                "edition",
                "desk",
                nulls_distinct=False,
                name="style_rule_once",
                violation_error_message=_("There is a rule for this form already."),
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(tried_at__isnull=False),
                name="style_rule_counts_when_tried",
                violation_error_message=_("A rule is tried on the archive before it counts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}"

    def clean(self) -> None:
        """Refuse a form without words, one that is right, and a desk of another language."""
        if not self.form.words:
            raise ValidationError({"wrong": _("The form has no word in it.")})
        if self.wrong == self.right:
            raise ValidationError({"right": _("That is the wrong form.")})
        if self.desk and self.desk.edition_id != self.edition_id:
            raise ValidationError({"desk": _("This desk is of another language.")})

    @property
    def form(self) -> Form:
        return Form(self.wrong, self.right)

    @property
    def what_is_tried(self) -> str:
        """It in one line, the same as long as the same is tried."""
        return json.dumps([self.wrong, self.right, self.edition_id, self.desk_id])


class WordAnswer(models.Model):
    """What somebody answered about words in a story: replaced by what the check proposed, or left.

    ``words`` are those of the text, small. Left once, they are not spoken of again in that story.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    check_name = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    rule = models.ForeignKey(StyleRule, models.SET_NULL, null=True, related_name="answers")
    is_accepted = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["story", "check_name", "words"],
                condition=Q(is_accepted=False),
                name="words_left_once",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def left_in(cls, story: Story) -> set[tuple[str, str]]:
        """The words that were left in a story, each with the check that spoke of them."""
        rows = cls.objects.filter(story=story, is_accepted=False)
        return set(rows.values_list("check_name", "words"))
