"""Blocks with a form of their own, from the story's form to whoever reads the story."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.amending import update
from articles.actions.importing import export
from articles.actions.scheduling import publish_if_due
from articles.models import Article, Dispatch, Page, Picture, PictureInText, Status, Story
from articles.pictures.recipe import renditions
from articles.record import picture_data, printing, rebuild
from tests.articles.site.blocks import TABLE, VIDEO, every, gallery, shown
from tests.articles.site.helpers import Newsroom, address, html, make_picture, withdraw
from tests.articles.site.test_media import fetch
from tests.editorial.forms import client_for, open_form, read, send
from tests.factories import edit, make_scheduled

ADD = "/admin/articles/story/add/"


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def typed(client: Client, newsroom: Newsroom, **fields: str) -> dict[str, str]:
    form = read(client.get(ADD)).fields
    known = {name: value for name, value in form.items() if "__prefix__" not in name}
    return {**known, "headline": "Panen", "desk": str(newsroom.desk.pk), "kind": "T", **fields}


def of(picture: Picture) -> str:
    return renditions(picture_data(picture), "full", "jpg")[0].name


def test_story_with_every_block_goes_from_the_form_to_its_readers(newsroom: Newsroom) -> None:
    whole = {"alternative": "Padi di tepi jalan desa.", "agency": "MINA"}
    one = make_picture(caption="Satu.", photographer="Ani", **whole)
    two, three = make_picture(caption="Dua.", **whole), make_picture(caption="Tiga.", **whole)
    reporter, client = client_for(newsroom.reporter), client_for(newsroom.editor)
    body = every(one, two, three)

    reporter.post(ADD, typed(reporter, newsroom, dateline_place="Cibuntu", body=body, _do="submit"))
    story = Story.objects.get(headline="Panen")
    page = client.get(reverse("admin:articles_story_preview", args=[story.pk]))
    send(client, story, open_form(client, story), _do="approve")

    story.refresh_from_db()
    assert story.body == body
    assert story.status == Status.PUBLISHED
    content = Article.objects.get(pk=story.uid).dispatch.data
    assert content["pictures"] == {
        str(picture.pk): picture_data(picture) for picture in (one, two, three)
    }
    for text in (html(client, address(story)), page.content.decode()):
        assert "Panen <em>pagi</em>." in text
        assert of(one) in text
        assert of(three) in text
        assert '<th scope="col" class="number">Rupiah</th>' in text
        assert '<td class="number">6.500</td>' in text
        assert '<p lang="ar" dir="rtl">وَتَعَاوَنُوا</p>' in text
        assert "body-" not in text.partition('<div class="prose">')[2].partition("</article>")[0]
        assert "<iframe" not in text
    copy = client.get(f"{address(story)}copy.txt").content.decode()
    assert copy.splitlines()[1:-1] == [
        "Cibuntu, MINA – Pembuka.",
        "Foto: Panen pagi. (Ani/MINA)",
        *("Harga gabah", "Desa | Rupiah", "Cibuntu | 6.500", "Kami menanam lagi. – Bu Tani"),
        *("وَتَعَاوَنُوا", "Tolong-menolonglah. (Q.S. Al-Maidah [5]: 2)"),
        *("Tanya: Mengapa sekarang?", "Jawab: Karena hujan.", "Juga karena bibit."),
        f"Panen raya (YouTube: {VIDEO})",
        *("Foto: Dua. (MINA)", "Foto: Tiga. (MINA)"),
        f"Penutup. {content['code']}",
    ]
    assert export(story).splitlines() == copy.splitlines()
    feed = html(client, "/feed/")
    assert "Pembuka." in feed
    assert "youtube" not in feed


def test_opening_of_a_story_that_begins_with_a_picture_is_its_text(newsroom: Newsroom) -> None:
    story = newsroom.publish(body=f"{shown(make_picture(), 'Takarir.')}{TABLE}<p>Awal.</p>")

    assert Article.objects.get(pk=story.uid).summary == "Awal."


def test_words_of_a_picture_and_a_table_are_found(client: Client, newsroom: Newsroom) -> None:
    picture = make_picture(caption="Lumbung bambu di tepi sungai.")
    newsroom.publish(body=f"<p>Awal.</p>{shown(picture)}{TABLE}")

    assert "<mark>bambu</mark>" in html(client, "/cari/?q=bambu")
    assert "<mark>Cibuntu</mark>" in html(client, "/cari/?q=cibuntu")


def test_picture_in_a_text_is_public_while_a_live_story_shows_it(
    client: Client, newsroom: Newsroom
) -> None:
    one, two = make_picture(), make_picture()
    story = newsroom.publish(body=f"<p>a</p>{gallery(one, two)}")
    paths = [default_storage.url(picture.file.name) for picture in (one, two)]

    assert [fetch(client, path)[0].status_code for path in paths] == [200, 200]

    story = edit(story, by=newsroom.editor, body=f"<p>a</p>{shown(one)}")
    update(story=story, by=newsroom.editor)
    assert [fetch(client, path)[0].status_code for path in paths] == [200, 404]

    withdraw(story)
    assert [fetch(client, path)[0].status_code for path in paths] == [404, 404]


def test_words_of_a_picture_in_the_text_are_bound_by_an_approval(newsroom: Newsroom) -> None:
    picture = make_picture(caption="Sawah.")
    at = timezone.now() + timedelta(hours=1)
    story = make_scheduled(publish_at=at, editor=newsroom.editor, body=f"<p>a</p>{shown(picture)}")

    Picture.objects.filter(pk=picture.pk).update(caption="Ladang.")
    publish_if_due(pk=story.pk, now=at)

    story.refresh_from_db()
    assert story.status == Status.SUBMITTED
    assert not Dispatch.objects.exists()


def test_text_of_a_dispatch_stays_when_the_picture_is_described_anew(
    client: Client, newsroom: Newsroom
) -> None:
    picture = make_picture(caption="Sawah.")
    story = newsroom.publish(body=f"<p>a</p>{shown(picture)}")
    before = html(client, address(story))

    Picture.objects.filter(pk=picture.pk).update(caption="Ladang.")
    rebuild()

    assert html(client, address(story)) == before


def test_picture_that_stands_in_a_text_is_noted_and_kept(newsroom: Newsroom) -> None:
    one, two = make_picture(), make_picture()
    story = newsroom.publish(body=f"<p>a</p>{shown(one)}")
    edit(story, by=newsroom.editor, body=f"<p>a</p>{shown(two)}{shown(two)}")

    assert list(PictureInText.objects.values_list("picture", flat=True)) == [two.pk]
    with pytest.raises(ProtectedError):
        two.delete()


def test_picture_that_is_not_there_is_refused_and_nothing_typed_is_lost(
    newsroom: Newsroom,
) -> None:
    client = client_for(newsroom.reporter)
    body = '<p>Pembuka panjang.</p><body-picture data-picture="999999"></body-picture>'

    response = client.post(ADD, typed(client, newsroom, body=body))

    assert "Pembuka panjang." in response.content.decode()
    assert not Story.objects.exists()


def test_dispatch_of_before_pictures_stood_in_texts_prints_the_same(newsroom: Newsroom) -> None:
    story = newsroom.publish(body="<p>Satu.</p><blockquote><p>Dua.</p></blockquote>")
    article = Article.objects.get(pk=story.uid)
    content = article.dispatch.data
    before = article.printed.text
    del content["pictures"]

    assert printing.sheet(article, content, ["text"])["text"] == before


def test_more_pictures_than_a_page_bears_are_refused_in_words(
    newsroom: Newsroom,
) -> None:
    client = client_for(newsroom.reporter)

    response = client.post(ADD, typed(client, newsroom, body=shown(make_picture()) * 61))

    assert response.status_code == 200
    assert not Story.objects.exists()


def test_cells_and_pictures_that_came_are_marked_where_they_stand(newsroom: Newsroom) -> None:
    one, two = make_picture(caption="Satu."), make_picture(caption="Dua.")
    story = newsroom.publish(body=f"<p>a</p>{shown(one)}{TABLE}")
    changed = TABLE.replace("6.500", "7.000").replace(
        "</tr></table>", "</tr><tr><td>Hulu</td><td>1</td></tr></table>"
    )
    story = edit(story, by=newsroom.editor, body=f"<p>a</p>{shown(two)}{changed}")
    client = client_for(newsroom.editor)

    page = client.get(reverse("admin:articles_story_versions", args=[story.pk]) + "?from=1")

    text = page.content.decode()
    assert re.search(r"<td>.*6\.500.*</del>.*7\.000.*</ins></td>", text)
    assert re.search(r"<tr><td><ins>.*Hulu.*</ins></td><td><ins>", text)
    assert re.search(r'<del class="block">.*<body-picture><img .*Satu\..*</body-picture>', text)
    assert re.search(r'<ins class="block">.*<body-picture><img .*Dua\..*</body-picture>', text)


def test_standing_page_prints_blocks_and_shows_no_picture(
    client: Client, newsroom: Newsroom
) -> None:
    body = f"<p>a</p>{TABLE}{shown(make_picture())}"
    Page.objects.filter(edition="id", slug="pedoman-media-siber").update(body=body)

    text = html(client, "/halaman/pedoman-media-siber/")

    assert '<th scope="col" class="number">Rupiah</th>' in text
    assert "body-picture" not in text


def test_editor_is_told_of_the_pictures_that_a_text_has(newsroom: Newsroom) -> None:
    picture = make_picture(caption="Sawah.", photographer="Ani")
    make_picture(caption="Lumbung.")
    client = client_for(newsroom.reporter)
    keys = [str(picture.pk), "x", "999999"]

    (told,) = client.get(reverse("admin:articles_picture_told"), {"key": keys}).json()["pictures"]

    assert (told["key"], told["caption"], told["credit"]) == (picture.pk, "Sawah.", "Ani/MINA")
