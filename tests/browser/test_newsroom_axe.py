"""axe finds nothing on any page of the newsroom, as each role has it, light and dark."""

from datetime import timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from taggit.models import Tag

from articles.models import Dispatch, Edition, Event, House, Kind, Place, Trouble
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
    make_embargoed,
    make_person,
    make_published,
    make_rule,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)
from tests.wire.factories import make_company
from tests.wire.portal.people import make_member
from wire import keys
from wire.models import Endpoint, EndpointKind, Product, Subscription

pytestmark = pytest.mark.browser

WHOLE: dict[str, Any] = {"resultTypes": ["violations"]}
# What a role has on its pages that no other has, the widest first.
ROLES = ("admin", "chief", "photo", "reporter")
PASSAGE = notes.Passage(Part.HEADLINE, "Panen raya", "", " di desa")
LOGIN = "/admin/login/"
TROUBLE = {"duty": "render", "what": "OSError"}
# Each asks of a story that readers have.
OF_A_LIVE_STORY = [
    f"articles_story_{name}" for name in ("correct", "withdraw", "hold", "translate", "share")
]
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
    company = make_company()
    key, _secret = keys.issue(company)
    visitor = make_member(company)
    endpoint = Endpoint.objects.create(company=company, name="Uji", kind=EndpointKind.MAIL)
    at, live = timezone.now() + timedelta(hours=1), make_published()
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
        **dict.fromkeys(OF_A_LIVE_STORY, live),
        "articles_story_lift": make_embargoed(until=at),
        "articles_story_publish": make_scheduled(publish_at=at),
        "articles_story_submit": make_story(),
        "articles_story_update": edit(make_published(), by=editor, headline="Judul baru"),
        "articles_story_original": make_submitted(edition="en", translation_of=published),
        "articles_story_reschedule": make_scheduled(publish_at=at),
        "articles_trouble": Trouble.objects.create(**TROUBLE, row=picture.pk, since=at, next_at=at),
        "editorial_stylerule": make_rule(wrong="padi"),
        "wire_company": company,
        "wire_company_endpoint": (company.pk, endpoint.pk),
        "wire_company_endpoint_add": company,
        "wire_company_endpoint_change": (company.pk, endpoint.pk),
        "wire_company_link": (company.pk, visitor.pk),
        "wire_company_technical": (company.pk, visitor.pk),
        "wire_company_access": (company.pk, visitor.pk),
        "wire_company_revoke": (company.pk, key.pk),
        "wire_product": Product.objects.get(),
        "wire_subscription": Subscription.objects.get(),
        "editorial_outgoingmail": OutgoingMail.objects.get(),
        "taggit_tag": Tag.objects.get(),
        "articles_user": make_user("editor"),
        "app_list": ("articles",),
        "auth_user_password_change": editor,
        "auth_group": Group.objects.get(name="reporter"),
    }


def addresses(rows: dict[str, Any], client: Client) -> list[str]:
    """Of every page that an administrator opens; what answers a script is none."""
    asked = []
    for pattern in patterns(admin.site.get_urls()):
        name = f"admin:{pattern.name}"
        row = rows.get(str(pattern.name)) or rows.get(str(pattern.name).rpartition("_")[0])
        try:
            asked.append(reverse(name))
        except NoReverseMatch:
            if row:
                asked += [reverse(name, args=row if isinstance(row, tuple) else [row.pk])]
    return [address for address in asked if _is_page(client.get(address))]


def _is_page(answer: Any) -> bool:
    return bool(answer.status_code == 200) and b"<!DOCTYPE html>" in answer.content[:100]


@pytest.mark.parametrize(
    ("scheme", "width", "locale"), [("light", 1440, "id-ID"), ("dark", 390, "ar")]
)
def test_axe_finds_nothing_in_the_newsroom(
    browser: Browser,
    running_site: str,
    rows: dict[str, Any],
    scheme: Literal["light", "dark"],
    width: int,
    locale: str,
) -> None:
    found: dict[str, list[str]] = {}
    pages = addresses(rows, client_for(make_user("admin")))
    for role in ROLES:
        context = browser.new_context(
            base_url=running_site,
            locale=locale,
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

    assert len(found) > 130
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
