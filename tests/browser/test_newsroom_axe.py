"""axe finds nothing on any page of the newsroom, as each role has it, light and dark."""

from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser, Page
from taggit.models import Tag

from articles.models import Dispatch, Edition, Event, House, Kind, Place
from articles.models import Page as StandingPage
from editorial import notes
from editorial.colleagues import invitation
from editorial.models import OutgoingMail
from editorial.models.note import Part
from tests.browser.test_story_form import sign_in, with_password
from tests.editorial.forms import client_for
from tests.editorial.samples import make_picture
from tests.editorial.test_addresses import patterns
from tests.factories import (
    edit,
    make_complaint,
    make_desk,
    make_person,
    make_published,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.browser

WHOLE: dict[str, Any] = {"resultTypes": ["violations"]}
# What a role has on its pages that no other has, the widest first.
ROLES = ("admin", "chief", "photo", "reporter")
PASSAGE = notes.Passage(Part.HEADLINE, "Panen raya", "", " di desa")
LOGIN = "/admin/login/"
OF_FEWER = ("index", "articles_story_changelist", "articles_picture_changelist")


@pytest.fixture
def rows(running_site: str) -> dict[str, Any]:
    """A row of each kind, with pictures where the running site looks for them."""
    picture = make_picture(caption="Sawah di desa contoh", alternative="")
    published = make_published(tags=("Padi",), picture=picture)
    make_complaint(published)
    make_story(by=make_user("reporter"))
    story = make_submitted()
    editor = make_user("editor", email="redaktur@contoh.example")
    note = notes.write(story=story, by=editor, text="Siapa sumbernya?", on=PASSAGE)
    notes.answer(note=note, by=make_user("chief"), text=f"Tanya @{editor.username}.")
    notes.resolve(note=notes.write(story=story, by=editor, text="Beres."), by=editor)
    edit(story, by=editor, headline="Judul yang lain")
    return {
        "articles_person": make_person(code="RI-1"),
        "articles_desk": make_desk(),
        "articles_edition": Edition.objects.get(pk="id"),
        "articles_kind": Kind.objects.get(pk="T"),
        "articles_place": Place.objects.get_or_create(edition_id="id", name="Jakarta")[0],
        "articles_page": StandingPage.objects.filter(edition="id")[0],
        "articles_house": House.objects.get(),
        "articles_complaint": make_complaint(published),
        "articles_picture": picture,
        "articles_dispatch": Dispatch.objects.latest("pk"),
        "articles_event": Event.objects.latest("pk"),
        "articles_story": story,
        "editorial_outgoingmail": OutgoingMail.objects.get(),
        "taggit_tag": Tag.objects.get(),
        "articles_user": make_user("editor"),
        "auth_group": Group.objects.get(name="reporter"),
    }


def addresses(rows: dict[str, Any], client: Client) -> list[str]:
    """Of every page that an administrator opens; what answers a script is none."""
    asked = []
    for pattern in patterns(admin.site.get_urls()):
        name = f"admin:{pattern.name}"
        row = rows.get(str(pattern.name).rpartition("_")[0])
        try:
            asked.append(reverse(name))
        except NoReverseMatch:
            if row:
                asked += [reverse(name, args=[row.pk])]
    return [address for address in asked if _is_page(client.get(address))]


def _is_page(answer: Any) -> bool:
    return bool(answer.status_code == 200) and b"<!DOCTYPE html>" in answer.content[:100]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_in_the_newsroom(
    browser: Browser,
    running_site: str,
    rows: dict[str, Any],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    found: dict[str, list[str]] = {}
    pages = addresses(rows, client_for(make_user("admin")))
    for role in ROLES:
        context = browser.new_context(
            base_url=running_site,
            locale="id-ID",
            color_scheme=scheme,
            reduced_motion="reduce",
            viewport={"width": width, "height": 900},
        )
        page = context.new_page()
        if role == "admin":
            found[LOGIN] = violations(page, LOGIN)
            # Of this process's key, which the site doesn't know.
            ended = invitation(rows["articles_user"])
            found[ended] = violations(page, ended, status=410)
        page.goto(LOGIN)
        sign_in(page, with_password(role))
        page.wait_for_selector(".piles")
        wanted = pages if role == "admin" else [reverse(f"admin:{name}") for name in OF_FEWER]
        for address in wanted:
            found[f"{role} {address}"] = violations(page, address)
        context.close()

    assert len(found) > 70
    assert {address: faults for address, faults in found.items() if faults} == {}


def violations(page: Page, address: str, *, status: int = 200) -> list[str]:
    """Each broken rule with the first place that breaks it."""
    answer = page.goto(address)
    assert answer
    # Not sent on to sign in.
    assert (answer.status, urlsplit(page.url).path) == (status, address)
    return [
        f"{fault['id']} {fault['nodes'][0]['target']}"
        for fault in Axe().run(page, options=WHOLE).response["violations"]
    ]
