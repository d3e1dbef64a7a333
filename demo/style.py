"""The demo's rules of style, each tried on the demo's own archive."""

from dataclasses import dataclass
from typing import Final

from articles.models import User
from editorial.checks import trial
from editorial.models import StyleRule

WRITTEN_BY: Final = "chief"


@dataclass(frozen=True, slots=True)
class StyleRow:
    """A rule, and whether it counts by now."""

    edition: str
    wrong: str
    right: str
    reason: str
    counts: bool = True


STYLE: Final = (
    StyleRow("id", "resiko", "risiko", "KBBI: bentuk bakunya risiko."),
    StyleRow("id", "praktek", "praktik", "KBBI: bentuk bakunya praktik."),
    StyleRow("id", "merubah", "mengubah", "Kata dasarnya ubah, bukan rubah."),
    StyleRow("id", "terdiri dari", "terdiri atas", "Pasangan tetapnya terdiri atas."),
    # It speaks of stories in which nothing is wrong, so the chief lets it rest.
    StyleRow("id", "sejumlah", "beberapa", "Sebut jumlahnya bila diketahui.", counts=False),
    StyleRow("en", "Moslem", "Muslim", "The spelling of the English desk."),
)


def make_style(staff: dict[str, User]) -> None:
    """Write the rules and try them; those that are there already are kept as they are."""
    for row in STYLE:
        rule, is_new = StyleRule.objects.get_or_create(
            edition_id=row.edition,
            desk=None,
            wrong=row.wrong,
            defaults={"right": row.right, "reason": row.reason, "by": staff[WRITTEN_BY]},
        )
        if is_new:
            found = trial.tried(rule)
            wrong = [] if row.counts else [str(each.uid) for each in found.examples]
            trial.keep(rule, found, wrong=wrong, counts=row.counts)
