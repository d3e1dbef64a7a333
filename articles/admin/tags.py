"""Tags: their spelling. The library's own pages merge them without asking for a right."""

# Imported first, so that its registration doesn't come after ours.
import taggit.admin  # noqa: F401
from django.contrib import admin
from taggit.models import Tag

from articles.admin.base import NewsroomAdmin

admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(NewsroomAdmin[Tag]):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}
