"""Between the rooms: a Story frozen into a Dispatch, a Dispatch projected to an Article."""

from articles.snapshot.freezing import (
    freeze,
    freeze_withdrawal,
    local_day,
    picture_data,
    printed_dateline,
    verification_note,
)
from articles.snapshot.plain import Content, digest, printable
from articles.snapshot.projecting import project
from articles.snapshot.rebuilding import rebuild
from articles.snapshot.working import (
    approval_digest,
    changed,
    fingerprint,
    is_approved,
    restore,
    retouched,
    working_text,
)

__all__ = [
    "Content",
    "approval_digest",
    "changed",
    "digest",
    "fingerprint",
    "freeze",
    "freeze_withdrawal",
    "is_approved",
    "local_day",
    "picture_data",
    "printable",
    "printed_dateline",
    "project",
    "rebuild",
    "restore",
    "retouched",
    "verification_note",
    "working_text",
]
