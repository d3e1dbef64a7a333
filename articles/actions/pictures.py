"""Taking a picture in: the same bytes are the same picture, whoever sends them and how often."""

from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.models import Picture, User

LATE: Final = 50
"""Of so many pictures of one's own the last that fits is looked for."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture of the house; ``is_known`` when it was there before, with its own words."""

    picture: Picture
    is_known: bool = False


def known(*, upload_checksum: str = "", checksum: str = "") -> Picture | None:
    """The picture that came as this upload, or whose kept file is this one."""
    if upload_checksum:
        return Picture.objects.filter(upload_checksum=upload_checksum).first()
    return Picture.objects.filter(checksum=checksum).order_by("pk").first()


def take_in(*, picture: Picture, by: User) -> Taken:
    """Store a new picture with its file, or find the one that the same upload made before.

    What was to be written beside it is left away then. Raises ``Refused``.
    """
    if not by.has_perm("articles.add_picture"):
        raise Refused("permission", _("You may not add pictures."))
    picture.uploaded_by = by
    try:
        with transaction.atomic():
            picture.save()
    except IntegrityError as error:
        # Somebody sent it at the same moment.
        there = _stored_meanwhile(picture, error)
        if picture.file.name:
            picture.file.storage.delete(picture.file.name)
        return Taken(there, is_known=True)
    return Taken(picture)


def _stored_meanwhile(picture: Picture, error: IntegrityError) -> Picture:
    there = picture.upload_checksum and known(upload_checksum=picture.upload_checksum)
    if not there:
        raise error
    return there


def last_words(*, by: User, photographer: str, agency: str) -> dict[str, str]:
    """Credit and licence of the last picture that ``by`` took in, to fill in what is not said.

    Where the file names who made it, only what goes with the same hands: nobody's licence is put
    on another's picture.
    """
    named = {"photographer": photographer, "agency": agency}
    told = {name: value for name, value in named.items() if value}
    own = Picture.objects.filter(uploaded_by=by).order_by("-pk")
    for last in own.only("photographer", "agency", "licence")[:LATE]:
        if all(getattr(last, name) == value for name, value in told.items()):
            credit = {} if agency else {"photographer": last.photographer, "agency": last.agency}
            return {"licence": last.licence, **credit}
    return {}
