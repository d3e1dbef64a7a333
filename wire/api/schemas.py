"""What the API takes and gives, as its page says it. Fields once given are given for ever."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from wire.api import examples

MOST_NUMBERS: Final = 2**63 - 1
MOST_VERSIONS: Final = 2**31 - 1
MOST_RECEIPTS: Final = 1_000
MOST_RECONCILED: Final = 10_000

Number = Annotated[int, Field(ge=0, le=MOST_NUMBERS)]
Version = Annotated[int, Field(ge=1, le=MOST_VERSIONS)]
SignalName = Literal["new", "update", "correction", "withdrawal", "hold", "lift"]


class Named(Schema):
    """A desk: its id stays, its name and slug may change."""

    id: int
    slug: str
    name: str


class Kind(Schema):
    code: str
    name: str


class Tag(Schema):
    name: str
    slug: str


class Writer(Schema):
    name: str
    title: str
    language: str


class Embargo(Schema):
    """Not for publication before this time."""

    until: str


class Hold(Schema):
    """Not to be used until a lift says so, or until this time at the least."""

    until: str | None
    reason: str


class Withdrawal(Schema):
    """On which ground, why, on whose word and when; grounds are those of the Press Council."""

    ground: str
    reason: str
    by: str
    at: str


class Notice(Schema):
    """What was corrected, and when: an erratum, a correction or a right of reply."""

    kind: str
    text: str
    at: str


class Related(Schema):
    """Another story by its id, or by its headline alone."""

    title: str
    story: UUID | None


class Picture(Schema):
    url: str
    width: int
    height: int
    checksum: str
    alternative: str
    caption: str
    photographer: str
    agency: str
    credit: str
    kind: str
    licence: str
    usable_until: str | None
    is_ai: bool


class Item(Schema):
    """One delivery. Of a withdrawal or a hold the fields from ``standfirst`` on are left out."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ITEM, examples.WITHDRAWAL]})

    number: Number
    prev: Number
    signal: SignalName
    story: UUID
    version: Version
    pubstatus: Literal["usable", "withheld", "canceled"]
    hash: str
    sent_at: str
    published_at: str
    updated_at: str
    edition: str
    direction: Literal["ltr", "rtl"]
    url: str
    headline: str
    desk: Named
    section: Named
    urgency: int | None
    embargo: Embargo | None
    hold: Hold | None
    withdrawal: Withdrawal | None

    standfirst: str = ""
    slugline: str = ""
    byline: str = ""
    dateline: str = ""
    places: list[str] = []
    code: str = ""
    sign_off: str = ""
    ednote: str = ""
    label: str = ""
    sponsor: str = ""
    is_ai: bool = False
    verification_note: str = ""
    tags: list[Tag] = []
    kind: Kind | None = None
    writer: Writer | None = None
    editors: list[Writer] = []
    notices: list[Notice] = []
    translation_group: UUID | None = None
    updates: UUID | None = None
    related: list[Related] = []
    picture: Picture | None = None
    pictures: dict[str, Picture] = {}
    body_html: str = ""
    body_text: str = ""


class Envelope(Schema):
    """Items in the order of their numbers, and where to ask on."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ENVELOPE]})

    items: list[Item]
    cursor: Number
    next: str


class Present(Envelope):
    """The present state as of ``follow``: what came after it is on the log behind it."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PRESENT]})

    follow: Number


class ReceiptIn(Schema):
    story: UUID
    version: Version
    fate: Literal["published", "taken-down"]
    url: Annotated[str, Field(max_length=500, pattern=r"^(https?://[!-~]+)?$")] = ""


class ReceiptsIn(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.RECEIPTS]})

    receipts: Annotated[list[ReceiptIn], Field(min_length=1, max_length=MOST_RECEIPTS)]


class VersionOf(Schema):
    story: UUID
    version: int


class ReceiptsOut(Schema):
    """How many were recorded, and which versions were never sent to you."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"recorded": 1, "unknown": []}]})

    recorded: int
    unknown: list[VersionOf]


_BY_ID: Final[dict[str, Any]] = {"propertyNames": {"type": "string", "format": "uuid"}}
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ReconcileIn(Schema):
    """What you have: each story's id with its version, or with its item's hash."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.RECONCILE]})

    stories: Annotated[
        dict[UUID, Version | Hash], Field(max_length=MOST_RECONCILED, json_schema_extra=_BY_ID)
    ]
    after: Number = 0
    until: Number | None = None


class Newest(Schema):
    """The newest that was sent to you of a story; ``url`` is its item."""

    story: UUID
    number: Number
    version: int
    url: str


class ReconcileOut(Schema):
    """What you lack, what you have in another version, and what you have and must take down."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.RECONCILED]})

    missing: list[Newest]
    older: list[Newest]
    withdrawn: list[Newest]
    unknown: list[UUID]
    cursor: Number
    is_complete: bool


class FieldError(Schema):
    where: str
    what: str


class ProblemOut(Schema):
    """RFC 9457: ``detail`` is a sentence to act on."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [examples.PROBLEM]})

    type: str
    title: str
    status: int
    detail: str


def problems(*statuses: int) -> dict[int, Any]:
    """Those that an operation answers with, besides what any does."""
    return dict.fromkeys((*statuses, 401, 403, 405, 422, 429, 503), ProblemOut)
