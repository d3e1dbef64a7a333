"""The sandbox, to be taken home. It needs no key, for all in it is made up."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wire.sandbox.packed import NAME, packed


@require_safe
def sandbox_file(_request: HttpRequest) -> HttpResponse:
    """One file that runs with Python alone."""
    return HttpResponse(
        packed(),
        content_type="application/zip",
        headers={
            "Cache-Control": "no-cache",
            "Content-Disposition": f'attachment; filename="{NAME}"',
        },
    )
