"""Every Article projected again, from the record alone."""

from django.db import transaction
from django.db.models import OuterRef, Subquery

from articles.models import Article, Dispatch
from articles.snapshot.projecting import project


@transaction.atomic
def rebuild() -> int:
    """Drop every Article and project them all again; how many there are then."""
    Article.objects.all().delete()
    newest = Dispatch.objects.filter(story_uid=OuterRef("story_uid")).order_by("-number")
    dispatches = Dispatch.objects.filter(number=Subquery(newest.values("number")[:1]))
    return sum(
        project(dispatch) is not None for dispatch in dispatches.order_by("number").iterator()
    )
