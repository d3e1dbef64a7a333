"""A button that needs an answer: the text to read again, and the question."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.actions import saving
from articles.actions.refused import Refused
from articles.models import LIVE, Story
from articles.record import working_text
from articles.record.versions import text_sent
from editorial.admin import posts
from editorial.admin.base import say_what_was_taken, staff
from editorial.checks.check import Finding
from editorial.story import checking
from editorial.story.access import (
    address,
    context_of,
    links_of,
    reading,
    seen_on,
    shown,
    story_of,
)
from editorial.story.acting import closed, press
from editorial.story.buttons import BY_NAME
from editorial.story.differences import Difference, changed_since, differences
from editorial.story.printed import printed
from editorial.story.questions import REASONS, AskForm


def ask_view(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The page of the button ``name``, and its press."""
    story = story_of(request, pk)
    button = BY_NAME[name].on(story)
    shut = closed(request, story, button)
    if shut and request.method != "POST":
        messages.error(request, str(shut))
        return HttpResponseRedirect(address("change", story))
    # An address may bring an answer along: a complaint that was granted says its kind.
    form = (button.form or AskForm)(
        request.POST if request.method == "POST" else None,
        initial=button.initial(story) | request.GET.dict(),
        story=story,
    )
    # Until it is taken or refused, an answer is about the text that was read with the question.
    seen = seen_on(request) if form.is_bound else shown(story)
    passed = request.POST.get(posts.PASSED, "").split()
    refusal = shut
    changes: list[Difference] = []
    asked: Sequence[Finding] | None = None
    if form.is_valid() and not shut:
        say_what_was_taken(request, form)
        try:
            return press(request, story, button, seen=seen, answer=form.cleaned_data, passed=passed)
        except Refused as refused:
            refusal = refused
        except checking.Asks as asks:
            asked = asks.findings
            form.add_error(None, _("Nothing was sent yet. Read what was found, and decide."))
    if refusal:
        form.add_error(None, str(refusal))
        story = story_of(request, pk)
        if refusal.rule == "changed":
            changes = changed_since(story, seen, reader=staff(request))
        seen = shown(story)
        shut = closed(request, story, button)
        if text := posts.typed(request):
            saving.keep_refused_text(story=story, by=staff(request), text=text, why=refusal)
    if asked is None and button.is_checked and not shut:
        found = checking.found_in(story, staff(request))
        asked = checking.asked_of(story, button, staff(request), found)
    refusing = any(each.refuses for each in asked or ())
    context = context_of(
        request,
        title=str(button.label).rstrip("…"),
        story=story,
        seen=seen,
        button=button,
        reasons=REASONS if button.name == "return" else (),
        form=form,
        closed=shut,
        changes=changes,
        corrected=_corrected(request, story) if button.name == "correct" else [],
        asked=asked or (),
        refusing=refusing,
        # What was typed into a question is sent again, once what refuses is mended elsewhere.
        may_press=button.form is not None or not refusing,
        reading=reading(story),
        links=links_of(story),
        printed=printed(story, staff(request)),
    )
    return TemplateResponse(request, "editorial/story/ask.html", context)


def _corrected(request: HttpRequest, story: Story) -> list[Difference]:
    """What readers had beside what they will have, paragraph by paragraph."""
    sent = text_sent(story) if story.status in LIVE else None
    if sent is None:
        return []
    # The log has the text as it was before the code was printed on it.
    was, now = ({**text, "code_text": ""} for text in (sent, working_text(story)))
    return differences(was, now, reader=staff(request))
