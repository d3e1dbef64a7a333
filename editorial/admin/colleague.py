"""A new colleague on one page, and the page behind the invitation."""

from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from articles.forms import DayInput, EmailField, LineField
from articles.models import Edition, Person, User, WireCode
from articles.text import slugs
from editorial import roles
from editorial.admin import account_log
from editorial.admin.base import say_what_was_taken, staff
from editorial.admin.sign_in_form import let_try_again
from editorial.colleagues import invitation, invited, welcome, welcomes

# Of a name that others have too.
LONGEST_SLUG: Final = 110


class RoleField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Roles as people call them."""

    def label_from_instance(self, obj: Group) -> str:
        return roles.called(obj.name)


class ColleagueForm(forms.Form):
    """What there is to say of somebody new. Clean, it has the rows to store."""

    name = LineField(
        label=gettext_lazy("First and last name"),
        max_length=120,
        help_text=gettext_lazy("As it is printed with what they write."),
    )
    title = LineField(label=gettext_lazy("Job title"), max_length=120, required=False)
    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition"), queryset=Edition.objects.all(), empty_label=None
    )
    role = RoleField(label=gettext_lazy("Role"), queryset=Group.objects.order_by("pk"))
    code = LineField(
        label=gettext_lazy("Wire code"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Such as RI-1 or P2. Without one nothing of theirs can go out."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("The code is theirs from"),
        widget=DayInput,
    )
    username = LineField(
        label=gettext_lazy("Username"),
        max_length=150,
        help_text=gettext_lazy("With it they sign in. Letters, digits and @ . + - _ alone."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    email = EmailField(label=gettext_lazy("E-mail"))

    account: User
    person: Person
    wire_code: WireCode | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {name: data.get(name) or "" for name in ("username", "email", "name", "title")}
        first, _blank, last = given["name"].partition(" ")
        self.account = User(
            username=given["username"], email=given["email"], first_name=first, last_name=last
        )
        self._require(self.account, "name", without={"password"})
        self.person = Person(
            name=given["name"], title=given["title"], slug=_free_slug(given["name"])
        )
        if edition := data.get("edition"):
            self.person.edition = edition
        if code := data.get("code"):
            day = data.get("valid_from") or timezone.localdate()
            self.wire_code = WireCode(code=code, valid_from=day)
            self._require(self.wire_code, "code", without={"person"})
        return data

    def _require(self, row: models.Model, main: str, *, without: set[str]) -> None:
        """Say at its field what a row can't hold, and at ``main`` what no field asks for."""
        try:
            row.full_clean(exclude=without | set(self.errors))
        except ValidationError as error:
            for name, why in error.error_dict.items():
                self.add_error(name if name in self.fields else main, why)


def colleague_view(request: HttpRequest) -> HttpResponse:
    """The form of a new colleague; once stored, on to the account, with the way in."""
    user = staff(request)
    if not welcomes(user):
        raise PermissionDenied
    form = ColleagueForm(
        request.POST if request.method == "POST" else None,
        initial={"edition": Edition.objects.first(), "valid_from": timezone.localdate()},
    )
    if form.is_valid():
        if account := _stored(user, form):
            say_what_was_taken(request, form)
            role = form.cleaned_data["role"].name
            name = account.get_username()
            account_log.say(request, "account made", name, given=[f"groups: {role}", "is_staff"])
            if settings.MAILERS:
                words = _("An invitation goes to %(address)s.") % {"address": account.email}
                messages.success(request, words)
            else:
                hand_over(request, account)
            return HttpResponseRedirect(reverse("admin:articles_user_change", args=[account.pk]))
        # Somebody took a name or the code at this very moment: which, says the form.
        form = ColleagueForm(request.POST)
    opts = User._meta  # noqa: SLF001 - public in Django
    context = {
        **admin.site.each_context(request),
        "opts": opts,
        "title": _("New colleague"),
        "subtitle": None,
        "form": form,
    }
    return TemplateResponse(request, "editorial/colleague.html", context)


def _stored(by: User, form: ColleagueForm) -> User | None:
    try:
        with transaction.atomic():
            return welcome(
                by=by,
                account=form.account,
                role=form.cleaned_data["role"],
                person=form.person,
                code=form.wire_code,
            )
    except IntegrityError:
        return None


def hand_over(request: HttpRequest, account: User) -> None:
    """Show once, on the next page, the address where a password is set for the account."""
    link = request.build_absolute_uri(invitation(account))
    account_log.say(request, "invitation made", account.get_username())
    words = _("Hand this address over to %(name)s, who sets a password there:")
    name = account.get_full_name() or account.get_username()
    message = format_html(
        '{} <input type="text" class="handed-over" readonly value="{}" aria-label="{}">',
        words % {"name": name},
        link,
        _("Address of the invitation"),
    )
    messages.success(request, message)


@never_cache
def invitation_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Where somebody who was invited sets a password, once; for nobody else."""
    return set_password(
        request,
        invited(pk, token),
        title=_("Welcome to the newsroom"),
        over=_(
            "This invitation is not valid any more. Ask the newsroom’s administrator for a new one."
        ),
        logged="password set by invitation",
    )


def set_password(
    request: HttpRequest, account: User | None, *, title: str, over: str, logged: str
) -> HttpResponse:
    """The page behind a key, which sets the password of the account that it is for, if of any."""
    posted = request.POST if request.method == "POST" else None
    form = SetPasswordForm(account, posted) if account else None
    if account and form and form.is_valid():
        form.save()
        let_try_again(request, account)
        account_log.say(request, logged, account.get_username())
        words = _("Your password is set. Sign in as %(name)s.")
        messages.success(request, words % {"name": account.get_username()})
        return HttpResponseRedirect(reverse("admin:login"))
    response = TemplateResponse(
        request,
        "editorial/invitation.html",
        {
            **admin.site.each_context(request),
            "title": title,
            "subtitle": None,
            "account": account,
            "over": over,
            "form": form,
        },
        status=HTTPStatus.OK if account else HTTPStatus.GONE,
    )
    # The address is a key.
    response["Referrer-Policy"] = "same-origin"
    return response


def _free_slug(name: str) -> str:
    """An address for a person that no other has."""
    wanted = slugs.slugify(name)[:LONGEST_SLUG]
    taken = set(Person.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, count = wanted, 2
    while slug in taken:
        slug, count = f"{wanted}-{count}", count + 1
    return slug
