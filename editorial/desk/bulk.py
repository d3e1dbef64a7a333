"""Several stories at once: to a desk, a tag, into another's hand, laid aside. Never published.

Each story is locked, looked at again and asked whether it may be, for itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.refused import Refused, say
from articles.actions.reviewing import spike
from articles.actions.saving import save_story
from articles.actions.transitions import check_version, lock
from articles.forms import TagsField, TextField
from articles.models import ON_WIRE, Desk, Status, Story, User
from editorial.admin.base import say_what_was_taken, staff
from editorial.story import claims
from editorial.story.access import context_of
from editorial.story.together import let_go

MOST: Final = 200
KEPT: Final = "bulk"
"""Where a session has what became of the last."""

Answer = dict[str, Any]


class DeskField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Desks by edition and name."""

    def label_from_instance(self, obj: Desk) -> str:
        return f"{obj.edition}: {obj}"


class EditorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as above
    """Editors by name."""

    def label_from_instance(self, obj: User) -> str:
        return claims.name_of(obj)


def editors() -> QuerySet[User]:
    """Who can take a waiting story."""
    found = User.objects.with_perm("articles.review_story").filter(is_active=True, is_staff=True)
    return found.order_by("first_name", "last_name", "pk")


class ToDeskForm(forms.Form):
    desk = DeskField(
        label=gettext_lazy("Desk"), queryset=Desk.objects.select_related("edition"), empty_label=""
    )


class TagForm(forms.Form):
    tags = TagsField(label=gettext_lazy("Tags"))


