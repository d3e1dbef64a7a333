"""The roles of the newsroom, which are groups, as people call them."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

ROLES: Final[Mapping[str, str | Promise]] = {
    "reporter": pgettext_lazy("role", "Reporter"),
    "editor": pgettext_lazy("role", "Editor"),
    "chief": pgettext_lazy("role", "Chief editor"),
    "photo": pgettext_lazy("role", "Photo editor"),
    "admin": pgettext_lazy("role", "Administrator"),
}
"""By the names of their groups. A house may have made others, which are called as they are."""


def called(role: str) -> str:
    return str(ROLES.get(role, role))
