"""What every form of the newsroom and of the site makes of signs that no output can carry."""

import contextlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.test import RequestFactory

from articles.site.pages.intake_form import IntakeForm
from articles.text import signs
from editorial.admin import colleague, complaint, front
from editorial.desk import bulk
from editorial.story import paste, questions, sharing, translating
from editorial.story.form import StoryForm
from editorial.story.links import LinkForm
from editorial.subscribers import endpoints, keys, passwords, people
from editorial.subscribers.own import colleagues
from editorial.subscribers.own import endpoints as own_endpoints
from editorial.subscribers.own import keys as own_keys
from tests.factories import (
    make_user,
)
from wire.portal.form import FilterForm

pytestmark = pytest.mark.django_db

APPS = ("articles.", "editorial.", "wire.")
PLAIN_FORMS: list[type[forms.Form]] = [
    questions.ReasonForm,
    questions.SpikeForm,
    questions.CorrectForm,
    questions.WithdrawForm,
    questions.HoldForm,
    colleague.ColleagueForm,
    complaint.DecisionForm,
    front.BarForm,
    paste.PasteForm,
    sharing.ShareForm,
    translating.TranslateForm,
    bulk.TagForm,
    bulk.SpikeForm,
    keys.KeyForm,
    endpoints.EndpointForm,
    people.MemberForm,
    passwords.LostPasswordForm,
    own_endpoints.OwnEndpointForm,
    own_keys.OwnKeyForm,
    colleagues.ColleagueForm,
    FilterForm,
    IntakeForm,
]
# Raw copy keeps its bytes; the traps of the public form are read by nobody.
AS_IT_CAME = {(paste.PasteForm, "source"), (IntakeForm, "situs"), (IntakeForm, "waktu")}
TYPED = "Baris satu\vbaris\x01dua \ud83c\ufffe\u202etiga\x85empat"


def admin_forms() -> Iterator[tuple[str, type[forms.BaseForm]]]:
    request = RequestFactory().get("/admin/")
    request.user = make_user(is_superuser=True)
    yield "story", StoryForm
    yield "link", LinkForm
    for model, registered in admin.site._registry.items():
        if registered.has_add_permission(request):
            yield f"add {model.__name__}", registered.get_form(request)
        if registered.has_change_permission(request):
            yield f"change {model.__name__}", registered.get_form(request, model(), change=True)
        for inline in registered.get_inline_instances(request):
            yield inline.model.__name__, inline.get_formset(request).form


def text_fields() -> Iterator[tuple[str, forms.CharField]]:
    found = [*admin_forms(), *((form.__name__, form) for form in PLAIN_FORMS)]
    for of, form in found:
        for name, field in getattr(form, "base_fields", {}).items():
            is_other = name == "username" or isinstance(field.widget, forms.PasswordInput)
            is_ours = isinstance(field, forms.CharField) and (form, name) not in AS_IT_CAME
            if is_ours and not is_other:
                yield f"{of}.{name}", field


def test_every_form_that_writes_is_looked_at() -> None:
    import_module("newsroom.urls")
    # Loaded when somebody signs in.
    import_module("editorial.admin.sign_in_form")

    def below(form: type[Any]) -> Iterator[type[Any]]:
        for each in form.__subclasses__():
            yield each
            yield from below(each)

    ours = {form for form in below(forms.Form) if form.__module__.startswith(APPS)}
    without_text = {
        form
        for form in ours
        if not any(isinstance(field, forms.CharField) for field in form.base_fields.values())
    }

    assert {form.__name__ for form in ours - without_text} == {
        *(form.__name__ for form in PLAIN_FORMS),
        # They write nothing but a password.
        *("SearchForm", "SignInForm", "MemberSignInForm", "OwnPasswordForm", "PasswordForm"),
        *("WithPassword", "SecretForm"),
    }


def test_no_field_lets_through_what_no_output_can_carry() -> None:
    let_through = {}
    for name, field in text_fields():
        try:
            cleaned = field.clean(TYPED)
        except forms.ValidationError:
            continue
        text = " ".join(cleaned) if isinstance(cleaned, list) else cleaned
        if signs.uncarried(text) or signs.stray_bidi(text) or "\v" in text or "\x85" in text:
            let_through[name] = text

    assert let_through == {}


def test_no_field_takes_text_without_end() -> None:
    assert [name for name, field in text_fields() if field.max_length is None] == []


def test_field_of_invisible_signs_alone_is_empty() -> None:
    required = [(name, field) for name, field in text_fields() if field.required]

    taken = []
    for name, field in required:
        with contextlib.suppress(forms.ValidationError):
            taken.append((name, field.clean("\u200b\ufeff\xad")))
    assert taken == []
    assert len(required) > 20
