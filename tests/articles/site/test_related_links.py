"""Baca Juga: what an editor chose, where it stands now, and what fills the free places."""

from django.test import Client
from django.urls import reverse

from articles.actions import amending, filing, reviewing
from articles.models import Dispatch, RelatedLink, Story
from tests.articles.site.helpers import Newsroom, Outline, address, html, withdraw
from tests.editorial.forms import client_for
from tests.factories import edit, make_story


def link(story: Story, target: Story, title: str = "", after: int = 3) -> None:
    RelatedLink.objects.create(story=story, target=target, title=title, after=after)


def with_link(newsroom: Newsroom, target: Story, title: str = "") -> Story:
    """A published story whose editor chose ``target``."""
    story = make_story(by=newsroom.reporter, desk=newsroom.desk)
    link(story, target, title)
    filing.submit(story=story, by=newsroom.reporter)
    return reviewing.approve(story=story, by=newsroom.editor)


def related(client: Client, story: Story) -> list[str]:
    page = html(client, address(story))
    return [text.split(": ", 1)[1] for text in Outline(page).texts("h2", class_="related")]


def addresses(client: Client, story: Story) -> list[str]:
    """Where the related links lead, in the text and below it."""
    page = html(client, address(story))
    main = page[page.index("<main") : page.index("</main")]
    return [attrs["href"] for attrs in Outline(main).attributes("a")]


def test_chosen_link_leads_to_its_story_under_the_printed_title(
    newsroom: Newsroom, client: Client
) -> None:
    target = newsroom.publish()
    story = with_link(newsroom, target, title="Judul yang tercetak")

    page = Outline(html(client, address(story)))

    assert page.texts("a", href=address(target)) == ["Judul yang tercetak"]


def revise(newsroom: Newsroom, story: Story, headline: str) -> Story:
    """Begin the next version; readers keep the present one."""
    return edit(story, by=newsroom.editor, headline=headline)


def printed(client: Client, newsroom: Newsroom, story: Story) -> list[bool]:
    """Where of page, wire copy, preview and the page of a question the secret headline stands."""
    editor = client_for(newsroom.editor)
    working = [
        editor.get(reverse(f"admin:articles_story_{name}", args=[story.pk])).content.decode()
        for name in ("preview", "correct")
    ]
    public = [html(client, address(story)), html(client, f"{address(story)}copy.txt")]
    return ["Judul yang belum disetujui" in page for page in [*public, *working]]


def test_link_without_a_title_never_prints_a_headline_that_is_not_out(
    newsroom: Newsroom, client: Client
) -> None:
    target = newsroom.publish(headline="Judul pertama")
    before = with_link(newsroom, target)
    revise(newsroom, target, "Judul yang belum disetujui")
    after = with_link(newsroom, target)

    shown = [printed(client, newsroom, story) for story in (before, after)]

    assert shown == [[False] * 4] * 2
    assert [related(client, story)[0] for story in (before, after)] == ["Judul pertama"] * 2
    assert [Dispatch.objects.get(story_uid=s.uid).data["related"] for s in (before, after)] == [
        [{"title": "Judul pertama", "story": str(target.uid), "after": 3, "follows": True}]
    ] * 2


def test_link_without_a_title_is_called_what_its_story_is_called_now(
    newsroom: Newsroom, client: Client
) -> None:
    target = newsroom.publish(headline="Judul pertama")
    story, titled = with_link(newsroom, target), with_link(newsroom, target, title="Judul cetak")
    related(client, story)

    amending.update(story=revise(newsroom, target, "Judul kedua"), by=newsroom.editor)

    assert [related(client, each)[0] for each in (story, titled)] == ["Judul kedua", "Judul cetak"]
    copies = [html(client, f"{address(each)}copy.txt") for each in (story, titled)]
    assert ["Baca Juga: Judul kedua" in copies[0], "Baca Juga: Judul cetak" in copies[1]] == [
        True,
        True,
    ]


def test_link_to_a_withdrawn_story_is_in_no_later_dispatch(newsroom: Newsroom) -> None:
    target = newsroom.publish(headline="Judul yang dicabut")
    withdraw(target)

    stories = [with_link(newsroom, target), with_link(newsroom, target, title="Judul cetak")]

    sent = [Dispatch.objects.get(story_uid=story.uid).data["related"] for story in stories]
    assert sent == [[], []]


def test_link_to_a_withdrawn_story_vanishes_with_its_words(
    newsroom: Newsroom, client: Client
) -> None:
    target = newsroom.publish(headline="Judul yang dicabut")
    story = with_link(newsroom, target, title="Judul cetak yang dicabut")

    withdraw(target)

    page = html(client, address(story))
    assert "yang dicabut" not in page
    assert target.slug not in page
    assert "yang dicabut" not in html(client, f"{address(story)}copy.txt")


def test_link_to_a_draft_shows_only_when_the_draft_is_out(
    newsroom: Newsroom, client: Client
) -> None:
    draft = make_story(by=newsroom.reporter, desk=newsroom.desk, headline="Rahasia sampai terbit")
    story = with_link(newsroom, draft)

    before = html(client, address(story)) + html(client, f"{address(story)}copy.txt")
    filing.submit(story=draft, by=newsroom.reporter)
    reviewing.approve(story=draft, by=newsroom.editor)

    assert "Rahasia sampai terbit" not in before
    assert related(client, story) == ["Rahasia sampai terbit"]


def test_printed_title_without_a_story_is_words_alone(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(related=(("Judul tanpa alamat", 2),))

    page = html(client, address(story))

    assert related(client, story) == ["Judul tanpa alamat"]
    assert "Judul tanpa alamat</a>" not in page


def test_free_places_are_filled_from_the_section_newest_first(
    newsroom: Newsroom, client: Client
) -> None:
    older, newer = newsroom.publish(), newsroom.publish()
    Newsroom().publish()
    story = newsroom.publish()

    assert related(client, story) == [newer.headline, older.headline]


def test_no_story_is_offered_twice_nor_to_itself(newsroom: Newsroom, client: Client) -> None:
    others = [newsroom.publish() for _ in range(12)]
    story = with_link(newsroom, others[-1])

    found = addresses(client, story)

    assert [found.count(address(other)) for other in others[5:]] == [1] * 7
    assert address(story) not in found
