"""The clients of examples/, each on its own, against the running product."""

from pathlib import Path

import pytest
from django.test import Client

from tests.factories import make_published, make_user
from tests.wire import clients
from tests.wire.api.asking import Machine
from tests.wire.factories import correct, make_company, make_key, update, withdraw
from wire.models import Receipt


@pytest.mark.parametrize("ending", clients.ENDINGS)
def test_client_keeps_what_the_server_has_and_says_so(
    ending: str, api: str, tmp_path: Path
) -> None:
    chief, company = make_user("chief"), make_company()
    key = make_key(company)
    same, changed, gone = (make_published(editor=chief) for _ in range(3))
    correct(changed, by=chief)

    def newest() -> dict[str, tuple[int, str]]:
        return {item["story"]: (item["number"], item["hash"]) for item in Machine(key).read()}

    def kept() -> dict[str, tuple[int, str]]:
        found = clients.copy_in(tmp_path)
        return {story: (item["number"], item["hash"]) for story, item in found.items()}

    clients.catch_up(ending, api, tmp_path, key)
    assert kept() == newest()

    update(same, by=chief)
    withdraw(gone, by=chief)
    said = clients.catch_up(ending, api, tmp_path, key)

    assert kept() == newest()
    assert "withdrawal" in said
    told = set(Receipt.objects.filter(company=company).values_list("story_uid", "version", "fate"))
    assert {(same.uid, 2, "published"), (gone.uid, 2, "taken-down")} <= told


def test_every_client_is_to_be_had_without_a_key_and_nothing_else() -> None:
    files = [each for each in clients.EXAMPLES.iterdir() if each.is_file()]

    answers = {each.name: Client().get(f"/wire/v1/examples/{each.name}") for each in files}
    other = Client().get("/wire/v1/examples/manage.py")

    assert len(files) == 7
    for each in files:
        given = answers[each.name]
        assert given.content == each.read_bytes()
        assert given.headers["Content-Disposition"] == f'attachment; filename="{each.name}"'
        assert given.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert other.status_code == 404
    assert "There are follow.mjs, follow.php, follow.py" in other.json()["detail"]
