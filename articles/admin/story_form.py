"""The story form: the fields as they are typed, and what a stale save is measured by."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.actions.filing import PAID
from articles.admin.base import AnyForm, NewsroomInline
from articles.forms import LineField
from articles.models import LIVE, ON_RECORD, Article, Desk, Edition, RelatedLink, Story
from articles.text import signs, slugs
from articles.text.body import (
    LONGEST_HTML,
    TooLongError,
    clean,
    editor_extensions,
    fit,
    is_oversized,
)

# Written in the language of the edition.
WRITTEN = (
    *("headline", "standfirst", "dateline_place", "body", "tags"),
    *("byline", "dateline", "sign_off"),
)
# A press of these hands the story in or out, which needs a kind and a text.
COMPLETE = ("submit", "approve", "schedule", "approve-again", "update")
EXACT = ("byline", "dateline", "code_text", "sign_off")


class OneLineField(LineField):
    """One line of text in a field that grows with it."""

    widget = forms.Textarea(attrs={"rows": 1, "class": "one-line"})


class BodyField(ProseEditorFormField):  # type: ignore[misc]  # the package has no types
    """The rich text. What the editor spells differently without changing it is no change.

    What is refused for its length is read by nothing.
    """

    taken: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            extensions=editor_extensions(),
            max_length=LONGEST_HTML,
            widget=AdminProseEditorWidget,
            **kwargs,
        )
        # The editor's own field is hidden, and no letter is typed into it.
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value: Any) -> str:
        self.taken = tuple(signs.uncarried(value)) if isinstance(value, str) else ()
        html = super().clean(value)
        try:
            text = fit(html)
        except TooLongError as error:
            raise forms.ValidationError(str(error), code="max_length") from error
        if self.required and not text:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return text

    def has_changed(self, initial: Any, data: Any) -> bool:
        if is_oversized(data or ""):
            return True
        return clean(initial or "") != clean(data or "")


class StoryForm(AnyForm):
    """``user`` and ``seen`` are set by the admin: who types, and the version they had before them.

    ``stale`` says after validation that somebody else saved meanwhile.
    """

    user: User
    seen: int | None = None
    stale = False

    body = BodyField(label=_("Text"), required=False)

    class Meta:
        field_classes = {"headline": OneLineField, "standfirst": OneLineField}
        widgets = {
            "headline": OneLineField.widget,
            "standfirst": OneLineField.widget,
            "dateline_place": forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in EXACT:
            if field := self.fields.get(name):
                # Printed exactly, blanks included.
                field.strip = False  # type: ignore[attr-defined]  # all four are CharFields
        self._turn(self._edition())
        if "kind" in self.fields:
            self._choice("kind").empty_label = _("Choose the kind")
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Left empty, it is made of the headline.")
        if "desk" in self.fields:
            self._offer_desks()
        if "translation_of" in self.fields:
            _offer(self._choice("translation_of"), published_or_visible(self.user))
        if "updates" in self.fields:
            # The link goes out with this story: what it leads to must be out.
            _offer(self._choice("updates"), Story.objects.filter(status__in=ON_RECORD))

    def clean_body(self) -> str:
        stored: str = self.initial.get("body") or ""
        return self.cleaned_data["body"] if "body" in self.changed_data else stored

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in slugs.RESERVED:
            raise forms.ValidationError(_("The site itself uses this address."))
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if desk := data.get("desk"):
            # A desk is of one edition, and its stories are too.
            self.instance.edition = desk.edition
            updated = data.get("updates")
            if updated and updated.edition_id != desk.edition_id:
                self.add_error("updates", _("This story is of another edition."))
        if {"label", "sponsor"} <= data.keys() and bool(data["label"]) != bool(data["sponsor"]):
            self.add_error("sponsor" if data["label"] else "label", PAID)
        if self.data.get("_do") in COMPLETE:
            self._require_all(data)
        if self.instance.pk and self.seen != self.instance.version:
            self.stale = True
            raise forms.ValidationError(
                _("Read both texts; then save yours over the stored one, or drop it."),
                code="stale",
            )
        return data

    def _get_validation_exclusions(self) -> set[str]:
        # An address is taken or free within an edition, which has no field of its own here.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # no stub
        return excluded - {"edition"} if self.instance.edition_id else excluded | {"edition"}

    def _edition(self) -> Edition | None:
        """That of the chosen desk, else of the stored story, else one's own."""
        desk = str(self.data.get("desk", "")) if self.is_bound else ""
        if desk.isdecimal() and len(desk) < 10 and desk != str(self.instance.desk_id):
            return Edition.objects.filter(desks=int(desk)).first()
        if self.instance.edition_id:
            stored: Edition = self.instance.edition
            return stored
        return Edition.objects.filter(pk=self.initial.get("edition") or "").first()

    def _turn(self, edition: Edition | None) -> None:
        for name in WRITTEN:
            if edition and name in self.fields:
                self.fields[name].widget.attrs |= {"lang": edition.pk, "dir": edition.direction}

    def _require_all(self, data: dict[str, Any]) -> None:
        """What a story handed in must have, at its fields; the rest stands in the printed box."""
        code = data.get("code_text") if "code_text" in self.fields else self.instance.code_text
        if "kind" in self.fields and not data.get("kind") and not code:
            self.add_error("kind", _("Choose the kind: it is the first part of the code."))
        if "body" in self.fields and not data.get("body") and "body" not in self.errors:
            self.add_error("body", _("The story has no text yet."))

    def _choice(self, name: str) -> "forms.ModelChoiceField[Any]":
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - foreign keys have this field
        return field

    def _offer_desks(self) -> None:
        """The desks under their editions, one's own edition first; those of one once published."""
        desks = Desk.objects.select_related("edition", "parent")
        if self.instance.pk and self.instance.status in ON_RECORD:
            desks = desks.filter(edition=self.instance.edition_id)
        own = self.initial.get("edition")
        ordered = sorted(desks, key=lambda d: (d.edition_id != own, d.edition.position, _path(d)))
        field = self._choice("desk")
        field.queryset = desks
        field.choices = [("", _("Choose a desk")), *_grouped(ordered)]


