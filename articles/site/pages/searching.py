"""The search page."""

from difflib import get_close_matches
from typing import Any, NamedTuple

from django import forms
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, ArticleTag
from articles.record import printing
from articles.search import CAP, LONGEST_QUERY, NOTHING, PAGE_SIZE, Hit
from articles.search import search as find
from articles.site.frame import kept
from articles.site.frame.navigation import Navigation
from articles.site.frame.page import in_edition, page
from articles.site.rows import listed, whole
from articles.text.folding import Pieces, folded
from articles.text.holes import filled

NEWEST = "terbaru"
RECENT = 500
TOPICS = 12
KNOWN_TOPICS = 300
# A letter or two missing, doubled or wrong in a word; less alike is another word.
ALIKE = 0.75
LAST_PAGE = CAP // PAGE_SIZE
DATES = ("dari", "sampai")
NO_DATE = {"invalid": _("This is not a day. It was left out of the search.")}


class SearchForm(forms.Form):
    """The names of its fields stand in addresses and stay."""

    q = forms.CharField(label=_("Search words"), required=False)
    kanal = forms.CharField(label=_("Desk"), required=False)
    dari = forms.DateField(label=_("From"), required=False, error_messages=NO_DATE)
    sampai = forms.DateField(label=_("Until"), required=False, error_messages=NO_DATE)
    urut = forms.CharField(label=_("Order"), required=False)


class Topic(NamedTuple):
    """A tag of the newest stories."""

    name: str
    slug: str


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
    topics = _topics(nav)
    is_vain = bool(asked["q"]) and not results.hits
    context = {
        "edition": nav.edition,
        "nav": nav,
        "path": nav.address("search"),
        "form": form,
        # Written as the browser's field takes a day: nothing else goes into it.
        "dates": [(form[name], asked[name] and asked[name].isoformat()) for name in DATES],
        "asked": asked,
        "desk": desk,
        "results": results,
        "rows": _rows(results.hits),
        "topics": topics[:TOPICS],
        "alike": [] if results.hits else _alike(asked["q"], topics),
        "earlier": _address(request, number - 1) if number > 1 else "",
        "later": _address(request, number + 1) if number < results.pages else "",
    }

    def pieces(_base: str) -> dict[str, str]:
        words = escape(f"{asked['q']} – ") if asked["q"] else ""
        return {"words": words, "main": render_to_string("articles/pages/_search.html", context)}

    return page(
        request,
        nav,
        "articles/pages/search.html",
        pieces=pieces,
        key=is_vain,
        is_vain=is_vain,
    )


def _rows(hits: list[Hit]) -> SafeString:
    """What is printed of each hit, with what was found in it."""
    now = printing.digest()
    fresh = {
        place: hit.printed for place, hit in enumerate(hits, 1) if hit.printed and hit.digest == now
    }
    pieces = whole(fresh, [(hit.article, "found") for hit in hits])
    return listed(
        piece
        and filled(piece, {"headline": _marked(hit.headline), "excerpt": _marked(hit.excerpt)})
        for hit, piece in zip(hits, pieces, strict=True)
    )


def _marked(pieces: Pieces) -> SafeString:
    """Pieces of found text, its hits in ``<mark>``."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if hit else text,) for text, hit in pieces)
    )


def _topics(nav: Navigation) -> list[Topic]:
    """What the newest stories are about, the most frequent tags first: words to search for."""
    key = ("topics", nav.edition.code, nav.newest)
    topics: list[Topic] | None = kept.frames.get(key)
    if topics is None:
        newest = (
            Article.objects.filter(edition=nav.edition)
            .order_by("-published_at", "-first_number")
            .values("pk")[:RECENT]
        )
        tags = ArticleTag.objects.filter(article__in=newest).values_list("name", "slug")
        frequent = tags.annotate(stories=Count("pk")).order_by("-stories", "name")[:KNOWN_TOPICS]
        topics = [Topic(name, slug) for name, slug, _ in frequent]
        kept.frames.put(key, topics, kept.KEY_BYTES * (len(topics) + 1))
    return topics


def _alike(words: str, topics: list[Topic]) -> list[str]:
    """Topics that the words may be misspelt for, the likest first."""
    names = {folded(topic.name).lower(): topic.name for topic in topics}
    wanted = folded(words).lower()
    return [names[found] for found in get_close_matches(wanted, names, cutoff=ALIKE)]


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
