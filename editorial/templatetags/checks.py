"""What the checks found, at the field where it is mended."""

from collections.abc import Sequence

from django import template

from editorial.checks.check import Finding

register = template.Library()


@register.filter
def refusing_at(findings: Sequence[Finding] | None, field: str) -> list[Finding]:
    """Those for which the story can't go out, of one field."""
    return [each for each in findings or () if each.refuses and each.found.field == field]
