"""What fields offer while one types: nothing that the lists of the same person hide."""

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import ForeignKey
from django.test import Client
from django.urls import reverse

from articles.models import Article, Status, Story
from tests.editorial.forms import change_address, client_for
from tests.editorial.samples import make_picture
from tests.factories import (
    ROLES,
    edit,
    make_complaint,
    make_person,
    make_published,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db


def endpoints() -> list[tuple[str, str, str, Any]]:
    """Every field for which Django's address answers: those of the models in the newsroom."""
    models = {*admin.site._registry, *(m for m in Story._meta.apps.get_models())}
    return sorted(
        (
            (model._meta.app_label, model._meta.model_name or "", field.name, field.related_model)
            for model in models
            for field in model._meta.get_fields()
            if isinstance(field, ForeignKey) and field.related_model in admin.site._registry
        ),
        key=lambda found: found[:3],
    )


def offered(client: Client, app: str, model: str, field: str, **more: str) -> dict[str, str] | None:
    query = {"app_label": app, "model_name": model, "field_name": field, "term": "", **more}
    answer = client.get(reverse("admin:autocomplete"), query)
    if answer.status_code in (403, 404):
        return None
    return {row["id"]: row["text"] for row in answer.json()["results"]}


@pytest.mark.parametrize("role", ["", *ROLES])
def test_autocomplete_offers_nothing_that_the_list_hides(role: str) -> None:
    user = make_user(role)
    client = client_for(user)
    for edition in ("id", "en"):
        make_submitted(headline=f"Rahasia {edition}", edition=edition)
        _revised(edition)
    make_picture()
    make_person()
    make_complaint()
    request: Any = type("Request", (), {"user": user, "resolver_match": None, "GET": {}})()
    public = set(Article.objects.values_list("headline", flat=True))

    for app, model, field, remote in endpoints():
        found = offered(client, app, model, field)
        options = admin.site._registry[remote]
        if not options.has_view_permission(request):
            assert found is None, (model, field)
        if remote is Story:
            assert set((found or {}).values()) <= public
        else:
            listed = set(options.get_queryset(request).values_list("pk", flat=True))
            assert set(found or ()) <= set(map(str, listed)), (model, field)


def test_story_is_offered_to_another_edition_as_readers_know_it() -> None:
    story = _revised("id")
    client = client_for(make_user("reporter", edition="en"))
    ask = ("articles", "story", "translation_of")

    assert offered(client, *ask, term="panen raya") == {str(story.pk): "Panen raya"}
    assert offered(client, *ask, term="belum disetujui") == {}


def test_chosen_story_stands_in_the_form_as_readers_know_it() -> None:
    reporter = make_user("reporter", edition="en")
    own = make_story(by=reporter, edition="en")
    Story.objects.filter(pk=own.pk).update(translation_of=_revised("id"))

    page = client_for(reporter).get(change_address(own)).content.decode()

    assert "Panen raya" in page
    assert "Belum disetujui" not in page


def _revised(edition: str) -> Story:
    """Published, and its next version has a headline that nobody approved."""
    story = make_published(headline="Panen raya", edition=edition)
    story = edit(story, by=make_user("editor"), headline=f"Belum disetujui {edition}")
    assert story.status == Status.REVISED
    return story
