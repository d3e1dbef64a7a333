"""Tags: their spelling. The library's own pages merge them without asking for a right."""

# Imported first, so that its registration doesn't come after ours.
import taggit.admin  # noqa: F401
from django import forms
from django.contrib import admin
from taggit.models import Tag

from articles.admin.base import AnyForm, NewsroomAdmin
from articles.admin.rows import ComparedRows
from articles.forms import fault_of_tag
from articles.text import tags

admin.site.unregister(Tag)


class TagForm(AnyForm):
    def clean_name(self) -> str:
        name = tags.tidy(self.cleaned_data["name"])
        if fault := fault_of_tag(name):
            raise forms.ValidationError(fault)
        return name


@admin.register(Tag)
class TagAdmin(ComparedRows, NewsroomAdmin[Tag]):
    form = TagForm
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}
