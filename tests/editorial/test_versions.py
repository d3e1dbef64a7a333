"""The page of a story's versions: what differs between two, names, and an old one back."""

import pytest
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from articles.actions import amending
from articles.models import Event, NoticeKind, Picture, Story, User
from tests.editorial.forms import client_for, count_queries, read
from tests.editorial.samples import make_picture
from tests.factories import edit, make_desk, make_published, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db


def versions(story: Story, **query: str) -> str:
    return reverse("admin:articles_story_versions", args=[story.pk], query=query)


def shown(client: Client, story: Story, **query: str) -> dict[str, str]:
    """What the page says of each field that differs: its words, or its blocks."""
    comparison = client.get(versions(story, **query)).context["comparison"]
    return {
        each.name: "".join(stretch.html for stretch in each.stretches) or each.line
        for each in comparison.differences
    }


def plain(html: str) -> str:
    for hidden in ("added", "removed"):
        html = html.replace(f'<span class="visually-hidden">{hidden}: </span>', "")
    return html.replace('<span class="visually-hidden"> end</span>', "")


@pytest.fixture
def editor() -> User:
    return make_user("editor")


def test_present_text_is_compared_with_the_version_before(editor: User) -> None:
    story = make_story(headline="Panen padi", body="<p>Warga panen padi.</p><p>Kedua.</p>")
    edit(story, by=editor, headline="Panen jagung", body="<p>Warga panen jagung.</p><p>Kedua.</p>")

    found = shown(client_for(editor), story)

    assert {name: plain(html) for name, html in found.items()} == {
        "headline": "Panen <del>padi</del><ins>jagung</ins>",
        "body": "<p>Warga panen <del>padi</del><ins>jagung</ins>.</p><p>Kedua.</p>",
    }


def test_live_text_is_what_the_next_version_is_compared_with(editor: User) -> None:
    story = make_published(headline="Judul terbit")
    edit(story, by=editor, headline="Judul kedua")
    edit(Story.objects.get(), by=editor, headline="Judul ketiga")

    live, before = (shown(client_for(editor), story, **q) for q in ({}, {"from": "2"}))

    assert plain(live["headline"]) == "Judul <del>terbit</del><ins>ketiga</ins>"
    assert plain(before["headline"]) == "Judul <del>kedua</del><ins>ketiga</ins>"


def test_any_two_versions_are_compared_either_way(editor: User) -> None:
    story = make_story(headline="Satu")
    for headline in ("Dua", "Tiga"):
        edit(Story.objects.get(), by=editor, headline=headline)

    found = shown(client_for(editor), story, **{"from": "2", "to": "1"})

    assert plain(found["headline"]) == "<del>Dua</del><ins>Satu</ins>"


@pytest.mark.parametrize("query", [{"from": "9"}, {"from": "x"}, {"from": "live"}, {"to": "77"}])
def test_version_that_there_is_not_is_compared_with_nothing(
    editor: User, query: dict[str, str]
) -> None:
    response = client_for(editor).get(versions(make_story(), **query))

    assert (response.status_code, response.context["comparison"]) == (200, None)


def test_every_kind_of_field_is_told_in_words(editor: User) -> None:
    first, second = make_desk(name="Nasional"), make_desk(name="Daerah")
    story = make_story(desk=first, tags=("Padi",), related=(("Tautan lama", 2),))
    other = make_published(headline="Berita lain", desk=first)
    edit(
        story,
        by=editor,
        desk=second,
        tags=("Padi", "Panen"),
        related=[{"target": other.pk, "title": "", "after": None}],
        is_ai=True,
        picture=make_picture(caption="Sawah"),
    )

    found = {name: plain(html) for name, html in shown(client_for(editor), story).items()}

    assert found["desk"] == "<del>Nasional</del> <ins>Daerah</ins>"
    assert found["is_ai"] == "<del>no</del> <ins>yes</ins>"
    assert found["tags"] == "Padi<ins>, Panen</ins>"
    assert "Tautan lama (after paragraph 2)" in found["related"]
    assert "Berita lain" in found["related"]
    assert "<ins>" in found["picture"]


