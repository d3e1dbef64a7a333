"""For news crawlers: what every edition published in the last two days, in Google's format."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models.edition import Edition
from articles.site.frame.caching import cacheable
from articles.site.frame.methods import read_only
from articles.site.frame.origin import origin
from articles.site.frame.outgoing import XML, outgoing
from articles.site.lists import newest
from articles.text.holes import filled

AGE = timedelta(days=2)
MOST = 1000
# Along each edition's index: there is none across them. What was paid for is no news.
WHERE = "edition_id = %(edition)s AND published_at > %(since)s AND label = ''"


@read_only
@cacheable
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The newest first, at most 1,000: the format's own bounds."""
    since = timezone.now() - AGE
    codes = Edition.objects.values_list("code", flat=True)
    found = [s for code in codes for s in newest(MOST, "news", WHERE, edition=code, since=since)]
    found.sort(key=lambda story: story.row.published_at, reverse=True)
    entries = filled("".join(entry for _, entry in found[:MOST]), {"base": origin(request)})
    context = {"entries": SafeString(entries)}
    xml = render_to_string("articles/machines/sitemap_news.xml", context)
    return outgoing(xml, XML)
