"""The subscribers' portal in a browser: what anybody can use, and a list that keeps itself."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_newsroom_axe import violations
from tests.browser.test_story_form import encoded, sign_in
from tests.editorial.samples import make_picture
from tests.factories import make_published, make_user
from tests.wire.factories import correct, make_company, make_key, newest, withdraw
from tests.wire.portal.people import make_member
from wire.models import Attempt, Endpoint, EndpointKind, Key, Member, Push

pytestmark = pytest.mark.browser

DOOR = "/wire/sign-in/"


@pytest.fixture
def member(running_site: str) -> Member:
    member = make_member(make_company(language="en"), is_technical=True)
    member.user.password = encoded()
    member.user.save()
    return member


@pytest.fixture
def open_as(browser: Browser, running_site: str) -> Iterator[Callable[..., Page]]:
    """The portal, signed in as somebody."""
    contexts = []

    def open_(member: Member, **options: Any) -> Page:
        context = browser.new_context(**{"base_url": running_site, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(DOOR)
        sign_in(page, member.user)
        expect(page.locator("#portal-list")).to_be_visible()
        return page

    yield open_
    for context in contexts:
        context.close()


def pages(member: Member) -> list[str]:
    """One of each that there is."""
    row = "<tr>" + "<td>Sekolah menengah</td>" * 5 + "</tr>"
    body = f"<p>Data.</p><table>{row * 2}</table>"
    story = make_published(picture=make_picture(), urgency=2, body=body)
    shown = newest()
    withdraw(correct(make_published(), by=make_user("chief")), by=make_user("chief"))
    make_key(member.company)
    key = Key.objects.get()
    colleague = make_member(member.company)
    endpoint = Endpoint.objects.create(
        company=member.company, name="CMS", kind=EndpointKind.WEBHOOK, address="https://a.example/"
    )
    push = Push.objects.create(endpoint=endpoint, number=shown, story_uid=story.uid)
    Attempt.objects.create(
        push=push,
        at=push.queued_at,
        seconds=0.2,
        status=500,
        failure="status",
        request={"webhook-id": push.message_id, "webhook-timestamp": "1", "X": "a" * 200},
        answer="b" * 500,
    )
    plain = ("list", "searches", "bookmarks", "history", "delivery")
    return [
        *(reverse(f"portal:{name}") for name in plain),
        reverse("portal:endpoint", args=[endpoint.uid]),
        *(
            reverse(f"portal_{name}", args=[endpoint.uid])
            for name in ("change_endpoint", "endpoint_secret", "remove_endpoint")
        ),
        *(
            reverse(f"portal_{name}")
            for name in ("new_endpoint", "new_key", "colleagues", "new_colleague")
        ),
        reverse("portal_revoke_key", args=[key.pk]),
        reverse("portal_end_access", args=[colleague.pk]),
        *(reverse("portal:item", args=[number]) for number in (shown, newest())),
    ]


@pytest.mark.parametrize(
    ("scheme", "width", "locale"),
    [("light", 1440, "en-GB"), ("dark", 390, "en-GB"), ("light", 390, "ar")],
)
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    scheme: str, width: int, locale: str, open_as: Callable[..., Page], member: Member
) -> None:
    addresses = pages(member)
    page = open_as(
        member,
        color_scheme=scheme,
        locale=locale,
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    found: dict[str, Any] = {}
    for address in addresses:
        found[address] = violations(page, address)
        # What is folded is looked at too.
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[address].append("too wide")
    page.context.clear_cookies()
    for address in (DOOR, "/wire/password/"):
        found[address] = violations(page, address)

    assert len(found) == 19
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_open_list_shows_what_came_by_itself_once_nobody_is_at_it(
    open_as: Callable[..., Page], member: Member
) -> None:
    page = open_as(member)
    page.clock.install()
    page.reload()
    news = page.locator("#portal-news")

    make_published(headline="Gempa di Kota Contoh")
    page.mouse.move(40, 40)
    page.clock.fast_forward(3_500)
    expect(news).to_contain_text("1 new item")
    before = page.locator(".portal-row").count()
    page.clock.fast_forward(31_000)

    expect(page.locator(".portal-row h2")).to_have_text(["Gempa di Kota Contoh"])
    expect(news).to_be_hidden()
    assert before == 0


def test_who_is_signed_out_meanwhile_is_told(open_as: Callable[..., Page], member: Member) -> None:
    page = open_as(member)
    page.clock.install()
    page.reload()

    page.context.clear_cookies()
    page.clock.fast_forward(3_500)

    expect(page.locator("#portal-news")).to_contain_text("not signed in any more")


FILES = {"Format", "User or access key", "Password, private key or secret key"}


def test_form_of_an_endpoint_asks_what_its_way_needs(
    open_as: Callable[..., Page], member: Member
) -> None:
    page = open_as(member)
    page.goto(reverse("portal_new_endpoint"))
    always = {"Name", "Address", "Your password"}

    def asked() -> set[str]:
        labels = page.locator("main form .field > label").filter(visible=True)
        return {*labels.all_text_contents()} - always

    assert asked() == set()
    page.get_by_label("Files by SFTP").check()
    assert asked() == {*FILES, "Host key of the SFTP server"}
    page.get_by_label("Files to S3").check()
    assert asked() == {*FILES, "Region of the S3 server"}
    page.get_by_label("E-mail").check()
    assert asked() == set()
