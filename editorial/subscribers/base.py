"""What the pages of the wire's rows share."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from editorial.admin.base import NewsroomAdmin
from editorial.admin.rows import ComparedRows


class WireAdmin[M: models.Model](ComparedRows, NewsroomAdmin[M]):
    """Rows of the wire, of which none is deleted: what was sent under them stays on the record."""

    fixed: tuple[str, ...] = ()
    """Fields that a stored row keeps as they are."""

    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        for name in self.fixed:
            if name in form.base_fields:
                form.base_fields[name].disabled = change
        return form

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False
