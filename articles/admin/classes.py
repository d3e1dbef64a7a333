"""All classes of the newsroom's admin, registered by being imported."""

from articles.admin import complaint, house, picture, record, story, tags, users

__all__ = ["complaint", "house", "picture", "record", "story", "tags", "users"]
