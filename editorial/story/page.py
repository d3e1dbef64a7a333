"""The page of one story: from the request that opens or posts its form to the commit."""

from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.refused import Refused
from articles.actions.saving import keep_refused_text, save_story
from articles.actions.transitions import check_version, may_edit
from articles.models import Event, Status, Story
from articles.record import Content, retouched
from editorial.admin import posts
from editorial.admin.base import say_what_was_taken, staff, that_fit
from editorial.models import Buffer
from editorial.story import buffers, log, merging, presence, refused, takeover
from editorial.story.access import (
    Seen,
    context_of,
    find,
    seen_on,
    shown,
    story_of,
)
from editorial.story.acting import act
from editorial.story.around import about, pressed
from editorial.story.buttons import OF_A_NEW_STORY
from editorial.story.form import StoryForm, as_typed, dateline_end, directions
from editorial.story.links import PREFIX, Links, links_form
from editorial.story.printed import is_codeless
from editorial.story.together import Together, together_at


def add_view(request: HttpRequest) -> HttpResponse:
    """The form of a new story."""
    user = staff(request)
    if not user.has_perm("articles.add_story"):
        raise PermissionDenied
    known = posts.posted(request)
    if known and known.is_again and known.receipt.story_id:
        story = story_of(request, known.receipt.story_id)
        again = Refused("again", gettext_lazy("This form has made this story already."))
        return _instead_of_saving(request, story) or refused.page(request, story, again)
    if request.method == "POST":
        return _save(request, None)
    if buffer := buffers.taken(request, None):
        return _page_of(request, None, buffer)
    initial = that_fit(Story, request.GET.dict())
    form = StoryForm(None, user=user, story=None, initial=initial)
    return _page(request, None, form, links_form(None, None))


def change_view(request: HttpRequest, object_id: str) -> HttpResponse:
    """The form of a stored story, or its text for who may only read it, or while another writes."""
    user = staff(request)
    if request.method == "POST":
        return _answer(request, story_of(request, object_id))
    found = find(request, object_id)
    if found is None:
        messages.warning(request, _("There is no such story, or it is not for you."))
        return HttpResponseRedirect(reverse("admin:index"))
    together = together_at(found)
    if not may_edit(user, found) or together.is_held_from(user):
        offer = buffers.offer_of(user, found)
        return _page(request, found, offer=offer, together=together)
    if buffer := buffers.taken(request, found):
        return _page_of(request, found, buffer, together)
    form = StoryForm(None, user=user, story=found)
    offer = buffers.offer_of(user, found)
    return _page(request, found, form, links_form(None, found), offer=offer, together=together)


def _page_of(
    request: HttpRequest, story: Story | None, buffer: Buffer, together: Together | None = None
) -> HttpResponse:
    """The form filled with what was typed before and not saved."""
    typed = as_typed(buffer.fields)
    form = StoryForm(None, user=staff(request), story=story, initial=typed)
    links = buffers.links_of(buffer, story)
    return _page(request, story, form, links, buffer=buffer, together=together)


def _answer(request: HttpRequest, story: Story) -> HttpResponse:
    if answer := _instead_of_saving(request, story):
        return answer
    if not may_edit(staff(request), story):
        raise PermissionDenied
    if taken := takeover.taken_from(request):
        why = takeover.refusal_of(taken)
        return refused.page(request, story, why, taken=taken)
    return _save(request, story)


def _save(request: HttpRequest, story: Story | None) -> HttpResponse:
    """Save what was typed, and then do what the pressed button says."""
    user, seen = staff(request), seen_on(request)
    form, links = StoryForm(request.POST, user=user, story=story), links_form(request.POST, story)
    is_valid = all([form.is_valid(), links.is_valid()])
    try:
        if story is not None:
            # That another text is there by now is said before any fault of this one.
            check_version(story, seen.version)
        if not is_valid:
            return _page(request, story, form, links)
        text = _text(form, links)
        if story is not None and merging.SEEN_FIRST in request.POST:
            merge = merging.Merge(request, story, form, links)
            if (merged := merge.text()) is None:
                return merging.page(request, story, merge, is_unanswered=True)
            text = merged
        version = None if story is None else seen.version
        with transaction.atomic():
            saved = save_story(user=user, story=story, seen=version, text=text)
            buffers.drop_saved(request, saved.story, is_new=story is None)
    except Refused as refusal:
        return _refused(request, story and story_of(request, story.pk), refusal)
    say_what_was_taken(request, form, *links.forms)
    if saved.off_schedule:
        messages.warning(request, off_the_schedule(saved.off_schedule))
    if saved.is_changed:
        messages.success(request, _("Saved."))
    elif "_do" not in request.POST:
        messages.info(request, _("Nothing was changed."))
    posts.belongs_to(request, saved.story)
    # The button acts on what was read, with what was typed over it.
    acts_on = shown(saved.story, saved.after)
    if story is not None:
        digest = retouched(seen.digest, saved.before, saved.after)
        acts_on = Seen(saved.story.version, digest)
    return act(request, saved.story, seen=acts_on)


