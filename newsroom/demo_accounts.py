"""The accounts of the demo newsroom. None of them exists where DATABASE_URL is set."""

from django.utils.translation import gettext_lazy as _

DEMO_PASSWORD = "redaksi-mina"  # noqa: S105 - printed at every start of the demo, meant to be known
DEMO_ACCOUNTS = (
    ("reporter", _("Reporter")),
    ("editor", _("Editor")),
    ("chief", _("Chief editor")),
    ("photo", _("Photo editor")),
    ("admin", _("Administrator")),
)
