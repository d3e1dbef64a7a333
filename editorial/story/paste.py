"""Raw copy in, a draft out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.importing import Imported, import_copy
from articles.actions.refused import Refused
from articles.forms import LineField
from articles.models import Desk, Edition, Person
from editorial.admin.base import staff
from editorial.story.access import address, context_of, find


class PasteForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Copy"),
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 14, "spellcheck": "false", "class": "copy", "dir": "auto"}
        ),
        help_text=gettext_lazy("The raw text, from the headline or dateline to the sign-off."),
    )
    headline = LineField(
        label=gettext_lazy("Headline"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Only when the copy has none; else its first sentence serves."),
    )
    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition"), queryset=Edition.objects.all(), empty_label=None
    )
    desk = forms.ModelChoiceField(
        label=gettext_lazy("Desk"),
        queryset=Desk.objects.all(),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = Desk.objects.select_related("edition")
        self.fields["desk"].choices = [  # type: ignore[attr-defined]  # a field of choices
            ("", _("The first of the edition")),
            *((desk.pk, f"{desk.edition} › {desk}") for desk in desks),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        desk, edition = data.get("desk"), data.get("edition")
        if desk and edition and desk.edition_id != edition.pk:
            self.add_error("desk", _("This desk belongs to another edition."))
        return data


def paste_view(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    if not user.has_perm("articles.add_story"):
        raise PermissionDenied
    person = Person.objects.filter(user=user).first()
    initial = {"edition": person.edition_id if person else Edition.objects.first()}
    form = PasteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            imported = import_copy(by=user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("source", str(refusal))
        else:
            return _imported(request, imported)
    context = context_of(request, title=_("Paste copy"), form=form)
    return TemplateResponse(request, "editorial/story/paste.html", context)


def _imported(request: HttpRequest, imported: Imported) -> HttpResponse:
    story = imported.story
    if find(request, story.pk) is None:
        messages.warning(request, _("This copy is a story of another desk already."))
        return HttpResponseRedirect(reverse("admin:index"))
    if imported.created:
        messages.info(request, _("The copy is filed as a draft. Read it through."))
    else:
        messages.info(request, _("This copy is a story already: this one."))
    return HttpResponseRedirect(address("change", story))
