from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from articles.models.article import Article


class PrintQuerySet(models.QuerySet["Print"]):
    def stale(self, digest: str) -> Self:
        """Those printed by other templates or code than those of this digest."""
        # Along the index: there is none for "not equal".
        return self.filter(Q(digest__lt=digest) | Q(digest__gt=digest))


class Print(models.Model):
    """What readers get of an Article, printed when it was projected.

    HTML and XML with holes for what doesn't follow from its Dispatch (``text.holes``), in columns
    by what is read together: the story's page, its row in each form of list, its feed entries.
    ``record.printing`` makes it and says what ``digest`` is of; ``number`` is that of the Dispatch.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="printed"
    )
    number = models.BigIntegerField()
    digest = models.CharField(max_length=32)

    head = models.TextField()
    text = models.TextField()
    links = models.JSONField()

    shared = models.TextField()
    lead = models.TextField()
    second = models.TextField()
    strip = models.TextField()
    row = models.TextField()
    section_row = models.TextField()
    wire = models.TextField()
    brief = models.TextField()
    opinion = models.TextField()
    found = models.TextField()

    rss = models.TextField()
    atom = models.TextField()
    news = models.TextField()

    objects = PrintQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["number"], name="print_by_number"),
            models.Index(fields=["digest"], name="print_by_digest"),
        ]

    def __str__(self) -> str:
        return str(self.number)
