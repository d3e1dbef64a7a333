from articles.models.article import Article, ArticlePlace, ArticleTag
from articles.models.card import Card
from articles.models.complaint import (
    Complaint,
    ComplaintEvent,
    ComplaintKind,
    ComplaintStatus,
    ComplaintVerb,
    IntakeCount,
)
from articles.models.desk import Desk
from articles.models.dispatch import (
    Dispatch,
    DispatchCounter,
    Ground,
    Label,
    NoticeKind,
    PubStatus,
    Signal,
)
from articles.models.duty_run import DutyRun
from articles.models.edition import Edition
from articles.models.event import Event
from articles.models.front import Breaking, Pin
from articles.models.kind import Kind
from articles.models.masthead import House, MastheadEntry, Position
from articles.models.old_address import FormerSlug, OldAddress
from articles.models.page import Page
from articles.models.person import Person, WireCode
from articles.models.picture import Picture
from articles.models.picture_in_text import PictureInText
from articles.models.place import Place, PlaceAlias
from articles.models.print import Print
from articles.models.read_count import ReadCount
from articles.models.related import RelatedLink
from articles.models.site_version import SiteVersion
from articles.models.sketch import Sketch
from articles.models.story import (
    EMBARGO,
    IN_WORK,
    IN_WRITING,
    KNOWN_TO_READERS,
    LIVE,
    ON_HOLD,
    ON_RECORD,
    ON_WIRE,
    WITHHELD,
    Status,
    Story,
)
from articles.models.trouble import Trouble
from articles.models.user import User

__all__ = [
    "EMBARGO",
    "IN_WORK",
    "IN_WRITING",
    "KNOWN_TO_READERS",
    "LIVE",
    "ON_HOLD",
    "ON_RECORD",
    "ON_WIRE",
    "WITHHELD",
    "Article",
    "ArticlePlace",
    "ArticleTag",
    "Breaking",
    "Card",
    "Complaint",
    "ComplaintEvent",
    "ComplaintKind",
    "ComplaintStatus",
    "ComplaintVerb",
    "Desk",
    "Dispatch",
    "DispatchCounter",
    "DutyRun",
    "Edition",
    "Event",
    "FormerSlug",
    "Ground",
    "House",
    "IntakeCount",
    "Kind",
    "Label",
    "MastheadEntry",
    "NoticeKind",
    "OldAddress",
    "Page",
    "Person",
    "Picture",
    "PictureInText",
    "Pin",
    "Place",
    "PlaceAlias",
    "Position",
    "Print",
    "PubStatus",
    "ReadCount",
    "RelatedLink",
    "Signal",
    "SiteVersion",
    "Sketch",
    "Status",
    "Story",
    "Trouble",
    "User",
    "WireCode",
]
