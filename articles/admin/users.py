"""Accounts: a role is a group, and nobody gives a right that no role has."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin import account_log
from articles.admin.rows import ComparedRows
from articles.forms import MODEL_FIELDS

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(ComparedRows, UserAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    list_display = ["username", "first_name", "last_name", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    formfield_overrides = MODEL_FIELDS

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None or request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [
            (None, {"fields": ["username", "password"]}),
            (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
            (_("Role"), {"fields": ["is_active", "is_staff", "groups"]}),
        ]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only a superuser changes a superuser, password included."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        name = form.instance.get_username()
        if not change:
            account_log.say(request, "account made", name)
        account_log.say_rights(request, name, form, account_log.RIGHTS)

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - as Django calls it
        form_url: str = "",
    ) -> Any:
        account = self.get_object(request, unquote(id)) if request.method == "POST" else None
        response = super().user_change_password(request, id, form_url)
        if account and account.password != User.objects.get(pk=account.pk).password:
            account_log.say(request, "password set", account.get_username())
        return response

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are switched off; what they did stays on the record."""
        return False


@admin.register(Group)
class RoleAdmin(ComparedRows, GroupAdmin):
    formfield_overrides = MODEL_FIELDS

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        account_log.say_rights(request, f"role {form.instance.name}", form, ["permissions"])

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False
