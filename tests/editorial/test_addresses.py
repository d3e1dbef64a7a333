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

from articles.models import Article, Edition, Event, House, Kind, Page, Place, Story, Trouble
from editorial.models import OutgoingMail
from tests.editorial.samples import make_picture
from tests.factories import (
    make_complaint,
    make_desk,
    make_embargoed,
    make_person,
    make_published,
    make_rule,
    make_scheduled,
    make_submitted,
    make_user,
)
from tests.wire.factories import make_company, make_product, subscribe

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
    "editorial_stylerule",
)
WIRE = ("wire_company", "wire_product", "wire_subscription")
VIEWS = ("changelist", "add", "history", "delete", "change")
NO_POST = "302 405 405 405 405 405 405"
READERS = "302 403 200 200 200 200 200"
LEADS_BACK = "302 403 403 302 302 403 302"
WITHOUT_A_ROW = (
    "_withdrawals",
    *("_changelist", "_add", "_paste", "_drop", "_new_buffer", "_near", "_places", "_tags"),
    *("_colleague", "_flash", "_calendar", "_offline", "_told", "_several", "_take", "_choose"),
    *("_new_print", "_parts"),
)
SCRIPTS = "405 405 405 405 405 405 405"

# Address: what each of ROLES gets for GET, and for an empty POST. The story is another
# reporter's of the same edition, submitted (published for correct and withdraw, scheduled for
# reschedule).
TABLE = {
    "index": (ALL, ALL),
    # It answers a script.
    "desk_board": ("401 403 200 200 200 200 200", SCRIPTS),
    # Each chooses for themselves.
    "desk_choice": (NO_POST, "302 403 302 302 302 302 302"),
    # Nothing was chosen, and nothing done: they lead to the desk.
    "desk_bulk": (LEADS_BACK, LEADS_BACK),
    "desk_bulk_result": (LEADS_BACK, LEADS_BACK),
    # Each has their own.
    "inbox": (ALL, ELSEWHERE),
    "own_settings": (ALL, ALL),
    # It leads to the list.
    "outbox": ("302 403 403 403 403 403 302", "302 403 403 403 403 403 302"),
    "editorial_outgoingmail_changelist": (ADMIN, ADMIN),
    "editorial_outgoingmail_add": (NOBODY, NOBODY),
    "editorial_outgoingmail_history": (ADMIN, ADMIN),
    "editorial_outgoingmail_delete": (NOBODY, NOBODY),
    "editorial_outgoingmail_change": (ADMIN, NOBODY),
    "login": ("200 302 302 302 302 302 302", "200 200 200 200 200 200 200"),
    "logout": (NO_POST, ALL),
    # A key that opens nothing.
    "invitation": ("410 " * 6 + "410", "410 " * 6 + "410"),
    # Of one's own account alone; an empty post presses nothing.
    "security": (ALL, ALL),
    "lost_password": ("200 " * 6 + "200", "200 " * 6 + "200"),
    "new_password": ("410 " * 6 + "410", "410 " * 6 + "410"),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, NO_POST),
    "autocomplete": (READERS, NO_POST),
    "jsi18n": (ALL, NO_POST),
    "offline_worker": ("200 200 200 200 200 200 200", SCRIPTS),
    "view_on_site": (ELSEWHERE, ELSEWHERE),
    "app_list": ("302 404 200 200 200 200 200", "302 404 200 200 200 200 200"),
    **{f"{model}_{view}": (CHIEF, CHIEF) for model in HOUSE for view in VIEWS},
    # They come with the software.
    "editorial_stylerule_trial": (CHIEF, "302 403 403 403 200 403 200"),
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
    # It answers a script.
    "articles_picture_told": ("401 403 200 200 200 200 200", SCRIPTS),
    "articles_picture_add": (READERS, READERS),
    "articles_picture_several": (READERS, READERS),
    # These answer a script. The picture is nobody's; an empty answer is no file.
    "articles_picture_take": (SCRIPTS, "401 403 400 400 400 400 400"),
    "articles_picture_choose": ("401 403 200 200 200 200 200", SCRIPTS),
    "articles_picture_card": ("401 403 200 200 200 200 200", SCRIPTS),
    "articles_picture_words": (SCRIPTS, "401 403 403 400 400 400 400"),
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
    "articles_story_offline": (FILES, NO_POST),
    "articles_story_paste": (FILES, FILES),
    "articles_story_flash": (REVIEWS, REVIEWS),
    "articles_story_calendar": (READERS, READERS),
    # Each drops what is one's own.
    "articles_story_drop": (NO_POST, ELSEWHERE),
    # These answer a script. The story is another's; an empty answer is no text.
    "articles_story_new_buffer": (SCRIPTS, "401 403 400 400 400 403 400"),
    "articles_story_buffer": (SCRIPTS, "401 403 403 400 400 403 400"),
    "articles_story_places": ("401 403 200 200 200 403 200", SCRIPTS),
    "articles_story_tags": (SCRIPTS, "401 403 200 200 200 403 200"),
    "articles_story_near": (SCRIPTS, "401 403 200 200 200 403 200"),
    "articles_story_words": (SCRIPTS, "401 403 403 400 400 403 400"),
    "articles_story_people": ("401 403 200 200 200 200 200", SCRIPTS),
    "articles_story_presence": (SCRIPTS, "401 403 400 400 400 400 400"),
    # Nobody writes in it, so there is nobody to take it over from.
    "articles_story_takeover": (LEADS_BACK, LEADS_BACK),
    # It waits, and nobody has it in hand.
    "articles_story_claim": (LEADS_BACK, LEADS_BACK),
    "articles_story_parts": (SCRIPTS, "401 403 400 400 400 403 400"),
    "articles_story_new_print": (SCRIPTS, "401 403 200 200 200 403 200"),
    "articles_story_print": (SCRIPTS, "401 403 200 200 200 200 200"),
    "articles_story_preview": (READERS, READERS),
    # A post that presses nothing is about nothing.
    "articles_story_notes": (READERS, "302 403 404 404 404 404 404"),
    # A post that presses nothing leads back.
    "articles_story_after": (REVIEWS, "302 403 403 302 302 403 302"),
    "articles_story_holders": (REVIEWS, REVIEWS),
    # An empty answer doesn't say how long.
    "articles_story_share": (REVIEWS, REVIEWS),
    "articles_story_translate": (FILES, FILES),
    # It is no translation: the page leads back, and a post says so.
    "articles_story_original": (
        "302 403 302 302 302 302 302",
        "302 403 403 302 302 403 302",
    ),
    # A post without a name or a version leads back.
    "articles_story_versions": (READERS, "302 403 403 302 302 403 302"),
    "articles_story_history": (READERS, READERS),
    "articles_story_delete": (NOBODY, NOBODY),
    "articles_story_change": (READERS, REVIEWS),
    # The story is another's, waits, and has neither a next version nor a fallen schedule.
    "articles_story_submit": (LEADS_BACK, REVIEWS),
    "articles_story_approve": (REVIEWS, REVIEWS),
    "articles_story_approve-again": (REVIEWS, REVIEWS),
    "articles_story_publish": (LEADS_BACK, REVIEWS),
    # The story has none, so the press is refused.
    "articles_story_embargo": (REVIEWS, REVIEWS),
    "articles_story_embargo-now": (LEADS_BACK, REVIEWS),
    "articles_story_update": (LEADS_BACK, REVIEWS),
    "articles_story_return": (REVIEWS, REVIEWS),
    "articles_story_correct": (REVIEWS, REVIEWS),
    "articles_story_schedule": (REVIEWS, REVIEWS),
    "articles_story_reschedule": (REVIEWS, REVIEWS),
    # Its reason may be left empty, so an empty answer is one.
    "articles_story_spike": (REVIEWS, "302 403 403 302 302 403 302"),
    "articles_story_withdraw": (CHIEF, CHIEF),
    "articles_story_hold": (REVIEWS, REVIEWS),
    # Of a story under an embargo; an empty answer lifts it.
    "articles_story_lift": (CHIEF, "302 403 403 403 302 403 302"),
    "articles_trouble_changelist": (REVIEWS, REVIEWS),
    "articles_trouble_add": (NOBODY, NOBODY),
    "articles_trouble_history": (REVIEWS, REVIEWS),
    "articles_trouble_delete": (NOBODY, NOBODY),
    "articles_trouble_change": (REVIEWS, NOBODY),
    **{
        f"{model}_{view}": (REVIEWS, REVIEWS)
        for model in WIRE
        for view in ("changelist", "history")
    },
    **{f"{model}_add": (ADMIN, ADMIN) for model in WIRE},
    **{f"{model}_delete": (NOBODY, NOBODY) for model in WIRE},
    **{f"{model}_change": (REVIEWS, ADMIN) for model in WIRE},
    "wire_company_key": (ADMIN, ADMIN),
    "wire_company_person": (ADMIN, ADMIN),
    # Nobody of theirs.
    **dict.fromkeys(
        ["wire_company_link", "wire_company_technical", "wire_company_access"],
        ("302 403 403 403 403 403 405", "302 403 403 403 403 403 404"),
    ),
    "wire_company_withdrawals": (REVIEWS, REVIEWS),
    # A key that isn't theirs.
    "wire_company_revoke": ("302 403 403 403 403 403 405", "302 403 403 403 403 403 404"),
    "wire_company_past": (ADMIN, ADMIN),
    "wire_company_endpoint_add": (ADMIN, ADMIN),
    # One that isn't theirs.
    "wire_company_endpoint": ("302 403 403 404 404 403 404", "302 403 403 403 403 403 404"),
    "wire_company_endpoint_change": (
        "302 403 403 403 403 403 404",
        "302 403 403 403 403 403 404",
    ),
    "wire_company_log": (REVIEWS, REVIEWS),
    "wire_company_use": (REVIEWS, REVIEWS),
    "taggit_tag_changelist": (FILES, FILES),
    "taggit_tag_add": (FILES, FILES),
    "taggit_tag_history": (FILES, FILES),
    "taggit_tag_delete": (NOBODY, NOBODY),
    "taggit_tag_change": (FILES, CHIEF),
    "articles_user_changelist": (ADMIN, ADMIN),
    "articles_user_colleague": (ADMIN, ADMIN),
    "articles_user_invite": ("302 403 403 403 403 403 405", "302 403 403 403 403 403 302"),
    "articles_user_lost": ("302 403 403 403 403 403 405", "302 403 403 403 403 403 302"),
    "articles_user_end": ("302 403 403 403 403 403 405", "302 403 403 403 403 403 302"),
    "articles_user_add": (ADMIN, ADMIN),
    "articles_user_history": (ADMIN, ADMIN),
    "articles_user_delete": (NOBODY, NOBODY),
    "articles_user_change": (ADMIN, ADMIN),
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
        "editorial_outgoingmail": lambda: OutgoingMail.objects.create(to=make_user()),
        "editorial_stylerule": make_rule,
        "wire_company": make_company,
        "wire_product": make_product,
        "wire_subscription": lambda: subscribe(make_company(), make_product()),
        "taggit_tag": lambda: Tag.objects.get_or_create(name="Palestina", slug="palestina")[0],
        "articles_user": make_user,
        "auth_user_password": make_user,
        "auth_group": lambda: Group.objects.get(name="reporter"),
    }
    if name in ("invitation", "new_password"):
        return [make_user().pk, "x-y"], {}
    if name in (
        "wire_company_revoke",
        "wire_company_link",
        "wire_company_technical",
        "wire_company_access",
        "wire_company_endpoint",
        "wire_company_endpoint_change",
    ):
        return [make_company().pk, 0], {}
    if name == "wire_company_endpoint_add":
        return [make_company().pk], {}
    if name == "app_list":
        return ["articles"], {}
    if name == "view_on_site":
        article = Article.objects.get(pk=make_published().uid)
        return [ContentType.objects.get_for_model(Article).pk, article.pk], {}
    if name == "autocomplete":
        field = {"app_label": "articles", "model_name": "story", "field_name": "picture"}
        return [], field
    if model not in made or name.endswith(WITHOUT_A_ROW):
        return [], {}
    row = _story_for(name) if model == "articles_story" else made[model]()
    return [row.pk], {}


def _story_for(name: str) -> Story:
    if name.endswith("_reschedule"):
        return make_scheduled(publish_at=timezone.now() + timedelta(hours=1))
    if name.endswith("_lift"):
        return make_embargoed(until=timezone.now() + timedelta(hours=1))
    live = name.endswith(("_correct", "_withdraw", "_hold"))
    return make_published() if live else make_submitted()


def _trouble() -> Trouble:
    now = timezone.now()
    told = {"what": "OSError", "since": now, "attempts": 2, "next_at": now}
    row = make_picture().pk
    return Trouble.objects.get_or_create(duty="render", row=row, defaults=told)[0]


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
