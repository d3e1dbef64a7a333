import urllib.request

import pytest
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import Page


def test_running_site_answers_from_the_tests_database(running_site: str) -> None:
    ContentType.objects.create(app_label="seen", model="row")

    with urllib.request.urlopen(f"{running_site}/health/", timeout=30) as answer:  # noqa: S310 - http
        body = answer.read()

    assert body == b"ok\n"


@pytest.mark.browser
def test_browser_of_the_running_site_loads_its_style(page: Page, running_site: str) -> None:
    page.goto(f"{running_site}/admin/login/")

    style = page.evaluate("getComputedStyle(document.querySelector('#id_username')).borderStyle")

    assert page.locator("#id_password").count() == 1
    assert style == "solid"
