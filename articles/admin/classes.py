"""All classes of the newsroom's admin, registered by being imported."""

from articles.admin import (
    complaint,
    front,
    house,
    picture,
    record,
    story,
    tags,
    trouble,
    users,
)

__all__ = ["complaint", "front", "house", "picture", "record", "story", "tags", "trouble", "users"]
