"""Articles can be dropped and made again from the Dispatches, the same row for row."""

from uuid import uuid4

import pytest
from django.db import connection

from articles.actions import amending
from articles.models import Article, ArticlePlace, ArticleTag, Ground, NoticeKind
from articles.record import rebuild
from tests.factories import edit, make_published, make_user

pytestmark = pytest.mark.django_db


def rows() -> tuple[list[tuple[object, ...]], ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM articles_article ORDER BY story_uid")
        articles = cursor.fetchall()
        # Byte for byte what readers get of each.
        cursor.execute("SELECT * FROM articles_print ORDER BY article_id")
        prints = cursor.fetchall()
    tags = ArticleTag.objects.order_by("article_id", "slug")
    places = ArticlePlace.objects.order_by("article_id", "slug")
    return (
        articles,
        prints,
        *(
            list(kept.values_list("article_id", "slug", "name", "published_at"))
            for kept in (tags, places)
        ),
    )


def test_rebuild_gives_the_same_rows() -> None:
    chief = make_user("chief")
    make_published(tags=("panen", "Beras Merah"), related=(("Judul cetak", 4),))
    make_published(dateline="Cileungsi, Kab. Bogor, MINA –")
    make_published(edition="ar", headline="أخبار من جاكرتا", tags=("إندونيسيا",))
    corrected = make_published()
    amending.correct(story=corrected, by=chief, kind=NoticeKind.REPLY, note="Tanggapan.")
    updated = make_published()
    edit(updated, by=chief, headline="Judul kedua")
    amending.update(story=updated, by=chief)
    unverified = make_published(awaiting_verification=True, label="iklan", is_ai=True)
    make_published(updates=unverified)
    withdrawn = make_published()
    amending.withdraw(story=withdrawn, by=chief, ground=Ground.TRAUMA, reason="Sebab.")
    before = rows()

    count = rebuild()

    assert (count, rows()) == (7, before)


def test_rebuild_removes_an_article_no_dispatch_speaks_for() -> None:
    make_published()
    Article.objects.update(headline="Bukan yang dikirim")

    rebuild()

    assert Article.objects.get().headline != "Bukan yang dikirim"


def test_rebuild_gives_an_address_back_to_its_story() -> None:
    first, second = make_published(headline="Satu"), make_published(headline="Dua")
    Article.objects.filter(pk=first.uid).update(slug="sementara")
    Article.objects.filter(pk=second.uid).update(slug="satu")
    Article.objects.filter(pk=first.uid).update(slug="dua")

    rebuild()

    slugs = dict(Article.objects.values_list("pk", "slug"))
    assert slugs == {first.uid: "satu", second.uid: "dua"}


def test_rebuild_removes_the_row_of_a_story_that_was_never_sent() -> None:
    story = make_published()
    stranger = Article.objects.get()
    stranger.pk, stranger.slug = uuid4(), "tak-dikenal"
    Article.objects.filter(pk=story.uid).delete()
    stranger.save(force_insert=True)

    rebuild()

    assert list(Article.objects.values_list("pk", "slug")) == [(story.uid, story.slug)]
