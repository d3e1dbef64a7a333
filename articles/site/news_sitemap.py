"""For news crawlers: what every edition published in the last two days, in Google's format."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Edition
from articles.site.caching import cacheable
from articles.site.origin import origin

XML = "application/xml"
AGE = timedelta(days=2)
MOST = 1000


@require_safe
@cacheable
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The newest first, at most 1,000: the format's own bounds."""
    since = timezone.now() - AGE
    # Along each edition's index: there is none across them.
    newest = [
        (edition, article)
        for edition in Edition.objects.all()
        for article in Article.objects.filter(edition=edition, published_at__gt=since).only(
            "edition", "slug", "headline", "published_at"
        )[:MOST]
    ]
    newest.sort(key=lambda pair: pair[1].published_at, reverse=True)
    base = origin(request)
    xml = render_to_string("sitemap_news.xml", {"base": base, "newest": newest[:MOST]})
    return HttpResponse(xml, content_type=XML)
