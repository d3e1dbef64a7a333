"""Rows that no door lets in, written past all of them, beside good ones.

The database of a newsroom may hold some since before a door refused them, or by a hand at psql.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from articles.actions import withholding
from articles.models import (
    Article,
    ArticlePlace,
    ArticleTag,
    Breaking,
    Complaint,
    Desk,
    Dispatch,
    Edition,
    House,
    MastheadEntry,
    NoticeKind,
    OldAddress,
    Page,
    Person,
    Picture,
    Pin,
    RelatedLink,
    Story,
)
from articles.record import approval_digest, working_text
from tests.articles.site.helpers import Newsroom, correct, make_picture, withdraw
from tests.factories import FIRST_DAY, make_complaint, make_desk, make_person, make_scheduled

# What XML 1.0 can't hold, and what else no output should: all that PostgreSQL takes.
SIGNS = "\x01\x0b\x0c\x1f\x7f\x85\ufdd0\ufffe\uffff\u2028\U0001ffff\u202e\ufeff"
REFUSED = ("\x01", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff")
WORDS = {
    *("headline", "standfirst", "name", "title", "text", "caption", "alternative", "photographer"),
    *("agency", "credit", "licence", "byline", "dateline", "sign_off", "reason", "by"),
    *("verification_note", "mark"),
}
# 1.2 MB of words that are all different: more than the index of words can hold.
OVERSIZED = "<p>" + " ".join(f"kata{n}" for n in range(150_000)) + "</p>"
UNDRAWABLE = "\ufdfd" * 60 + "\u202e\U0001f468\u200d\U0001f469\u200d\U0001f467" * 20


@dataclass(frozen=True, slots=True)
class Rows:
    """What was written: good stories, and those of which a row is bad."""

    good: Story
    spoiled: Story
    due: Story
    oversized: Story
    stories: list[Story]


def write() -> Rows:
    """Everything at once: each bad row stands where the others are read too."""
    newsroom = Newsroom()
    good = newsroom.publish(headline="Berita yang baik", tags=("Panen",))
    withdrawn = newsroom.publish(headline="Berita yang ditarik", tags=("Panen",))
    spoiled = _spoiled_story(newsroom)
    stories = [
        good,
        spoiled,
        newsroom.publish(headline="Tanda tanpa huruf", tags=("🇵🇸", "🌾")),
        newsroom.publish(
            headline="Menautkan yang ditarik",
            related=((withdrawn.headline, 2),),
            updates=withdrawn,
            translation_of=withdrawn,
        ),
        newsroom.publish(headline="Gambar hilang", picture=_lost_picture()),
        newsroom.publish(headline="Gambar rusak", picture=_damaged_picture()),
        newsroom.publish(headline="Kartu tak tergambar"),
    ]
    link = stories[3].related_links.get()
    RelatedLink.objects.filter(pk=link.pk).update(target=withdrawn)
    now = timezone.now()
    past = now - timedelta(minutes=5)
    due = make_scheduled(publish_at=now + timedelta(hours=1), headline="Terjadwal dan baik")
    oversized = make_scheduled(
        publish_at=now + timedelta(hours=1), headline="Terjadwal, terlalu besar"
    )
    _approve_as_it_is(oversized, body=OVERSIZED)
    Story.objects.filter(pk__in=[due.pk, oversized.pk]).update(publish_at=past)
    # The worst stands first in every queue.
    Story.objects.filter(pk=oversized.pk).update(publish_at=past - timedelta(minutes=5))
    change_record(stories[6], headline=UNDRAWABLE)
    Pin.objects.create(
        edition_id="id", story_uid=withdrawn.uid, position=0, lapses_at=now + timedelta(hours=1)
    )
    Breaking.objects.create(
        edition_id="id", text=SIGNS, story_uid=withdrawn.uid, until=now + timedelta(hours=1)
    )
    withdraw(withdrawn)
    # Its translation was held with it, and an editor kept it.
    withholding.lift(story=stories[3], by=newsroom.editor, despite_withdrawal=True)
    make_complaint(spoiled)
    Complaint.objects.update(text=SIGNS, name=SIGNS, story_address=SIGNS)
    _house(newsroom)
    _addresses(good)
    return Rows(good, spoiled, due, oversized, stories)


@contextmanager
def _unguarded(*tables: str) -> Iterator[None]:
    """Without the triggers that keep the record."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _spoiled_story(newsroom: Newsroom) -> Story:
    """One of which every word on record holds what no output can carry."""
    story = newsroom.publish(
        headline="Panen raya",
        standfirst="Ringkasan",
        tags=("Panen", "Desa"),
        picture=make_picture(alternative="Sawah", photographer="Juru Foto"),
        related=(("Judul tercetak", 2),),
        dateline_place="Jakarta",
    )
    story = correct(story, "Satu angka diperbaiki.", NoticeKind.CORRECTION)
    dispatch = story.latest_dispatch
    assert dispatch is not None
    words = _spoiled(dispatch.data)
    change_record(story, **words | {"code": f"{dispatch.data['code']}{SIGNS}"})
    return story


