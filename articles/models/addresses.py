"""Addresses on the public site of what is stored."""

from django.urls import NoReverseMatch, reverse


def public_address(view: str, **kwargs: object) -> str:
    """The address of a page of the site; "" where what is stored can't stand in an address.

    A tag without letters has no page, and a row that went past every form may hold anything: a
    page that names it is shown, and doesn't lead there. ``view`` is one of the site's, or names
    its app: ``wire:copy``.
    """
    try:
        return reverse(view if ":" in view else f"site:{view}", kwargs=kwargs)
    except NoReverseMatch:
        return ""
