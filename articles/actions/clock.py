"""The clock of the newsroom: sends scheduled stories, and frees withheld ones, at their time."""

import logging
from datetime import timedelta
from typing import Final

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.actions.scheduling import publish_if_due
from articles.actions.withholding import lift_if_due
from articles.models import EMBARGO, LIVE, Story

logger = logging.getLogger(__name__)


def _publish(pk: int) -> None:
    story = publish_if_due(pk=pk, now=timezone.now())
    if story is None:
        return
    if story.status in LIVE:
        logger.info("story %s: published as %s", pk, story.latest_dispatch)
    elif story.status in EMBARGO:
        logger.info("story %s: sent under embargo as %s", pk, story.latest_dispatch)
    else:
        logger.warning("story %s: not published, back with the editors", pk)


PUBLISH: Final = Duty(
    name="publish",
    title=_("Publish the story"),
    waiting=Story.objects.due,
    do=_publish,
    pace=0.5,
    # Nothing else holds up a story.
    thread="schedule",
    # It has a time at which it was to be out; the rest can wait.
    longest_pause=timedelta(minutes=1),
    about=Story,
    called=F("headline"),
)


def _lift(pk: int) -> None:
    story = lift_if_due(pk=pk, now=timezone.now())
    if story is not None:
        logger.info("story %s: free as %s", pk, story.latest_dispatch)


LIFT: Final = Duty(
    name="lift",
    title=_("Free the story of its embargo or hold"),
    waiting=Story.objects.to_lift,
    do=_lift,
    pace=0.5,
    thread="schedule",
    longest_pause=timedelta(minutes=1),
    about=Story,
    called=F("headline"),
)
