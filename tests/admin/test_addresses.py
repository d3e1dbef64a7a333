"""Every address of the admin for every role: one table, and an address without a row fails."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone
from taggit.models import Tag

from articles.models import Article, Duty, Edition, Event, House, Kind, Page, Place, Story, Trouble
from tests.admin.samples import make_picture
from tests.factories import (
    make_complaint,
    make_desk,
    make_person,
    make_published,
    make_scheduled,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "staff", "reporter", "editor", "chief", "photo", "admin")
ALL = "302 200 200 200 200 200 200"
NOBODY = "302 403 403 403 403 403 403"
FILES = "302 403 200 200 200 403 200"
REVIEWS = "302 403 403 200 200 403 200"
CHIEF = "302 403 403 403 200 403 200"
ADMIN = "302 403 403 403 403 403 200"
ELSEWHERE = "302 302 302 302 302 302 302"

HOUSE = (
    *("articles_person", "articles_desk", "articles_edition", "articles_kind", "articles_place"),
    "articles_page",
)
VIEWS = ("changelist", "add", "history", "delete", "change")
NO_POST = "302 405 405 405 405 405 405"
READERS = "302 403 200 200 200 200 200"

# Address: what each of ROLES gets for GET, and for an empty POST. The story is another
# reporter's of the same edition, submitted (published for correct and withdraw, scheduled for
# reschedule).
TABLE = {
    "index": (ALL, ALL),
    "login": ("200 302 302 302 302 302 302", "200 200 200 200 200 200 200"),
    "logout": (NO_POST, ALL),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, NO_POST),
    "autocomplete": (READERS, NO_POST),
    "jsi18n": (ALL, NO_POST),
    "view_on_site": (ELSEWHERE, ELSEWHERE),
    "app_list": ("302 404 200 200 200 200 200", "302 404 200 200 200 200 200"),
    **{f"{model}_{view}": (CHIEF, CHIEF) for model in HOUSE for view in VIEWS},
    # They come with the software.
    "articles_edition_add": (NOBODY, NOBODY),
    "articles_edition_delete": (NOBODY, NOBODY),
    # One row, and its list leads to it.
    "articles_house_changelist": ("302 403 403 403 302 403 302", "302 403 403 403 302 403 302"),
    "articles_house_add": (NOBODY, NOBODY),
    "articles_house_history": (CHIEF, CHIEF),
    "articles_house_delete": (NOBODY, NOBODY),
    "articles_house_change": (CHIEF, CHIEF),
    "articles_complaint_changelist": (REVIEWS, REVIEWS),
    "articles_complaint_add": (NOBODY, NOBODY),
    "articles_complaint_history": (REVIEWS, REVIEWS),
    "articles_complaint_delete": (NOBODY, NOBODY),
    "articles_complaint_change": (REVIEWS, REVIEWS),
    # One page, where a post does what its button says; without one it changes nothing.
    "articles_pin_changelist": (REVIEWS, "302 403 403 302 302 403 302"),
    "articles_picture_changelist": (READERS, READERS),
    "articles_picture_add": (READERS, READERS),
    "articles_picture_history": (READERS, READERS),
    "articles_picture_delete": (NOBODY, NOBODY),
    "articles_picture_change": (READERS, "302 403 403 200 200 200 200"),
    "articles_dispatch_changelist": (REVIEWS, REVIEWS),
    "articles_dispatch_add": (NOBODY, NOBODY),
    "articles_dispatch_history": (REVIEWS, REVIEWS),
    "articles_dispatch_delete": (NOBODY, NOBODY),
    "articles_dispatch_change": (REVIEWS, NOBODY),
    "articles_event_changelist": (REVIEWS, REVIEWS),
    "articles_event_add": (NOBODY, NOBODY),
    "articles_event_history": (REVIEWS, REVIEWS),
    "articles_event_delete": (NOBODY, NOBODY),
    "articles_event_change": (REVIEWS, NOBODY),
    "articles_story_changelist": (READERS, READERS),
    "articles_story_add": (FILES, FILES),
    "articles_story_paste": (FILES, FILES),
    "articles_story_preview": (READERS, READERS),
    "articles_story_history": (READERS, READERS),
    "articles_story_delete": (NOBODY, NOBODY),
    "articles_story_change": (READERS, REVIEWS),
    "articles_story_return": (REVIEWS, REVIEWS),
    "articles_story_correct": (REVIEWS, REVIEWS),
    "articles_story_schedule": (REVIEWS, REVIEWS),
    "articles_story_reschedule": (REVIEWS, REVIEWS),
    # Its reason may be left empty, so an empty answer is one.
    "articles_story_spike": (REVIEWS, "302 403 403 302 302 403 302"),
    "articles_story_withdraw": (CHIEF, CHIEF),
    "articles_trouble_changelist": (REVIEWS, REVIEWS),
    "articles_trouble_add": (NOBODY, NOBODY),
    "articles_trouble_history": (REVIEWS, REVIEWS),
    "articles_trouble_delete": (NOBODY, NOBODY),
    "articles_trouble_change": (REVIEWS, NOBODY),
    "taggit_tag_changelist": (FILES, FILES),
    "taggit_tag_add": (FILES, FILES),
    "taggit_tag_history": (FILES, FILES),
    "taggit_tag_delete": (NOBODY, NOBODY),
    "taggit_tag_change": (FILES, CHIEF),
    "auth_user_changelist": (ADMIN, ADMIN),
    "auth_user_add": (ADMIN, ADMIN),
    "auth_user_history": (ADMIN, ADMIN),
    "auth_user_delete": (NOBODY, NOBODY),
    "auth_user_change": (ADMIN, ADMIN),
    "auth_user_password_change": (ADMIN, ADMIN),
    "auth_group_changelist": (ADMIN, ADMIN),
    "auth_group_add": (NOBODY, NOBODY),
    "auth_group_history": (ADMIN, ADMIN),
    "auth_group_delete": (NOBODY, NOBODY),
    "auth_group_change": (ADMIN, NOBODY),
}


def patterns(tree: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in tree:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from patterns(each.url_patterns)


def named() -> list[str]:
    return [pattern.name for pattern in patterns(admin.site.get_urls()) if pattern.name]


def target(name: str) -> tuple[list[Any], dict[str, str]]:
    """The arguments of an address, for a row that exists, and its query."""
    model = name.rpartition("_")[0]
    made: dict[str, Any] = {
        "articles_person": make_person,
        "articles_desk": make_desk,
        "articles_edition": lambda: Edition.objects.get(pk="id"),
        "articles_kind": lambda: Kind.objects.get(pk="T"),
        "articles_place": lambda: Place.objects.get_or_create(edition_id="id", name="Jakarta")[0],
        "articles_page": lambda: Page.objects.get_or_create(edition_id="id", slug="iklan")[0],
        "articles_house": House.objects.get,
        "articles_complaint": make_complaint,
        "articles_picture": make_picture,
        "articles_dispatch": lambda: make_published().latest_dispatch,
        "articles_event": lambda: Event.objects.filter(story=make_submitted()).latest("pk"),
        "articles_story": _story_for,
        "articles_trouble": _trouble,
        "taggit_tag": lambda: Tag.objects.get_or_create(name="Palestina", slug="palestina")[0],
        "auth_user": make_user,
        "auth_user_password": make_user,
        "auth_group": lambda: Group.objects.get(name="reporter"),
    }
    if name == "app_list":
        return ["articles"], {}
    if name == "view_on_site":
        article = Article.objects.get(pk=make_published().uid)
        return [ContentType.objects.get_for_model(Article).pk, article.pk], {}
    if name == "autocomplete":
        field = {"app_label": "articles", "model_name": "story", "field_name": "picture"}
        return [], field
    if model not in made or name.endswith(("_changelist", "_add", "_paste")):
        return [], {}
    row = _story_for(name) if model == "articles_story" else made[model]()
    return [row.pk], {}


def _story_for(name: str) -> Story:
    if name.endswith("_reschedule"):
        return make_scheduled(publish_at=timezone.now() + timedelta(hours=1))
    live = name.endswith(("_correct", "_withdraw"))
    return make_published() if live else make_submitted()


def _trouble() -> Trouble:
    now = timezone.now()
    told = {"what": "OSError", "since": now, "attempts": 2, "next_at": now}
    row = make_picture().pk
    return Trouble.objects.get_or_create(duty=Duty.RENDER, row=row, defaults=told)[0]


def client_of(role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(make_user("" if role == "staff" else role))
    return client


@pytest.mark.parametrize("name", TABLE)
def test_address_answers_each_role_by_the_table(name: str) -> None:
    clients = [client_of(role) for role in ROLES]

    answers = tuple(
        " ".join(str(_ask(client, method, name)) for client in clients)
        for method in ("get", "post")
    )

    assert answers == TABLE[name]


def _ask(client: Client, method: str, name: str) -> int:
    args, query = target(name)
    status: int = getattr(client, method)(
        reverse(f"admin:{name}", args=args, query=query)
    ).status_code
    return status


def test_table_has_a_row_for_every_address() -> None:
    assert sorted(TABLE) == sorted(set(named()))


def test_address_without_a_name_only_redirects_or_ends() -> None:
    unnamed = {str(p.pattern) for p in patterns(admin.site.get_urls()) if not p.name}

    assert unnamed == {"<path:object_id>/", "(?P<url>.*)$"}
