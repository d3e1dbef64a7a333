"""The newsroom over rows that no door lets in."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from articles.models import Story
from editorial.story.buttons import BUTTONS
from tests.bad_rows.rows import Rows
from tests.factories import ROLES, make_user

OF_A_ROW = ("change", "history", "delete")
MOST = 8


def urls(model: Any) -> list[str]:
    """Every page of a model and of each of its rows."""
    info = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    views = [*OF_A_ROW]
    if model is Story:
        views += ["preview", *(button.name for button in BUTTONS if button.form)]
    rows = [
        (view, [row.pk]) for row in model._base_manager.order_by("-pk")[:MOST] for view in views
    ]
    found = []
    for view, args in [("changelist", []), ("add", []), *rows]:
        try:
            found.append(reverse(f"{info}_{view}", args=args))
        except NoReverseMatch:
            # The front page is one page.
            assert model._meta.model_name == "pin"
    return found


def odd(client: Client, pages: list[str]) -> dict[str, int]:
    answers = {url: client.get(url).status_code for url in pages}
    return {url: status for url, status in answers.items() if status >= 500}


def client_of(role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_user(role))
    return client


def test_every_page_of_every_row_is_there(bad: Rows) -> None:
    models = sorted(admin.site._registry, key=lambda model: model._meta.label)

    assert odd(client_of("admin"), [url for model in models for url in urls(model)]) == {}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_its_desk_and_its_stories(bad: Rows, role: str) -> None:
    pages = ["/admin/", "/admin/articles/pin/?edition=id", "/admin/articles/story/paste/"]

    assert odd(client_of(role), [*pages, *urls(Story)]) == {}


@pytest.mark.parametrize("has_person", [True, False])
def test_account_with_nothing_has_its_pages(bad: Rows, has_person: bool) -> None:
    user = make_user("chief" if has_person else "", is_superuser=not has_person)
    user.groups.clear()
    client = Client(raise_request_exception=False)
    client.force_login(user)

    assert odd(client, ["/admin/", "/admin/articles/pin/", *urls(Story)]) == {}
