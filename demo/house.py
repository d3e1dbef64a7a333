"""The demo's masthead and company. All of it is made up."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from articles.models import House, MastheadEntry, Person, Position, User

SINCE: Final = date(2023, 1, 2)
MASTHEAD: Final = (
    ("chief", Position.RESPONSIBLE),
    ("chief", Position.CHIEF),
    ("editor", Position.MANAGING),
    ("ratna", Position.EDITOR),
    ("yazid", Position.EDITOR),
    ("reporter", Position.REPORTER),
    ("banyu", Position.REPORTER),
    ("sekar", Position.REPORTER),
    ("laila", Position.CONTRIBUTOR),
    ("raka", Position.CONTRIBUTOR),
    ("photo", Position.PHOTOGRAPHER),
    ("intan", Position.PHOTOGRAPHER),
    ("admin", Position.TECHNOLOGY),
)
"""Usernames, in the order in which each position is printed."""


def make_house(staff: Mapping[str, User]) -> None:
    """Fill the masthead, and the house's details where nobody has written any."""
    House.objects.filter(address="").update(
        company="PT Contoh Warta Peragaan",
        address="Gedung Contoh Lantai 3\nJalan Peragaan No. 1, Jakarta",
        email="redaksi@contoh.example",
        telephone="+62 21 5550 0100",
    )
    for order, (username, position) in enumerate(MASTHEAD):
        MastheadEntry.objects.get_or_create(
            person=Person.objects.get(user=staff[username]),
            position=position,
            defaults={"order": order, "valid_from": SINCE},
        )
