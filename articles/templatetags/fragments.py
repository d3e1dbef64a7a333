"""Fragments of pages that are made once and kept: list items, and blocks under their keys."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.models import Article
from articles.site import kept
from articles.site.rows import Row

register = template.Library()


@register.simple_tag
def teaser(article: Article | Row, form: str) -> SafeString | str:
    """A story's item of a list: ``articles/teasers/FORM.html``, made once for each Dispatch.

    The template gets ``article`` and the active language, and nothing else: what differs between
    two places is two forms. "" for a story that was withdrawn since the list was read.
    """
    language = get_language()
    text = kept.fragments.get((form, language, article.dispatch_id))
    if text is None:
        try:
            if isinstance(article, Row):
                article = article.article
            text = get_template(f"articles/teasers/{form}.html").render({"article": article})
        except Article.DoesNotExist:
            return ""
        # The number may be another by now: that of the row which the template has read.
        kept.keep((form, language, article.dispatch_id), text)
    return mark_safe(text)  # noqa: S308 - a template rendered it


@register.tag("kept")
def do_kept(parser: Parser, token: Token) -> "KeptNode":
    """``{% kept NAME KEY… %}…{% endkept %}``: rendered once for the keys and the language.

    All that differs between two renderings of the block has to be among its keys: the number of
    a Dispatch, the version of the house, what the page is about.
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
        text = kept.fragments.get(key)
        if text is None:
            text = self.nodelist.render(context)
            kept.keep(key, text)
        return mark_safe(text)  # noqa: S308 - a template rendered it
