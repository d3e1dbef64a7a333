"""The accounts of the demo newsroom. None of them exists where DATABASE_URL is set."""

from editorial.roles import ROLES

DEMO_PASSWORD = "redaksi-mina"  # noqa: S105 - printed at every start of the demo, meant to be known
DEMO_ACCOUNTS = tuple(ROLES.items())
DEMO_MEMBER = "ratri@umpama.example"
"""Who signs in to the portal, for one of the demo's subscribers."""
