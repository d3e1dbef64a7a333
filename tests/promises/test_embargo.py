"""Promise 8: a story under an embargo, or on hold, is on no public surface, and then it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions import amending, filing, reviewing, withholding
from articles.actions.clock import LIFT
from articles.actions.worker import once
from articles.models import Article, Dispatch, NoticeKind, Person, RelatedLink, Story
from articles.pictures import card, recipe
from articles.record import picture_data, rebuild
from articles.site.frame import kept
from tests.articles.site.examples import OF_THE_WIRE, names
from tests.articles.site.helpers import Newsroom, have_cards, make_picture
from tests.factories import edit, make_story, make_submitted, make_user
from tests.promises.test_rebuild import rows

WORD = "rahasia"
OWN = ("story", "copy", "ninjs")
FORMS = ("copy.txt", "ninjs.json")
SAME_FOR_ALL = ("intake_received", "page")
"""Addresses that take a name, and none of a story's."""


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def story(newsroom: Newsroom) -> Story:
    """Handed in, with its word in all that it says, and others that lead to it."""
    unverified = newsroom.publish(awaiting_verification=True, tags=("Panen",))
    made = make_submitted(
        by=newsroom.reporter,
        desk=newsroom.desk,
        headline=f"Judul {WORD}",
        standfirst=f"Kepala {WORD}.",
        body="".join(f"<p>Isi {WORD} {n}.</p>" for n in range(8)),
        tags=("Panen", WORD),
        dateline_place=WORD,
        picture=make_picture(caption=f"Foto {WORD}.", alternative=WORD),
        slugline=WORD,
        ednote=WORD,
        updates=unverified,
        embargo_until=(timezone.now() + timedelta(hours=1)).isoformat(),
    )
    original = newsroom.publish(tags=("Panen",))
    edit(made, by=newsroom.editor, translation_of=original)
    linking = make_story(by=newsroom.reporter, desk=newsroom.desk, tags=("Panen",))
    RelatedLink.objects.create(story=linking, target=made, after=1)
    linking = filing.submit(story=linking, by=newsroom.reporter)
    reviewing.approve(story=linking, by=newsroom.editor)
    return Story.objects.get(pk=made.pk)


def addresses(story: Story) -> dict[str, str]:
    """Every public address by its name, those that take a name with the story's own."""
    assert story.writer is not None
    desk, own, tag = ({"slug": slug} for slug in (story.desk.slug, story.slug, WORD))
    given: dict[str, Any] = {
        **dict.fromkeys(("desk", "desk_feed", "desk_atom"), desk),
        **dict.fromkeys(("tag", "tag_feed", "tag_atom", "place"), tag),
        **dict.fromkeys(OWN, own),
        "day": {"day": timezone.localdate()},
        "reporter": {"slug": Person.objects.get(pk=story.writer.pk).slug},
        "sitemap_section": {"section": f"id-{timezone.localdate():%Y-%m}"},
    }
    alone = {"manifest", "security_txt", "robots", "sitemap", "news_sitemap", "sitemap_section"}
    found = {
        name: reverse(
            f"{'wire' if name in OF_THE_WIRE else 'site'}:{name}",
            kwargs=given.get(name, {}) | ({} if name in alone else {"edition": "id"}),
        )
        for name in names()
        if name not in SAME_FOR_ALL
    }
    others = [other for other in Story.objects.exclude(pk=story.pk) if other.slug]
    return (
        found
        | {"search": f"{found['search']}?q=isi", "home-en": "/en/", "missing": "/tidak-ada/"}
        | {f"other {other.pk}": f"/{other.slug}/" for other in others}
        | {f"copy {other.pk}": f"/{other.slug}/copy.txt" for other in others}
    )


def files(story: Story) -> list[str]:
    """The addresses of its pictures: whole, in a rendition, and as cards of what was sent."""
    assert story.picture is not None
    share = recipe.for_others(picture_data(story.picture), "share").name
    cards = [card.name(d.number) for d in Dispatch.objects.filter(story_uid=story.uid)]
    return [story.picture.file.url, *map(default_storage.url, [share, *cards])]


