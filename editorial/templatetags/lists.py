"""What the lists of the newsroom offer above their rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order in which a list can be shown; ``is_present`` if it is."""

    label: str
    address: str
    is_descending: bool
    is_present: bool


@register.simple_tag
def sortings(cl: Any) -> list[Sorting]:
    """Those that the headers of the list have, which a phone doesn't show."""
    return list(_sortings(cl))


def _sortings(cl: Any) -> Iterator[Sorting]:
    present = cl.get_ordering_field_columns()
    for index, header in enumerate(result_headers(cl)):
        if not header["sortable"]:
            continue
        for sign, direction in (("", "asc"), ("-", "desc")):
            yield Sorting(
                str(header["text"]),
                cl.get_query_string({ORDER_VAR: f"{sign}{index}"}, [PAGE_VAR]),
                bool(sign),
                present.get(index) == direction,
            )


@register.filter
def headed(cells: Iterable[SafeString]) -> Iterator[SafeString]:
    """The cells of a row, of which what leads to the row is its header; else its first words."""
    row = list(cells)
    begins = "<th" if any(cell.startswith("<th") for cell in row) else '<td class="field-'
    for cell in row:
        if begins and cell.startswith(begins):
            words = cell[3:].removesuffix("</td>").removesuffix("</th>")
            cell, begins = mark_safe(f'<th scope="row"{words}</th>'), ""  # noqa: S308, PLW2901 - the admin's own cell
        yield cell
