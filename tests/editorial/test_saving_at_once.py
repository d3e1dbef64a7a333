"""Two who save one story at the same moment: one text is stored, the other is kept in the log."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from articles.models import Event, Story, User
from tests.editorial.forms import client_for, open_form, send
from tests.factories import make_submitted, make_user


@pytest.mark.usefixtures("committed_db")
def test_saving_at_once_stores_one_text_and_refuses_the_other() -> None:
    story = make_submitted()
    editors = [make_user("editor"), make_user("editor")]
    forms = [open_form(client_for(editor), story) for editor in editors]
    barrier = Barrier(2)

    def save(editor: User, form: dict[str, str]) -> int:
        client = client_for(editor)
        barrier.wait()
        try:
            status: int = send(client, story, form, headline=f"Judul {editor.username}").status_code
        finally:
            connections.close_all()
        return status

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(save, editors, forms))

    stored = Story.objects.get()
    kept = Event.objects.get(data__has_key="refused").data["refused"]["headline"]
    assert sorted(answers) == [302, 409]
    assert stored.version == 2
    assert {stored.headline, kept} == {f"Judul {editor.username}" for editor in editors}
