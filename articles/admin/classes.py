"""All classes of the newsroom's admin, registered by being imported."""

from articles.admin import house, picture, record, story, tags, users

__all__ = ["house", "picture", "record", "story", "tags", "users"]
