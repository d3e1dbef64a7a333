"""The worker over rows that no door lets in: what is good goes out, what is bad is said once."""

from articles.models import Card, Picture, Status, Story, Trouble
from tests.bad_rows.rows import Rows
from tests.duties import make_pictures, publish_due


def test_good_stories_go_out_past_a_bad_one(bad: Rows) -> None:
    publish_due()

    bad.due.refresh_from_db()
    bad.oversized.refresh_from_db()
    assert bad.due.status == Status.PUBLISHED
    # Back with the editors, or kept and named: in either case not out, and not tried for ever.
    assert bad.oversized.status in (Status.SUBMITTED, Status.APPROVED)
    named = Trouble.objects.filter(row=bad.oversized.pk).exists()
    assert named == (bad.oversized.status == Status.APPROVED)


def test_pictures_and_cards_are_made_past_bad_ones(bad: Rows) -> None:
    while make_pictures():
        pass

    spoiled = bad.spoiled.picture
    assert spoiled is not None
    assert Picture.objects.get(pk=spoiled.pk).is_rendered
    good = Story.objects.get(pk=bad.good.pk)
    assert Card.objects.filter(pk=good.latest_dispatch_id, made_at__isnull=False).exists()
    bad_pictures = Picture.objects.filter(is_rendered=False).values_list("pk", flat=True)
    assert len(bad_pictures) == 2
    assert rows_in_trouble("render") == set(bad_pictures)
    undrawable = bad.stories[-1]
    assert Card.objects.get(pk=undrawable.latest_dispatch_id).made_at is not None
    assert rows_in_trouble("card") == set()


def rows_in_trouble(duty: str) -> set[int]:
    return set(Trouble.objects.filter(duty=duty).values_list("row", flat=True))