def test_link_that_leads_elsewhere_under_the_same_words_is_marked(editor: User) -> None:
    first, second = (make_published(headline="Panen raya") for _ in range(2))
    story = make_story()
    link = {"title": "", "after": None}
    edit(story, by=editor, related=[{"target": first.pk, **link}])
    edit(Story.objects.get(pk=story.pk), by=editor, related=[{"target": second.pk, **link}])

    found = shown(client_for(editor), story)

    expected = f"<p>Panen raya → #<del>{first.pk}</del><ins>{second.pk}</ins></p>"
    assert plain(found["related"]) == expected


def test_caption_that_was_changed_beside_the_story_differs_from_what_was_saved(
    editor: User,
) -> None:
    story = make_story(picture=make_picture(caption="Sawah hijau"))
    Picture.objects.update(caption="Sawah kuning")

    found = shown(client_for(editor), story, **{"from": "1"})

    assert plain(found["picture.caption"]) == "Sawah <del>hijau</del><ins>kuning</ins>"


def test_unpublished_headline_is_not_told_to_who_may_not_see_it() -> None:
    reporter = make_user("reporter", edition="en")
    hidden = make_story(headline="Rahasia", edition="id")
    story = make_story(by=reporter, edition="en")
    edit(story, by=make_user("editor"), translation_of=hidden)

    page = client_for(reporter).get(versions(story)).content.decode()

    assert f"#{hidden.pk}" in page
    assert "Rahasia" not in page


def test_long_equal_stretches_are_folded(editor: User) -> None:
    story = make_story()
    edit(story, by=editor, body=story.body.replace("Paragraf 8", "Alinea 8"))

    difference = client_for(editor).get(versions(story)).context["comparison"].differences[0]

    assert [stretch.folded for stretch in difference.stretches] == [6, 0, 0]


def test_sent_versions_name_their_dispatch_and_signal(editor: User) -> None:
    story = make_published()
    amending.correct(story=story, by=editor, kind=NoticeKind.CORRECTION, note="Nama.")
    edit(Story.objects.get(), by=editor, headline="Lain")

    found = client_for(editor).get(versions(story)).context["versions"]

    assert [(v.number, [(d.number, d.signal) for d in v.sent]) for v in found] == [
        (2, []),
        (1, [(1, "new"), (2, "correction")]),
    ]


def test_restored_version_is_a_new_one_with_all_it_said(editor: User) -> None:
    story = make_story(
        headline="Satu", tags=("Padi",), related=(("Tautan", 2),), picture=make_picture()
    )
    first = story.body
    edit(story, by=editor, headline="Dua", body="<p>Lain.</p>", tags=(), related=[], picture=None)
    client = client_for(editor)

    fields = read(client.get(versions(story))).fields
    client.post(versions(story), fields | {"restore": "1"})

    stored = Story.objects.get()
    assert (stored.version, stored.headline, stored.body) == (3, "Satu", first)
    assert list(stored.tags.names()) == ["Padi"]
    assert [link.title for link in stored.related_links.all()] == ["Tautan"]
    assert stored.picture
    log = client.get(reverse("admin:articles_story_history", args=[story.pk])).context["log"]
    assert (log[0].what, log[0].note) == ("edited", "Restored from version 1.")


def test_restored_version_of_a_tag_renamed_since_has_it_by_its_present_name(editor: User) -> None:
    story = make_story(tags=("Padi",))
    edit(story, by=editor, tags=())
    Tag.objects.filter(name="Padi").update(name="Sawah")
    client = client_for(editor)

    client.post(versions(story), {"restore": "1", "seen_version": "2"})

    assert list(Story.objects.get().tags.names()) == ["Sawah"]


