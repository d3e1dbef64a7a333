"""The page of the wire's API in a browser: whole under our policy, and tried out with a key."""

import pytest
from playwright.sync_api import Browser, expect

from tests.factories import make_published
from tests.wire.factories import make_company, make_key

pytestmark = pytest.mark.browser


def test_api_is_read_and_tried_out_on_a_phone_from_this_site_alone(
    browser: Browser, running_site: str
) -> None:
    key = make_key(make_company())
    story = make_published()
    reports: list[str] = []
    hosts: set[str] = set()
    page = browser.new_page(
        base_url=running_site, viewport={"width": 390, "height": 844}, is_mobile=True
    )
    page.on("console", lambda message: reports.append(message.text))
    page.on("pageerror", lambda error: reports.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))

    page.goto("/wire/v1/docs")
    expect(page.get_by_role("heading", name="Receipts")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Authorize").click()
    page.locator("#auth-bearer-value").first.fill(key)
    page.get_by_role("button", name="Apply credentials").first.click()
    page.get_by_role("button", name="Close").first.click()
    log = page.locator("#operations-Log-wire_api_log_log")
    log.get_by_role("button").first.click()
    log.get_by_role("button", name="Try it out").click()
    log.get_by_role("button", name="Execute").click()

    expect(log.locator(".live-responses-table tbody .response-col_status")).to_have_text("200")
    expect(log.locator(".live-responses-table")).to_contain_text(story.headline)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert hosts == {running_site.removeprefix("http://")}
    assert reports == []
    page.close()
