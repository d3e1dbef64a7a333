"""An item as ninjs 3.1, IPTC's JSON of a news item (https://iptc.org/standards/ninjs/)."""

import json
from typing import Any, Final

from articles.text import body, counts
from articles.text.body_plain import captions
from wire.formats import codes, notes, people, pictures, related, xhtml
from wire.formats.item import Item
from wire.formats.pictures import File, Shown

type Node = dict[str, Any]

MEDIA_TYPE: Final = "application/json"
WIRE_TYPE: Final = "application/vnd.iptc.ninjs+json"
"""Where it stands beside our own JSON, so that ``Accept`` tells them apart."""
STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
HTML: Final = "text/html"
PLAIN: Final = "text/plain"


def ninjs(item: Item) -> bytes:
    """The item as one JSON object, with the pictures and links as its associations."""
    return json.dumps(node(item), ensure_ascii=False).encode()


def node(item: Item) -> Node:
    """The same as plain data."""
    content = item.content
    ednote = "\n".join(notes.ednote(item))
    return without_gaps(
        {
            "uri": item.uri,
            "standard": STANDARD,
            "type": "text",
            "representationType": "full" if item.has_text else "partial",
            "profile": "text",
            "version": str(item.version),
            "firstCreated": content["published_at"],
            "versionCreated": item.sent_at.isoformat(),
            "embargoedUntil": item.embargo,
            "pubStatus": item.pubstatus,
            "urgency": content.get("urgency"),
            "copyrightHolder": item.agency,
            "copyrightNotice": notes.rights(item),
            "usageTerms": notes.terms(item),
            "edNote": ednote,
            "language": item.language,
            "title": notes.headline(item),
            "headlines": [{"role": "main", "contentType": PLAIN, "value": notes.headline(item)}],
            "descriptions": _descriptions(item),
            "bodies": _bodies(item),
            "by": people.by(item),
            "slugline": content.get("slugline"),
            "located": ", ".join(content.get("places", [])),
            "people": [_person(item, person) for person in people.people(item)],
            "organisations": _sponsor(item),
            "places": [{"name": place, "rel": "dateline"} for place in content.get("places", [])],
            "subjects": _subjects(item),
            "genres": _genres(item),
            "infoSources": [{"name": item.agency, "role": "provider"}],
            "digitalSourceType": _source(codes.AI_TEXT) if content.get("is_ai") else None,
            "altIds": [
                {"role": "number", "value": str(item.number)},
                {"role": "slug", "value": content["slug"]},
                {"role": "address", "value": item.page},
                *_printed_code(item),
            ],
            "associations": [
                *(_picture(item, picture) for picture in pictures.shown(item)),
                *_links(item),
            ],
        }
    )


def _descriptions(item: Item) -> list[Node]:
    standfirst = item.content.get("standfirst", "")
    dateline = item.content.get("dateline", "")
    found = [("standfirst", standfirst), ("dateline", dateline)]
    found += [
        (f"notice/{notice.kind}", notice.line(item.language)) for notice in notes.notices(item)
    ]
    found += [("note", line) for line in notes.ending(item)]
    found.append(("sign-off", item.content.get("sign_off", "")))
    return [{"role": role, "contentType": PLAIN, "value": words} for role, words in found if words]


def _bodies(item: Item) -> list[Node]:
    if not item.has_text:
        return []
    told = captions(item.content.get("pictures", {}))
    text = "\n".join(body.plain_paragraphs(body.from_data(item.content["body"]), told))
    return [
        {
            "role": "main",
            "contentType": HTML,
            "charCount": len(text),
            "wordCount": counts.words(text),
            "value": xhtml.fragment(item, lead=False),
        }
    ]


def _person(item: Item, person: people.Named) -> Node:
    return without_gaps(
        {
            "name": person.name,
            "rel": person.relation,
            "literal": person.title,
            "uri": codes.uri(item, "person", person.code) if person.code else "",
        }
    )


