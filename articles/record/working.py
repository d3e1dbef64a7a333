"""A story's working text as plain data: what is approved, compared, logged and restored."""

from typing import Any, Final

from articles.models import Story
from articles.record import fields
from articles.record.former import former_digest
from articles.record.plain import Content, carried, carry, digest
from articles.record.sketching import keep_sketch

FORM: Final = 2
SHORT: Final = 12


def working_text(story: Story) -> Content:
    """All of a story that an editor approves, as plain data."""
    return {"form": FORM, **{field.name: field.read(story) for field in fields.FIELDS}}


def bound(text: Content) -> Content:
    """What of a working text an approval binds: its words and choices.

    A tag is the tag that was chosen, however it is spelt now. What is empty is left out, so that
    a field of a later release takes no approval back.
    """
    kept = {field.name: text.get(field.name, field.empty) for field in fields.FIELDS}
    choices = {field.name: field.bind(kept[field.name]) for field in fields.FIELDS}
    return fields.filled({"form": text.get("form"), **choices})


def approval_digest(text: Content) -> str:
    """What an approval keeps of the working text that it binds."""
    return digest(bound(text))


def is_approved(story: Story, text: Content) -> bool:
    """Whether a story's working text is the one approved, in this form or the one before it."""
    return story.approved_digest in (approval_digest(text), former_digest(story, text))


def fingerprint(text: Content) -> str:
    """A working text as a page can carry it: each field by the beginning of its digest."""
    return carry(_shorts(text))


def changed(seen: str, text: Content) -> list[str]:
    """The fields in which a text is another than the one whose fingerprint was seen.

    Those of a picture are called ``picture.caption`` and so on.
    """
    before, now = carried(seen), _shorts(text)
    names = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    wholes = {name for name in names if "." not in name}
    return [name for name in names if name in wholes or _whole(name) not in wholes]


def retouched(seen: str, before: Content, after: Content) -> str:
    """The fingerprint seen, with what one changed oneself between two texts laid over it."""
    if not seen:
        return ""
    wholes = {_whole(name) for name in changed(fingerprint(before), after)}
    kept = {n: s for n, s in carried(seen).items() if _whole(n) not in wholes}
    own = {n: s for n, s in _shorts(after).items() if _whole(n) in wholes}
    return carry({**kept, **own})


def _whole(name: str) -> str:
    return name.partition(".")[0]


def _shorts(text: Content) -> dict[str, str]:
    parts: dict[str, Any] = {}
    choices = bound(text)
    for field in fields.FIELDS:
        value = choices.get(field.name)
        if value and field.parts:
            parts[field.name] = value["id"]
            parts |= {f"{field.name}.{part}": value[part] for part in value if part != "id"}
        elif value:
            parts[field.name] = value
    return {name: digest({name: value})[:SHORT] for name, value in parts.items()}


def restore(story: Story, text: Content) -> None:
    """Put a ``working_text`` of any form back into its story.

    A picture's own caption is not touched. A tag that was renamed since comes back as it is now,
    and one that is gone by its name.
    """
    # A text that the log kept before there was a field has none of it.
    kept = [(field, text.get(field.name, field.empty)) for field in fields.FIELDS]
    for field, value in kept:
        if not field.has_rows:
            field.put(story, value)
    story.save()
    for field, value in kept:
        if field.has_rows:
            field.put(story, value)
    keep_sketch(story)
