"""Already on the wire? What is near to a story that is being typed, and who is told of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.actions import amending, reviewing
from articles.models import Sketch, Story
from articles.models.sketch import KEPT
from articles.record import sketch_of
from tests.duties import forget
from tests.editorial.forms import client_for
from tests.factories import (
    edit,
    make_desk,
    make_published,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

NEAR = "/admin/articles/story/near/"
HEADLINE = "Gempa Guncang Garut, Warga Mengungsi ke Masjid"
LEAD = (
    "<p>Ratusan warga Kecamatan Cikajang, Kabupaten Garut, mengungsi ke masjid dan balai desa"
    " setelah gempa bermagnitudo 5,6 mengguncang wilayah itu pada Selasa pagi.</p>"
)
ARABIC = "<p>أعلنت وزارة الصحة في غزة يوم الثلاثاء وصول قافلة مساعدات طبية إلى مستشفى الشفاء</p>"


def near(client: Client, **typed: Any) -> str:
    answer = client.post(NEAR, {"headline": "", "standfirst": "", "body": "", **typed})
    assert answer.status_code == 200
    return answer.content.decode()


def test_draft_with_a_near_headline_is_shown_with_its_desk_state_and_address() -> None:
    desk = make_desk(name="Jawa Barat")
    story = make_submitted(headline=HEADLINE, desk=desk, body="<p>Lain sama sekali.</p>")

    page = near(client_for(make_user("reporter")), headline="Gempa guncang Garut: warga mengungsi")

    assert HEADLINE in page
    assert "Jawa Barat" in page
    assert 'data-status="submitted"' in page
    assert f"/admin/articles/story/{story.pk}/change/" in page


@pytest.mark.parametrize(
    ("edition", "body", "typed"),
    [
        ("id", LEAD + "<p>Belum ada laporan korban.</p>", LEAD.replace("<p>", "<p><b>Garut</b> ")),
        ("ar", ARABIC, ARABIC.replace("أعلنت", "اعلنت")),
    ],
)
def test_same_lead_under_another_headline_is_near(edition: str, body: str, typed: str) -> None:
    make_story(headline="Kabar pagi", body=body, edition=edition)
    reporter = client_for(make_user("reporter", edition=edition))

    assert "Kabar pagi" in near(reporter, headline="Sama sekali lain", body=typed)
    assert (
        near(reporter, body="<p>Harga cabai di pasar induk turun pekan ini, kata pedagang.</p>")
        == ""
    )


def test_draft_that_one_may_not_see_is_not_hinted_at() -> None:
    make_submitted(headline=HEADLINE, body=LEAD, edition="en")
    make_story(headline=HEADLINE, body=LEAD, by=make_user("editor"), edition="en")
    typed = {"headline": HEADLINE, "body": LEAD}

    assert near(client_for(make_user("reporter", edition="id")), **typed) == ""
    assert HEADLINE in near(client_for(make_user("reporter", edition="en")), **typed)
    assert HEADLINE in near(client_for(make_user("editor", edition="id")), **typed)


def test_published_story_of_another_edition_is_shown_as_readers_know_it() -> None:
    story = make_published(headline=HEADLINE, body=LEAD, edition="en")
    reporter = client_for(make_user("reporter", edition="id"))
    typed = {"headline": HEADLINE, "body": LEAD, "desk": make_desk("id").pk}

    page = near(reporter, **typed)

    assert f'href="/en/{story.slug}/"' in page
    assert 'data-field="translation_of"' in page
    assert "/change/" not in page
    # Its next version is nobody else's, not by a word of it.
    edit(story, by=make_user("editor"), headline="Gempa Guncang Garut, Tiga Desa Gelap Gulita")
    assert near(reporter, **typed | {"headline": "Gempa Guncang Garut, Tiga Desa Gelap"}) == ""


def test_published_story_of_the_edition_may_be_updated_and_a_draft_may_not() -> None:
    desk = make_desk()
    live = make_published(headline=HEADLINE)
    draft = make_story(headline=f"{HEADLINE} Raya")
    client = client_for(make_user("editor"))

    page = near(client, headline=HEADLINE, desk=desk.pk)
    of_no_desk = near(client, headline=HEADLINE, desk="x")

    assert f'data-field="updates" data-key="{live.pk}"' in page
    assert f'data-key="{draft.pk}"' not in page
    assert draft.headline in page
    assert "data-field" not in of_no_desk


def test_story_itself_spiked_ones_and_those_of_before_three_days_are_not_near() -> None:
    editor = make_user("editor")
    own = make_story(headline=HEADLINE, body=LEAD)
    reviewing.spike(story=make_submitted(headline=HEADLINE, body=LEAD), by=editor)
    old = make_story(headline=HEADLINE, body=LEAD)
    long_ago = timezone.now() - timedelta(hours=73)
    Story.objects.filter(pk=old.pk).update(updated_at=long_ago)

    assert near(client_for(editor), headline=HEADLINE, body=LEAD, story=own.pk) == ""
    assert HEADLINE in near(client_for(editor), headline=HEADLINE, body=LEAD)


def test_headline_of_a_word_or_two_says_nothing_yet() -> None:
    make_story(headline="Gempa Garut")

    assert near(client_for(make_user("editor")), headline="Gempa Garut") == ""


@pytest.mark.parametrize(
    "typed",
    [
        {"desk": "99999999999", "story": "-1"},
        {"headline": "\x00\ud800".encode("utf-8", "surrogatepass").decode("latin-1") * 99},
        {"headline": "a" * 10_000, "body": "<p " * 50_000},
        {"body": "<table><script>"},
    ],
)
def test_whatever_is_sent_is_answered(typed: dict[str, str]) -> None:
    assert near(client_for(make_user("reporter")), **typed) == ""


def test_question_writes_nothing_and_costs_the_same_for_one_and_for_many() -> None:
    client = client_for(make_user("reporter"))
    typed = {"headline": HEADLINE, "body": LEAD, "desk": make_desk().pk}
    counts = []

    for more in (1, 4):
        for number in range(more):
            make_published(headline=f"{HEADLINE} {number}", body=LEAD)
        with CaptureQueriesContext(connection) as queries:
            page = near(client, **typed)
        counts.append((page.count("<li>"), len(queries)))

    assert [shown for shown, _ in counts] == [1, 5]
    assert len({asked for _, asked in counts}) == 1
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_sketch_is_of_the_text_as_it_stands() -> None:
    editor = make_user("editor")
    story = make_published(headline=HEADLINE, body=LEAD, editor=editor)
    before = Sketch.objects.get(story=story).shingles

    edit(story, by=editor, headline="Kabar pagi", body=ARABIC)
    changed = Sketch.objects.get(story=story).shingles
    amending.discard(story=Story.objects.get(pk=story.pk), by=editor)

    assert before == sketch_of(HEADLINE, "", LEAD)
    assert changed == sketch_of("Kabar pagi", "", ARABIC)
    assert Sketch.objects.get(story=story).shingles == before


def test_sketches_of_older_stories_are_forgotten() -> None:
    old, new = make_story(), make_story()
    Sketch.objects.filter(story=old).update(at=timezone.now() - KEPT - timedelta(hours=1))

    forget()

    assert list(Sketch.objects.values_list("story", flat=True)) == [new.pk]
