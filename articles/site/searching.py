"""The search page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleTag
from articles.search import CAP, LONGEST_QUERY, NOTHING, PAGE_SIZE
from articles.search import search as find
from articles.site.lists import ORDER
from articles.site.navigation import Navigation
from articles.site.page import in_edition, page

NEWEST = "terbaru"
RECENT = 60
TOPICS = 12
LAST_PAGE = CAP // PAGE_SIZE


class SearchForm(forms.Form):
    """The names of its fields stand in addresses and stay."""

    q = forms.CharField(label=_("Search words"), required=False)
    kanal = forms.CharField(label=_("Desk"), required=False)
    dari = forms.DateField(label=_("From"), required=False)
    sampai = forms.DateField(label=_("Until"), required=False)
    urut = forms.CharField(label=_("Order"), required=False)


@in_edition
def search(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """A page of results; a filter that can't be read is named and left out."""
    number = _page_number(request.GET.get("hal", "1"))
    form = SearchForm(
        {name: (request.GET.get(name) or "").replace("\0", " ") for name in SearchForm.base_fields}
    )
    form.is_valid()
    asked: dict[str, Any] = {name: form.cleaned_data.get(name) for name in form.fields}
    asked["q"] = asked["q"][:LONGEST_QUERY]
    desk = next((desk for desk in nav.desks() if desk.slug == asked["kanal"]), None)
    results = (
        find(
            asked["q"],
            edition=nav.edition.code,
            desk=desk,
            since=asked["dari"],
            until=asked["sampai"],
            newest_first=asked["urut"] == NEWEST,
            page=number,
        )
        if asked["q"]
        else NOTHING
    )
    if number > max(results.pages, 1):
        raise Http404
    return page(
        request,
        nav,
        "articles/search.html",
        form=form,
        date_fields=[form["dari"], form["sampai"]],
        asked=asked,
        desk=desk,
        results=results,
        topics=[] if results.hits else _topics(nav),
        number=number,
        earlier=_address(request, number - 1) if number > 1 else "",
        later=_address(request, number + 1) if number < results.pages else "",
    )


def _topics(nav: Navigation) -> Sequence[Mapping[str, object]]:
    """What the newest stories are about, the most frequent tags first: words to search for."""
    newest = Article.objects.filter(edition=nav.edition).order_by(*ORDER).values("pk")[:RECENT]
    tags = ArticleTag.objects.filter(article__in=newest).values("slug", "name")
    return list(tags.annotate(stories=Count("pk")).order_by("-stories", "name")[:TOPICS])


def _page_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < len(str(CAP))):
        raise Http404
    number = int(text)
    if not 1 <= number <= LAST_PAGE:
        raise Http404
    return number


def _address(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["hal"] = str(number)
    return f"?{asked.urlencode()}"
