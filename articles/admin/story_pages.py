"""The pages beside the story form: what a button asks, the preview, the log, the pasted copy."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import filing, importing
from articles.actions.refused import Refused
from articles.actions.transitions import check
from articles.admin import log, posts
from articles.admin.base import NewsroomAdmin, say_what_was_taken, staff
from articles.admin.buttons import BUTTONS, BY_NAME, Answer, Button, Seen
from articles.admin.preview import preview_of
from articles.admin.printed import printed
from articles.forms import LineField
from articles.models import Desk, Edition, Person, RelatedLink, Status, Story
from articles.snapshot import fingerprint, working_text
from articles.text import body

# What a fingerprint of all fields needs, and more.
MOST_SEEN = 4_000


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


class StoryPages(NewsroomAdmin[Story]):
    """Pages of one story each, for those who may see it; every action asks again who may act."""

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> URLPattern:
            guarded: Any = self.admin_site.admin_view(view)
            pattern: URLPattern = path(route, guarded, name=f"articles_story_{name}")
            return pattern

        return [
            page("paste/", self.paste_view, "paste"),
            page("<int:pk>/preview/", self.preview_view, "preview"),
            *(
                page(
                    f"<int:pk>/{button.name}/",
                    partial(self.ask_view, name=button.name),
                    button.name,
                )
                for button in BUTTONS
                if button.form
            ),
            *super().get_urls(),
        ]

    def story_or_404(self, request: HttpRequest, pk: int) -> Story:
        if not self.has_view_permission(request):
            raise PermissionDenied
        story = self.get_queryset(request).filter(pk=pk).first()
        if story is None:
            raise Http404
        return story

    def address(self, name: str, story: Story) -> str:
        return reverse(f"admin:articles_story_{name}", args=[story.pk])

    def closed(self, request: HttpRequest, story: Story, button: Button) -> Refused | None:
        """Why the state forbids the button to be pressed now, if it does.

        Raises PermissionDenied when the person may not press it in any state.
        """
        try:
            check(story, verb=button.verb, by=staff(request))
        except Refused as refusal:
            if refusal.rule == "permission":
                raise PermissionDenied from refusal
            return refusal
        return None

    def press(
        self,
        request: HttpRequest,
        story: Story,
        button: Button,
        *,
        seen: Seen,
        answer: Answer | None = None,
    ) -> HttpResponse:
        """Take the button's action and say so. Raises ``Refused``."""
        user = staff(request)
        story = button.run(story, user, seen, answer or {})
        here = self.address("change", story)
        link = format_html('<a href="{}">{}</a>', here, story.headline)
        head, tail = str(button.done).split("%(story)s")
        self.message_user(request, format_html("{}{}{}", head, link, tail))
        if story.status == Status.SUBMITTED and (lacks := printed(story, user).missing):
            words = " ".join([_("It can’t go out yet:"), *lacks])
            self.message_user(request, words, messages.WARNING)
        return HttpResponseRedirect(here if button.stays else reverse("admin:index"))

    def ask_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """A button that needs an answer: the text to read again, and the question."""
        story, button = self.story_or_404(request, pk), BY_NAME[name]
        closed = self.closed(request, story, button)
        if closed and request.method != "POST":
            self.message_user(request, str(closed), messages.ERROR)
            return HttpResponseRedirect(self.address("change", story))
        assert button.form is not None  # noqa: S101 - only those with a form have an address
        # An address may bring an answer along: a complaint that was granted says its kind.
        form = button.form(
            request.POST if request.method == "POST" else None,
            initial=button.initial(story) | request.GET.dict(),
            story=story,
        )
        # Until it is taken or refused, an answer is about the text that was read with the question.
        seen = seen_on(request) if form.is_bound else shown(story)
        refusal = closed
        if form.is_valid() and not closed:
            say_what_was_taken(request, form)
            try:
                return self.press(request, story, button, seen=seen, answer=form.cleaned_data)
            except Refused as refused:
                refusal = refused
        if refusal:
            form.add_error(None, str(refusal))
            story = self.story_or_404(request, pk)
            seen = shown(story)
            closed = self.closed(request, story, button)
            if text := posts.typed(request):
                filing.keep_refused_text(story=story, by=staff(request), text=text, why=refusal)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(button.label).rstrip("…"),
            "subtitle": None,
            "story": story,
            "seen": seen,
            "button": button,
            "form": form,
            "closed": closed,
            "reading": reading(story),
            "links": links_of(story),
            "printed": printed(story, staff(request)),
        }
        return TemplateResponse(request, "admin/articles/story/ask.html", context)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The working copy in the site's own page, for the newsroom alone."""
        story = self.story_or_404(request, pk)
        context = preview_of(story, staff(request), request)
        with translation.override(story.edition_id):
            html = render_to_string("admin/articles/story/preview.html", context)
        return HttpResponse(html, headers={"X-Robots-Tag": "noindex, nofollow"})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The whole log of the story."""
        if not object_id.isdecimal():
            raise Http404
        story = self.story_or_404(request, int(object_id))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Log"),
            "subtitle": story.headline,
            "story": story,
            "log": log.lines(story, most=None),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/story/log.html", context)

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """Raw copy in, filled form out."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        user = staff(request)
        person = Person.objects.filter(user=user).first()
        initial = {"edition": person.edition_id if person else Edition.objects.first()}
        form = PasteForm(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_valid():
            try:
                imported = importing.import_copy(by=user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("source", str(refusal))
            else:
                return self._imported(request, imported)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Paste copy"),
            "subtitle": None,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/story/paste.html", context)

    def _imported(self, request: HttpRequest, imported: importing.Imported) -> HttpResponse:
        story = imported.story
        if not self.get_queryset(request).filter(pk=story.pk).exists():
            self.message_user(
                request, _("This copy is a story of another desk already."), messages.WARNING
            )
            return HttpResponseRedirect(reverse("admin:index"))
        if imported.created:
            self.message_user(request, _("The copy is filed as a draft. Read it through."))
        else:
            self.message_user(request, _("This copy is a story already: this one."))
        return HttpResponseRedirect(self.address("change", story))


def shown(story: Story) -> Seen:
    """What a page that shows the story carries to its buttons."""
    return Seen(story.version, fingerprint(working_text(story)))


def seen_on(request: HttpRequest) -> Seen:
    """What the page showed from which this came; version 0 and no text when it doesn't say."""
    version, digest = (request.POST.get(f"seen_{name}", "") for name in ("version", "digest"))
    known = version.isdecimal() and len(version) < 10
    return Seen(int(version) if known else 0, digest if len(digest) <= MOST_SEEN else "")


def links_of(story: Story) -> QuerySet[RelatedLink]:
    """The story's links with what each is called in print."""
    return story.related_links.select_related("target__latest_dispatch")


def reading(story: Story) -> str:
    """The stored text as HTML."""
    return body.render(body.parse(story.body))
