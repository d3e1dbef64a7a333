"""Between the rooms: a Story frozen into a Dispatch, a Dispatch projected to an Article."""

from articles.record.freezing import freeze, freeze_hold, freeze_lift, freeze_withdrawal
from articles.record.pieces import (
    picture_data,
    pictures_in_text,
    printed_dateline,
    verification_note,
)
from articles.record.plain import Content, carried, carry, digest, printable
from articles.record.projecting import project
from articles.record.rebuilding import rebuild
from articles.record.sketching import keep_sketch, sketch_of
from articles.record.working import (
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
    "carried",
    "carry",
    "changed",
    "digest",
    "fingerprint",
    "freeze",
    "freeze_hold",
    "freeze_lift",
    "freeze_withdrawal",
    "is_approved",
    "keep_sketch",
    "picture_data",
    "pictures_in_text",
    "printable",
    "printed_dateline",
    "project",
    "rebuild",
    "restore",
    "retouched",
    "sketch_of",
    "verification_note",
    "working_text",
]
