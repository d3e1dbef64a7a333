"""What may be asked of a public page."""

from collections.abc import Callable
from typing import Any

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def read_only[View: Callable[..., Any]](view: View) -> View:
    """A view that answers GET and HEAD alone, and every other method with 405.

    It changes nothing, so a forged request gets that answer too, and not the 403 of a form.
    """
    wrapped: View = csrf_exempt(require_safe(view))
    return wrapped
