"""The demo's notes on stories, and what of the inbox has been read by now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from articles.models import Story, User
from editorial import notes
from editorial.models import InboxEntry, InboxKind
from editorial.models.note import Part

READ: Final = (InboxKind.APPROVED, InboxKind.PUBLISHED)
"""Of a demo that begins with a full record nobody wants to be told again."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note on ``quote`` in the text of a story, or on the whole of it; ``replies`` by whom."""

    file: str
    by: str
    text: str
    quote: str = ""
    replies: tuple[tuple[str, str], ...] = ()
    resolved_by: str = ""


NOTES: Final = (
    NoteRow(
        "id/dapur-sapporo.txt",
        "editor",
        "Siapa yang menghitung? Kalau dari pengurus, sebutkan namanya.",
        "daftar penerima bertambah menjadi 45",
        (
            ("reporter", "Dari catatan koordinator relawan. Saya tanyakan namanya sore ini."),
            ("editor", "Baik. @photo, adakah gambar dapurnya?"),
        ),
    ),
    NoteRow(
        "id/dapur-sapporo.txt",
        "chief",
        "Bagus untuk pagi. Tunggu nama sumbernya, lalu terbitkan.",
    ),
    NoteRow(
        "id/dapur-sapporo.txt",
        "editor",
        "Tanggalnya sudah cocok dengan keterangan masjid.",
        "menyalakan kompor di ruang bawah masjid",
        resolved_by="editor",
    ),
    NoteRow(
        "id/pintu-terbuka-rotterdam.txt",
        "editor",
        "@reporter, angka ini belum ada sumbernya.",
        "empat ribu",
    ),
    NoteRow("ar/manuscripts.txt", "yazid", "عنوان قصير يصلح للصفحة الأولى."),
)


def make_notes(stories: Mapping[str, Story], staff: Mapping[str, User]) -> None:
    """Write what the table says, and let all have read what went out."""
    for row in NOTES:
        story = Story.objects.get(pk=stories[row.file].pk)
        on = _passage(story, row.quote) if row.quote else None
        note = notes.write(story=story, by=staff[row.by], text=row.text, on=on)
        for by, text in row.replies:
            notes.answer(note=note, by=staff[by], text=text)
        if row.resolved_by:
            notes.resolve(note=note, by=staff[row.resolved_by])
    InboxEntry.objects.filter(kind__in=READ).update(is_read=True)


def _passage(story: Story, quote: str) -> notes.Passage:
    letters = notes.letters_of(story)[Part.BODY]
    before, _quote, after = letters.partition("".join(quote.split()))
    return notes.Passage(Part.BODY, quote, before, after)
