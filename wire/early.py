"""Pictures of stories that readers don't have yet, for subscribers who were sent them."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from articles.models.dispatch import Dispatch
from articles.pictures import recipe
from wire import keys
from wire.models.delivery import Delivery
from wire.models.entry import Entry
from wire.models.key import Scope

LATE: Final = timedelta(days=1)
"""How long after its time a story may wait for its lift, with a worker that is away."""


def may_have(request: HttpRequest, token: str) -> bool:
    """Whether the key of a request opens the picture, which is named by ``token``."""
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    key = keys.find(secret.strip()) if scheme.lower() == "bearer" else None
    return key is not None and Scope.READ in key.scopes and was_sent(key.company_id, token)


def was_sent(company: int, token: str) -> bool:
    """Whether a subscriber has the picture in the newest version of a story under an embargo."""
    withheld = Entry.objects.filter(
        embargo_until__gt=timezone.now() - LATE, has_pictures=True
    ).values("number")
    newer = Delivery.objects.filter(
        story_uid=OuterRef("story_uid"), company=company, number__gt=OuterRef("number")
    )
    sent = Delivery.objects.filter(
        ~Exists(newer), company=company, has_pictures=True, number__in=withheld
    )
    shown = Dispatch.objects.filter(number__in=sent.values("number")).values_list(
        "content__picture", "content__pictures"
    )
    return any(
        recipe.token(picture) == token
        for lead, in_text in shown
        for picture in [*([lead] if lead else []), *(in_text or {}).values()]
    )
