"""Words of a record in the middle of a sentence, where no element parts them from the rest."""

from django import template

from articles.text import signs

register = template.Library()


@register.filter
def balanced(text: object) -> str:
    """The text without a direction control that would turn round what is printed behind it."""
    return signs.balanced(str(text))
