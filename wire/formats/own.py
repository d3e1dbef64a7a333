"""A delivery as our own JSON item: what each field promises stands in docs/wire.md."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.core.files.storage import default_storage

from articles.models.addresses import public_address
from articles.models.dispatch import Dispatch
from articles.text import body
from articles.text.signs import carried_in
from wire.content import has_text, shown
from wire.formats.item import Item as Told
from wire.formats.xhtml import fragment
from wire.models.delivery import Delivery, Place

type Item = dict[str, Any]

MEDIA_TYPE: Final = "application/json"

# What is in an item as it is in the Dispatch.
_SAME: Final = (
    *("headline", "standfirst", "slugline", "byline", "dateline", "places", "code", "sign_off"),
    *("ednote", "label", "sponsor", "is_ai", "verification_note", "tags", "kind"),
)
_PICTURE: Final = (
    *("width", "height", "checksum", "alternative", "caption", "photographer", "agency"),
    *("credit", "kind", "licence", "usable_until", "is_ai"),
)
_EMPTY: Final[Item] = {"is_ai": False, "tags": [], "places": [], "kind": None}


def own(delivery: Delivery | Place, dispatch: Dispatch, origin: str) -> bytes:
    return json.dumps(item(delivery, dispatch, origin=origin), ensure_ascii=False).encode()


def item(delivery: Delivery | Place, dispatch: Dispatch, *, origin: str) -> Item:
    """What a subscriber is sent: the whole story, or of a withdrawal and a hold no text at all."""
    place = {"number": delivery.number, "prev": delivery.prev, "signal": delivery.signal}
    return place | common(dispatch, origin=origin, has_pictures=delivery.has_pictures)


def common(dispatch: Dispatch, *, origin: str, has_pictures: bool) -> Item:
    """What is the same for all who are sent it, with pictures or without."""
    content: dict[str, Any] = carried_in(dispatch.data)
    head = {
        "story": str(dispatch.story_uid),
        "version": dispatch.version,
        "pubstatus": dispatch.pubstatus,
        "hash": dispatch.digest,
        "sent_at": dispatch.sent_at.isoformat(),
        "published_at": content["published_at"],
        "updated_at": content["updated_at"],
        "edition": content["edition"]["code"],
        "direction": content["edition"]["direction"],
        "url": origin + public_address("story", edition=dispatch.edition, slug=dispatch.slug),
        "headline": content["headline"],
        "desk": content["desk"],
        "section": content["section"],
        "urgency": content.get("urgency"),
        "embargo": content.get("embargo"),
        "hold": content.get("hold"),
        "withdrawal": content.get("withdrawal"),
    }
    if not has_text(dispatch):
        return head
    told = Told.of(dispatch, base=origin, has_pictures=has_pictures)
    given = shown(content, has_pictures=has_pictures)
    return head | _story(given, origin) | {"body_html": fragment(told, lead=False)}


def _story(content: Mapping[str, Any], origin: str) -> Item:
    # A Dispatch of before pictures stood in texts has none.
    pictures = content.get("pictures", {})
    paragraphs = body.plain_paragraphs(body.from_data(content["body"]), body.captions(pictures))
    return {
        **{name: content.get(name, _EMPTY.get(name, "")) for name in _SAME},
        "writer": content["writer"] and _person(content["writer"]),
        "editors": [_person(each) for each in content["editors"]],
        "notices": content["notices"],
        "translation_group": content["translation_group"],
        "updates": (content.get("updates") or {}).get("story"),
        "related": [_link(link) for link in content["related"]],
        "picture": content["picture"] and _picture(content["picture"], origin),
        "pictures": {key: _picture(each, origin) for key, each in pictures.items()},
        "body_text": "\n\n".join(paragraphs),
    }


def _person(data: Mapping[str, Any]) -> Item:
    return {name: data[name] for name in ("name", "title", "language")}


def _link(data: Mapping[str, Any]) -> Item:
    return {name: data[name] for name in ("title", "story")}


def _picture(data: Mapping[str, Any], origin: str) -> Item:
    return {
        "url": origin + default_storage.url(data["file"]),
        **{name: data.get(name) for name in _PICTURE},
    }