def _sponsor(item: Item) -> list[Node]:
    sponsor = item.content.get("sponsor")
    return [{"name": sponsor, "rel": "sponsor"}] if sponsor else []


def _subjects(item: Item) -> list[Node]:
    """What the item is to its taker first, then where it stands and what it is about."""
    content = item.content
    newscode = codes.SIGNALS.get(item.signal)
    own = codes.uri(item, "signal", item.signal)
    uri = f"{codes.NEWSCODES}signal/{newscode}" if newscode else own
    found = [{"rel": "signal", "name": item.signal, "literal": item.signal, "uri": uri}]
    if item.withdrawal:
        ground = item.withdrawal["ground"]
        found.append(
            {
                "rel": "ground",
                "name": notes.ground(item),
                "literal": ground,
                "uri": codes.uri(item, "ground", ground),
            }
        )
    found += [
        {
            "rel": name,
            "name": content[name]["name"],
            "literal": content[name]["slug"],
            "uri": codes.uri(item, "desk", content[name]["id"]),
        }
        for name in ("desk", "section")
    ]
    for tag in content.get("tags", []):
        address = item.address("tag", slug=tag["slug"])
        found.append(
            without_gaps(
                {"rel": "tag", "name": tag["name"], "literal": tag["slug"], "uri": address}
            )
        )
    return found


def _genres(item: Item) -> list[Node]:
    kind, label = item.content.get("kind"), item.content.get("label")
    found = []
    if kind:
        uri = codes.uri(item, "kind", kind["code"])
        found.append({"name": kind["name"], "literal": kind["code"], "uri": uri})
    if label:
        found.append({"name": label, "literal": label, "uri": codes.uri(item, "label", label)})
    return found


def _printed_code(item: Item) -> list[Node]:
    code = item.content.get("code")
    return [{"role": "code", "value": code}] if code else []


def _picture(item: Item, picture: Shown) -> Node:
    data = picture.data
    return without_gaps(
        {
            "name": picture.part,
            "rel": "picture",
            "uri": f"{item.uri}#{picture.part}",
            "type": "picture",
            "pubStatus": item.pubstatus,
            "copyrightHolder": data["agency"],
            "copyrightNotice": data["credit"],
            "usageTerms": pictures.licence(item, picture),
            "language": item.language,
            "descriptions": [
                {"role": role, "contentType": PLAIN, "value": words}
                for role, words in (
                    ("caption", picture.caption),
                    ("alternative", data["alternative"]),
                )
                if words
            ],
            "by": data["photographer"],
            "genres": [
                {
                    "name": data["kind"],
                    "literal": data["kind"],
                    "uri": codes.uri(item, "picture", data["kind"]),
                }
            ],
            "digitalSourceType": _source(codes.AI_PICTURE) if data.get("is_ai") else None,
            "altIds": [{"role": "sha256", "value": data["checksum"]}],
            "renditions": [_rendition(file, data) for file in pictures.files(item, picture)],
        }
    )


def _rendition(file: File, data: Node) -> Node:
    focal_x, focal_y = data.get("focal", (50, 50))
    return {
        "name": file.name,
        "href": file.href,
        "contentType": file.media_type,
        "width": file.width,
        "height": file.height,
        "poi": {"x": file.width * focal_x // 100, "y": file.height * focal_y // 100},
    }


def _links(item: Item) -> list[Node]:
    """Those that lead to a story: ninjs knows no association without an id."""
    return [
        {
            "name": link.title or link.relation,
            "rel": link.relation,
            "uri": link.uri,
            "type": "text",
            "representationType": "partial",
        }
        for link in related.links(item)
        if link.uri
    ]


def _source(uri: str) -> Node:
    return {"name": uri.rpartition("/")[2], "uri": uri}


def without_gaps(node: Node) -> Node:
    """The same without what says nothing."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}