def test_what_is_gone_is_not_restored_and_told(editor: User) -> None:
    desk = make_desk()
    story = make_story(desk=desk, headline="Satu")
    edit(story, by=editor, desk=make_desk(), headline="Dua")
    desk.delete()
    client = client_for(editor)

    answer = client.post(versions(story), {"restore": "1", "seen_version": "2"}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Not brought back, for it is gone: desk.",
        "Version 1 is back, as version 3.",
    ]
    assert Story.objects.get().headline == "Satu"


@pytest.mark.parametrize("posted", [{"restore": "1"}, {"name": "Sebelum rapat"}])
def test_post_about_another_version_than_was_seen_is_refused(
    editor: User, posted: dict[str, str]
) -> None:
    story = make_story(headline="Satu")
    client = client_for(editor)
    fields = read(client.get(versions(story))).fields
    edit(story, by=editor, headline="Dua")
    before = Event.objects.count()

    answer = client.post(versions(story), fields | posted, follow=True)

    assert "was changed since you opened it" in str(next(iter(answer.context["messages"])))
    assert (Story.objects.get().headline, Event.objects.count()) == ("Dua", before)


def test_named_version_stands_under_its_name(editor: User) -> None:
    story = make_story()
    client = client_for(editor)

    for name in ("Sebelum rapat", "Sesudah rapat"):
        client.post(versions(story), read(client.get(versions(story))).fields | {"name": name})
    edit(story, by=editor, headline="Dua")

    page = client.get(versions(story))
    assert [version.name for version in page.context["versions"]] == ["", "Sesudah rapat"]
    assert Event.objects.filter(verb="name").latest("pk").note == "Sesudah rapat"


def test_versions_are_turned_by_their_number_and_compared_across_pages(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.story.versions.PER_PAGE", 2)
    story = make_story(headline="Judul 1")
    client = client_for(editor)
    for number in range(2, 6):
        edit(Story.objects.get(), by=editor, headline=f"Judul {number}")
        client.post(versions(story), read(client.get(versions(story))).fields | {"name": "Sama"})

    pages = [
        client.get(versions(story, **q)).context for q in ({}, {"before": "4"}, {"before": "2"})
    ]

    assert [[v.number for v in page["versions"]] for page in pages] == [[5, 4], [3, 2], [1]]
    assert [page["older"] for page in pages] == [4, 2, None]
    assert list(pages[1]["called"].values()) == ["Version 4: Sama", "Version 5: Sama, as it is now"]
    found = shown(client, story, **{"before": "2", "from": "1", "to": "5"})
    assert plain(found["headline"]) == "Judul <del>1</del><ins>5</ins>"


def test_discarded_version_leaves_a_text_to_compare(editor: User) -> None:
    story = make_published(headline="Terbit")
    edit(story, by=editor, headline="Kedua")
    amending.discard(story=Story.objects.get(), by=editor)

    found = shown(client_for(editor), story, **{"from": "2", "to": "3"})

    assert plain(found["headline"]) == "<del>Kedua</del><ins>Terbit</ins>"


@pytest.mark.parametrize("role", ["reporter", "photo"])
def test_who_may_only_read_compares_and_restores_nothing(role: str) -> None:
    story = make_submitted()
    client = client_for(make_user(role))

    page = client.get(versions(story))
    answer = client.post(versions(story), {"restore": "1", "seen_version": "1"})

    assert (page.status_code, answer.status_code) == (200, 403)
    assert 'name="restore"' not in page.content.decode()


def test_pages_of_many_versions_cost_as_few_queries(editor: User) -> None:
    client = client_for(editor)
    few, many = make_story(), make_story()
    for number in range(6):
        edit(Story.objects.get(pk=many.pk), by=editor, headline=f"Judul {number}")
    edit(few, by=editor, headline="Judul")

    assert count_queries(client, versions(few)) == count_queries(client, versions(many))
