"""Already on the wire? The stories of the last days that are near to what is being typed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.contrib import admin
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.models import LIVE, Desk, Sketch, Status, Story, User
from articles.models.addresses import public_address
from articles.record import sketch_of
from articles.text import signs
from articles.text.shingles import FEWEST_SHARED, likeness
from editorial.admin.base import staff
from editorial.story.access import address
from editorial.story.form import printed_headline

WINDOW: Final = timedelta(hours=72)
MOST_SHOWN: Final = 5
MOST_COMPARED: Final = 2_000
"""So many headlines, the newest, are compared; texts are found among all of the last days."""
NEAR_HEADLINE: Final = 0.35
NEAR_TEXT: Final = 0.2
FEWEST_LETTERS: Final = 12
"""A shorter headline says nothing yet."""
LONGEST_HEADLINE: Final = 300
LONGEST_HTML: Final = 6_000
"""So much of a text is read: a story says first what it is about."""
_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in the form: a story’s beginning, its desk, and its key, 0 until it is stored."""

    headline: str
    standfirst: str
    body: str
    desk: Desk | None
    story: int


@dataclass(frozen=True, slots=True)
class Near:
    """A story that is near, under the headline by which the person may know it.

    ``field`` of the form is the one that can name it: ``updates``, ``translation_of`` or none.
    """

    story: Story
    headline: str
    address: str
    percent: int
    field: str


@never_cache
@require_POST
def near_view(request: HttpRequest) -> HttpResponse:
    """What is near to a form's headline, standfirst and text, as HTML; empty where nothing is."""
    if not admin.site.has_permission(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    user = staff(request)
    if not user.has_perm("articles.add_story"):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    found = near_to(typed(request), user=user, now=timezone.now())
    return HttpResponse(
        render_to_string("editorial/story/near_rows.html", {"found": found}) if found else ""
    )


def typed(request: HttpRequest) -> Typed:
    """What a form's script sends of it; what can't be read is not there."""
    sent = request.POST
    desk, story = (_key(sent.get(name, "")) for name in ("desk", "story"))
    return Typed(
        signs.printable(sent.get("headline", "")[:LONGEST_HEADLINE]),
        signs.printable(sent.get("standfirst", "")[:LONGEST_HEADLINE]),
        signs.carried(sent.get("body", "")[:LONGEST_HTML]),
        Desk.objects.filter(pk=desk).first(),
        story,
    )


def near_to(text: Typed, *, user: User, now: datetime) -> list[Near]:
    """The nearest stories first, at most ``MOST_SHOWN``; none that ``user`` may not know of."""
    since = now - WINDOW
    known = Story.objects.known_to(user).exclude(pk=text.story).exclude(status=Status.SPIKED)
    likely = _by_headline(known, text.headline, since)
    likely |= {key: max(near, likely.get(key, 0)) for key, near in _by_text(text).items()}
    rows = (
        known.filter(pk__in=likely, updated_at__gte=since)
        .select_related("edition", "desk", "latest_dispatch")
        .defer("body", "copy_source", "findings", "words")
    )
    nearest = sorted(rows, key=lambda story: (-likely[story.pk], -story.pk))[:MOST_SHOWN]
    visible = set(
        Story.objects.visible_to(user)
        .filter(pk__in=[story.pk for story in nearest])
        .values_list("pk", flat=True)
    )
    return [
        _near(story, likely[story.pk], text.desk, is_visible=story.pk in visible)
        for story in nearest
    ]


def _by_headline(known: QuerySet[Story], headline: str, since: datetime) -> dict[int, float]:
    if len(headline) < FEWEST_LETTERS:
        return {}
    newest = Story.objects.order_by("-updated_at", "-pk").values_list("updated_at", flat=True)
    for oldest in newest[MOST_COMPARED - 1 : MOST_COMPARED]:
        since = max(since, oldest)
    near = TrigramSimilarity("headline", headline)
    rows = known.filter(updated_at__gte=since).annotate(near=near).filter(near__gte=NEAR_HEADLINE)
    return dict(rows.order_by("-near", "-pk").values_list("pk", "near")[:_MOST_FOUND])


def _by_text(text: Typed) -> dict[int, float]:
    shingles = sketch_of(text.headline, text.standfirst, text.body)
    found = Sketch.objects.sharing(shingles, fewest=FEWEST_SHARED, most=_MOST_FOUND)
    near = {row.story: likeness(row.shared, len(shingles), row.of) for row in found}
    return {key: share for key, share in near.items() if share >= NEAR_TEXT}


def _near(story: Story, near: float, desk: Desk | None, *, is_visible: bool) -> Near:
    to = address("change", story)
    if not is_visible:
        to = public_address("story", edition=story.edition_id, slug=story.slug)
    return Near(
        story=story,
        headline=story.headline if is_visible else printed_headline(story),
        address=to,
        percent=round(100 * near),
        field=_field(story, desk),
    )


def _field(story: Story, desk: Desk | None) -> str:
    """The field of the form that may name the story."""
    if desk is None:
        return ""
    if desk.edition_id != story.edition_id:
        return "translation_of"
    return "updates" if story.status in LIVE else ""


def _key(sent: str) -> int:
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0
