"""Words of Django and its libraries that the newsroom says in its own way, or nobody had put.

Named here so that the catalogues hold them: ours come before theirs. The agency
prints Ahad, not Minggu, and أبريل, not إبريل. Those of the admin's scripts stand in djangojs.po.
"""

from django.utils.translation import gettext_noop, ngettext_lazy, pgettext_lazy

WORDS = (
    gettext_noop("Sunday"),
    *(gettext_noop("Sun"), gettext_noop("Mon"), gettext_noop("Tue"), gettext_noop("Wed")),
    *(gettext_noop("Thu"), gettext_noop("Fri"), gettext_noop("Sat")),
    gettext_noop("April"),
    gettext_noop("- Select an option -"),
    gettext_noop("Filter by %(field_name)s"),
    ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects."),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    gettext_noop("Taggit"),
    gettext_noop("tag"),
    gettext_noop("A comma-separated list of tags."),
    gettext_noop("Please provide a comma-separated list of tags."),
    gettext_noop("Add %(name)s"),
    gettext_noop("Change history: %s"),
    ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
    pgettext_lazy("A tag name", "name"),
    pgettext_lazy("A tag slug", "slug"),
)
