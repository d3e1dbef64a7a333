"""The words by which the newsroom finds a row: the one form that index and search share."""

from typing import Final

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import Func, GeneratedField, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Upper
from django.db.models.lookups import Contains
from django.utils.text import smart_split, unescape_string_literal

LONGEST: Final = 200
"""How much of what was typed is looked for."""
# What stands between the words of a slug, a code and a title, as blanks.
_BETWEEN = "-_/()[].,:;!?\"'“”‘’"
_AS_BLANKS = str.maketrans(dict.fromkeys(_BETWEEN, " "))


def words_of(*fields: str) -> Upper:
    """The text of some fields in capitals, each word after a blank."""
    parts = [part for name in fields for part in (Value(" "), name)]
    return Upper(
        Func(
            Concat(*parts, output_field=TextField()),
            Value(_BETWEEN),
            Value(" " * len(_BETWEEN)),
            function="TRANSLATE",
            output_field=TextField(),
        )
    )


def words_field(*fields: str) -> GeneratedField:
    """A column with ``words_of``: of a long text they take too long to be made at every look."""
    return GeneratedField(expression=words_of(*fields), output_field=TextField(), db_persist=True)


def words_index(words: Combinable, *, name: str) -> GinIndex:
    """By which ``holds`` is answered, for any piece."""
    # Else entries wait in a heap of their own, which searches read and some save has to clear.
    return GinIndex(OpClass(words, name="gin_trgm_ops"), name=name, fastupdate=False)


def pieces(typed: str) -> list[str]:
    """What ``holds`` looks for, for each word or phrase in quotes that was typed.

    One shorter than three letters is looked for where a word begins, for the index knows no
    shorter pieces.
    """
    typed = typed[:LONGEST]
    words = (" ".join(_bare(bit).translate(_AS_BLANKS).split()) for bit in smart_split(typed))
    return [f" {word}" if len(word) < 3 else word for word in words if word]


def holds(words: Combinable, piece: str) -> Q:
    """That the words hold the piece, in any case."""
    return Q(Contains(words, Upper(Value(piece))))


def _bare(bit: str) -> str:
    quoted = bit[0] in "\"'" and bit[0] == bit[-1]
    return str(unescape_string_literal(bit)) if quoted else bit