def _spoiled(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _spoiled(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_spoiled(each, name) for each in value]
    return f"{value}{SIGNS}" if isinstance(value, str) and name in {*WORDS, "places"} else value


def change_record(story: Story, **words: Any) -> None:
    """Write over what the newest Dispatch of a story says."""
    dispatch = Dispatch.objects.filter(story_uid=story.uid).latest("number")
    with _unguarded("articles_dispatch"):
        Dispatch.objects.filter(pk=dispatch.pk).update(content=dispatch.data | words)
    shown = {name: words[name] for name in ("headline",) if name in words}
    if "standfirst" in words:
        shown |= {"summary": words["standfirst"], "writer_name": words["writer"]["name"]}
        shown |= {"desk_name": words["desk"]["name"], "picture": words["picture"]}
        for model in (ArticleTag, ArticlePlace):
            for row in model.objects.filter(article=story.uid):
                model.objects.filter(pk=row.pk).update(name=f"{row.name}{SIGNS}")
    if shown:
        Article.objects.filter(pk=story.uid).update(**shown)


def _approve_as_it_is(story: Story, **fields: Any) -> None:
    Story.objects.filter(pk=story.pk).update(**fields)
    story.refresh_from_db()
    Story.objects.filter(pk=story.pk).update(approved_digest=approval_digest(working_text(story)))


def _lost_picture() -> Picture:
    picture = make_picture()
    default_storage.delete(str(picture.file.name))
    return picture


def _damaged_picture() -> Picture:
    picture = make_picture()
    name = str(picture.file.name)
    default_storage.delete(name)
    with default_storage.open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    return picture


def _house(newsroom: Newsroom) -> None:
    """Names with bad signs, names without letters, a tree that is none, an edition of nobody's."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE articles_edition DROP CONSTRAINT edition_is_known")
    stray = Edition.objects.create(
        code="f/r", name="Français", agency="Agence", mark="MINA", sign_off="MINA"
    )
    Desk.objects.create(edition=stray, name="Monde", slug="monde")
    Page.objects.create(edition=stray, slug="tentang", title="À propos", body="")
    author = make_person(edition="f/r")
    Desk.objects.create(edition_id="id", name="Tanpa alamat", slug="")
    top = make_desk("id")
    inner = make_desk("id", parent=top)
    make_desk("id", parent=inner)
    make_desk("en", parent=top)
    Desk.objects.filter(pk=newsroom.desk.pk).update(name=f"{newsroom.desk.name}{SIGNS}")
    Person.objects.filter(user=newsroom.reporter).update(name=f"Wartawan{SIGNS}", title=SIGNS)
    nameless = make_person()
    Person.objects.filter(pk=nameless.pk).update(slug="", name="…")
    for person in (author, nameless):
        MastheadEntry.objects.create(person=person, position="editor", valid_from=FIRST_DAY)
    Page.objects.filter(edition="id", slug="tentang").update(title=SIGNS, body=SIGNS)
    House.objects.update(company=SIGNS, address="", email="", telephone="")
    Edition.objects.filter(pk="id").update(tagline=SIGNS, agency=f"Kantor{SIGNS}")


def _addresses(good: Story) -> None:
    lines = {
        "sendiri": "sendiri",
        "satu": "dua",
        "dua": "satu",
        "?p=1": "sendiri",
        "kosong": "",
        "salah": SIGNS,
        "jauh": "//jahat.example",
    }
    OldAddress.objects.bulk_create(
        OldAddress(edition_id="id", path=path, slug=slug) for path, slug in lines.items()
    )
    stray = Story.objects.get(pk=good.pk)
    # An address that no rule makes: its story is listed, and leads nowhere.
    twin = Newsroom().publish(headline="Alamat yang aneh", desk=stray.desk)
    Article.objects.filter(pk=twin.uid).update(slug="alamat aneh/…")
