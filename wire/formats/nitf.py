"""An item as NITF 3.6 (https://iptc.org/standards/nitf/)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from articles.models.dispatch import Signal
from articles.text import signs
from wire.formats import nitf_body, notes, people
from wire.formats.item import Item
from wire.formats.markup import LANG, Element
from wire.formats.nitf_body import DIRECTION, make

MEDIA_TYPE: Final = "application/nitf+xml"
FUNCTIONS: Final = {people.AUTHOR: "writer-author", people.EDITOR: "editor"}


def nitf(item: Item) -> bytes:
    """The item as one NITF document. One that is taken back or held has no text, and says why."""
    document = make(
        "nitf",
        {"baselang": item.language, LANG: item.language},
        make(
            "head",
            {},
            make("title", {}, notes.headline(item)),
            *_meta(item),
            make("tobject", {"tobject.type": "news"}),
            make("docdata", {"management-status": item.pubstatus}, *_docdata(item)),
            _pubdata(item),
            *_revisions(item),
        ),
        make(
            "body",
            {LANG: item.language, DIRECTION: item.direction},
            make("body.head", {}, *_body_head(item)),
            make("body.content", {}, *nitf_body.content(item)),
            _body_end(item),
        ),
    )
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True)


def _meta(item: Item) -> Iterator[Element]:
    """What NITF has no element for."""
    content = item.content
    told = {
        "number": item.number,
        "version": item.version,
        "signal": item.signal,
        "slug": content["slug"],
        "desk": content["desk"]["id"],
        "section": content["section"]["id"],
        "kind": (content.get("kind") or {}).get("code"),
        "label": content.get("label"),
        "sponsor": content.get("sponsor"),
        "ai": "text" if content.get("is_ai") else "",
        "ground": (item.withdrawal or {}).get("ground"),
        "code": content.get("code"),
    }
    for name, value in told.items():
        if value:
            yield make("meta", {"name": name, "content": value})


def _docdata(item: Item) -> Iterator[Element]:
    content = item.content
    if item.signal == Signal.CORRECTION.value:
        for notice in notes.notices(item)[-1:]:
            yield make(
                "correction",
                {"info": signs.one_line(notice.text), "id-string": item.uri, "regsrc": _host(item)},
            )
    yield make("doc-id", {"regsrc": _host(item), "id-string": item.uri})
    if urgency := content.get("urgency"):
        yield make("urgency", {"ed-urg": urgency})
    yield make("date.issue", {"norm": item.sent_at.isoformat()})
    if item.embargo:
        yield make("date.release", {"norm": item.embargo})
    for line in notes.ednote(item):
        yield make("ed-msg", {"info": signs.one_line(line)})
    yield make("du-key", {"key": content.get("slugline"), "version": item.version})
    published = datetime.fromisoformat(content["published_at"])
    yield make("doc.copyright", {"year": published.year, "holder": item.agency})
    yield make("doc.rights", {"owner": item.agency, "limitations": notes.terms(item)})
    tags = [make("keyword", {"key": tag["name"]}) for tag in content.get("tags", [])]
    if tags:
        yield make("key-list", {}, *tags)
    places = [make("location", {}, place) for place in content.get("places", [])]
    if places:
        yield make("identified-content", {}, *places)


def _pubdata(item: Item) -> Element:
    told = {
        "type": "web",
        "name": item.agency,
        "date.publication": item.content["published_at"],
        "position.section": item.content["desk"]["name"],
        "ex-ref": item.page if item.has_page else "",
    }
    return make("pubdata", told)


def _revisions(item: Item) -> Iterator[Element]:
    for person in people.people(item):
        function = FUNCTIONS[person.relation]
        told = {"name": person.name, "function": function, "norm": item.sent_at.isoformat()}
        yield make("revision-history", told)


def _body_head(item: Item) -> Iterator[Element]:
    content = item.content
    standfirst = content.get("standfirst")
    yield make(
        "hedline",
        {},
        make("hl1", {}, notes.headline(item)),
        make("hl2", {}, standfirst) if standfirst else None,
    )
    for notice in notes.notices(item):
        yield _note("pa", notice.kind, notice.line(item.language))
    for line in notes.ednote(item):
        yield _note("npa", "ednote", line)
    yield make("rights", {}, notes.rights(item))
    if by := people.by(item):
        yield make("byline", {}, by)
    yield make("distributor", {}, item.agency)
    if dateline := content.get("dateline"):
        yield make("dateline", {}, dateline)


def _note(reach: str, name: str, words: str) -> Element:
    """A note: ``pa`` is to be printed, ``npa`` is for the desk."""
    told = {"type": reach, "noteclass": "editorsnote", "class": name}
    return make("note", told, make("body.content", {}, make("p", {}, words)))


def _body_end(item: Item) -> Element | None:
    sign_off = item.content.get("sign_off")
    return make("body.end", {}, make("tagline", {}, sign_off)) if sign_off else None


def _host(item: Item) -> str:
    return urlsplit(item.base).hostname or ""
