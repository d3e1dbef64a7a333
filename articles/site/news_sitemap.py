"""For news crawlers: what every edition published in the last two days, in Google's format."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Article, Edition
from articles.pictures import recipe
from articles.site.caching import cacheable
from articles.site.methods import read_only
from articles.site.origin import origin
from articles.site.outgoing import XML, outgoing

AGE = timedelta(days=2)
MOST = 1000


def _picture(article: Article) -> str:
    """The path of the story's picture; "" without one."""
    if article.picture is None:
        return ""
    return default_storage.url(recipe.for_others(article.picture, "lead").name)


@read_only
@cacheable
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The newest first, at most 1,000: the format's own bounds. What was paid for is no news."""
    since = timezone.now() - AGE
    # Along each edition's index: there is none across them.
    newest = [
        (edition, article)
        for edition in Edition.objects.all()
        for article in Article.objects.filter(
            edition=edition, published_at__gt=since, label=""
        ).only("edition", "slug", "headline", "published_at", "picture")[:MOST]
    ]
    newest.sort(key=lambda pair: pair[1].published_at, reverse=True)
    base = origin(request)
    shown = [(edition, article, _picture(article)) for edition, article in newest[:MOST]]
    xml = render_to_string("sitemap_news.xml", {"base": base, "newest": shown})
    return outgoing(xml, XML)
