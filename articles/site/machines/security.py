"""Whom to tell of a hole in the site (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles.models.edition import Edition
from articles.models.masthead import House
from articles.models.page import CONTACT
from articles.site.converters import MAIN
from articles.site.frame.caching import cacheable
from articles.site.frame.methods import read_only
from articles.site.frame.origin import origin

VALID = timedelta(days=180)
"""RFC 9116 asks for less than a year; the file is made anew whenever it is read."""


@read_only
@cacheable
def security_txt(request: HttpRequest) -> HttpResponse:
    """The setting's contact, else the house's e-mail, else the contact page."""
    base = origin(request)
    expires = datetime.combine(timezone.localdate() + VALID, time.min, UTC)
    lines = [
        f"Contact: {_contact(base)}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(Edition.objects.values_list('code', flat=True))}",
        f"Canonical: {base}{reverse('site:security_txt')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _contact(base: str) -> str:
    if settings.SECURITY_CONTACT:
        return str(settings.SECURITY_CONTACT)
    email = House.objects.values_list("email", flat=True).first()
    if email:
        return f"mailto:{email}"
    return base + reverse("site:page", kwargs={"edition": MAIN, "slug": CONTACT})
