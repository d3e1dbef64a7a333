"""Translate a story into another edition, and keep a translation up with its original."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.refused import Refused
from articles.actions.transitions import may_edit
from articles.forms import LineField
from articles.models import Desk, Edition, Story
from editorial.admin.base import staff
from editorial.after import translations
from editorial.story.access import address, context_of, links_of, reading, story_of
from editorial.story.around import translations_of
from editorial.story.buttons import DECIDING, buttons_of
from editorial.story.printed import printed


class TranslateForm(forms.Form):
    """Where the translation is to stand, and its headline; in editions that have none yet."""

    desk = forms.ModelChoiceField(Desk.objects.none(), label=gettext_lazy("Desk"))
    headline = LineField(
        label=gettext_lazy("Headline in the other language"),
        max_length=250,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Edition.objects.exclude(pk=story.edition_id)
        self.open = [each for each in others if translations.sibling_in(story, each.pk) is None]
        desks = Desk.objects.filter(edition__in=self.open).select_related("edition", "parent")
        field = self.fields["desk"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = desks
        field.choices = [
            ("", ""),
            *(
                (
                    edition.name,
                    [(desk.pk, str(desk)) for desk in desks if desk.edition_id == edition.pk],
                )
                for edition in self.open
            ),
        ]
        self.initial.setdefault("desk", translations.usual_desk(story, self.open))


def translate_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for desk and headline; a post files the translation and leads to it."""
    story, user = story_of(request, pk), staff(request)
    if not user.has_perm("articles.add_story"):
        raise PermissionDenied
    form = TranslateForm(request.POST if request.method == "POST" else None, story=story)
    if form.is_valid():
        try:
            made = translations.begin(story=story, by=user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The translation is filed. Its original stands beside it."))
            return HttpResponseRedirect(address("change", made))
    context = context_of(
        request,
        title=_("Translate"),
        story=story,
        form=form,
        translations=translations_of(story, user),
        reading=reading(story),
        links=links_of(story),
        printed=printed(story, user),
    )
    return TemplateResponse(request, "editorial/story/translate.html", context)


def original_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The original beside the translation; a post says that it is followed up to a version."""
    story, user = story_of(request, pk), staff(request)
    if request.method == "POST":
        version = request.POST.get("version", "")
        if not may_edit(user, story):
            raise PermissionDenied
        try:
            number = int(version) if version.isdecimal() and len(version) < 10 else 0
            if translations.follow(story=story, by=user, version=number):
                messages.success(request, _("Noted: the translation says what its original says."))
            else:
                messages.warning(request, _("Noted. The original was changed again meanwhile."))
                return HttpResponseRedirect(address("original", story))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(address("change", story))
    original = translations.original_of(story, user)
    if original is None:
        return HttpResponseRedirect(address("change", story))
    context = context_of(
        request,
        title=_("Original and translation"),
        story=story,
        original=original,
        may_follow=may_edit(user, story),
        deciding=[button for button in buttons_of(user, story) if button.name in DECIDING],
    )
    return TemplateResponse(request, "editorial/story/original.html", context)
