"""An item as NewsML-G2 2.35 (https://iptc.org/standards/newsml-g2/), one or many in a message."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from lxml import etree

from wire.formats import codes, notes, people, pictures, related, xhtml
from wire.formats.item import Item
from wire.formats.markup import LANG, Element, Maker
from wire.formats.pictures import Shown

MEDIA_TYPE: Final = "application/vnd.iptc.g2.newsitem+xml"
MESSAGE_TYPE: Final = "application/vnd.iptc.g2.newsmessage+xml"
NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
CATALOG: Final = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
XHTML_TYPE: Final = "application/xhtml+xml"

_make = Maker(NAR)
_NOT_NORMAL = re.compile(r"[\t\r\n]+")


def newsml(item: Item) -> bytes:
    """The item as a newsItem. One that is taken back or held has no content, and says why."""
    return _written(_news_item(item))


def message(items: Sequence[Item], *, sender: str, sent: datetime) -> bytes:
    """Several items in one newsMessage, in their order. There is none without items."""
    header = _make(
        "header",
        {},
        _make("sent", {}, sent.isoformat()),
        _make("sender", {}, sender),
    )
    return _written(_make("newsMessage", {}, header, _make("itemSet", {}, *map(_news_item, items))))


def _written(element: Element) -> bytes:
    etree.cleanup_namespaces(element)
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True)


def _news_item(item: Item) -> Element:
    shown = pictures.shown(item)
    content = _make(
        "inlineXML", {"contenttype": XHTML_TYPE}, xhtml.document(item, prefix=_prefix(item))
    )
    return _make(
        "newsItem",
        {
            "guid": item.uri,
            "version": item.version,
            "standard": "NewsML-G2",
            "standardversion": "2.35",
            "conformance": "power",
            LANG: item.language,
            "dir": item.direction,
        },
        _make("catalogRef", {"href": CATALOG}),
        _catalog(item),
        _rights(item),
        *(_picture_rights(item, picture) for picture in shown),
        _make("itemMeta", {}, *_item_meta(item)),
        _make("contentMeta", {}, *_content_meta(item)),
        *(_part(item, picture) for picture in shown),
        _make("contentSet", {}, content) if item.has_text else None,
    )


def _catalog(item: Item) -> Element:
    """The agency's own lists of codes."""
    schemes = (
        _make("scheme", {"alias": name, "uri": codes.scheme(item, name)}) for name in codes.SCHEMES
    )
    return _make("catalog", {}, *schemes)


def _rights(item: Item) -> Element:
    return _make(
        "rightsInfo",
        {},
        _named("copyrightHolder", {"uri": item.address("home")}, item.agency),
        _make("copyrightNotice", {}, notes.rights(item)),
        _make("usageTerms", {}, notes.terms(item)),
    )


def _picture_rights(item: Item, picture: Shown) -> Element:
    data = picture.data
    return _make(
        "rightsInfo",
        {"idrefs": _part_id(item, picture)},
        _named("copyrightHolder", {"literal": data["agency"]}, data["agency"])
        if data["agency"]
        else None,
        _make("copyrightNotice", {}, data["credit"]) if data["credit"] else None,
        _make("usageTerms", {}, pictures.licence(item, picture)),
    )


def _item_meta(item: Item) -> Iterator[Element]:
    yield _make("itemClass", {"qcode": "ninat:text"})
    yield _named("provider", {"uri": item.address("home")}, item.agency)
    yield _make("versionCreated", {}, item.sent_at.isoformat())
    yield _make("firstCreated", {}, item.content["published_at"])
    if item.embargo:
        yield _make("embargoed", {}, item.embargo)
    yield _make("pubStatus", {"qcode": f"stat:{item.pubstatus}"})
    yield _make("title", {}, notes.headline(item))
    for line in notes.ednote(item):
        yield _make("edNote", {}, line)
    if newscode := codes.SIGNALS.get(item.signal):
        yield _make("signal", {"qcode": f"sig:{newscode}"})
    yield _make("signal", {"qcode": f"signal:{item.signal}"})
    if item.has_page:
        yield _make("altRep", {"contenttype": "text/html"}, item.page)
    for link in related.links(item):
        scheme = "irel" if link.relation == related.SEE_ALSO else "relation"
        rel = f"{scheme}:{link.relation}"
        yield _make("link", {"rel": rel, "residref": link.uri, "title": link.title})


