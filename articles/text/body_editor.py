"""The newsroom's rich-text editor (django-prose-editor), configured from the table of the body."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from js_asset import static_lazy

from articles.text.body_blocks_editor import blocks_options
from articles.text.body_schema import ELEMENTS, LANGUAGE, SCHEMES

MENU = ("nodes", "insert", "direction", "marks", "link", "words", "history")

# The editor's own names of its buttons, which it knows in English only.
BUTTONS = {
    "heading2": _("Subheading"),
    "heading3": _("Smaller subheading"),
    "bulletList": _("Bulleted list"),
    "orderedList": _("Numbered list"),
    "blockquote": _("Quotation"),
    "paragraph": _("Paragraph"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "link": _("Link"),
    "unlink": _("Remove link"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
}

# What a paste is told to have brought, and the story is without.
LEFT_OUT = {
    "left": _("Left out of what you pasted:"),
    "comments": _("comments"),
    "deleted": _("deleted text"),
    "struck": _("struck-out text"),
    "footnotes": _("footnotes"),
    "captions": _("captions of pictures"),
    "related": _("Baca Juga:"),
}

# The bar that finds and replaces, also in the fields of one line.
FINDING = {
    "label": _("Find and replace"),
    "fields": ["id_headline", "id_standfirst"],
    "words": {
        "find": _("Find"),
        "replace": _("Replace"),
        "all": _("Replace all"),
        "previous": _("Previous place"),
        "next": _("Next place"),
        "close": _("Close"),
        "loose": _("without accents and vowel signs"),
        "found": _("Found: {count}"),
        "place": _("{place} of {count}"),
        "none": _("Not found"),
        "replaced": _("Replaced: {count}"),
    },
}

TIDYING = {
    "label": _("Tidy quotation marks, dashes and blanks"),
    "said": _("Tidied: {count}"),
    "nothing": _("Nothing to tidy"),
}


def editor_extensions() -> dict[str, Any]:
    """The ``extensions`` of a ProseEditorField, whose ``sanitize`` is articles.text.body.clean."""
    extensions: dict[str, Any] = {row.extension: True for row in ELEMENTS}
    return extensions | {
        "Leaving": True,
        **blocks_options(),
        "Heading": {"levels": [int(row.tag[1]) for row in ELEMENTS if row.extension == "Heading"]},
        "OrderedList": {"enableListAttributes": False},
        "Link": {"enableTarget": False, "autolink": False, "protocols": list(SCHEMES)},
        "Direction": {"types": _types_with_language(), "label": _("Arabic paragraph")},
        "Field": {"buttons": BUTTONS, "toolbar": _("Text formatting")},
        "Clipboard": {"said": LEFT_OUT},
        "Find": FINDING,
        "Tidy": TIDYING,
        "Menu": {"groups": [{"group": group} for group in MENU]},
    }


def _types_with_language() -> list[str]:
    rows = (row.extension for row in ELEMENTS if set(LANGUAGE) <= set(row.attributes))
    return [name[0].lower() + name[1:] for name in dict.fromkeys(rows)]


def _allow_language(config: object, allowlist: dict[str, Any]) -> None:
    for row in ELEMENTS:
        if row.attributes:
            allowlist["attributes"].setdefault(row.tag, set()).update(row.attributes)


def _allow_nothing(config: object, allowlist: dict[str, Any]) -> None:
    """The extension writes no HTML."""


# The value of the setting DJANGO_PROSE_EDITOR_EXTENSIONS. The package calls what stands here:
# a dotted name passes its checks but fails when used.
EDITOR_MODULES: list[dict[str, Any]] = [
    {
        "js": [static_lazy("js/editor-direction.js")],
        "extensions": {"Direction": _allow_language},
    },
    {
        "js": [static_lazy("js/editor-forms.js")],
        "extensions": dict.fromkeys(
            [
                *("Document", "Leaving", "PullQuote", "Speaker", "Verse", "Reference"),
                *("Exchange", "Question"),
            ],
            _allow_nothing,
        ),
    },
    {
        "js": [static_lazy("js/editor-table.js")],
        "extensions": dict.fromkeys(["Table", "TableCell", "TableHeader"], _allow_nothing),
    },
    {
        "js": [static_lazy("js/editor-pictures.js")],
        "extensions": dict.fromkeys(["Picture", "Gallery"], _allow_nothing),
    },
    {
        "js": [static_lazy("js/editor-embed.js")],
        "extensions": {"Embed": _allow_nothing},
    },
    {
        "js": [static_lazy("js/editor-insert.js")],
        "extensions": {"Insert": _allow_nothing},
    },
    {
        "js": [static_lazy("js/editor-field.js")],
        "extensions": {"Field": _allow_nothing},
    },
    {
        "js": [static_lazy("js/editor-find.js")],
        "extensions": {"Find": _allow_nothing},
    },
    {
        "js": [static_lazy("js/editor-tidy.js")],
        "extensions": {"Tidy": _allow_nothing},
    },
    {
        "js": [static_lazy("js/editor-paste.js")],
        "extensions": {"Clipboard": _allow_nothing},
    },
]
