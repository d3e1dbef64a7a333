"""The only way up: what apps above this one have done with a row, in the transaction that makes it.

Settings name their functions (``ON_DISPATCH``, ``ON_EVENT``, ``ON_COMPLAINT``); this app knows none
of them.
"""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.module_loading import import_string


def tell(names: Iterable[str], row: Model) -> None:
    """Call the functions in their order with the row; what one raises takes all of it back."""
    for name in names:
        import_string(name)(row)