def _content_meta(item: Item) -> Iterator[Element]:
    content = item.content
    if urgency := content.get("urgency"):
        yield _make("urgency", {}, str(urgency))
    yield _make("contentCreated", {}, content["published_at"])
    yield _make("contentModified", {}, content["updated_at"])
    if content.get("is_ai"):
        yield _make("digitalSourceType", {"uri": codes.AI_TEXT})
    for place in content.get("places", []):
        yield _named("located", {"literal": place}, place)
    yield _named("infoSource", {"uri": item.address("home")}, item.agency)
    if sponsor := content.get("sponsor"):
        yield _named("infoSource", {"literal": sponsor, "role": "label:sponsor"}, sponsor)
    yield from _people(item)
    yield from _ids(item)
    yield _make("language", {"tag": item.language})
    yield from _descriptive(item)


def _ids(item: Item) -> Iterator[Element]:
    content = item.content
    ids = {"number": item.number, "slug": content["slug"], "code": content.get("code")}
    for name, value in ids.items():
        if value:
            yield _make("altId", {"type": f"id:{name}"}, str(value))


def _descriptive(item: Item) -> Iterator[Element]:
    content = item.content
    yield from _genres(item)
    yield from _subjects(item)
    for name in ("slugline", "headline", "dateline"):
        words = notes.headline(item) if name == "headline" else content.get(name)
        if words:
            yield _make(name, {}, _normalized(words))
    if by := people.by(item):
        yield _make("by", {}, by)
    if standfirst := content.get("standfirst"):
        yield _make("description", {"role": "drol:summary"}, standfirst)
    for notice in notes.notices(item):
        role = f"notice:{notice.kind}"
        yield _make("description", {"role": role}, notice.line(item.language))


def _people(item: Item) -> Iterator[Element]:
    elements = {people.AUTHOR: "creator", people.EDITOR: "contributor"}
    # The authors first, as the schema has it.
    for person in sorted(people.people(item), key=lambda person: person.relation):
        known = {"qcode": f"person:{person.code}"} if person.code else {"literal": person.name}
        element = _named(elements[person.relation], known, person.name)
        if person.title:
            element.append(_make("definition", {}, person.title))
        yield element


def _genres(item: Item) -> Iterator[Element]:
    if kind := item.content.get("kind"):
        yield _named("genre", {"qcode": f"kind:{kind['code']}"}, kind["name"])
    if label := item.content.get("label"):
        yield _named("genre", {"qcode": f"label:{label}"}, label)


def _subjects(item: Item) -> Iterator[Element]:
    desk, section = item.content["desk"], item.content["section"]
    subject = _named("subject", {"qcode": f"desk:{desk['id']}"}, desk["name"])
    if section["id"] != desk["id"]:
        subject.append(_named("broader", {"qcode": f"desk:{section['id']}"}, section["name"]))
    yield subject
    if item.withdrawal:
        code = item.withdrawal["ground"]
        yield _named("subject", {"qcode": f"ground:{code}"}, notes.ground(item))
    for tag in item.content.get("tags", []):
        address = item.address("tag", slug=tag["slug"])
        known = {"uri": address} if address else {"literal": tag["name"]}
        yield _named("subject", known, tag["name"])


def _part(item: Item, picture: Shown) -> Element:
    data = picture.data
    files = (
        _make(
            "icon",
            {
                "href": file.href,
                "contenttype": file.media_type,
                "width": file.width,
                "height": file.height,
            },
        )
        for file in pictures.files(item, picture)
    )
    photographer = data["photographer"]
    return _make(
        "partMeta",
        {"partid": _part_id(item, picture), "contentrefs": f"{_prefix(item)}{picture.part}"},
        *files,
        _make("digitalSourceType", {"uri": codes.AI_PICTURE}) if data.get("is_ai") else None,
        _named("creator", {"literal": photographer}, photographer) if photographer else None,
        _make("altId", {"type": "id:sha256"}, data["checksum"]),
        _named("genre", {"qcode": f"picture:{data['kind']}"}, data["kind"]),
        _make("creditline", {}, data["credit"]) if data["credit"] else None,
        _make("description", {"role": "drol:caption"}, picture.caption)
        if picture.caption
        else None,
        _make("description", {"role": "part:alternative"}, data["alternative"])
        if data["alternative"]
        else None,
    )


def _part_id(item: Item, picture: Shown) -> str:
    return f"part-{item.number}-{picture.key}"


def _prefix(item: Item) -> str:
    """What tells the ids in one item from those in the others of its message."""
    return f"n{item.number}-"


def _named(tag: str, known_by: dict[str, str], name: str) -> Element:
    known = {way: _normalized(code) for way, code in known_by.items()}
    return _make(tag, known, _make("name", {}, _normalized(name)))


def _normalized(text: str) -> str:
    """As the schema has names: without tabs and ends of lines."""
    return _NOT_NORMAL.sub(" ", text)