def directions() -> dict[int, tuple[str, str]]:
    """Language and direction of each desk's stories, for the form's script."""
    return {
        pk: (language, direction)
        for pk, language, direction in Desk.objects.values_list(
            "pk", "edition_id", "edition__direction"
        )
    }


def _path(desk: Desk) -> tuple[int, str, int, str]:
    top = desk.section
    return (top.position, top.name, 0 if desk.parent is None else 1 + desk.position, desk.name)


def _grouped(desks: Iterable[Desk]) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for desk in desks:
        label = f"{desk.parent.name} › {desk.name}" if desk.parent else desk.name
        groups.setdefault(desk.edition.name, []).append((desk.pk, label))
    return list(groups.items())


def _offer(field: Any, stories: QuerySet[Story]) -> None:
    """Let a foreign key's field lead to the stories, each under its headline on record."""
    field.queryset = stories.select_related("latest_dispatch")
    field.label_from_instance = printed_headline


def published_or_visible(user: User) -> QuerySet[Story]:
    """What a story may name as its original: any that was published, or that ``user`` may see."""
    visible = Story.objects.visible_to(user).values("pk")
    return Story.objects.filter(Q(status__in=ON_RECORD) | Q(pk__in=visible))


class RelatedLinkForm(AnyForm):
    """A link leads to what was published: a draft's headline must not go out with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].widget.attrs["dir"] = "auto"
        if "target" in self.fields:
            _offer(self.fields["target"], Story.objects.filter(status__in=ON_RECORD))

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            self.instance.position = self.instance.story.related_links.count()
        return super().save(commit)


class RelatedLinkInline(NewsroomInline[RelatedLink, Story]):
    model = RelatedLink
    form = RelatedLinkForm
    fk_name = "story"
    fields = ["target", "title", "after"]
    autocomplete_fields = ["target"]
    verbose_name_plural = _("Baca Juga")


def linkable(words: str) -> QuerySet[Story]:
    """The stories that a related link or a translation is offered, of every edition.

    Found by what readers see and offered under it: the working copies of another edition are
    on nobody's list there.
    """
    found = Article.objects.all()
    for word in words.split():
        found = found.filter(Q(headline__icontains=word) | Q(slug__icontains=word))
    printed = Article.objects.filter(pk=OuterRef("uid")).values("headline")
    stories = Story.objects.filter(status__in=LIVE, uid__in=found.values("pk"))
    return stories.annotate(offered_as=Subquery(printed))


def printed_headline(story: Story) -> str:
    """A story as whoever links to it may know it: under its headline on record, if it has one."""
    sent = story.latest_dispatch
    return sent.data["headline"] if sent else story.headline


def differences(form: StoryForm) -> list[tuple[str, SafeString, SafeString]]:
    """The fields in which a refused form differs from the stored story: name, stored, typed."""
    rows = []
    for name in form.changed_data:
        bound = form[name]
        stored, typed = bound.initial, form.cleaned_data.get(name, bound.value())
        rows.append((str(bound.label), _shown(form, name, stored), _shown(form, name, typed)))
    return rows


def _shown(form: StoryForm, name: str, value: Any) -> SafeString:
    field = form.fields[name]
    if name == "body" and name in form.errors:
        return format_html("{}", str(value or "")[:LONGEST_HTML])
    if name == "body":
        return mark_safe(clean(str(value or "")))  # noqa: S308 - cleaned in this very line
    if isinstance(field, forms.ModelChoiceField) and value and field.queryset is not None:
        value = field.queryset.filter(pk=getattr(value, "pk", value)).first()
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return format_html_join("", "{}", [(value if value is not None else "",)])
