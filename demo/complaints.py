"""Three complaints of the demo: one overdue, one in work, one granted and answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from articles import intake
from articles.actions import complaints
from articles.models import Complaint, ComplaintKind, Story, User


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint about the story of ``file``; ``editor`` took it in hand, if one did."""

    file: str
    kind: ComplaintKind
    hours_ago: float
    name: str
    capacity: str
    text: str
    editor: str = ""
    granted: str = ""


COMPLAINTS: Final = (
    ComplaintRow(
        "id/feature-batik-pekalongan.txt",
        ComplaintKind.REPLY,
        60,
        "Kelana Misaldi",
        "Pengurus paguyuban pembatik yang disebut dalam berita",
        "Paguyuban kami tidak pernah menyatakan bahwa pewarna alami selalu luntur. Mohon "
        "tanggapan ini dimuat: dengan takaran yang benar, kain kami bertahan bertahun-tahun.",
    ),
    ComplaintRow(
        "id/kereta-jalur-selatan.txt",
        ComplaintKind.ERROR,
        25.5,
        "Puspa Andaikawati",
        "Pembaca",
        "Menurut papan pengumuman di stasiun, sensor dipasang di delapan titik, bukan enam.",
        editor="editor",
        granted="Benar. Jumlah titik keliru dikutip; ralat dimuat pada berita.",
    ),
    ComplaintRow(
        "en/spice-routes.txt",
        ComplaintKind.CORRECTION,
        6,
        "Gita Tamsilani",
        "Exporter named in the story",
        "The shipment left in the first week of the month, not in the second. I can send you the "
        "bill of lading.",
        editor="ratna",
    ),
)


def receive(row: ComplaintRow, story: Story, at: datetime) -> Complaint:
    """The complaint through the form's own door, as of ``at``."""
    given = intake.Given(
        edition=story.edition_id,
        kind=row.kind,
        story_address=f"https://contoh.example/{story.slug}/",
        name=row.name,
        email="pengirim@contoh.example",
        telephone="",
        capacity=row.capacity,
        text=row.text,
        consent="Saya setuju.",
        token="",
    )
    return intake.receive(given, visitor=row.file, now=at)


def work_on(row: ComplaintRow, complaint: Complaint, editor: User) -> None:
    """Take it to where it stands."""
    complaints.assign(complaint=complaint, by=editor, to=editor)
    if row.granted:
        complaints.grant(complaint=complaint, by=editor, decision=row.granted)
