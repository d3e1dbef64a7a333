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
from articles.models.edition import Edition
from articles.models.event import Event
from articles.models.front import Breaking, Pin
from articles.models.kind import Kind
from articles.models.masthead import House, MastheadEntry, Position
from articles.models.old_address import OldAddress
from articles.models.page import Page
from articles.models.person import Person, WireCode
from articles.models.picture import Picture
from articles.models.place import Place, PlaceAlias
from articles.models.read_count import ReadCount
from articles.models.received_form import ReceivedForm
from articles.models.related import RelatedLink
from articles.models.sign_in_count import SignInCount
from articles.models.site_version import SiteVersion
from articles.models.story import IN_WORK, IN_WRITING, LIVE, ON_RECORD, Status, Story
from articles.models.trouble import Duty, Trouble

__all__ = [
    "IN_WORK",
    "IN_WRITING",
    "LIVE",
    "ON_RECORD",
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
    "Duty",
    "Edition",
    "Event",
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
    "Pin",
    "Place",
    "PlaceAlias",
    "Position",
    "PubStatus",
    "ReadCount",
    "ReceivedForm",
    "RelatedLink",
    "SignInCount",
    "Signal",
    "SiteVersion",
    "Status",
    "Story",
    "Trouble",
    "WireCode",
]