def _refused(request: HttpRequest, story: Story | None, why: Refused) -> HttpResponse:
    """The form with all that was typed, over the story as it is now, and why it was not saved."""
    user = staff(request)
    if story is not None and not may_edit(user, story):
        return _answer(request, story)
    form, links = StoryForm(request.POST, user=user, story=story), links_form(request.POST, story)
    form.is_valid()
    if story is None or why.rule != "changed":
        form.add_error(None, str(why))
        return _page(request, story, form, links)
    keep_refused_text(story=story, by=user, text=posts.typed(request))
    if form.is_valid() and links.is_valid():
        return merging.page(request, story, merging.Merge(request, story, form, links))
    return _page(request, story, form, links, stale=log.last_saved(story))


def _text(form: StoryForm, links: Links) -> Content:
    text = form.text()
    if links.has_changed():
        text["related"] = links.links()
    return text


def _instead_of_saving(request: HttpRequest, story: Story) -> HttpResponse | None:
    """The answer to a form that has nothing to save, or may not; None for any other."""
    known = posts.posted(request)
    if known and known.is_again and known.is_same:
        # Saved before, and now another button.
        is_here = known.receipt.version == story.version
        return act(
            request, story, seen=shown(story) if is_here else Seen(known.receipt.version or 0, "")
        )
    if may_edit(staff(request), story):
        return None
    if refused.beside(story, request.POST):
        refusal = Refused(
            "state",
            gettext_lazy("The story is “%(status)s” by now: you may not change it any more."),
            status=Status(story.status).label,
        )
        return refused.page(request, story, refusal)
    # Who may only read has no text to save, but may have buttons.
    return act(request, story, seen=seen_on(request)) if "_do" in request.POST else None


def _page(
    request: HttpRequest,
    story: Story | None,
    form: StoryForm | None = None,
    links: Links | None = None,
    *,
    stale: Event | None = None,
    offer: buffers.Offer | None = None,
    buffer: Buffer | None = None,
    together: Together | None = None,
) -> HttpResponse:
    """The page, with the form unless it may only be read.

    ``stale`` is who saved meanwhile; ``offer`` what the person typed before, and ``buffer`` the
    same when the form has it. ``together`` is who is there, if that was asked already.
    """
    user = staff(request)
    edition = story.edition if story else form and form.edition
    context = context_of(
        request,
        title=story.headline if story else _("New story"),
        form=form,
        links=links,
        prefix=PREFIX,
        errors=bool(form and links and (form.errors or links.total_error_count())),
        media=form and links and form.media + links.media,
        directions=directions(),
        dateline_end=dateline_end(edition) if edition else "",
        press=pressed(OF_A_NEW_STORY),
        edition=edition,
        is_codeless=story is None and is_codeless(user),
        stale=stale,
        offer=offer,
        **buffers.context_of(request, story, buffer),
    )
    if story is not None:
        context |= about(story, user, is_form=form is not None)
        together = together or together_at(story)
        context |= presence.context_of(story, user, together, is_form=form is not None)
        context["typing"] = None if form else presence.typing(story, user, together)
        # A page that comes back with errors is still about the text that was opened.
        is_kept = request.method == "POST"
        context["seen"] = merging.seen_first(request) if is_kept else shown(story)
        if buffer:
            context["seen"] = replace(context["seen"], version=buffer.version)
    return TemplateResponse(request, "editorial/story/page.html", context)


def off_the_schedule(time: datetime) -> str:
    """What a person is told with whose change an approval fell."""
    return _(
        "The story was approved for %(time)s; with this change it is off the schedule. Approve it"
        " again."
    ) % {"time": date_format(timezone.localtime(time), "DATETIME_FORMAT")}
