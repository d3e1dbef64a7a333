"""For crawlers: the sitemap, a section for each edition's months, and robots.txt."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import count, takewhile
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Desk, Edition
from articles.site.caching import cacheable
from articles.site.origin import origin

XML = "application/xml"


class Pages(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """Front pages and desks of all editions."""

    def items(self) -> list[Edition | Desk]:
        return [*Edition.objects.all(), *Desk.objects.all()]

    def location(self, item: Edition | Desk) -> str:
        if isinstance(item, Edition):
            return item.get_absolute_url()
        return reverse("site:desk", kwargs={"edition": item.edition_id, "slug": item.slug})


class Month(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """The stories that an edition published in a month of the agency's time zone."""

    def __init__(self, edition: str, first: date) -> None:
        self.edition = edition
        self.first = first

    def items(self) -> QuerySet[Article]:
        zone = timezone.get_default_timezone()
        begin, end = (
            datetime.combine(day, time.min, zone) for day in (self.first, _next(self.first))
        )
        rows = Article.objects.filter(
            edition=self.edition, published_at__gte=begin, published_at__lt=end
        )
        return rows.only("edition", "slug", "updated_at").order_by("published_at", "first_number")

    def lastmod(self, item: Article) -> datetime:
        return item.updated_at


@require_safe
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
            months = _months(timezone.localdate(edition.begin), timezone.localdate(edition.end))
            names += [f"{edition.code}-{month:%Y-%m}" for month in months]
    base = origin(request)
    addresses = [reverse("site:sitemap_section", kwargs={"section": name}) for name in names]
    xml = render_to_string(
        "sitemap_index.xml", {"sitemaps": [{"location": base + address} for address in addresses]}
    )
    return HttpResponse(xml, content_type=XML)


@require_safe
@cacheable
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One section, in pages of 50,000; 404 for a name the index can't hold."""
    made: Sitemap[Any] = Pages() if section == "pages" else _month(section)
    response = sitemap_views.sitemap(request, {section: made}, section=section)
    return HttpResponse(response.render().content, content_type=XML)


@require_safe
@cacheable
def robots(request: HttpRequest) -> HttpResponse:
    base = origin(request)
    maps = [f"Sitemap: {base}{reverse(f'site:{name}')}" for name in ("sitemap", "news_sitemap")]
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/cari/", "Disallow: /cari/", ""]
    return HttpResponse("\n".join([*lines, *maps, ""]), content_type="text/plain; charset=utf-8")


def _month(section: str) -> Month:
    edition, _, month = section.partition("-")
    try:
        first = date.fromisoformat(f"{month}-01")
        _next(first)
    except ValueError as error:
        raise Http404 from error
    return Month(edition, first)


def _months(first: date, last: date) -> Iterator[date]:
    start = first.year * 12 + first.month - 1
    months = (date(number // 12, number % 12 + 1, 1) for number in count(start))
    return takewhile(lambda month: month <= last, months)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
