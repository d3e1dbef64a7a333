"""What of the newsdesk somebody looks after: chosen once, kept for them on every device."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.models import Desk, Edition, User
from editorial.admin.base import staff
from editorial.models import DeskChoice

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition with its desks, and which of them are chosen."""

    edition: Edition
    is_chosen: bool
    desks: Sequence[tuple[Desk, bool]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody looks after: as a condition on stories, and as what can be chosen."""

    stories: Q
    offers: Sequence[Offer]
    desks: set[int] | None
    """Their keys; None for all."""
    names: Sequence[str]


def chosen_by(user: User) -> Chosen:
    """What ``user`` chose, and what there is to be chosen, in three queries."""
    choice = DeskChoice.of(user)
    editions, desks = list(Edition.objects.all()), list(Desk.objects.all())
    wanted = {desk.pk for desk in desks if choice.has(desk)}
    offers = [
        Offer(
            edition,
            edition.pk in choice.editions,
            [(desk, desk.pk in choice.desks) for desk in desks if desk.edition_id == edition.pk],
        )
        for edition in editions
    ]
    names = [offer.edition.name for offer in offers if offer.is_chosen]
    names += [desk.name for offer in offers for desk, is_chosen in offer.desks if is_chosen]
    # What was chosen may all be gone by now.
    is_all = choice.is_all or not names
    return Chosen(Q() if is_all else Q(desk__in=wanted), offers, None if is_all else wanted, names)


@require_POST
def choice_view(request: HttpRequest) -> HttpResponse:
    """Keep what was ticked, and show the desk."""
    user = staff(request)
    if not user.has_perm("articles.view_story"):
        raise PermissionDenied
    editions = [key for key in request.POST.getlist("edition") if len(key) <= 8]
    desks = [key for key in request.POST.getlist("desk") if key.isdecimal() and len(key) < 18]
    is_all = "all" in request.POST
    DeskChoice.objects.update_or_create(
        user=user,
        defaults={
            "editions": [] if is_all else sorted(set(editions))[:MOST],
            "desks": [] if is_all else sorted({int(key) for key in desks})[:MOST],
        },
    )
    return HttpResponseRedirect(reverse("admin:index"))
