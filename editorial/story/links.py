"""The related links of a story's form: rows of a story or a title, and a place each."""

import json
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import KNOWN_TO_READERS, RelatedLink, Story
from articles.models.related import MOST_LINKS
from articles.record import Content
from articles.text.raw_copy import RELATED_LABELS
from editorial.admin.base import AnyForm
from editorial.story.access import links_of
from editorial.story.form import field_of, find_by_typing, offer

PREFIX: Final = "related_links"

if TYPE_CHECKING:
    _Forms = BaseFormSet["LinkForm"]
else:
    _Forms = BaseFormSet


class LinkForm(AnyForm):
    """A link leads to what was published: a draft's headline must not go out with it."""

    required_css_class = "required"

    class Meta:
        model = RelatedLink
        fields = ["target", "title", "after"]
        formfield_callback = field_of

    def __init__(self, *args: Any, story: Story | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.story = story
        self.fields["title"].widget.attrs["dir"] = "auto"
        offer(self.fields["target"], Story.objects.filter(status__in=KNOWN_TO_READERS))
        find_by_typing(self.fields["target"], RelatedLink, "target")

    def clean_target(self) -> Story | None:
        target: Story | None = self.cleaned_data["target"]
        if target and target == self.story:
            raise forms.ValidationError(_("A story cannot link to itself."))
        return target


class Links(_Forms):
    """The rows of links on a story's form."""

    def links(self) -> list[Content]:
        """What the clean rows say, in their order, as ``saving.save_story`` takes it."""
        return [
            {
                "target": form.cleaned_data["target"] and form.cleaned_data["target"].pk,
                "title": form.cleaned_data["title"],
                "after": form.cleaned_data["after"],
            }
            for form in self.forms
            if form.cleaned_data and form not in self.deleted_forms
        ]

    def script(self) -> str:
        """What the admin's script for rows reads, as JSON."""
        name = capfirst(str(RelatedLink._meta.verbose_name))  # noqa: SLF001 - public in Django
        words = {
            "addText": _("Add another %(verbose_name)s") % {"verbose_name": name},
            "deleteText": _("Remove"),
        }
        return json.dumps({"name": f"#{PREFIX}", "options": {"prefix": PREFIX, **words}})

    def labels(self) -> str:
        """What stands before a link in the copy of each language, as JSON."""
        return json.dumps(RELATED_LABELS)


def links_form(data: Any, story: Story | None) -> Links:
    """The rows of a form; ``called`` of each stored one is what it is called in print."""
    stored = links_of(story) if story else ()
    initial = [
        {
            "target": link.target_id,
            "title": link.title,
            "after": link.after,
            "called": link.printed_title,
        }
        for link in stored
    ]
    make: Any = formset_factory(
        LinkForm,
        formset=Links,
        extra=0,
        can_delete=True,
        max_num=MOST_LINKS,
        absolute_max=MOST_LINKS,
    )
    links: Links = make(data, prefix=PREFIX, initial=initial, form_kwargs={"story": story})
    return links
