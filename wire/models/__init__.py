from wire.models.alert import Alert, AlertKind, AlertOutcome
from wire.models.attempt import Attempt
from wire.models.bookmark import Bookmark
from wire.models.company import LANGUAGES, Company
from wire.models.delivery import Delivery, Head
from wire.models.download import Download
from wire.models.endpoint import Endpoint, EndpointKind, EndpointState
from wire.models.entry import Entry
from wire.models.hub_ping import HubPing
from wire.models.key import Key, Scope
from wire.models.member import Member
from wire.models.printed import PrintedItem
from wire.models.product import Product
from wire.models.push import Push, PushCursor, PushState
from wire.models.receipt import Acknowledgement, Fate, Receipt
from wire.models.saved_search import SavedSearch, SearchMail
from wire.models.subscription import Subscription
from wire.models.usage import Usage

__all__ = [
    "LANGUAGES",
    "Acknowledgement",
    "Alert",
    "AlertKind",
    "AlertOutcome",
    "Attempt",
    "Bookmark",
    "Company",
    "Delivery",
    "Download",
    "Endpoint",
    "EndpointKind",
    "EndpointState",
    "Entry",
    "Fate",
    "Head",
    "HubPing",
    "Key",
    "Member",
    "PrintedItem",
    "Product",
    "Push",
    "PushCursor",
    "PushState",
    "Receipt",
    "SavedSearch",
    "Scope",
    "SearchMail",
    "Subscription",
    "Usage",
]
