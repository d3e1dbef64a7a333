"""The demo's subscribers. One has a client on this machine (``manage.py demo_client``)."""

from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from articles.models import User
from demo.accounts import DEMO_MEMBER
from wire import keys
from wire.models import (
    Company,
    Endpoint,
    EndpointKind,
    Key,
    Member,
    Product,
    Scope,
    Subscription,
)
from wire.push import endpoints

HERE: Final = "Harian Umpama"
"""Whose client runs on this machine."""
CLIENT: Final = "Reference client"
"""What its key and its endpoint are called."""
SUBSCRIBED_FOR: Final = timedelta(days=60)
"""Longer than the oldest story of the demo is old."""

PRODUCTS: Final[dict[str, dict[str, Any]]] = {
    "Semua berita": {"has_embargoed": True},
    "Teks nasional untuk radio": {"editions": ["id"], "urgency": 5, "has_pictures": False},
    "English service": {"editions": ["en"]},
}
COMPANIES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    (
        "Semua berita",
        {
            "name": HERE,
            "editorial_name": "Ratri Ibaratsari",
            "editorial_telephone": "+62 21 5550 0131",
            "editorial_email": "redaksi@umpama.example",
            "technical_name": "Bayu Contohnata",
            "technical_email": "teknik@umpama.example",
        },
    ),
    (
        "Teks nasional untuk radio",
        {
            "name": "Radio Peraga FM",
            "editorial_name": "Gilang Misalputra",
            "editorial_telephone": "+62 274 5550 0177",
            "editorial_email": "siaran@peraga.example",
        },
    ),
    (
        "English service",
        {
            "name": "The Specimen Herald",
            "language": "en",
            "editorial_name": "Maud Exemplar",
            "editorial_telephone": "+44 20 7946 0102",
            "editorial_email": "newsdesk@specimen.example",
            "technical_email": "systems@specimen.example",
        },
    ),
)
"""By the product of each."""


class Client(NamedTuple):
    """What a client needs to take what it is sent; ``key`` and ``secret`` are kept nowhere."""

    endpoint: UUID
    key: str
    secret: str


def make_subscribers(now: datetime, *, password: str) -> None:
    """Whoever takes the demo's wire, since before its first story, and who reads it at one."""
    first_day: date = timezone.localdate(now - SUBSCRIBED_FOR)
    for product, fields in COMPANIES:
        company, is_new = Company.objects.get_or_create(name=fields["name"], defaults=fields)
        if is_new:
            taken, _is_new = Product.objects.get_or_create(name=product, defaults=PRODUCTS[product])
            Subscription.objects.create(company=company, product=taken, first_day=first_day)
    if not User.objects.filter(username=DEMO_MEMBER).exists():
        company = Company.objects.get(name=HERE)
        first_name, _blank, last_name = company.editorial_name.partition(" ")
        account = User.objects.create(
            username=DEMO_MEMBER,
            email=DEMO_MEMBER,
            first_name=first_name,
            last_name=last_name,
            password=make_password(password),
        )
        Member.objects.create(company=company, user=account, is_technical=True)


@transaction.atomic
def connect(address: str, *, password: str) -> Client:
    """Send to a client at this address what comes for its subscriber; with a new key and secret."""
    # A demo that was made before there were any has none yet.
    make_subscribers(timezone.now(), password=password)
    company = Company.objects.get(name=HERE)
    for key in Key.objects.filter(company=company, name=CLIENT, revoked_at=None):
        keys.revoke(key)
    _key, opening = keys.issue(
        company, name=CLIENT, scopes=[Scope.READ, Scope.RECEIPTS], replaces_oldest=True
    )
    given = endpoints.Given(name=CLIENT, kind=EndpointKind.WEBHOOK, address=address)
    there = Endpoint.objects.of(company).filter(name=CLIENT, kind=given.kind).first()
    if there is None:
        endpoint, secret = endpoints.create(company, given)
    else:
        endpoint, secret = endpoints.change(there, given), endpoints.rotate(there)
    return Client(endpoint.uid, opening, secret)