def showing(client: Client, story: Story) -> set[str]:
    """The names of all public answers that have the story's word, or its picture, in them."""
    found = set()
    # The same process has answered all of it before: nothing that it kept may lag.
    for name, url in addresses(story).items():
        answer = client.get(url)
        said = unquote(f"{answer.headers}{answer.content.decode()}").replace(unquote(url), "")
        if WORD in said.casefold():
            found.add(name)
    if "teaser-headline" in client.get("/cari/", {"q": f"judul {WORD}"}).content.decode():
        found.add("search for it")
    # In capitals it would lead to the address, if there were one.
    if client.get(f"/{story.slug.upper()}/").status_code != 404:
        found.add("in capitals")
    for url in files(story):
        file: Any = client.get(url)
        if file.streaming:
            # To its end, so that it is closed.
            b"".join(file)
        if file.status_code != 404:
            found.add(url)
    return found


@pytest.fixture
def moments(
    newsroom: Newsroom, story: Story, client: Client
) -> Callable[[Callable[[], object]], set[str]]:
    """What is shown before and after a step."""
    kept.clear()

    def after(step: Callable[[], object]) -> set[str]:
        step()
        return showing(client, story)

    return after


def test_embargoed_story_is_nowhere_before_its_time_and_everywhere_at_it(
    newsroom: Newsroom,
    story: Story,
    client: Client,
    moments: Callable[[Callable[[], object]], set[str]],
) -> None:
    editor, later = newsroom.editor, (timezone.now() + timedelta(hours=2)).isoformat()

    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: reviewing.approve(story=story, by=editor),
        lambda: edit(story, by=editor, headline=f"Judul lain {WORD}", embargo_until=later),
        lambda: amending.update(story=story, by=editor),
        lambda: amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note=WORD),
        lambda: once([LIFT]),
        rebuild,
    ]
    assert [moments(step) for step in steps] == [set()] * len(steps)
    assert client.get(f"/{story.slug}/").status_code == 404

    def time_comes() -> None:
        Story.objects.filter(pk=story.pk).update(lift_at=timezone.now())
        have_cards()
        once([LIFT])

    shown = moments(time_comes)
    assert {
        *OWN,
        *("home", "desk", "desk_feed", "desk_atom", "feed", "atom", "tag", "tag_feed", "tag_atom"),
        *("place", "reporter", "today", "day", "search", "sitemap_section", "news_sitemap"),
        *("search for it", "in capitals"),
    } <= shown
    # Others lead to it: what it verifies, what it translates, what names it.
    assert len([name for name in shown if name.startswith("other ")]) == 3
    assert "corrections" not in shown


def test_held_story_says_so_at_its_address_and_is_nowhere_else_until_it_is_lifted(
    newsroom: Newsroom,
    story: Story,
    client: Client,
    moments: Callable[[Callable[[], object]], set[str]],
) -> None:
    editor = newsroom.editor
    edit(story, by=editor, embargo_until=None)
    reviewing.approve(story=story, by=editor)
    before = moments(
        lambda: amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note=WORD)
    )
    at = Article.objects.values().get(pk=story.uid)

    held = moments(lambda: withholding.hold(story=story, by=editor, reason="Sumber ragu."))

    # Its address is the reader's own, and stays.
    assert held == {"in capitals"}
    page = client.get(f"/{story.slug}/")
    assert page.status_code == 200
    assert "Sumber ragu." in page.content.decode()
    assert 'content="noindex"' in page.content.decode()
    assert [client.get(f"/{story.slug}/{form}").status_code for form in FORMS] == [404, 404]
    assert "corrections" in before
    assert moments(rebuild) == held
    assert moments(lambda: withholding.lift(story=story, by=editor)) >= before
    newest = Dispatch.objects.filter(story_uid=story.uid).latest("version")
    assert Article.objects.values().get(pk=story.uid) == {**at, "dispatch_id": newest.number}


def test_story_withdrawn_under_its_embargo_was_never_there(
    newsroom: Newsroom,
    story: Story,
    client: Client,
    moments: Callable[[Callable[[], object]], set[str]],
) -> None:
    reviewing.approve(story=story, by=newsroom.editor)
    chief = make_user("chief")

    assert moments(lambda: amending.withdraw(story=story, by=chief, reason=WORD)) == set()
    assert client.get(f"/{story.slug}/").status_code == 404
    assert [client.get(f"/{story.slug}/{form}").status_code for form in FORMS] == [404, 404]


def test_rebuild_gives_the_same_rows_with_what_is_withheld(
    newsroom: Newsroom, story: Story
) -> None:
    editor = newsroom.editor
    reviewing.approve(story=story, by=editor)
    withholding.hold(story=newsroom.publish(), by=editor, reason="Ragu.")
    held = withholding.hold(story=newsroom.publish(), by=editor, reason="Ragu.")
    withholding.lift(story=held, by=editor)
    before = rows()

    rebuild()

    assert rows() == before
