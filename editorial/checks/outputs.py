"""Whether everything that goes out of a story can be made of it, and holds together."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID

from defusedxml import ElementTree
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.models import Dispatch, Signal
from articles.record import printing
from articles.record.projecting import shaped
from articles.text import raw_copy
from articles.text.holes import plugged
from editorial.checks.check import Found, Sent
from wire.formats import FORMATS
from wire.models.delivery import Delivery

logger = logging.getLogger(__name__)

_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="urn:{prefix}"' for prefix in ("atom", "media", "news", "image", "xhtml")
)
_NOBODY: Final = UUID(int=0)
_ORIGIN: Final = "https://example.org"


def outputs(sent: Sent) -> Iterator[Found]:
    """Print page, structured data, rows, feed entries and all wire formats, and read them again."""
    for name, make in _OUTPUTS:
        try:
            make(sent)
        except Exception:
            # Whatever it is, it would end the approval itself; what it was stands in the log.
            logger.exception("an output can't be made: %s", name)
            yield Found(
                Words(_("It can’t be printed for %(output)s. Tell the administrator."), output=name)
            )


def _site(sent: Sent) -> None:
    printed = printing.sheet(shaped(_dispatch(sent)), sent.content)
    story = plugged("".join(str(printed[part]) for part in printing.STORY), "1")
    for data in _DATA.findall(story):
        told = json.loads(data)
        for node in told if isinstance(told, list) else [told]:
            _require_whole(node)
    for form in _ENTRIES:
        ElementTree.fromstring(f"<entries {_NAMESPACES}>{printed[form]}</entries>")


def _require_whole(node: dict[str, Any]) -> None:
    """Raise where structured data of a story lacks what a search engine asks of it."""
    if "Article" in str(node.get("@type")):
        lacks = [name for name in _ASKED if not node.get(name)]
        if lacks:
            raise ValueError(f"structured data without {', '.join(lacks)}")


def _wire(sent: Sent) -> None:
    """Make all forms of the wire and read them again; what is neither JSON nor XML is copy."""
    delivery = Delivery(number=0, story_uid=_NOBODY, version=1, signal=Signal.NEW)
    for form in FORMATS.values():
        made = form.render(delivery, _dispatch(sent), _ORIGIN)
        if form.media_type.endswith("json"):
            json.loads(made)
        elif form.media_type.endswith("xml"):
            ElementTree.fromstring(made)
        else:
            raw_copy.parse(made.decode())


def _dispatch(sent: Sent) -> Dispatch:
    """The Dispatch that it would be, stored nowhere."""
    return Dispatch(
        number=0,
        first_number=0,
        story_uid=_NOBODY,
        version=1,
        signal=Signal.NEW,
        edition=sent.language,
        slug=sent.content["slug"] or "-",
        sent_at=timezone.now(),
        content=sent.content,
    )


_DATA: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_ASKED: Final = ("headline", "datePublished", "publisher", "mainEntityOfPage")
_ENTRIES: Final = ("rss", "atom", "news")
_OUTPUTS: Final[list[tuple[str | Promise, Callable[[Sent], None]]]] = [
    (_("the site"), _site),
    (_("the wire"), _wire),
]
