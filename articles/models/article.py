from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import public_address
from articles.models.desk import Desk
from articles.models.dispatch import Dispatch, Label, token_of
from articles.models.edition import Edition
from articles.models.person import Person
from articles.models.words import words_field, words_index

# PostgreSQL indexes a megabyte of words and their places; each takes up to twice its bytes.
LONGEST_SEARCHED = 400_000
"""The bytes of a story's folded text that are searched."""
SEARCH_CONFIGS = {"id": "indonesian", "en": "english", "ar": "arabic"}


def _vector(config: str) -> Combinable:
    return SearchVector("search_headline", config=Value(config), weight="A") + SearchVector(
        "search_text", config=Value(config), weight="B"
    )


class ArticleQuerySet(models.QuerySet["Article"]):
    def showing(self, token: str | Combinable) -> Self:
        """The live stories with the picture of this token, also in the text or as a portrait."""
        shown = self.alias(of_picture=token_of("picture"), of_portrait=token_of("portrait"))
        return shown.filter(
            Q(of_picture=token) | Q(of_portrait=token) | Q(text_pictures__contains=[token])
        )


class Article(models.Model):
    """What the public reads now: one row for each live story, projected from its newest Dispatch.

    Shaped for lists and search; the text itself is in ``dispatch``. ``record.rebuild``
    makes all rows again from the Dispatches, the same.
    """

    story_uid = models.UUIDField(primary_key=True)
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="article")
    first_number = models.BigIntegerField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="articles")
    slug = models.CharField(max_length=120)
    section = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    desk_name = models.CharField(max_length=60)
    writer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    writer_name = models.CharField(max_length=120, blank=True)
    writer_language = models.CharField(max_length=8, blank=True)
    headline = models.CharField(max_length=250)
    summary = models.CharField(max_length=320, blank=True)
    picture = models.JSONField(null=True)
    portrait = models.JSONField(null=True)
    text_pictures = ArrayField(models.CharField(max_length=20), default=list)
    label = models.CharField(max_length=12, choices=Label, blank=True)
    is_ai = models.BooleanField(default=False)
    updates_uid = models.UUIDField(null=True)
    translation_group = models.UUIDField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    is_corrected = models.BooleanField(default=False)

    search_headline = models.TextField()
    search_text = models.TextField()
    search_vector = models.GeneratedField(
        expression=Case(
            *(When(edition=code, then=_vector(config)) for code, config in SEARCH_CONFIGS.items()),
            default=_vector("simple"),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    words = words_field("headline", "slug")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-published_at", "-first_number"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "slug"], name="article_address"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["edition", "-published_at", "-first_number"], name="article_by_edition"
            ),
            models.Index(
                fields=["section", "-published_at", "-first_number"], name="article_by_section"
            ),
            models.Index(fields=["desk", "-published_at", "-first_number"], name="article_by_desk"),
            models.Index(
                fields=["writer", "-published_at", "-first_number"], name="article_by_writer"
            ),
            models.Index(fields=["translation_group"], name="article_by_translation"),
            models.Index(
                fields=["updates_uid"],
                condition=Q(updates_uid__isnull=False),
                name="article_by_updated",
            ),
            models.Index(token_of("picture"), name="article_by_picture"),
            models.Index(token_of("portrait"), name="article_by_portrait"),
            GinIndex(fields=["text_pictures"], name="article_by_text_pictures"),
            GinIndex(fields=["search_vector"], name="article_search"),
            words_index(models.F("words"), name="article_words"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return public_address("story", edition=self.edition_id, slug=self.slug)

    @property
    def labelled_headline(self) -> str:
        """The headline as it goes to other sites: with the label of what somebody paid for."""
        label = self.get_label_display()
        return f"[{label}] {self.headline}" if label else self.headline


class Listed(models.Model):
    """A word that lists an Article, with its place in time beside it: a page reads one index."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="%(class)ss")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    slug = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    published_at = models.DateTimeField()
    first_number = models.BigIntegerField()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "slug"], name="%(class)s_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["edition", "slug", "-published_at", "-first_number"],
                name="%(class)s_by_slug",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ArticleTag(Listed):
    """A tag of an Article."""


class ArticlePlace(Listed):
    """A place of an Article's dateline, as printed."""
