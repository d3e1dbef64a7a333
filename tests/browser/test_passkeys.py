"""A passkey, made and shown by the browser, with an authenticator that it pretends to have."""

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import User
from editorial.models import FactorKind, SecondFactor
from tests.browser.test_story_form import sign_in, with_password

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(committed_db: None) -> User:
    return with_password("editor")


def give_password(page: Page, user: User) -> None:
    page.goto("/admin/login/")
    sign_in(page, user)


def test_passkey_is_made_and_then_signs_in(
    browser: Browser, editor: User, running_site: str
) -> None:
    # An address of numbers alone can have no passkey.
    site = running_site.replace("127.0.0.1", "localhost")
    page = browser.new_context(base_url=site, locale="en").new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    give_password(page, editor)
    page.goto("/admin/security/")

    page.get_by_label("What you call it").last.fill("Laptop redaksi")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".paper-codes li")).to_have_count(10)
    page.get_by_role("link", name="go on").click()
    page.wait_for_url(f"{site}/admin/")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{site}/admin/logout/")
    give_password(page, editor)
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url(f"{site}/admin/")
    factor = SecondFactor.objects.get()
    assert (factor.kind, factor.name) == (FactorKind.PASSKEY, "Laptop redaksi")
    assert factor.used_at is not None
    assert complaints == []
    page.context.close()


def test_why_there_is_no_passkey_is_said_and_another_way_is_taken(
    browser: Browser, editor: User, running_site: str
) -> None:
    site = running_site.replace("127.0.0.1", "localhost")
    page = browser.new_context(base_url=site, locale="en").new_page()
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device = authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    give_password(page, editor)
    why, name = page.locator("[data-passkey] [role=alert]"), page.locator("#id_key_name")

    page.goto("/admin/security/")
    name.fill("Laptop redaksi")
    page.get_by_role("button", name="Add a passkey").click()
    codes = page.locator(".paper-codes li")
    expect(codes).to_have_count(10)
    code = codes.first.inner_text()
    page.goto("/admin/security/")
    name.fill("Laptop kedua")
    page.get_by_role("button", name="Add a passkey").click()
    expect(why).to_contain_text("has a passkey of yours already")
    expect(name).to_have_value("Laptop kedua")
    page.goto(f"{running_site}/admin/login/")
    sign_in(page, editor)
    page.get_by_role("button", name="Use a passkey").click()
    expect(why).to_contain_text("no passkeys for an address of numbers")

    # Another device, that has none of them, and whoever has it says no.
    page.goto(f"{site}/admin/security/")
    page.get_by_role("button", name="Log out").click()
    authenticator.send("WebAuthn.removeVirtualAuthenticator", device)
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{site}/admin/login/")
    sign_in(page, editor)
    page.get_by_role("button", name="Use a passkey").click()
    expect(why).to_contain_text("Try again, or take another way.")
    page.get_by_label("Code from your app, or one from paper").fill(code)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".messagelist")).to_contain_text("9 are left")
    page.context.close()
