"""Tags: their spelling. The library's own pages merge them without asking for a right."""

# Imported first, so that its registration doesn't come after ours.
import taggit.admin  # noqa: F401
from django import forms
from django.contrib import admin
from taggit.models import Tag

from articles.forms import fault_of_tag
from articles.models.tags import TAG_WORDS
from articles.text import tags
from editorial.admin.base import AnyForm
from editorial.admin.long_list import LongList
from editorial.admin.rows import ComparedRows

admin.site.unregister(Tag)


class TagForm(AnyForm):
    def clean_name(self) -> str:
        name = tags.tidy(self.cleaned_data["name"])
        if fault := fault_of_tag(name):
            raise forms.ValidationError(fault)
        return name


@admin.register(Tag)
class TagAdmin(ComparedRows, LongList[Tag]):
    form = TagForm
    list_display = ["name", "slug"]
    search_fields = ["name"]
    sortable_by = ["name"]
    words = TAG_WORDS
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}
