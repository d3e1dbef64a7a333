"""Which story a request for a correction is about, and how its form knows."""

from typing import Any

import pytest
from django.test import Client

from articles.actions import reviewing
from articles.models import Complaint, Dispatch, OldAddress, Story
from tests.articles.site.helpers import Newsroom, Outline, address, html, withdraw
from tests.articles.site.intake_form import read, send
from tests.factories import make_submitted


@pytest.mark.parametrize("form", ["{0}", "https://situs.test{0}", "{0}copy.txt", "{0}?page=2"])
def test_request_knows_the_version_that_was_read(
    newsroom: Newsroom, client: Client, form: str
) -> None:
    story = newsroom.publish()

    send(client, "/koreksi/ajukan/", berita=form.format(address(story)))

    complaint = Complaint.objects.get()
    assert complaint.story_uid == story.uid
    assert complaint.dispatch == Dispatch.objects.get()


def test_request_may_name_the_storys_former_address(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    OldAddress.objects.create(edition_id="id", path="panen-2014", slug=story.slug)

    send(client, "/koreksi/ajukan/", berita="https://contoh.test/2014/05/panen-2014.html")

    assert Complaint.objects.get().story_uid == story.uid


def test_request_may_be_about_a_withdrawn_story(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    withdraw(story)

    send(client, "/koreksi/ajukan/", berita=f"/{story.slug}/")

    assert Complaint.objects.get().story_uid == story.uid


@pytest.mark.parametrize("counted", ["", "?fbclid=" + "x" * 450])
def test_longest_address_of_a_story_is_taken_with_what_counts_clicks(
    db: None, client: Client, counted: str
) -> None:
    story = Newsroom("ar").publish(headline="خبر", slug="ا" * 120)
    url = "https://contoh.test" + address(story) + counted
    assert len(url) >= 720

    send(client, "/ar/koreksi/ajukan/", berita=url)

    complaint = Complaint.objects.get()
    assert complaint.story_uid == story.uid
    assert complaint.story_address == f"https://contoh.test/ar/{story.slug}/"


def test_link_on_the_longest_address_fills_the_form_with_what_it_takes(
    db: None, client: Client
) -> None:
    story = Newsroom("ar").publish(headline="خبر", slug="ا" * 120)
    links = Outline(html(client, address(story))).attributes("a", rel="nofollow")
    (link,) = [link["href"] for link in links if "ajukan" in link["href"]]
    page = Outline(html(client, link))
    (field,) = page.attributes("input", name="berita")

    send(client, "/ar/koreksi/ajukan/", berita=field["value"])

    assert field["value"] == f"http://testserver/ar/{story.slug}/"
    assert Complaint.objects.get().story_uid == story.uid


def publish_under(newsroom: Newsroom, slug: str) -> Story:
    """A story whose address has capitals, as some have from before every door made them small."""
    story = make_submitted(
        by=newsroom.reporter, desk=newsroom.desk, edition=newsroom.edition, headline="Berita"
    )
    story.slug = slug
    story.save(update_fields=["slug"])
    return reviewing.approve(story=story, by=newsroom.editor)


@pytest.mark.parametrize("typed", ["Berita-BESAR", "berita-besar", "/BERITA-BESAR/"])
def test_story_with_capitals_in_its_address_is_known(
    newsroom: Newsroom, client: Client, typed: str
) -> None:
    story = publish_under(newsroom, "Berita-BESAR")

    page = Outline(html(client, f"/koreksi/ajukan/?berita={typed}"))
    send(client, "/koreksi/ajukan/", berita=typed)

    assert page.texts("bdi") == ["“Berita”"]
    assert page.attributes("input", name="berita")[0]["value"] == (
        "http://testserver/Berita-BESAR/"
    )
    assert Complaint.objects.get().story_uid == story.uid


def test_story_that_differs_in_case_alone_is_the_one_that_was_typed(
    newsroom: Newsroom, client: Client
) -> None:
    stories = [publish_under(newsroom, slug) for slug in ("Panen", "panen")]

    for slug in ("Panen", "panen"):
        send(client, "/koreksi/ajukan/", berita=slug)

    assert set(Complaint.objects.values_list("story_address", "story_uid")) == {
        (story.slug, story.uid) for story in stories
    }


def test_story_may_be_named_by_its_former_number(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    OldAddress.objects.create(edition_id="id", path="?p=17", slug=story.slug)

    send(client, "/koreksi/ajukan/", berita="https://contoh.test/?p=17")

    assert Complaint.objects.get().story_uid == story.uid


def test_address_that_was_refused_is_looked_up_nowhere(
    newsroom: Newsroom, client: Client, django_assert_num_queries: Any
) -> None:
    slug = newsroom.publish(headline="Panen").slug
    client.get("/koreksi/ajukan/")

    with django_assert_num_queries(1):
        page = read(send(client, "/koreksi/ajukan/", berita=slug + "/" * 3_000), 422)

    assert page.texts("bdi") == []


def test_form_knows_the_story_it_was_opened_from(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    opened = Outline(html(client, address(story))).attributes(
        "a", href=f"/koreksi/ajukan/?berita={story.slug}"
    )

    page = Outline(html(client, opened[0]["href"]))

    assert page.attributes("input", name="berita")[0]["value"] == (
        f"http://testserver{address(story)}"
    )
    assert f"“{story.headline}”" in page.texts("bdi")


@pytest.mark.parametrize("slug", ["tidak-ada", "%00", "https://lain.test/", "x" * 3000])
def test_form_opened_from_nowhere_is_empty(db: None, client: Client, slug: str) -> None:
    page = Outline(html(client, f"/koreksi/ajukan/?berita={slug}"))

    assert page.attributes("input", name="berita")[0].get("value", "") == ""
