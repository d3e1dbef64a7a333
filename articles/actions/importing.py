"""Raw wire copy into stories, as the desk would have filed them, and stories back into copy."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.actions.saving import Source, save_story
from articles.models import Article, Desk, Edition, Kind, Person, Story, User
from articles.record import (
    Content,
    fields,
    pictures_in_text,
    printed_dateline,
    verification_note,
)
from articles.text import body, findings, marks, raw_copy, related_slots, signs
from articles.text.raw_copy import Copy, Related

MAX_BYTES: Final = 250_000
"""The longest copy, in UTF-8: what the search of PostgreSQL can index of one story."""
MAX_LINES: Final = 5_000
"""No copy has more, mail wrapped or not; each costs some work."""

ATTEMPTS: Final = 5
# What no text holds, nor PostgreSQL or XML: a file with these is something else.
_BINARY = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Imported:
    """The story of a copy, and whether it is new: the same text given twice is one story.

    Line ends are no part of the text: a file and what is pasted of it are the same.
    """

    story: Story
    created: bool


def import_copy(
    *,
    source: str,
    by: User | None,
    edition: Edition,
    desk: Desk | None = None,
    headline: str = "",
    kind: Kind | None = None,
) -> Imported:
    """File the story that a copy tells, as a draft with all that the copy printed.

    ``headline`` and ``kind`` are for a copy that prints none; without them its first sentence
    is the headline, and the kind is left open. The desk is the edition's first unless given.
    Without ``by`` nobody is named as the one who filed it. Raises ``Refused``.
    """
    copy = _read(source)
    digest = hashlib.sha256(raw_copy.identity(source).encode()).hexdigest()
    for _attempt in range(ATTEMPTS):
        existing = Story.objects.filter(copy_digest=digest).first()
        if existing:
            return Imported(existing, created=False)
        text = _text(copy, edition, desk, headline, kind)
        kept = Source(source, digest, _findings(copy, headline))
        try:
            saved = save_story(user=by, story=None, seen=None, text=text, source=kept)
            return Imported(saved.story, created=True)
        except IntegrityError:
            # Somebody has just filed this very copy.
            continue
    raise Refused("race", _("Others are filing the same story just now. Try again."))


def understood(source: str, *, headline: str = "") -> dict[str, Any]:
    """What an import would take from a copy, as plain data; nothing is written.

    ``code.hands`` are the codes of who signed, the writer's first; what the copy doesn't print
    is None or empty, but the ``standfirst``, ``slugline``, ``ednote`` and the marks ``label``,
    ``sponsor``, ``is_ai`` and ``awaiting_verification`` are only there where it prints them. Raises
    ``Refused`` for what is no copy.
    """
    copy = _read(source)
    place, code = copy.dateline, copy.code
    label, words = _headline(copy, headline)
    found_marks = {
        "standfirst": copy.standfirst,
        "label": label,
        "is_ai": copy.is_ai,
        "awaiting_verification": copy.awaiting_verification,
        "sponsor": copy.sponsor,
        "slugline": copy.slugline,
        "ednote": copy.ednote,
    }
    return {
        "headline": words,
        "byline": copy.byline,
        "dateline": place
        and {
            "text": place.text,
            "places": list(place.places),
            "mark": place.mark,
            "date": place.date and place.date.isoformat(),
            "hijri": place.hijri or None,
        },
        "paragraphs": list(copy.paragraphs),
        "related": [asdict(link) for link in copy.related],
        "code": code
        and {"text": copy.code_text, "kind": code.kind, "hands": [code.writer, *code.editors]},
        "sign_off": copy.sign_off,
        "findings": _findings(copy, headline),
        **{name: mark for name, mark in found_marks.items() if mark},
    }


def export(story: Story) -> str:
    """The story as copy: the one it came from while it says the same, else in the house format."""
    if story.copy_source and _says_still(story, raw_copy.parse(story.copy_source)):
        return story.copy_source
    latest = story.latest_dispatch
    at = datetime.fromisoformat(latest.data["published_at"]) if latest else timezone.now()
    blocks = body.parse(story.body)
    return raw_copy.compose(
        _paragraphs(story, blocks),
        language=story.edition_id,
        headline=marks.headline(story.headline, story.label, story.edition_id),
        byline=story.byline,
        dateline=printed_dateline(story, at),
        related=_placed(story, blocks),
        code_text=story.code_text,
        notes=marks.notes(
            story.edition_id,
            is_ai=story.is_ai,
            verification=verification_note(story),
            sponsor=story.sponsor,
        ),
        sign_off=story.sign_off or story.edition.sign_off,
        slugline=story.slugline,
        ednote=story.ednote,
    )


def _read(source: str) -> Copy:
    if len(source.encode()) > MAX_BYTES:
        raise Refused("size", too_long())
    if len(signs.LINE_END.findall(source)) > MAX_LINES:
        raise Refused("size", _("It has more lines than a story: over %(most)s."), most=MAX_LINES)
    if _BINARY.search(source):
        raise Refused("binary", _("This is no text: it holds control characters."))
    if not any(map(str.isalnum, source)):
        raise Refused("empty", _("There is no text in it."))
    copy = raw_copy.parse(source)
    if not copy.paragraphs:
        raise Refused("empty", _(findings.EMPTY))
    return copy


def too_long() -> str:
    """Why a copy of more than ``MAX_BYTES`` is refused, for who measures it before reading."""
    return gettext("It is longer than a story: over %(limit)s kB.") % {"limit": MAX_BYTES // 1000}


def _text(
    copy: Copy, edition: Edition, desk: Desk | None, headline: str, kind: Kind | None
) -> Content:
    label, words = _headline(copy, headline)
    found, writer = _kind(copy) or kind, _writer(copy)
    return {
        "desk": (desk or _first_desk(edition)).pk,
        "headline": words,
        "standfirst": copy.standfirst,
        "slugline": copy.slugline,
        "ednote": copy.ednote,
        "label": label,
        "kind": found and found.pk,
        "writer": writer and writer.pk,
        "related": [_link(link, edition) for link in copy.related],
        **_printed(copy, edition.code),
    }


def _printed(copy: Copy, language: str) -> dict[str, Any]:
    comma = "، " if language == "ar" else ", "
    return {
        "byline": copy.byline,
        "dateline": copy.dateline.text if copy.dateline else "",
        "dateline_place": comma.join(copy.dateline.places) if copy.dateline else "",
        "body": body.clean(body.from_paragraphs(copy.paragraphs, language=language)),
        "code_text": copy.code_text,
        "sign_off": copy.sign_off,
        "is_ai": copy.is_ai,
        "awaiting_verification": copy.awaiting_verification,
        "sponsor": copy.sponsor,
    }


def _headline(copy: Copy, given: str) -> tuple[str, str]:
    """The label before the headline, and the headline."""
    return marks.take_label(copy.headline or _typed(given) or raw_copy.headline_from(copy))


def _typed(given: str) -> str:
    typed = signs.balanced(" ".join(signs.one_line(given).split()))
    return typed if signs.is_readable(typed) else ""


def _findings(copy: Copy, headline: str) -> list[dict[str, Any]]:
    # Whose headline was typed needs none of the first sentence.
    needless = findings.HEADLINE_CUT if _typed(headline) else ""
    return [asdict(finding) for finding in copy.findings if finding.why != needless]


def _first_desk(edition: Edition) -> Desk:
    desk = edition.desks.filter(parent=None).order_by("position", "pk").first()
    if desk is None:
        raise Refused("desk", _("The edition has no desk yet that could take the story."))
    return desk


def _kind(copy: Copy) -> Kind | None:
    return Kind.objects.filter(pk=copy.code.kind).first() if copy.code else None


def _writer(copy: Copy) -> Person | None:
    """Who holds the code today: codes change hands, so an old copy may name nobody."""
    if copy.code is None:
        return None
    today = timezone.localdate()
    held = models.Q(wire_codes__valid_until__isnull=True) | models.Q(
        wire_codes__valid_until__gte=today
    )
    holders = Person.objects.filter(
        held, wire_codes__code__iexact=copy.code.writer, wire_codes__valid_from__lte=today
    )
    return holders.first()


def _link(link: Related, edition: Edition) -> Content:
    target = _live_story(edition.pk, link.title)
    return {"target": target, "title": link.title, "after": link.after}


def _live_story(edition: str, headline: str) -> int | None:
    """The key of the story that a printed title means, if no other could be meant."""
    named = Article.objects.filter(edition=edition, headline=headline)
    uids = named.values_list("pk", flat=True)[:2]
    return Story.objects.get(uid=uids[0]).pk if len(uids) == 1 else None


def _says_still(story: Story, copy: Copy) -> bool:
    printed = _printed(copy, story.edition_id)
    links = story.related_links.select_related("target__latest_dispatch")
    return (
        all(f.read(story) == printed[f.name] for f in fields.FIELDS if f.in_copy)
        and copy.standfirst in ("", story.standfirst)
        and copy.slugline in ("", story.slugline)
        and copy.ednote in ("", story.ednote)
        and (not copy.headline or (story.label, story.headline) == marks.take_label(copy.headline))
        and [Related(link.printed_title, link.after or 0) for link in links] == [*copy.related]
    )


def _paragraphs(story: Story, blocks: Sequence[body.Block]) -> list[str]:
    captions = {
        picture.pk: body.Caption(picture.caption, picture.credit)
        for picture in pictures_in_text(story)
    }
    return body.copy_paragraphs(blocks, language=story.edition_id, pictures=captions)


def _placed(story: Story, blocks: tuple[body.Block, ...]) -> list[Related]:
    """The story's links where the copy has them; one without a place where the site puts it."""
    links = [
        link
        for link in story.related_links.select_related("target__latest_dispatch")
        if link.printed_title
    ]
    slots = related_slots.place(blocks, [link.after for link in links], fill=0)
    found = {slot.which: slot.after + 1 for slot in slots}
    ends = [0, *(n for n, block in enumerate(blocks, 1) if not block.kind.startswith("heading"))]
    placed = []
    for which, link in enumerate(links):
        if link.after is None:
            before = found.get(which, len(blocks))
        else:
            before = ends[min(link.after, len(ends) - 1)]
        # A list is one block of the body, and as many paragraphs of a copy as it has items.
        texts = _paragraphs(story, blocks[:before])
        placed.append(Related(link.printed_title, len(texts)))
    return placed
