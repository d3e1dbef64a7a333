"""Accounts: a role is a group, and nobody gives a right that no role has."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from articles.forms import MODEL_FIELDS
from articles.models import User
from editorial import roles
from editorial.admin import account_log
from editorial.admin.base import staff
from editorial.admin.colleague import colleague_view, hand_over
from editorial.admin.rows import ComparedRows
from editorial.models import AccountNews, OutgoingMail, SecondFactor, Session
from editorial.second_factor import factors

admin.site.unregister(Group)

RIGHTS: Final = {
    "add": _("Add"),
    "change": _("Change"),
    "view": _("View"),
    "delete": _("Delete"),
    "review": _("Review"),
    "withdraw": _("Withdraw"),
    "arrange_front": _("Arrange"),
}
"""By what the rights of a model begin with."""


class RoleFilter(admin.SimpleListFilter):
    title = _("Role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = Group.objects.order_by("pk").values_list("name", flat=True)
        return [(name, roles.called(name)) for name in names]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # takes no parameter at run time
    """Django's, whose help is read once, in the site's language, and is half English."""

    usable_password_help_text: Any = _(
        "Whether this account signs in with a password. If not, the present one is lost."
    )


@admin.register(User)
class AccountAdmin(ComparedRows, UserAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    list_display = ["username", "first_name", "last_name", "role", "active", "last_login"]
    list_filter = ["is_active", RoleFilter]
    change_password_form = PasswordForm
    change_form_template = "editorial/account.html"
    change_list_template = "editorial/account_list.html"
    filter_horizontal = []
    formfield_overrides = MODEL_FIELDS

    def get_urls(self) -> list[URLPattern]:
        own: list[tuple[str, Any, str]] = [
            ("colleague/", colleague_view, "articles_user_colleague"),
            ("<int:pk>/invite/", self.invite_view, "articles_user_invite"),
            ("<int:pk>/lost/", self.lost_view, "articles_user_lost"),
            ("<int:pk>/end/", self.end_view, "articles_user_end"),
        ]
        views = [path(at, self.admin_site.admin_view(view), name=name) for at, view, name in own]
        return [*views, *super().get_urls()]

    def invite_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make another invitation for an account, whoever has lost the first, or the password."""
        return self._press(request, pk, hand_over)

    def lost_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the second factors of somebody away who has lost them, and end their sessions."""
        return self._press(request, pk, self._take_factors_away)

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End all sessions of an account."""
        return self._press(request, pk, self._end_sessions)

    def _press(
        self, request: HttpRequest, pk: int, do: Callable[[HttpRequest, User], None]
    ) -> HttpResponse:
        account = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if account.is_active:
            do(request, account)
        return HttpResponseRedirect(reverse("admin:articles_user_change", args=[pk]))

    def _take_factors_away(self, request: HttpRequest, account: User) -> None:
        name = account.get_username()
        if account == request.user:
            messages.error(request, gettext("Another administrator does this for you."))
            return
        if gone := factors.take_all_away(account):
            by = staff(request).get_full_name() or staff(request).get_username()
            OutgoingMail.objects.tell(account, AccountNews.FACTOR_GONE, by=by)
            # As Django keeps what it says of rows: put into words when it is read.
            said = [
                {"deleted": {"name": gettext_noop("second factor"), "object": factor}}
                for factor in gone
            ]
            self.log_change(request, account, said)
            account_log.say(request, "second factors taken away", name)
            words = gettext("The second factor of %(name)s is taken away.")
            messages.success(request, words % {"name": name})
        self._end_sessions(request, account)

    def _end_sessions(self, request: HttpRequest, account: User) -> None:
        Session.objects.filter(user=account).exclude(
            session_key=request.session.session_key
        ).delete()
        account_log.say(request, "sessions ended", account.get_username())
        words = gettext("%(name)s is signed out everywhere.")
        messages.success(request, words % {"name": account.get_username()})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        pk = int(object_id) if object_id.isdecimal() and len(object_id) < 18 else 0
        told = {
            "second_factors": SecondFactor.objects.filter(user=pk),
            "sessions": Session.objects.filter(user=pk, expire_date__gt=timezone.now()).count(),
        }
        return super().change_view(request, object_id, form_url, {**told, **(extra_context or {})})

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None or request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [
            (None, {"fields": ["username", "password"]}),
            (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
            (_("Role"), {"fields": ["is_active", "is_staff", "groups"]}),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        accounts: QuerySet[User] = super().get_queryset(request)
        # Those of subscribers' people stand on the pages of their companies.
        return accounts.filter(wire_member=None).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label, field.help_text = _("Role"), ""
            field.label_from_instance = lambda group: roles.called(group.name)
        return field

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.display(description=_("active"), ordering="is_active")
    def active(self, account: User) -> str:
        return gettext("yes") if account.is_active else gettext("no")

    @admin.display(description=_("Role"))
    def role(self, account: User) -> str:
        return gettext(", ").join(roles.called(group.name) for group in account.groups.all())

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
    list_display = ["called"]
    ordering = ["pk"]
    formfield_overrides = MODEL_FIELDS

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Role"), **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        if group := context.get("original"):
            context["subtitle"] = roles.called(group.name)
        return super().render_change_form(request, context, *args, **kw)

    def get_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fields(request, obj)
        return ["called", "may"]

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "called", "may"]

    @admin.display(description=_("Rights"))
    def may(self, group: Group) -> str:
        """What the role may do with each thing, a line each, in the words of the newsroom."""
        rights: dict[str, list[str]] = {}
        for permission in group.permissions.select_related("content_type"):
            of = permission.content_type
            verb = permission.codename.removesuffix(f"_{of.model}")
            words = str(RIGHTS.get(verb, permission.name))
            rights.setdefault(capfirst(of.name), []).append(words)
        lines = ((thing, gettext(", ").join(verbs)) for thing, verbs in rights.items())
        return format_html_join("", "<p>{}: {}</p>", lines)

    @admin.display(description=_("Role"))
    def called(self, group: Group) -> str:
        return roles.called(group.name)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        account_log.say_rights(request, f"role {form.instance.name}", form, ["permissions"])

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False
