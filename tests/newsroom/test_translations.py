import gettext
import io
import re
from pathlib import Path

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from newsroom import translations

HEADER = 'msgid ""\nmsgstr ""\n"Language: id\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
HEADER += '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'


def test_compiled_with_every_shape_is_read_by_gettext() -> None:
    source = HEADER + (
        '#: a.py:1\nmsgid "Story"\nmsgstr "Berita"\n\n'
        'msgctxt "verb"\nmsgid "Spike"\nmsgstr "Batalkan"\n\n'
        'msgid ""\n"Two "\n"lines"\nmsgstr ""\n"Dua "\n"baris \\"ini\\""\n\n'
        'msgid "%(n)s story"\nmsgid_plural "%(n)s stories"\nmsgstr[0] "%(n)s berita"\n\n'
        '#~ msgid "Gone"\n#~ msgstr "Hilang"\n'
    )

    read = gettext.GNUTranslations(io.BytesIO(translations.compiled(translations.read(source))))

    assert read.gettext("Story") == "Berita"
    assert read.pgettext("verb", "Spike") == "Batalkan"
    assert read.gettext("Two lines") == 'Dua baris "ini"'
    assert read.ngettext("%(n)s story", "%(n)s stories", 3) == "%(n)s berita"
    assert read.gettext("Gone") == "Gone"


@pytest.mark.parametrize(
    ("entry", "faults"),
    [
        ('msgid "Story"\nmsgstr "Berita"', []),
        ('msgid "Story"\nmsgstr ""', ["not translated: 'Story'"]),
        ('#, fuzzy\nmsgid "Story"\nmsgstr "Cerita"', ["fuzzy: 'Story'"]),
        (
            '#, python-format\nmsgid "%(a)s"\nmsgstr "%(b)s"',
            ["other placeholders: '%(a)s'"],
        ),
        (
            '#, python-format\nmsgid "a"\nmsgid_plural "%(n)s a"\nmsgstr[0] "%(n)s a"',
            [],
        ),
    ],
)
def test_faults_of_an_entry_are_named(entry: str, faults: list[str]) -> None:
    found = list(translations.faults(translations.read(HEADER + entry + "\n")))

    assert found == faults


def test_no_word_falls_back_to_indonesian_on_a_page_in_arabic() -> None:
    """Django says what a catalogue lacks in the site's language: also its own words."""
    catalogue = Path(translations.__file__).parent / "locale/id/LC_MESSAGES/django.po"
    entries = [each for each in translations.read(catalogue.read_text()) if each.id]
    single = [each for each in entries if isinstance(each.id, str)]

    with override("ar"):
        said = {
            str(each.id): pgettext(each.context, str(each.id)) if each.context else _(str(each.id))
            for each in single
        }

    # What has nothing but places to fill has no words.
    worded = {word: translations.PLACEHOLDER.sub("", ours) for word, ours in said.items()}
    other = [word for word, ours in worded.items() if not re.search("[\u0600-\u06ff]", ours)]
    assert [word for word in other if re.search(r"\w", worded[word])] == ["SHA-256"]
