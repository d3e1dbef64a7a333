"""For crawlers: the sitemap, a section for each edition's months, and robots.txt."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from articles.models.addresses import public_address
from articles.models.article import Article
from articles.models.desk import Desk
from articles.models.edition import Edition
from articles.models.page import Page
from articles.site import months
from articles.site.frame.caching import cacheable
from articles.site.frame.methods import read_only
from articles.site.frame.origin import origin
from articles.site.frame.outgoing import XML, outgoing


class Section(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """A part of the sitemap, at the site's own origin, whatever host was asked."""

    def __init__(self, base: str) -> None:
        self.base = urlsplit(base)

    def get_protocol(self, protocol: str | None = None) -> str:
        return self.base.scheme

    def get_domain(self, site: Any = None) -> str:
        return self.base.netloc


class Pages(Section):
    """Addresses: of all editions the front pages, desks, mastheads and standing pages."""

    def items(self) -> list[str]:
        editions = list(Edition.objects.all())
        desks = Desk.objects.values("edition", "slug")
        addresses = [
            *(edition.get_absolute_url() for edition in editions),
            *(public_address("desk", **desk) for desk in desks),
            *(public_address("masthead", edition=edition.code) for edition in editions),
            *(page.get_absolute_url() for page in Page.objects.defer("body")),
        ]
        return list(filter(None, addresses))

    def location(self, item: str) -> str:
        return item


class Month(Section):
    """The stories that an edition published in a month of the agency's time zone."""

    def __init__(self, base: str, edition: str, first: date) -> None:
        super().__init__(base)
        self.edition = edition
        self.first = first

    def items(self) -> QuerySet[Article]:
        begin, end = months.bounds(self.first)
        rows = Article.objects.filter(
            edition=self.edition, published_at__gte=begin, published_at__lt=end
        )
        return rows.only("edition", "slug", "updated_at").order_by("published_at", "first_number")

    def is_within(self) -> bool:
        """Whether the edition published something in the month, or both before and after it."""
        begin, end = months.bounds(self.first)
        span = Article.objects.filter(edition=self.edition).aggregate(
            first=Min("published_at"), last=Max("published_at")
        )
        return span["first"] is not None and span["first"] < end and span["last"] >= begin

    def lastmod(self, item: Article) -> datetime:
        return item.updated_at


@read_only
@cacheable
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: two reads of one index for each edition, however many stories there are."""
    names = ["pages"]
    times = Article.objects.filter(edition=OuterRef("code")).values("published_at")
    for edition in Edition.objects.annotate(
        begin=Subquery(times.order_by("published_at")[:1]),
        end=Subquery(times.order_by("-published_at")[:1]),
    ):
        if edition.begin:
            span = _months(timezone.localdate(edition.begin), timezone.localdate(edition.end))
            names += [f"{edition.code}-{month:%Y-%m}" for month in span]
    base = origin(request)
    addresses = [reverse("site:sitemap_section", kwargs={"section": name}) for name in names]
    xml = render_to_string(
        "sitemap_index.xml", {"sitemaps": [{"location": base + address} for address in addresses]}
    )
    return outgoing(xml, XML)


@read_only
@cacheable
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One section, in pages of 50,000; 404 for a name the index can't hold."""
    base = origin(request)
    made = Pages(base) if section == "pages" else _month(base, section)
    response = sitemap_views.sitemap(request, {section: made}, section=section)
    return HttpResponse(response.render().content, content_type=XML)


@read_only
@cacheable
def robots(request: HttpRequest) -> HttpResponse:
    base = origin(request)
    maps = [f"Sitemap: {base}{reverse(f'site:{name}')}" for name in ("sitemap", "news_sitemap")]
    lines = ["User-agent: *", "Disallow: /admin/", ""]
    return HttpResponse("\n".join([*lines, *maps, ""]), content_type="text/plain; charset=utf-8")


def _month(base: str, section: str) -> Month:
    edition, _, month = section.partition("-")
    made = Month(base, edition, months.read(month))
    if not made.is_within():
        raise Http404
    return made


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = months.after(month)
