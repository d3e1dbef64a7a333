"""The page of the form for corrections: no cookie, a trap, and a token that says its age."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.site.pages import traps
from tests.articles.site.helpers import Outline, html
from tests.articles.site.intake_form import URL, read, send, token_of


def test_page_sets_no_cookie_and_reads_no_session(db: None) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.get(URL)

    assert response.status_code == 200
    assert response.cookies == {}
    assert "csrf" not in response.content.decode()
    assert send(client).status_code == 302


@pytest.mark.parametrize("edition", ["", "/en", "/ar"])
def test_form_speaks_the_language_of_its_edition(db: None, client: Client, edition: str) -> None:
    page = Outline(html(client, f"{edition}/koreksi/ajukan/"))

    assert [option["value"] for option in page.attributes("input", type="radio")] == [
        *("ralat", "koreksi", "hak-jawab", "lain"),
    ]
    assert page.attributes("html")[0]["lang"] == (edition.strip("/") or "id")


def test_trap_is_out_of_sight_and_out_of_the_way(db: None, client: Client) -> None:
    page = Outline(html(client, URL))

    (trap,) = page.attributes("input", name="situs")
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert [d["aria-hidden"] for d in page.attributes("div", class_="visually-hidden")] == ["true"]


@given(st.text(max_size=60))
def test_token_of_any_other_hand_is_not_ours(token: str) -> None:
    assert traps.age(token) is traps.Age.NOT_OURS


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (0, traps.Age.TOO_YOUNG),
        (2, traps.Age.TOO_YOUNG),
        (4, traps.Age.RIGHT),
        (86_390, traps.Age.RIGHT),
        (86_410, traps.Age.TOO_OLD),
    ],
)
def test_token_says_how_old_the_form_is(seconds: int, age: traps.Age) -> None:
    assert traps.age(token_of(seconds)) is age


def test_form_filled_in_no_time_is_asked_to_wait(db: None, client: Client) -> None:
    token = traps.token()

    page = read(send(client, waktu=token), 422)

    assert "That was very quick. Look it over, then send it once more." in page.texts("li")
    assert page.attributes("input", name="waktu")[0]["value"] == token


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Origin": "http://testserver"},
        {},
    ],
)
def test_post_from_the_page_itself_is_taken(
    db: None, client: Client, headers: dict[str, str]
) -> None:
    assert send(client, headers=headers).status_code == 302
