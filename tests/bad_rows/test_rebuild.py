"""The rebuilding of what readers have over rows that no door lets in."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.bad_rows.rows import Rows, change_record


def test_good_stories_are_rebuilt_past_one_that_cannot_be(
    bad: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled = Article.objects.get(pk=bad.spoiled.uid)
    change_record(bad.spoiled, tags=5)
    Article.objects.filter(pk=bad.good.uid).update(headline="Bukan yang dikirim")

    with pytest.raises(CommandError, match="1"):
        call_command("rebuild_articles")

    assert Article.objects.get(pk=bad.good.uid).headline == bad.good.headline
    assert Article.objects.get(pk=bad.spoiled.uid).headline == spoiled.headline
    assert f"Dispatch {spoiled.dispatch_id}: " in capsys.readouterr().err
