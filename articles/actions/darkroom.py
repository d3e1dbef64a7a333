"""The darkroom of the newsroom: pictures' renditions, and cards to share stories without one."""

from typing import Any, Final

from django.db.models import F
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.models import Article, Card, Dispatch, Picture, Trouble
from articles.pictures import card, rendering
from articles.record import picture_data


def _render(pk: int) -> None:
    picture = Picture.objects.to_be_rendered().filter(pk=pk).first()
    if picture is None:
        return
    # What is there of an earlier try may be half a file.
    is_again = Trouble.objects.filter(duty=RENDER.name, row=pk, attempts__gt=1).exists()
    rendering.render(picture_data(picture), again=is_again)
    # A focal point that moved meanwhile asks for others.
    same = Picture.objects.filter(pk=pk, focal_x=picture.focal_x, focal_y=picture.focal_y)
    same.update(is_rendered=True)


def _draw(number: int) -> None:
    article = Article.objects.select_related("dispatch").filter(dispatch_id=number).first()
    if article is None:
        # Another Dispatch took its place, or its story was withdrawn.
        Card.objects.filter(pk=number).delete()
        return
    card.make(number, article.dispatch.data)
    Card.objects.filter(pk=number).update(made_at=timezone.now())


# Beside the clock: no picture holds up a story. What is new goes first, and neither an archive of
# pictures nor one of cards holds up the other.
_IN_THE_DARK: Final[dict[str, Any]] = {
    "pace": 1.0,
    "at_a_time": 10,
    "thread": "pictures",
    "is_alone": True,
    "may_end_process": True,
}
RENDER: Final = Duty(
    name="render",
    title=_("Make the picture’s sizes"),
    waiting=lambda now: Picture.objects.to_be_rendered(),
    do=_render,
    about=Picture,
    called=F("caption"),
    **_IN_THE_DARK,
)
CARD: Final = Duty(
    name="card",
    title=_("Draw the story’s card"),
    waiting=lambda now: Card.objects.waiting(),
    do=_draw,
    about=Dispatch,
    called=KT("content__headline"),
    **_IN_THE_DARK,
)
