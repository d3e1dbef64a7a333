"""What a subscriber's own pages begin with."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.html import format_html

from editorial.admin.base import staff
from wire.models import Company


def company_for(request: HttpRequest, pk: int, right: str) -> Company:
    """The subscriber, for who has the right."""
    if not staff(request).has_perm(right):
        raise PermissionDenied
    return get_object_or_404(Company, pk=pk)


def context(request: HttpRequest, company: Company, **given: Any) -> dict[str, Any]:
    """What every page of a subscriber is given."""
    return {
        **admin.site.each_context(request),
        "opts": Company._meta,  # noqa: SLF001 - public in Django
        "company": company,
        "subtitle": company.name,
        **given,
    }


def show_once(request: HttpRequest, words: str, *, what: str, value: str) -> None:
    """Say on the next page, and never again, something to be handed over or kept."""
    message = format_html(
        '{} <input type="text" class="handed-over" readonly value="{}" aria-label="{}">',
        words,
        value,
        what,
    )
    messages.success(request, message)
