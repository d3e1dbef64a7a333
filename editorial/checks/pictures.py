"""What stands with a picture. Credit and licence: Pedoman Pemberitaan Media Siber 7."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.record import Content
from editorial.checks.check import Found, Sent


def words(sent: Sent) -> Iterator[Found]:
    for picture, field in _pictures(sent):
        if not picture["alternative"]:
            yield Found(
                Words(_("A picture has no alternative text: who cannot see it is told nothing.")),
                field,
            )
        if not picture["caption"].strip():
            yield Found(Words(_("A picture has no caption.")), field)
        elif picture["caption"].strip() == picture["alternative"].strip():
            said = _("A picture’s caption is its alternative text too: who listens hears it twice.")
            yield Found(Words(said), field)


def rights(sent: Sent) -> Iterator[Found]:
    for picture, field in _pictures(sent):
        if not picture["photographer"] and not picture["agency"]:
            yield Found(Words(_("A picture has no credit.")), field)
        if not picture["licence"].strip():
            yield Found(
                Words(_("A picture has no licence: on what ground may it be printed?")), field
            )


def _pictures(sent: Sent) -> Iterator[tuple[Content, str]]:
    if lead := sent.get("picture"):
        yield lead, "picture"
    for picture in (sent.get("pictures") or {}).values():
        yield picture, "body"
