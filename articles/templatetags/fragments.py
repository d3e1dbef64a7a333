"""Fragments of pages that are made once and kept: list items, and blocks under their keys."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article
from articles.site import kept
from articles.site.rows import Gone, Row

register = template.Library()


@register.tag("teaser")
def do_teaser(parser: Parser, token: Token) -> "TeaserNode":
    """``{% teaser article "FORM" %}``: a story's item of a list, made once for each Dispatch.

    The template ``articles/teasers/FORM.html`` gets ``article``, is in its language, and gets
    nothing else: what differs between two places is two forms. Nothing is shown of a story that
    was withdrawn since the list was read.
    """
    _, article, form = token.split_contents()
    return TeaserNode(parser.compile_filter(article), parser.compile_filter(form))


class TeaserNode(template.Node):
    def __init__(self, article: FilterExpression, form: FilterExpression) -> None:
        self.article = article
        self.form = form

    def render(self, context: Context) -> SafeString:
        return _teaser(self.article.resolve(context), self.form.resolve(context))


@register.tag("teasers")
def do_teasers(parser: Parser, token: Token) -> "TeasersNode":
    """``{% teasers articles "FORM" %}``: the same for each of a list, each in an ``<li>``."""
    _, articles, form = token.split_contents()
    return TeasersNode(parser.compile_filter(articles), parser.compile_filter(form))


class TeasersNode(template.Node):
    def __init__(self, articles: FilterExpression, form: FilterExpression) -> None:
        self.articles = articles
        self.form = form

    def render(self, context: Context) -> SafeString:
        form = self.form.resolve(context)
        texts = [_teaser(article, form) for article in self.articles.resolve(context) or ()]
        return SafeString("".join([f"<li>{text}</li>" for text in texts if text]))


def _teaser(row: Article | Row, form: str) -> SafeString:
    text = kept.text((form, row.dispatch_id))
    if text is not None:
        return text
    try:
        article = row.article if isinstance(row, Row) else row
    except Gone:
        return SafeString()
    with translation.override(article.edition_id):
        page = get_template(f"articles/teasers/{form}.html")
        text = SafeString(page.render({"article": article}))
    # The number may be another by now: that of the row which was read last.
    kept.keep((form, article.dispatch_id), text)
    return text


@register.tag("kept")
def do_kept(parser: Parser, token: Token) -> "KeptNode":
    """``{% kept NAME KEY… %}…{% endkept %}``: rendered once for the keys and the language.

    All that differs between two renderings of the block has to be among its keys: the number of
    a Dispatch, the version of the house, what the page is about. Where one is None, as in the
    preview of what has no Dispatch yet, nothing is kept.
    """
    _, name, *keys = token.split_contents()
    nodes = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(name, [parser.compile_filter(key) for key in keys], nodes)


class KeptNode(template.Node):
    # Nothing in it is looked for from outside, so it can hold no {% block %}; and Django, which
    # looks through the whole of a base template for each page, needn't.
    child_nodelists = ()

    def __init__(self, name: str, keys: list[FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.keys = keys
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        key = (self.name, get_language(), *(key.resolve(context) for key in self.keys))
        if None in key:
            return self.nodelist.render(context)
        text = kept.text(key)
        if text is None:
            text = self.nodelist.render(context)
            kept.keep(key, text)
        return text
