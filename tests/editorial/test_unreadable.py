"""What an address of the newsroom may hold besides what its own pages write into it."""

import pytest
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from tests.editorial.forms import client_for
from tests.editorial.test_addresses import TABLE, target
from tests.factories import make_complaint, make_published, make_user

pytestmark = pytest.mark.django_db

ANSWERS = {200, 302, 400, 403, 404}
HUGE = "99999999999999999999"
VALUES = ("%00", "%FF", "%ED%A0%80", HUGE, "-1", "x" * 3000, "%27", "NaN", "2026-13-40", "")
IN_A_FILTER = ("%FF", HUGE, "x" * 300)
KEYS = ("%00", "_00", HUGE, "0", "-1", "%FF", "x" * 300, "_FF", "0%0A")
BUILT_IN = ("q", "p", "o", "e", "all", "_facets", "_popup", "_to_field", "_changelist_filters")
# The last is no page: a script posts to it.
NO_ROW = ("app_list", "autocomplete", "view_on_site", "articles_story_buffer")
LISTS = sorted(name for name in TABLE if name.endswith("_changelist"))


@pytest.fixture
def chief() -> Client:
    return client_for(make_user("admin", is_superuser=True))


AUTOCOMPLETE = {"app_label": "articles", "model_name": "story", "field_name": "picture"}


CHOICES = {
    "articles_desk_add": ("edition", "parent"),
    "articles_person_add": ("edition", "portrait", "user"),
    "articles_place_add": ("edition",),
    "articles_page_add": ("edition",),
    "articles_kind_add": ("code",),
    "articles_story_add": ("kind", "desk", "picture", "translation_of", "updates", "tags"),
    "articles_story_paste": ("edition", "desk"),
    "articles_pin_changelist": ("story", "link", "until"),
    "articles_user_add": ("username", "usable_password"),
}


def test_autocomplete_answers_whatever_it_is_asked(chief: Client) -> None:
    url = reverse("admin:autocomplete")
    asked = [
        urlencode(AUTOCOMPLETE | {name: ""}) + value
        for name in (*AUTOCOMPLETE, "term", "page")
        for value in VALUES
    ]

    assert odd(chief, [f"{url}?{query}" for query in asked]) == {}


def test_form_answers_whatever_its_address_fills_it_with(chief: Client) -> None:
    urls = [
        f"{reverse(f'admin:{name}')}?{field}={value}"
        for name, fields in CHOICES.items()
        for field in (*fields, "q", "next")
        for value in VALUES
    ]

    assert odd(chief, urls) == {}


def test_choice_that_is_none_is_refused_in_the_form(chief: Client) -> None:
    answers = {
        (name, field, value): chief.post(
            reverse(f"admin:{name}"),
            # In a list: bytes alone are sent as so many numbers.
            {"_do": "pin", field: [value.encode("utf-8", "surrogatepass")]},
        ).status_code
        for name, fields in CHOICES.items()
        for field in fields
        for value in ("\0", "T\0", HUGE, "\ud800", "x" * 3000)
    }

    assert {key: code for key, code in answers.items() if code not in ANSWERS} == {}


def test_cookie_with_a_nul_is_not_ours(db: None) -> None:
    names = ("sessionid", "csrftoken", "django_language", "messages")
    cookies = [f'{name}="\\000aaaaaaaa"' for name in names]

    answers = [Client().get("/admin/", headers={"cookie": cookie}) for cookie in cookies]

    assert [answer.status_code for answer in answers] == [302] * len(names)


def odd(client: Client, urls: list[str]) -> dict[str, int]:
    """The addresses that are answered as none should be."""
    answers = {url: client.get(url).status_code for url in urls}
    return {url: code for url, code in answers.items() if code not in ANSWERS}


def parameters(name: str) -> list[str]:
    """What the list's own links put into its address, and lookups that nobody offers."""
    models = {
        f"{model._meta.app_label}_{model._meta.model_name}": (model, options)
        for model, options in admin.site._registry.items()
    }
    model, options = models[name.removesuffix("_changelist")]
    own = [
        f"{field}{ending}"
        for field in options.list_filter
        if isinstance(field, str)
        for ending in ("", "__exact", "__id__exact", "__code__exact", "__in", "__gte")
    ]
    simple = [
        each.parameter_name
        for each in options.list_filter
        if isinstance(each, type) and issubclass(each, SimpleListFilter)
    ]
    pk = model._meta.pk.name
    pointing = [each.name for each in model._meta.related_objects]
    return [
        *(*BUILT_IN, *own, *map(str, simple), *pointing),
        *(pk, f"{pk}__in", f"{pk}__gt", "none__such"),
    ]


@pytest.mark.parametrize("name", LISTS)
def test_list_answers_whatever_its_address_holds(chief: Client, name: str) -> None:
    make_complaint(make_published())
    url = reverse(f"admin:{name}")
    queries = [f"{key}={value}" for key in parameters(name) for value in IN_A_FILTER]

    assert odd(chief, [f"{url}?{query}" for query in queries]) == {}
    assert chief.get(f"{url}?q=%00").status_code == 400


def test_page_of_no_row_is_not_found_or_leads_away(chief: Client) -> None:
    found = {}
    for name in sorted(set(TABLE) - set(NO_ROW)):
        args, _ = target(name)
        if args:
            known = reverse(f"admin:{name}", args=args)
            for key in KEYS:
                url = known.replace(f"/{args[0]}/", f"/{key}/", 1)
                found[url] = chief.get(url).status_code

    # Some take posts alone, and an invitation that holds no more is gone.
    answers = (ANSWERS | {405, 410}) - {200}
    assert {url: code for url, code in found.items() if code not in answers} == {}
    assert {code for url, code in found.items() if "%00" in url} == {404}
