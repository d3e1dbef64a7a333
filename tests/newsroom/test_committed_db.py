import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

LABEL = "left behind"


@pytest.mark.parametrize("time", [1, 2])
def test_committed_db_after_a_commit_is_pristine_again(committed_db: None, time: int) -> None:
    before = ContentType.objects.filter(app_label=LABEL).count()
    ContentType.objects.create(app_label=LABEL, model="row")

    seen: list[int] = []

    def look() -> None:
        seen.append(ContentType.objects.filter(app_label=LABEL).count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert (before, seen) == (0, [1])
