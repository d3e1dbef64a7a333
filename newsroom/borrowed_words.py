"""Words of Django and its libraries that the newsroom says in its own way, or nobody had put.

Named here so that the catalogues hold them: ours come before theirs. The agency
prints Ahad, not Minggu, and أبريل, not إبريل. Those of the admin's scripts stand in djangojs.po.
"""

from django.utils.translation import gettext_noop, ngettext_lazy, pgettext_lazy

WORDS = (
    gettext_noop("Sunday"),
    gettext_noop("Sun"),
    gettext_noop("April"),
    gettext_noop("- Select an option -"),
    gettext_noop("Filter by %(field_name)s"),
    ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects."),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    gettext_noop("Taggit"),
    gettext_noop("tag"),
    gettext_noop("A comma-separated list of tags."),
    gettext_noop("Please provide a comma-separated list of tags."),
    pgettext_lazy("A tag name", "name"),
    pgettext_lazy("A tag slug", "slug"),
)
