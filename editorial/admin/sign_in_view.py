"""The page that signs in: the password, then what stands beside it."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from editorial.admin import second_step
from editorial.admin.sign_in_form import SignInForm
from editorial.second_factor.factors import has_one


class SignInView(LoginView):
    """Django's, with a second step for an account that has a second factor."""

    authentication_form = SignInForm
    template_name = "admin/login.html"

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if second_step.FIELD not in request.POST:
            return super().post(request, *args, **kwargs)
        user = second_step.waiting(request)
        if user is None:
            # It took too long: from the start, with all that was carried.
            return self.render_to_response(self.get_context_data(form=SignInForm(request)))
        # Whose second factor was taken away meanwhile has none to show: the password was right.
        why = second_step.answered(request, user) if has_one(user) else ""
        if why:
            context = self.get_context_data(form=None)
            return second_step.page(request, user, context, why=why)
        second_step.let_in(request, user)
        return HttpResponseRedirect(self.get_success_url())

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if has_one(user):
            second_step.begin(self.request, user)
            return second_step.page(self.request, user, self.get_context_data(form=None))
        second_step.let_in(self.request, user)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.is_throttled:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response
