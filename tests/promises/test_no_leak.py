"""Promise 8: what is not published is in no public answer."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from articles.actions import filing, reviewing
from articles.models import Person, RelatedLink, Status, Story
from tests.articles.site.helpers import Newsroom, withdraw
from tests.factories import edit, make_scheduled, make_story, make_submitted

SECRET = "Kalimat yang belum boleh dibaca"


def unpublished(newsroom: Newsroom) -> list[Story]:
    """A story in every state before publication, and the next version of a published one."""
    common: dict[str, Any] = {
        "by": newsroom.reporter,
        "desk": newsroom.desk,
        "headline": SECRET,
        "standfirst": SECRET,
        "body": f"<p>{SECRET}</p>",
        "tags": ("Panen", "Rahasia"),
    }
    soon = timezone.now() + timedelta(minutes=1)
    returned = make_submitted(**common)
    spiked = make_submitted(**common)
    revised = newsroom.publish(tags=("Panen",))
    revised = edit(revised, by=newsroom.editor, headline=SECRET, standfirst=SECRET)
    return [
        make_story(**common),
        make_submitted(**common),
        make_scheduled(publish_at=soon, editor=newsroom.editor, **common),
        reviewing.return_(story=returned, by=newsroom.editor, reason="Belum lengkap."),
        reviewing.spike(story=spiked, by=newsroom.editor),
        revised,
    ]


def test_unpublished_text_is_in_no_public_answer(db: None, client: Client) -> None:
    newsroom = Newsroom()
    hidden = unpublished(newsroom)
    states = {Story.objects.get(pk=story.pk).status for story in hidden}
    withdrawn = withdraw(newsroom.publish())
    linking = make_story(by=newsroom.reporter, desk=newsroom.desk, tags=("Panen",))
    for place, story in enumerate(hidden[:5]):
        RelatedLink.objects.create(story=linking, target=story, after=place + 1)
    filing.submit(story=linking, by=newsroom.reporter)
    reviewing.approve(story=linking, by=newsroom.editor)
    writer = Person.objects.get(user=newsroom.reporter)
    month = f"{timezone.localdate():%Y-%m}"
    desk = f"/kanal/{newsroom.desk.slug}/"

    answers = {
        url: client.get(url).content.decode()
        for url in [
            "/",
            "/en/",
            "/ar/",
            desk,
            f"{desk}feed/",
            f"{desk}feed/atom/",
            "/tag/panen/",
            "/tag/panen/feed/",
            "/tag/panen/feed/atom/",
            "/tag/rahasia/",
            f"/penulis/{writer.slug}/",
            "/indeks/",
            "/cari/?q=paragraf",
            "/cari/?q=-panen&urut=terbaru",
            "/koreksi/",
            "/feed/",
            "/feed/atom/",
            "/sitemap.xml",
            "/sitemap-pages.xml",
            f"/sitemap-id-{month}.xml",
            "/robots.txt",
            "/tidak-ada/",
            *(f"/{story.slug}/" for story in [*hidden, linking, withdrawn]),
            *(f"/{story.slug}/copy.txt" for story in [*hidden, linking, withdrawn]),
            *(f"/{story.slug}/ninjs.json" for story in [*hidden, linking, withdrawn]),
        ]
    }

    assert states == {
        Status.DRAFT,
        Status.SUBMITTED,
        Status.APPROVED,
        Status.RETURNED,
        Status.SPIKED,
        Status.REVISED,
    }
    assert [url for url, text in answers.items() if SECRET in text] == []
    # An unpublished story's own address must not be given away either; 404 pages name none.
    slugs = [story.slug for story in hidden[:5]]
    others = [
        text for url, text in answers.items() if not url.startswith(tuple(f"/{s}" for s in slugs))
    ]
    assert [slug for slug in slugs if any(f"/{slug}/" in text for text in others)] == []


def test_search_for_the_secret_itself_finds_nothing(db: None, client: Client) -> None:
    hidden = unpublished(Newsroom())

    page = client.get("/cari/", {"q": SECRET}).content.decode()

    assert "teaser-headline" not in page
    assert all(story.slug not in page for story in hidden)
