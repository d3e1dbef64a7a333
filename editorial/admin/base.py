"""What the newsroom's own admin classes share."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst

from articles.forms import MODEL_FIELDS, taken
from articles.models import User

MOST_ROWS: Final = 100

if TYPE_CHECKING:

    class ModelAdmin[M: models.Model](admin.ModelAdmin[M]):
        pass

    class StackedInline[M: models.Model, P: models.Model](admin.StackedInline[M, P]):
        pass

    class AnyForm(ModelForm[Any]):
        pass

else:
    # Django's classes take no type parameters at run time.
    class ModelAdmin[M](admin.ModelAdmin):
        pass

    class StackedInline[M, P](admin.StackedInline):
        pass

    AnyForm = ModelForm


class ByTyping(AutocompleteSelect):
    """Finds a row by what is typed. A key that no row can have chooses none."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        keys = [key for key in value if key and self._is_key(key)]
        if keys:
            return super().optgroups(name, keys, attr)
        # Django would make a query for none of them.
        is_free = not (self.is_required or self.allow_multiple_selected)
        return [(None, [self.create_option(name, "", "", False, 0)] if is_free else [], 0)]

    def _is_key(self, key: Any) -> bool:
        try:
            self.field.target_field.clean(key, None)
        except ValidationError:
            return False
        return True


class NewsroomInline[M: models.Model, P: models.Model](StackedInline[M, P]):
    """Rows of a form, with the fields that the form has; more than ``MOST_ROWS`` are refused."""

    formfield_overrides = MODEL_FIELDS
    extra = 0
    max_num = MOST_ROWS

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # Else a form that says it has two thousand makes them all.
        return super().get_formset(request, obj, **{"absolute_max": MOST_ROWS, **kwargs})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ByTyping(db_field, self.admin_site)
        return without_shortcuts(super().formfield_for_dbfield(db_field, request, **kwargs))


class NewsroomAdmin[M: models.Model](ModelAdmin[M]):
    """A calm list, fifty to a page, without a second count of all rows; a form with one button."""

    list_per_page = 50
    change_list_template: ClassVar[str | None] = "editorial/list.html"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = MODEL_FIELDS

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ByTyping(db_field, self.admin_site)
        return without_shortcuts(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address of an empty form fills in, without what its field can't hold."""
        return that_fit(self.model, super().get_changeform_initial_data(request))

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        say_what_was_taken(request, form)
        return super().save_form(request, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        say_what_was_taken(request, *formset.forms)
        super().save_formset(request, form, formset, change)

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Django's own, but for nothing that points to the rows: no list offers to ask by it.

        What a tag is on is asked by values that nothing checks before the database.
        """
        with suppress(FieldDoesNotExist):
            field = self.opts.get_field(lookup.partition("__")[0])
            if field.auto_created and not field.concrete:
                return False
        return super().lookup_allowed(lookup, value, request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, *args: Any) -> HttpResponse:
        """Django's own, but what was typed for a thing that is gone is kept (``admin.posts``)."""
        if request.method == "POST":
            raise Http404
        return super()._get_obj_does_not_exist_redirect(request, *args)  # type: ignore[misc,no-any-return]  # no stub

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # One way to save.
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)


class ReadOnlyAdmin[M: models.Model](NewsroomAdmin[M]):
    """For the record, which nobody writes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False


def say_what_was_taken(request: HttpRequest, *forms: Any) -> None:
    """Tell the person what the fields of forms, just cleaned, could not take as it was typed."""
    for form in forms:
        for words in taken(form):
            messages.warning(request, words)


def staff(request: HttpRequest) -> User:
    """Who is signed in; the admin lets nobody else reach its pages."""
    assert isinstance(request.user, User)  # noqa: S101 - the site's login check comes first
    return request.user


def that_fit(model: type[models.Model], given: dict[str, Any]) -> dict[str, Any]:
    """What an address brings along for a form, without what its field can't hold."""
    return {name: value for name, value in given.items() if _fits(model, name, value)}


def _fits(model: type[models.Model], name: str, value: Any) -> bool:
    try:
        field = model._meta.get_field(name)  # noqa: SLF001 - public in Django
        if isinstance(field, models.ForeignKey):
            field.target_field.to_python(value)
    except FieldDoesNotExist:
        return True
    except ValidationError:
        return False
    return True


def without_shortcuts(field: Any) -> Any:
    """Take the icons for adding and changing related rows away from a form field, if it is one."""
    if field is not None:
        for what in ("add", "change", "delete", "view"):
            setattr(field.widget, f"can_{what}_related", False)
    return field
