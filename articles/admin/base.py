"""What the newsroom's own admin classes share."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest

if TYPE_CHECKING:

    class ModelAdmin[M: models.Model](admin.ModelAdmin[M]):
        pass

    class StackedInline[M: models.Model, P: models.Model](admin.StackedInline[M, P]):
        pass

    type AnyForm = ModelForm[Any]
else:
    # Django's classes take no type parameters at run time.
    class ModelAdmin[M](admin.ModelAdmin):
        pass

    class StackedInline[M, P](admin.StackedInline):
        pass

    AnyForm = ModelForm


class NewsroomAdmin[M: models.Model](ModelAdmin[M]):
    """A calm list: no facets, no second count of all rows, fifty to a page."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER


class ReadOnlyAdmin[M: models.Model](NewsroomAdmin[M]):
    """For the record, which nobody writes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False


def staff(request: HttpRequest) -> User:
    """Who is signed in; the admin lets nobody else reach its pages."""
    assert isinstance(request.user, User)  # noqa: S101 - the site's login check comes first
    return request.user


def without_shortcuts(field: forms.Field | None) -> forms.Field | None:
    """Take the icons for adding and changing related rows away from a form field."""
    if field is not None:
        for what in ("add", "change", "delete", "view"):
            setattr(field.widget, f"can_{what}_related", False)
    return field