class HandOverForm(forms.Form):
    to = EditorField(label=gettext_lazy("Editor"), queryset=User.objects.none(), empty_label="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, EditorField)  # noqa: S101 - declared above
        to.queryset = editors()


class SpikeForm(forms.Form):
    reason = TextField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _to_desk(story: Story, by: User, answer: Answer) -> None:
    desk = answer["desk"]
    _require_unapproved(story)
    if story.desk_id == desk.pk:
        raise Refused("same", gettext_lazy("It is on this desk already."))
    save_story(user=by, story=story, seen=story.version, text={"desk": desk.pk})


def _tag(story: Story, by: User, answer: Answer) -> None:
    _require_unapproved(story)
    names = list(story.tags.order_by("name").values_list("name", flat=True))
    known = {name.casefold() for name in names}
    more = [name for name in answer["tags"] if name.casefold() not in known]
    if not more:
        raise Refused("same", gettext_lazy("It has this tag already."))
    save_story(user=by, story=story, seen=story.version, text={"tags": [*names, *more]})


def _hand_over(story: Story, by: User, answer: Answer) -> None:
    claims.hand_over(story=story, by=by, to=answer["to"])


def _spike(story: Story, by: User, answer: Answer) -> None:
    let_go(spike(story=story, by=by, reason=answer["reason"]), by)


def _require_unapproved(story: Story) -> None:
    """Refuse what readers or the clock would be concerned by: it is changed on its own page."""
    if story.status == Status.APPROVED:
        why = gettext_lazy("It is scheduled, and a change would take it off the schedule.")
        raise Refused("state", why)
    if story.status in ON_WIRE:
        raise Refused("state", gettext_lazy("It was sent: change it on its own page."))


@dataclass(frozen=True, slots=True)
class Bulk:
    """What can be done to several stories; ``run`` is it for one, locked, and may refuse."""

    name: str
    label: str | Promise
    title: str | Promise
    form: type[forms.Form]
    run: Callable[[Story, User, Answer], None]
    look: str = "go"


BULKS: Final = (
    Bulk("desk", gettext_lazy("Desk…"), gettext_lazy("To another desk"), ToDeskForm, _to_desk),
    Bulk("tag", gettext_lazy("Tag…"), gettext_lazy("Add a tag"), TagForm, _tag),
    Bulk(
        "hand-over",
        gettext_lazy("Hand over…"),
        gettext_lazy("Hand over to an editor"),
        HandOverForm,
        _hand_over,
    ),
    Bulk("spike", gettext_lazy("Spike…"), gettext_lazy("Spike"), SpikeForm, _spike, look="stop"),
)
BY_NAME: Final = {bulk.name: bulk for bulk in BULKS}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one story; ``why`` it was refused, if it was."""

    pk: int
    headline: str
    why: dict[str, Any] | None = None

    @property
    def said(self) -> str:
        return say(self.why) if self.why else ""


def bulk_view(request: HttpRequest) -> HttpResponse:
    """Ask what is to be done to the chosen stories, and do it to each."""
    user = staff(request)
    if not user.has_perm("articles.review_story"):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    seen = _seen(given.getlist("story"))
    if not seen:
        messages.warning(request, _("Choose stories first."))
        return HttpResponseRedirect(reverse("admin:index"))
    bulk = BY_NAME.get(given.get("do", ""))
    if bulk is None:
        raise Http404
    stories = list(Story.objects.visible_to(user).filter(pk__in=seen).order_by("pk"))
    form = bulk.form(request.POST if request.method == "POST" else None)
    if len(seen) > MOST:
        form.add_error(None, _("At most %(most)s stories at once.") % {"most": MOST})
    elif form.is_bound and form.is_valid():
        say_what_was_taken(request, form)
        outcomes = [
            _outcome(bulk, each, seen[each.pk], user, form.cleaned_data) for each in stories
        ]
        rows = [[each.pk, each.headline, each.why] for each in outcomes]
        request.session[KEPT] = {"do": bulk.name, "rows": rows}
        return HttpResponseRedirect(reverse("admin:desk_bulk_result"))
    context = context_of(
        request,
        title=bulk.title,
        bulk=bulk,
        form=form,
        chosen=[(each, seen[each.pk]) for each in stories],
    )
    return TemplateResponse(request, "editorial/desk/bulk.html", context)


def result_view(request: HttpRequest) -> HttpResponse:
    """What became of each of the last that this person had done."""
    if not staff(request).has_perm("articles.review_story"):
        raise PermissionDenied
    kept = request.session.get(KEPT)
    if not kept:
        return HttpResponseRedirect(reverse("admin:index"))
    outcomes = [Outcome(pk, headline, why) for pk, headline, why in kept["rows"]]
    refused = [each for each in outcomes if each.why]
    done = [each for each in outcomes if not each.why]
    context = context_of(
        request,
        title=BY_NAME[kept["do"]].title,
        refused=refused,
        done=done,
        counted=_(", ").join(_counted(len(done), len(refused))),
    )
    return TemplateResponse(request, "editorial/desk/bulk_result.html", context)


def address_of(name: str, stories: Sequence[tuple[int, int]]) -> str:
    """Where ``name`` is asked for stories, each by its key and the version that was seen."""
    picks = [f"{pk}-{version}" for pk, version in stories]
    return reverse("admin:desk_bulk", query={"do": name, "story": picks})


def _counted(done: int, refused: int) -> list[str]:
    said = [ngettext("%(count)s story done", "%(count)s stories done", done) % {"count": done}]
    if refused:
        words = ngettext("%(count)s refused", "%(count)s refused", refused)
        said.append(words % {"count": refused})
    return said


def _seen(picks: Sequence[str]) -> dict[int, int]:
    """The versions that were seen, by the keys of their stories."""
    found = {}
    for pick in picks:
        pk, _dash, version = pick.partition("-")
        if all(part.isdecimal() and len(part) < 10 for part in (pk, version)):
            found[int(pk)] = int(version)
    return found


def _outcome(bulk: Bulk, story: Story, seen: int, by: User, answer: Answer) -> Outcome:
    try:
        with transaction.atomic():
            locked = lock(story)
            check_version(locked, seen)
            bulk.run(locked, by, answer)
    except Refused as refusal:
        return Outcome(story.pk, story.headline, refusal.reason)
    return Outcome(story.pk, story.headline)
