"""What stands in a page's head for machines: structured data, locales."""

from django import template
from django.utils.safestring import SafeString

from articles.models.person import Person
from articles.site.frame.navigation import Navigation
from articles.site.machines import structured

register = template.Library()

# Open Graph wants a territory with the language.
LOCALES = {"id": "id_ID", "en": "en_GB", "ar": "ar_AR"}


@register.filter
def locale(edition: str) -> str:
    """An edition's locale in Open Graph's words."""
    return LOCALES.get(edition, edition)


@register.simple_tag
def home_data(nav: Navigation, base: str) -> SafeString:
    return structured.home(nav, base)


@register.simple_tag
def reporter_data(nav: Navigation, base: str, person: Person) -> SafeString:
    return structured.reporter(nav, base, person)


@register.simple_tag
def trail_data(nav: Navigation, base: str, *names_and_paths: str) -> SafeString:
    """The way to a page: a name and a path for each step after the front page."""
    steps = zip(names_and_paths[::2], names_and_paths[1::2], strict=True)
    return structured.trail(nav, base, *steps)
