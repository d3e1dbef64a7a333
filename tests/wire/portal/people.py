"""Subscribers' people to begin with, signed in."""

from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import User
from tests.wire.factories import make_company
from wire.models import Company, Member

_numbers = count(1)

PASSWORD = "sandi-media-contoh-77"


def make_member(
    company: Company | None = None, *, is_technical: bool = False, **fields: Any
) -> Member:
    """Somebody of a company, who may come in."""
    email = f"orang{next(_numbers)}@media.test"
    user = User(username=email, email=email, first_name="Orang", last_name="Contoh", **fields)
    user.set_password(PASSWORD)
    user.save()
    company = company or make_company()
    return Member.objects.create(company=company, user=user, is_technical=is_technical)


def signed_in(member: Member, *, language: str = "en") -> Client:
    client = Client()
    client.force_login(member.user)
    client.cookies["django_language"] = language
    return client


def send(client: Client, door: str, /, *args: Any, **typed: Any) -> Any:
    """The page after what was typed at a door."""
    return client.post(reverse(door, args=args), typed, follow=True)
