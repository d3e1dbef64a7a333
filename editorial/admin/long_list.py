"""Lists that grow for as long as the agency does.

Pages are turned by the key of a row, never by offset, rows are counted up to a bound, and what is
searched or seen is split into ways, each of which walks one index in the order of the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan, LessThan
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.functional import cached_property

from articles.models.words import holds, pieces
from editorial.admin.base import NewsroomAdmin

MOST_COUNTED: Final = 1_000
MOST_OFFERED: Final = 100

_signer = Signer(salt="editorial.long_list")


class LongList[M: Model](NewsroomAdmin[M]):
    """A list in the order of one column, which has an index with the primary key after it.

    So has each in ``sortable_by``.
    """

    words: Combinable = F("words")
    """What is searched (``words_of``); it has an index."""
    sortable_by: ClassVar[list[str] | tuple[str, ...] | None] = ()
    change_list_template: ClassVar[str | None] = "editorial/long_list.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return LongChangeList

    def seen(self, request: HttpRequest) -> list[Q]:
        """What makes a row one of those that are asked for, each by an index, the widest first."""
        return [Q()]

    def found(self, piece: str) -> list[Q]:
        """Where a piece of what was typed is found, each by an index."""
        return [holds(self.words, piece)]

    def asked(self, typed: str) -> list[str]:
        """What to search for. A list without a box may be asked by an address."""
        return list(pieces(typed)) if self.search_fields else []

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        for piece in self.asked(search_term):
            queryset = queryset.filter(reduce(or_, self.found(piece)))
        return queryset, False


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page begins: past a row's ``values`` in the columns of ``order``, or ``back``."""

    order: list[str]
    back: bool
    values: list[str]

    @classmethod
    def read(cls, token: str, order: list[str]) -> Self | None:
        """The key of an address; None for the first page, and for what isn't a key of ours."""
        try:
            key = cls(*_signer.unsign_object(token))
        except BadSignature:
            return None
        return key if key.order == order else None

    def write(self) -> str:
        return _signer.sign_object([self.order, self.back, self.values])

    def beyond(self, model: type[Model]) -> Q:
        fields = columns(model, self.order)
        values = (
            Value(field.to_python(value), output_field=field)
            for field, value in zip(fields, self.values, strict=True)
        )
        compared = LessThan if self.order[0].startswith("-") != self.back else GreaterThan
        return Q(compared(_Row(*(field.name for field in fields)), _Row(*values)))


def columns(model: type[Model], order: Iterable[str]) -> list[Any]:
    return [model._meta.get_field(name.removeprefix("-")) for name in order]  # noqa: SLF001 - public in Django


class _Row(Func):
    """Columns that are compared as one."""

    function = "ROW"
    output_field = BooleanField()


if TYPE_CHECKING:

    class _ChangeList(ChangeList):
        result_list: Any
        sortable_by: Any

else:
    _ChangeList = ChangeList


class LongChangeList(_ChangeList):
    """A page of a ``LongList``; ``previous`` and ``next`` lead to those beside it."""

    model_admin: LongList[Any]
    previous = next = ""

    def get_ordering_field(self, field_name: Any) -> Any:
        # Django sorts by whichever column an address names.
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        wanted = str(super().get_ordering(request, queryset)[0])
        key = str(self.opts.pk.name)
        sign, column = ("-", wanted[1:]) if wanted.startswith("-") else ("", wanted)
        columns = [key] if column in ("pk", key) else [column, key]
        return [f"{sign}{name}" for name in columns]

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        wanted, self.query = self.query, ""
        self.unsearched = super().get_queryset(request, exclude_parameters)
        self.query = wanted
        # The longest word first: it is likely to be the rarest.
        words = sorted(self.model_admin.asked(wanted), key=len, reverse=True)
        self.found = [self.model_admin.found(piece) for piece in words]
        return self.unsearched.filter(*(reduce(or_, places) for places in self.found))

    def get_results(self, request: HttpRequest) -> None:
        ways = self._ways(request)
        order = [str(name) for name in self.queryset.query.order_by]
        key = Key.read(request.GET.get(PAGE_VAR, ""), order)
        rows = self._page(ways, key)
        if key and not rows:
            # What came after is gone.
            key, rows = None, self._page(ways, None)
        is_back = key is not None and key.back
        is_more = len(rows) > self.list_per_page
        rows = rows[: self.list_per_page]
        if is_back:
            rows.reverse()
        if is_more or is_back:
            self.next = self._beside(order, rows[-1], back=False)
        if key and (is_more or not is_back):
            self.previous = self._beside(order, rows[0], back=True)
        counted = self._count(ways[:1])
        if counted <= MOST_COUNTED and len(ways) > 1:
            counted = self._count(ways)
        self.is_more_than_counted = counted > MOST_COUNTED
        self.result_count = self.full_result_count = min(counted, MOST_COUNTED)
        self.counted = number_format(self.result_count, force_grouping=True)
        self.result_list = rows
        # What Django's own templates ask of a list that stands on one page.
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.show_admin_actions = True

    def _ways(self, request: HttpRequest) -> list[Q]:
        """What each row of the list is, in one of these ways: seen so, and found there.

        Nothing is asked twice, or PostgreSQL would take it for twice as rare.
        """
        places, *others = self.found or [[Q()]]
        rest = Q(*(reduce(or_, found) for found in others))
        return [seen & found & rest for seen in self.model_admin.seen(request) for found in places]

    def _page(self, ways: list[Q], key: Key | None) -> list[Any]:
        """The rows of a page and one more, in the direction in which it was turned to."""
        rows = self.unsearched
        if key:
            rows = rows.filter(key.beyond(self.model))
            rows = rows.reverse() if key.back else rows
        most = self.list_per_page + 1
        if len(ways) == 1:
            return list(rows.filter(*ways)[:most])
        return list(rows.filter(pk__in=self._keys(rows, ways, most))[:most])

    def _count(self, ways: list[Q]) -> int:
        """How many rows are on the ways; one more than is counted stands for all beyond."""
        return int(self._keys(self.unsearched, ways, MOST_COUNTED + 1).count())

    def _keys(self, rows: QuerySet[Any], ways: Iterable[Q], most: int) -> QuerySet[Any]:
        """The keys of the first rows on each of the ways, none twice."""
        first, *others = (rows.filter(way).values("pk")[:most] for way in ways)
        return first.union(*others) if others else first

    def _beside(self, order: list[str], row: Any, *, back: bool) -> str:
        values = [column.value_to_string(row) for column in columns(self.model, order)]
        key = Key(order, back, values)
        return self.get_query_string({PAGE_VAR: key.write()})


class Offered(Paginator):  # type: ignore[type-arg]  # takes no parameter at run time
    """What a field offers of what was typed into it: the first of it, never counted whole."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        return int(self.object_list.values("pk")[:MOST_OFFERED].count())
