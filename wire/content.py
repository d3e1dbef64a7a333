"""What of a Dispatch a subscriber gets."""

from collections.abc import Mapping
from typing import Any

from articles.models.dispatch import Dispatch, PubStatus


def has_text(dispatch: Dispatch) -> bool:
    """Whether the words of a story go out with it: not with a withdrawal, and not under a hold."""
    return dispatch.pubstatus != PubStatus.CANCELED and not dispatch.data.get("hold")


def shown(content: Mapping[str, Any], *, has_pictures: bool) -> Mapping[str, Any]:
    """The content of a Dispatch for a subscriber who has pictures, or who has none."""
    if has_pictures:
        return content
    text = [block for block in content["body"] if block["kind"] not in ("picture", "gallery")]
    return {**content, "picture": None, "pictures": {}, "body": text}
