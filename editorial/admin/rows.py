"""One row open in two forms: who saves second is told what it holds by then, and loses nothing."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib.admin.utils import unquote
from django.db import models, transaction
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import yesno
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.record import carried, carry
from articles.text import body
from editorial.admin.base import AnyForm, ModelAdmin
from editorial.fields import BodyField

SEEN: Final = "seen_row"
"""The hidden field with a digest of each stored value that the page was made of."""

if TYPE_CHECKING:
    _Admin = ModelAdmin[Any]
    _Form = AnyForm
else:
    _Admin = _Form = object


@dataclass(frozen=True, slots=True)
class Stored:
    """What a field, or the rows of an inline, hold in the database."""

    label: str | Promise
    words: str
    digest: str


class _Compared(_Form):
    """A form that refuses to write over what it has not shown."""

    meanwhile: Mapping[str, Stored] = {}
    """What others have saved since the page was made."""

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        for name, stored in self.meanwhile.items():
            words = {"stored": stored.words or "–", "rows": capfirst(str(stored.label))}
            if name in self.changed_data:
                text = _(
                    "Changed by somebody else meanwhile. Stored now: “%(stored)s”. Save again"
                    " to put yours in its place."
                )
                self.add_error(name, text % words)
            elif name not in self.fields:
                text = _(
                    "“%(rows)s” was changed by somebody else meanwhile. Stored now: “%(stored)s”."
                    " Save again to save yours."
                )
                self.add_error(None, text % words)


class ComparedRows(_Admin):
    """For an admin class, in front of its base: no save goes silently over another's.

    A second save is refused, with all that was typed and with what each field holds now; pressed
    again, it is taken.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if row := self.get_object(request, unquote(object_id)):
                # Of two who save at once the second waits here, and then reads what the first
                # wrote. Stories that name the row go on.
                locked = self.model.objects.select_for_update(no_key=True)
                locked.values_list("pk").get(pk=row.pk)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if not change or obj is None:
            return super().get_form(request, obj, change=change, **kwargs)
        base = kwargs.pop("form", self.form)
        compared = type(base.__name__, (_Compared, base), {})
        form: Any = super().get_form(request, obj, change=change, form=compared, **kwargs)
        if request.method == "POST" and SEEN in request.POST:
            seen = carried(request.POST[SEEN])
            form.meanwhile = {
                name: stored
                for name, stored in self._stored(request, obj, form.base_fields)
                if stored.digest != seen.get(name)
            }
        return form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None:
            # The form has written into its own copy already.
            stored = self.model.objects.get(pk=obj.pk)
            context[SEEN] = self.seen_row(request, stored, context["adminform"].form.fields)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def seen_row(self, request: HttpRequest, obj: Any, fields: Mapping[str, Field]) -> str:
        """What a page that shows these fields of a row carries to its save, as ``SEEN``."""
        return carry({name: each.digest for name, each in self._stored(request, obj, fields)})

    def _stored(
        self, request: HttpRequest, obj: Any, fields: Mapping[str, Field]
    ) -> Iterator[tuple[str, Stored]]:
        comma = _(", ")
        yield from _values(obj, fields)
        for inline in self.get_inline_instances(request, obj):
            formset: Any = inline.get_formset(request, obj)
            rows = formset.model.objects.filter(**{formset.fk.name: obj}).order_by("pk")
            values = [
                [stored for _name, stored in _values(row, formset.form.base_fields)] for row in rows
            ]
            yield (
                formset.get_default_prefix(),
                Stored(
                    inline.opts.verbose_name_plural or "",
                    "; ".join(
                        comma.join(stored.words for stored in row if stored.words) for row in values
                    ),
                    _digest([[stored.digest for stored in row] for row in values]),
                ),
            )


def _values(obj: Any, fields: Mapping[str, Field]) -> Iterator[tuple[str, Stored]]:
    """The fields of the form that can be changed and are the model's own."""
    opts = obj._meta  # noqa: SLF001 - public in Django
    editable = {each.name: each for each in (*opts.fields, *opts.many_to_many)}
    for name, field in fields.items():
        if name in editable and not field.disabled:
            value = editable[name].value_from_object(obj)
            words = _words(obj, editable[name], field)
            yield name, Stored(editable[name].verbose_name, words, _digest(value))


def _words(obj: Any, model_field: Any, field: Field) -> str:
    value = getattr(obj, model_field.name)
    if isinstance(model_field, models.ManyToManyField):
        return _(", ").join(map(str, value.all()))
    if isinstance(field, BodyField):
        return " ".join(body.plain_paragraphs(body.parse(value)))
    if model_field.choices:
        return str(getattr(obj, f"get_{model_field.name}_display")())
    if isinstance(value, bool):
        return str(yesno(value))
    return "" if value is None else str(localize(value))


def _digest(value: Any) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:16]
