"""The front page of an edition: pins in their order, each until its time, and the breaking bar."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import front
from articles.actions.refused import Refused
from articles.forms import LineField
from articles.models import Article, Breaking, Edition, Person, Pin
from articles.models.front import PLACES
from articles.search import search
from editorial.admin.base import ReadOnlyAdmin, say_what_was_taken, staff
from editorial.fields import OneLineField

OFFERED = 20
LOGGED = 8
LONGEST_LINK = 300
COLUMNS = ("headline", "desk_name", "edition_id", "slug", "published_at", "label")
PAST = {
    "pin": gettext_lazy("pinned"),
    "lead": gettext_lazy("pinned as the lead"),
    "unpin": gettext_lazy("pin taken off"),
    "move": gettext_lazy("moved"),
    "lapse": gettext_lazy("time of the pin set"),
    "on": gettext_lazy("breaking bar on"),
    "off": gettext_lazy("breaking bar off"),
}


class MomentInput(forms.DateTimeInput):
    """A time of the newsroom's own zone, as a phone asks for it."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class LapseForm(forms.Form):
    at = forms.DateTimeField(label=gettext_lazy("Pinned until"), widget=MomentInput)


class BarForm(forms.Form):
    text = OneLineField(
        label=gettext_lazy("Text of the bar"),
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 2, "class": "one-line"}),
    )
    link = LineField(
        label=gettext_lazy("Link"),
        required=False,
        # As browsers copy an address, an Arabic letter has six signs.
        max_length=2000,
        help_text=gettext_lazy("The address of a story or page of this site, or nothing."),
    )
    until = forms.DateTimeField(label=gettext_lazy("Goes out at"), widget=MomentInput)

    hosts: tuple[str, ...] = ()

    def clean_link(self) -> str:
        """The path with its letters, for an address of this site."""
        link: str = uri_to_iri(self.cleaned_data["link"])
        elsewhere = forms.ValidationError(_("This is not an address of this site."))
        try:
            parts = urlsplit(link)
        except ValueError as error:
            raise elsewhere from error
        if parts.netloc:
            if parts.netloc.lower() not in self.hosts or parts.scheme not in ("http", "https"):
                raise elsewhere
            link = parts._replace(scheme="", netloc="").geturl()
        MaxLengthValidator(LONGEST_LINK)(link)
        return link


@dataclass(frozen=True, slots=True)
class Place:
    """A pin as the page shows it; ``article`` is None when its story is withdrawn."""

    pin: Pin
    article: Article | None
    form: LapseForm
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    who: str
    what: str
    about: str


@admin.register(Pin)
class FrontAdmin(ReadOnlyAdmin[Pin]):
    """One page for each edition; every action asks again who may act."""

    def get_urls(self) -> list[URLPattern]:
        view: Any = self.admin_site.admin_view(self.front_view)
        pattern: URLPattern = path("", view, name="articles_pin_changelist")
        return [pattern]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Pin | None = None) -> bool:
        # The sign-in page asks too, where nobody is signed in.
        return request.user.has_perm("articles.arrange_front")

    def front_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        editions = list(Edition.objects.all())
        edition = self._edition(request, editions)
        bar = Breaking.objects.on(timezone.now()).filter(edition=edition).first()
        form = self._bar_form(request, bar)
        if request.method == "POST":
            done = self._act(request, edition, form)
            if done:
                return HttpResponseRedirect(done)
        words = request.GET.get("q", "").strip()
        places = _places(edition, request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Front page"),
            "subtitle": None,
            "editions": editions,
            "edition": edition,
            "places": places,
            "is_full": len(places) >= PLACES,
            "offered": _offered(edition, words, {place.pin.story_uid for place in places}),
            "words": words,
            "bar": bar,
            "form": form,
            "log": _log(edition),
            "here": self._address(edition, words),
        }
        return TemplateResponse(request, "editorial/front.html", context)

    def _edition(self, request: HttpRequest, editions: list[Edition]) -> Edition:
        """The one asked for, else one's own."""
        asked = request.GET.get("edition")
        if asked is None:
            own = Person.objects.filter(user=staff(request)).first()
            asked = own.edition_id if own else ""
        return next((edition for edition in editions if edition.pk == asked), editions[0])

    def _bar_form(self, request: HttpRequest, bar: Breaking | None) -> BarForm:
        is_posted = request.method == "POST" and request.POST.get("_do") == "on"
        until = bar.until if bar else timezone.now() + front.BAR_LASTS
        form = BarForm(
            request.POST if is_posted else None,
            initial={
                "text": bar.text if bar else "",
                "link": _link(bar) if bar else "",
                "until": until,
            },
        )
        form.hosts = (request.get_host().lower(), urlsplit(settings.SITE_URL).netloc.lower())
        return form

    def _act(self, request: HttpRequest, edition: Edition, form: BarForm) -> str:
        """Do what was pressed; where to go then, or "" to show the page with what is wrong."""
        here = self._address(edition, request.GET.get("q", ""))
        do, by = request.POST.get("_do", ""), staff(request)
        try:
            if do == "on":
                if not form.is_valid():
                    return ""
                say_what_was_taken(request, form)
                front.switch_on(edition=edition, by=by, **form.cleaned_data)
            elif do == "off":
                front.switch_off(edition=edition, by=by)
            elif do in PINNING:
                uid = _uid(request.POST.get("story", ""))
                PINNING[do](request, edition, uid)
                here += f"#pin-{uid}"
        except Refused as refusal:
            if do == "on":
                form.add_error("link" if refusal.rule == "link" else None, str(refusal))
                return ""
            self.message_user(request, str(refusal), messages.ERROR)
            if do == "lapse":
                return ""
        return here

    def _address(self, edition: Edition, words: str) -> str:
        query = {"edition": edition.pk, **({"q": words} if words else {})}
        return reverse("admin:articles_pin_changelist", query=query)


