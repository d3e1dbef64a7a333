"""What is read beside a story's form: its preview, and its whole log."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _

from editorial.admin.base import staff
from editorial.story import log
from editorial.story.access import context_of, story_of
from editorial.story.preview import preview_of


def preview_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The working copy in the site's own page, for the newsroom alone."""
    story = story_of(request, pk)
    context = preview_of(story, staff(request), request)
    with translation.override(story.edition_id):
        html = render_to_string("editorial/story/preview.html", context)
    return HttpResponse(html, headers={"X-Robots-Tag": "noindex, nofollow"})


def history_view(request: HttpRequest, object_id: str) -> HttpResponse:
    """The whole log of the story."""
    story = story_of(request, object_id)
    context = context_of(
        request,
        title=_("Log"),
        story=story,
        log=log.lines(story, most=None),
    )
    context["subtitle"] = story.headline
    return TemplateResponse(request, "editorial/story/log.html", context)
