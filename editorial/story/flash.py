"""A flash: a headline and a sentence or two, written and out in one step by one hand."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import filing, front, reviewing
from articles.actions.refused import Refused, Words
from articles.actions.saving import save_story
from articles.forms import TextField
from articles.models import Breaking, Story, User
from articles.models.addresses import public_address
from articles.record import Content
from editorial.admin import posts
from editorial.admin.base import say_what_was_taken, staff
from editorial.story import buffers, checking
from editorial.story.access import address, context_of
from editorial.story.form import StoryForm, as_typed, directions, plain
from editorial.story.printed import is_codeless
from editorial.story.questions import Words as WordsInput

FIELDS: Final = ("headline", "dateline_place", "body", "desk", "kind")
LONGEST: Final = 1_000
UNASKED: Final = gettext_lazy("A flash does not wait; found in it:")
LONGEST_ON_BAR: Final = Breaking._meta.get_field("text").max_length or 0  # noqa: SLF001 - public in Django


class FlashForm(StoryForm):
    """Of a new story's form what a flash has, each of it required; its text is plain."""

    body = TextField(  # type: ignore[assignment]  # no field of a story's form is plain text
        label=gettext_lazy("One or two sentences"), max_length=LONGEST
    )
    on_bar = forms.BooleanField(
        label=gettext_lazy("Show the headline on the breaking bar too"),
        required=False,
        label_suffix="",
    )

    is_flash = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)
    """Says of what is kept of the form, and was not sent, that it is a flash."""

    def __init__(self, data: Any, *, user: User, initial: Content | None = None) -> None:
        super().__init__(data, user=user, story=None, initial=initial)
        wanted = [
            *FIELDS,
            "is_flash",
            *(["on_bar"] if user.has_perm("articles.arrange_front") else []),
        ]
        self.fields = {name: self.fields[name] for name in wanted}
        for name in FIELDS:
            self.fields[name].required = True
        self.fields["body"].widget = WordsInput(rows=4)
        self._turn(self.edition)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("on_bar") and len(data.get("headline", "")) > LONGEST_ON_BAR:
            words = _("The breaking bar has room for %(most)s letters.")
            self.add_error("headline", words % {"most": LONGEST_ON_BAR})
        return data

    def text(self) -> Content:
        text = {name: plain(self.cleaned_data[name]) for name in FIELDS}
        lines = (escape(line.strip()) for line in text["body"].splitlines())
        text["body"] = "".join(f"<p>{line}</p>" for line in lines if line)
        return {**text, "writer": self.person and self.person.pk}


def flashes(user: User) -> bool:
    """Whether somebody may send out what they wrote themselves."""
    return user.has_perms(["articles.add_story", "articles.review_story"])


def flash_view(request: HttpRequest) -> HttpResponse:
    """The form of a flash; its one button sends it out, or nothing is stored.

    What is typed and not sent is kept as that of a story's form is.
    """
    user = staff(request)
    if not flashes(user):
        raise PermissionDenied
    buffer = buffers.taken(request, None)
    fields = buffer.fields if buffer else {}
    typed = as_typed(fields) | {"on_bar": "on_bar" in fields} if fields else None
    data = request.POST if request.method == "POST" else None
    form = FlashForm(data, user=user, initial=typed)
    if form.is_valid():
        try:
            story = _send(request, user, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            say_what_was_taken(request, form)
            link = format_html('<a href="{}">{}</a>', address("change", story), story.headline)
            head, tail = _("The flash “%(story)s” is published.").split("%(story)s")
            messages.success(request, format_html("{}{}{}", head, link, tail))
            return HttpResponseRedirect(reverse("admin:index"))
    context = context_of(
        request,
        title=_("Flash"),
        form=form,
        code=form.person.code_on(timezone.localdate()) if form.person else "",
        is_codeless=is_codeless(user),
        directions=directions(),
        **buffers.context_of(request, None, buffer),
    )
    return TemplateResponse(request, "editorial/story/flash.html", context)


@transaction.atomic
def _send(request: HttpRequest, user: User, form: FlashForm) -> Story:
    """File, hand in and approve the story, and switch on the bar, or nothing of it."""
    known = posts.posted(request)
    if known and known.receipt.story_id:
        raise Refused("again", gettext_lazy("This form has made this story already."))
    saved = save_story(user=user, story=None, seen=None, text=form.text())
    story = filing.submit(story=saved.story, by=user)
    # Minutes count: what the checks would ask is written down, and nobody waits for an answer.
    found = checking.found_in(story, user)
    checking.overrule(story, found, by=user, why=Words(UNASKED))
    story = reviewing.approve(story=story, by=user)
    if form.cleaned_data.get("on_bar"):
        front.switch_on(
            edition=story.edition,
            text=story.headline,
            link=public_address("story", edition=story.edition_id, slug=story.slug),
            by=user,
        )
    posts.belongs_to(request, story)
    buffers.drop_saved(request, story, is_new=True)
    return story
