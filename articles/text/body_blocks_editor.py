"""What the editor says of the blocks with a form of their own, and what it asks for each."""

from typing import Any, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.text import embeds

ORDER: Final = (*("picture", "gallery", "table", "pullQuote", "verse", "exchange", "embed"),)
"""The editor's own names, as its menu offers them."""

SITES: Final = ", ".join(dict.fromkeys(each.name for each in embeds.SOURCES))
EXAMPLE: Final = "Q.S. Ali Imran [3]: 103"
WORDS: Final = {
    "accept": _("Insert"),
    "cancel": _("Cancel"),
    "remove": _("Take out"),
}


def blocks_options() -> dict[str, Any]:
    """The options of their extensions, by the names that the table gives these."""
    return {
        "Insert": {"label": _("Insert"), "order": ORDER},
        "Picture": {
            "label": _("Picture"),
            "words": WORDS
            | {
                "exchange": _("Another picture"),
                "gone": _("This picture is not there."),
            },
        },
        "Gallery": {
            "label": _("Gallery"),
            "words": WORDS | {"addPictures": _("Add pictures")},
        },
        "Table": {
            "label": _("Table"),
            "words": WORDS
            | {
                "addRow": _("Add a row"),
                "dropRow": _("Remove the row"),
                "addColumn": _("Add a column"),
                "dropColumn": _("Remove the column"),
                "caption": _("Caption"),
            },
            "fields": [
                _field("caption", _("Caption"), maxLength=250),
                _number("rows", _("Rows, with that of the headings"), least=2, most=100),
                _number("columns", _("Columns"), least=1, most=20),
            ],
            "captionFields": [_field("caption", _("Caption"), maxLength=250)],
        },
        "PullQuote": {
            "label": _("Pull quote"),
            "words": WORDS,
            "fields": [
                _field("text", _("Words"), kind="lines", required=True),
                _field("speaker", _("Who said it"), maxLength=250),
            ],
        },
        "Verse": {
            "label": _("Verse"),
            "words": WORDS,
            "fields": [
                _field("text", _("Arabic"), kind="lines", required=True, lang="ar", dir="rtl"),
                _field("translation", _("Translation"), kind="lines"),
                _field("reference", _("Reference"), maxLength=250, help=EXAMPLE),
            ],
        },
        "Exchange": {
            "label": _("Question and answer"),
            "words": WORDS,
            "fields": [
                _field("question", _("Question"), kind="lines", required=True),
                _field("answer", _("Answer"), kind="lines"),
            ],
        },
        "Speaker": {"label": _("Who said it")},
        "Reference": {"label": _("Reference")},
        "Question": {"label": _("Question")},
        "Embed": {
            "label": _("Post or video of another site"),
            "words": WORDS
            | {
                "change": _("Change"),
                "unknown": format_lazy(
                    "{} {}", _("This is no address of a post or video. Known are:"), SITES
                ),
            },
            "fields": [
                _field("href", _("Address"), type="url", required=True, dir="ltr"),
                _field("title", _("Title"), required=True, maxLength=250),
            ],
            "sources": [
                {"name": each.name, "pattern": each.pattern.pattern.replace("(?P<", "(?<")}
                for each in embeds.SOURCES
            ],
        },
    }


def _field(name: str, label: Any, **given: Any) -> dict[str, Any]:
    return {"name": name, "label": label, **given}


def _number(name: str, label: Any, *, least: int, most: int) -> dict[str, Any]:
    return _field(name, label, type="number", min=least, max=most, required=True)
