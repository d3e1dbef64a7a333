"""All classes of the newsroom's admin, registered by being imported."""

from editorial.admin import (
    complaint,
    front,
    house,
    outbox,
    picture,
    record,
    story_list,
    style,
    tags,
    trouble,
    users,
)
from editorial.subscribers import company, product, subscription

__all__ = [
    "company",
    "complaint",
    "front",
    "house",
    "outbox",
    "picture",
    "product",
    "record",
    "story_list",
    "style",
    "subscription",
    "tags",
    "trouble",
    "users",
]
