"""Telling a WebSub hub that public feeds have changed, so that their readers hear of it at once.

Which hub is a setting; readers find it in the feeds. docs/decisions/websub.md says why it is so.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from articles.models.addresses import public_address
from articles.models.dispatch import Dispatch, PubStatus, Signal
from articles.record.plain import Content
from wire.models.hub_ping import HubPing
from wire.push import outgoing

FORM: Final = "application/x-www-form-urlencoded"
SECONDS: Final = 15.0
SUCCESS: Final = 2
"""What the statuses of success begin with."""
OLD: Final = timedelta(hours=1)
"""What was sent longer ago comes from an archive that moves in."""


class HubRefusedError(Exception):
    """The hub took the ping for none."""


def on_dispatch(dispatch: Dispatch) -> None:
    """Note which feeds the hub is to be told of; called by ``settings.ON_DISPATCH``."""
    if not settings.WEBSUB_HUB or timezone.now() - dispatch.sent_at > OLD:
        return
    # Under an embargo nothing is public, and under a hold nothing changes but the hold itself.
    is_silent = dispatch.pubstatus == PubStatus.WITHHELD and dispatch.signal != Signal.HOLD
    # What is withdrawn under an embargo was never public either.
    if is_silent or dispatch.data.get("embargo"):
        return
    before = Dispatch.objects.filter(
        story_uid=dispatch.story_uid, version=dispatch.version - 1
    ).values_list("content", flat=True)
    paths = {path for content in (dispatch.data, *before) for path in _feeds(content)}
    HubPing.objects.create(number=dispatch.number, paths=sorted(paths))


def tell(number: int) -> None:
    """Tell the hub what a row says, and take the row away. Raises what kept it from being told."""
    waiting = HubPing.objects.filter(pk=number)
    if not waiting.update(tried_at=timezone.now()):
        return
    if settings.WEBSUB_HUB:
        _post([settings.SITE_URL + path for path in waiting.get().paths])
    waiting.delete()


def _post(topics: Iterable[str]) -> None:
    told = {"hub.mode": "publish", "hub.url": [*topics]}
    answer = outgoing.request(
        "POST",
        settings.WEBSUB_HUB,
        body=urlencode(told, doseq=True).encode(),
        headers={"Content-Type": FORM},
        seconds=SECONDS,
    )
    if answer.status // 100 != SUCCESS:
        said = answer.body[:200].decode(errors="replace").strip()
        raise HubRefusedError(f"{answer.status} {said}".strip())


def _feeds(content: Content) -> list[str]:
    """The paths of all feeds that have the story."""
    edition = content["edition"]["code"]
    desks: list[dict[str, Any]] = [content["desk"], content["section"]]
    pages: list[tuple[str, dict[str, Any]]] = [
        *((view, {}) for view in ("feed", "atom")),
        *((view, {"slug": desk["slug"]}) for desk in desks for view in ("desk_feed", "desk_atom")),
        *(
            (view, {"slug": tag["slug"]})
            for tag in content.get("tags", [])
            for view in ("tag_feed", "tag_atom")
        ),
    ]
    found = [public_address(view, edition=edition, **kwargs) for view, kwargs in pages]
    return [path for path in found if path]
