from typing import Any

from django.db import models


class CodeField(models.CharField):  # type: ignore[type-arg]  # takes no parameter at run time
    """A short name that is a primary key, and asked for by what forms and addresses hold.

    Raises ValueError for a NUL, as a number does for a letter: the choice or the page is not
    found then, where PostgreSQL would end the request.
    """

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        if isinstance(prepared, str) and "\0" in prepared:
            raise ValueError("a code holds no NUL")
        return prepared

    def deconstruct(self) -> Any:
        # A plain column: no migration has to know of it.
        name, _path, *rest = super().deconstruct()
        return name, "django.db.models.CharField", *rest
