"""What a picture must have before a story may go out with it: its words, and the right to it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.models import Picture, Story
from articles.record import pictures_in_text


def require_pictures(story: Story, day: date) -> None:
    """Refuse a story that may not go out on ``day`` for one of its pictures."""
    if story.picture:
        require_picture(story.picture, day)
    for picture in pictures_in_text(story):
        require_picture(picture, day, rule="picture-in-text")


def require_picture(picture: Picture, day: date, *, rule: str = "picture") -> None:
    """Refuse a picture without caption or licence, and one that may not be used on ``day``."""
    if not picture.caption.strip():
        raise Refused(rule, _("The picture has no caption yet."))
    if not picture.licence.strip():
        raise Refused(
            rule,
            _("The picture has no licence yet: on what ground may the agency print it?"),
        )
    if picture.not_for_web:
        raise Refused(
            rule,
            _("The picture “%(picture)s” is not for the web. Choose another, or take it off."),
            picture=str(picture),
        )
    if not picture.is_usable_on(day):
        raise Refused(
            rule,
            _(
                "The picture “%(picture)s” may be used until %(until)s, and not on %(day)s."
                " Choose another, or take it off."
            ),
            picture=str(picture),
            until=picture.usable_until,
            day=day,
        )
