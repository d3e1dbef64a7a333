"""What a rule says no to, kept as data and said in the language of whoever reads it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext

Reason = dict[str, Any]
"""Words as the source has them, under ``words``, and the values of their places."""


class Words:
    """A message with the values of its places: names, days, numbers, words to be translated.

    A list is said with commas; the words of a tuple are sentences, one behind another.
    """

    def __init__(self, message: str | Promise, **values: Any) -> None:
        self.message = message
        self.values = values

    @property
    def reason(self) -> Reason:
        """It as plain JSON data in no language, which ``say`` says to a reader."""
        with translation.override(None):
            values = {name: _plain(value) for name, value in self.values.items()}
            return {"words": str(self.message), "values": values}

    def __str__(self) -> str:
        return say(self.reason)


class Refused(Exception):  # noqa: N818 - a refusal is an answer to a person, not an error
    """An action a rule does not allow. ``rule`` names the rule; ``str()`` tells the person.

    ``values`` fill the places of the message; filled in before, it could be kept in one language
    alone.
    """

    def __init__(self, rule: str, message: str | Promise, **values: Any) -> None:
        super().__init__(rule)
        self.rule = rule
        self.words = Words(message, **values)

    @property
    def reason(self) -> Reason:
        """The rule and its values for a log."""
        return {"rule": self.rule, **self.words.reason}

    def __str__(self) -> str:
        return str(self.words)


def say(reason: Mapping[str, Any]) -> str:
    """A kept reason in the present language; in the source's words where it is not translated."""
    words = gettext(reason["words"])
    values = {name: _said(value) for name, value in reason["values"].items()}
    return words % values if values else words


def _plain(value: Any) -> Any:
    match value:
        case Words():
            return value.reason
        case Promise():
            return Words(value).reason
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple():
            return {"sentences": [_plain(each) for each in value]}
        case list():
            return [_plain(each) for each in value]
        case _:
            return value


def _said(value: Any) -> str:
    match value:
        case {"day": str(day)}:
            return formats.date_format(date.fromisoformat(day))
        case {"moment": str(moment)}:
            local = timezone.localtime(datetime.fromisoformat(moment))
            return formats.date_format(local, "DATETIME_FORMAT")
        case {"words": _}:
            return say(value)
        case {"sentences": list(sentences)}:
            return " ".join(map(_said, sentences))
        case list():
            return ", ".join(map(_said, value))
        case _:
            return str(value)
