"""What an item says beside its text: to the desk that takes it, and to its readers."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone, translation

from articles.models.dispatch import Ground, NoticeKind, Signal
from articles.record.plain import Content
from articles.text import dates, marks, signs
from wire.formats.item import Item
from wire.formats.words import WORDS


class Notice(NamedTuple):
    """A ralat, koreksi or hak jawab of the story."""

    kind: str
    name: str
    at: datetime
    text: str

    def line(self, language: str) -> str:
        """As it prints on one line."""
        return f"{self.name} ({stamp(self.at, language)}): {signs.one_line(self.text)}"


def ednote(item: Item) -> list[str]:
    """What the desk that takes it must know, a line for each thing, the gravest first.

    The last is the editors' own note.
    """
    words = WORDS[item.language]
    lines = []
    if withdrawal := item.withdrawal:
        lines += [words.withdrawn.format(ground=ground(item)), _reason(item, withdrawal)]
    if (hold := item.hold) is not None:
        until = hold.get("until")
        time = until and stamp(datetime.fromisoformat(until), item.language)
        lines += [words.held_until.format(time=time) if time else words.held, _reason(item, hold)]
    if item.embargo:
        until = datetime.fromisoformat(item.embargo)
        lines.append(words.embargoed.format(time=stamp(until, item.language)))
    if item.signal == Signal.LIFT.value:
        lines.append(words.lifted)
    lines += _changed(item)
    return [line for line in (*lines, item.content.get("ednote", "")) if line]


def _changed(item: Item) -> list[str]:
    """The note of what changed."""
    words = WORDS[item.language]
    if item.signal == Signal.UPDATE.value:
        return [words.updated.format(version=item.version)]
    if item.signal == Signal.CORRECTION.value:
        newest = notices(item)[-1:]
        return [
            words.corrected.format(kind=notice.name, note=signs.one_line(notice.text))
            for notice in newest
        ]
    return []


def notices(item: Item) -> list[Notice]:
    """The notices on the story, the oldest first. Whoever carried it carries them too."""
    with translation.override(item.language):
        return [
            Notice(
                notice["kind"],
                NoticeKind.named(notice["kind"]),
                datetime.fromisoformat(notice["at"]),
                notice["text"],
            )
            for notice in item.content.get("notices", [])
        ]


def ground(item: Item) -> str:
    """On what ground it was withdrawn, in words; "" if it was not."""
    if item.withdrawal is None:
        return ""
    code = item.withdrawal["ground"]
    with translation.override(item.language):
        return str(Ground(code).label) if code in Ground.values else str(code)


def headline(item: Item) -> str:
    """The headline with the label of what somebody paid for."""
    content = item.content
    return marks.headline(content["headline"], content.get("label", ""), item.language)


def ending(item: Item) -> list[str]:
    """The lines behind the text: who paid, what a machine made, what is still to be verified."""
    content = item.content
    return marks.notes(
        item.language,
        is_ai=content.get("is_ai", False),
        verification=content.get("verification_note", ""),
        sponsor=content.get("sponsor", ""),
    )


def rights(item: Item) -> str:
    """The line of copyright."""
    published = datetime.fromisoformat(item.content["published_at"])
    return f"© {timezone.localtime(published).year} {item.agency}"


def terms(item: Item) -> str:
    return WORDS[item.language].terms.format(agency=item.agency)


def stamp(moment: datetime, language: str) -> str:
    return dates.short_stamp(moment, language)


def _reason(item: Item, said: Content) -> str:
    reason = signs.one_line(said.get("reason") or "")
    return WORDS[item.language].reason.format(reason=reason) if reason else ""