def _pin(request: HttpRequest, edition: Edition, uid: UUID) -> None:
    front.pin(edition=edition, story_uid=uid, by=staff(request))


def _lead(request: HttpRequest, edition: Edition, uid: UUID) -> None:
    front.pin(edition=edition, story_uid=uid, by=staff(request), leads=True)


def _unpin(request: HttpRequest, edition: Edition, uid: UUID) -> None:
    front.unpin(edition=edition, story_uid=uid, by=staff(request))


def _up(request: HttpRequest, edition: Edition, uid: UUID) -> None:
    front.move(edition=edition, story_uid=uid, by=staff(request), places=-1)


def _down(request: HttpRequest, edition: Edition, uid: UUID) -> None:
    front.move(edition=edition, story_uid=uid, by=staff(request), places=1)


def _lapse(request: HttpRequest, edition: Edition, uid: UUID) -> None:
    form = LapseForm(request.POST)
    if not form.is_valid():
        raise Refused("time", gettext_lazy("Choose a time."))
    front.lapse(edition=edition, story_uid=uid, by=staff(request), at=form.cleaned_data["at"])


PINNING: dict[str, Callable[[HttpRequest, Edition, UUID], None]] = {
    "pin": _pin,
    "lead": _lead,
    "unpin": _unpin,
    "up": _up,
    "down": _down,
    "lapse": _lapse,
}


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused("pin", gettext_lazy("There is no such story.")) from error


def _places(edition: Edition, request: HttpRequest) -> list[Place]:
    # A time that was refused stays where it was typed.
    typed = request.POST if request.POST.get("_do") == "lapse" else None
    pins = list(Pin.objects.standing(timezone.now()).filter(edition=edition))
    found = Article.objects.only(*COLUMNS).in_bulk([pin.story_uid for pin in pins])
    return [
        Place(
            pin,
            found.get(pin.story_uid),
            LapseForm(
                typed if typed and typed.get("story") == str(pin.story_uid) else None,
                initial={"at": pin.lapses_at},
                auto_id=f"id_{pin.pk}_%s",
            ),
            is_first=index == 0,
            is_last=index == len(pins) - 1,
        )
        for index, pin in enumerate(pins)
    ]


def _offered(edition: Edition, words: str, pinned: set[UUID]) -> list[Article]:
    """What may be pinned: what the words find, newest first, or simply the newest."""
    if words:
        found = [hit.article for hit in search(words, edition=edition.pk, newest_first=True).hits]
    else:
        found = list(Article.objects.filter(edition=edition).only(*COLUMNS)[: OFFERED + PLACES])
    return [article for article in found if article.pk not in pinned][:OFFERED]


def _link(bar: Breaking) -> str:
    if bar.story_uid is None:
        return bar.url
    article = Article.objects.filter(pk=bar.story_uid).only("edition_id", "slug").first()
    return uri_to_iri(article.get_absolute_url()) if article else ""


def _log(edition: Edition) -> list[Line]:
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Pin), object_id=edition.pk
    ).select_related("user")[:LOGGED]
    lines = []
    for entry in entries:
        said = json.loads(entry.change_message)
        who = entry.user.get_full_name() or entry.user.get_username()
        lines.append(Line(entry.action_time, who, str(PAST[said["verb"]]), said["what"]))
    return lines
