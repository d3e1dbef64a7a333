"""What those pages share: who may, once however often it is sent, and with their password."""

from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin import posts
from editorial.admin.base import staff
from editorial.admin.sign_in_form import THROTTLED, check_own_password
from wire.models import Member
from wire.portal.access import View, for_technical

OWN: Final = "own_password"


class WithPassword(forms.Form):
    """A form that is carried out with the password of who sends it, and asks for it last."""

    own_password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("So that nobody does this on a page that you left open."),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_own_password(self) -> str:
        password: str = self.cleaned_data[OWN]
        check_own_password(self.request, staff(self.request), password)
        return password


def set_up(view: Callable[..., HttpResponse]) -> View:
    """A page for who looks after a company's technology, called with the request and ``Member``.

    Its forms are carried out once, and what is typed stays where what it is for is gone.
    """

    @for_technical
    @wraps(view)
    def received(request: HttpRequest, member: Member, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = partial(view, request, member, *args, **kwargs)
        if request.method != "POST":
            return answer()
        home = (_("Back to the items"), reverse("portal:list"))
        return posts.receive(request, answer, home=home)

    return received


def page(
    request: HttpRequest,
    member: Member,
    form: forms.Form,
    *,
    title: str,
    told: str,
    go: str,
    back: str,
    is_stop: bool = False,
) -> HttpResponse:
    """The form with what it is for, under a button that says ``go``."""
    context = {
        "member": member,
        "form": form,
        "title": title,
        "told": told,
        "go": go,
        "back": back,
        "is_stop": is_stop,
        "form_id": posts.new_id(),
    }
    is_throttled = form.has_error(OWN, THROTTLED)
    status = HTTPStatus.TOO_MANY_REQUESTS if is_throttled else HTTPStatus.OK
    return TemplateResponse(request, "wire/portal/question.html", context, status=status)
