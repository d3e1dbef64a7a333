"""Promise 4: approval is bound to the exact text approved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from taggit.models import Tag

from articles.actions import scheduling
from articles.actions.refused import say
from articles.models import (
    Article,
    Desk,
    Dispatch,
    Edition,
    Event,
    Person,
    Picture,
    RelatedLink,
    Status,
    Story,
    User,
)
from articles.record import digest
from tests.editorial.samples import make_picture
from tests.factories import make_desk, make_scheduled, make_story, make_user

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=1)


def publish(story: Story) -> Story | None:
    return scheduling.publish_if_due(pk=story.pk, now=timezone.now() + 2 * LATER)


def test_approved_text_is_published_at_its_time() -> None:
    story = make_scheduled(publish_at=timezone.now() + LATER, headline="Disetujui")

    publish(story)

    assert Article.objects.get().headline == "Disetujui"


def test_approved_text_is_not_published_before_its_time() -> None:
    story = make_scheduled(publish_at=timezone.now() + LATER)

    published = scheduling.publish_if_due(pk=story.pk, now=timezone.now())

    assert published is None
    assert Article.objects.count() == 0


def change(**fields: object) -> Callable[[Story], object]:
    return lambda story: Story.objects.filter(pk=story.pk).update(**fields)


# Each goes past the actions, as a slip of code or a hand in the database would.
@pytest.mark.parametrize(
    "tamper",
    [
        change(body="<p>Lain sama sekali.</p>"),
        change(headline="Judul lain"),
        change(dateline="Bandung, MINA –"),
        change(code_text="(T/X1/X2)"),
        change(label="advertorial"),
        change(sponsor="Toko Lain"),
        change(is_ai=True),
        change(awaiting_verification=True),
        lambda story: story.tags.add("baru"),
        lambda story: RelatedLink.objects.create(story=story, title="Lain"),
        # These need the database, so they are made when the test runs.
        lambda story: Story.objects.filter(pk=story.pk).update(desk=make_desk()),
        lambda story: Story.objects.filter(pk=story.pk).update(updates=make_story()),
        lambda story: Picture.objects.update(caption="Keterangan lain"),
        lambda story: Picture.objects.update(alternative="Yang lain"),
        lambda story: Picture.objects.update(photographer="Orang Lain"),
        lambda story: Picture.objects.update(licence="beli"),
        lambda story: Picture.objects.update(is_ai=True),
        lambda story: Tag.objects.all().delete(),
    ],
    ids=[
        *("body", "headline", "dateline", "code", "label", "sponsor", "ai", "verification"),
        *("tags", "related", "desk", "updates", "caption", "alternative", "photographer"),
        *("licence", "picture-ai", "tag-deleted"),
    ],
)
def test_text_changed_after_approval_is_not_published(tamper: Callable[[Story], object]) -> None:
    story = make_scheduled(
        publish_at=timezone.now() + LATER, picture=make_picture(), tags=("Padi",)
    )
    tamper(story)

    publish(story)

    story.refresh_from_db()
    assert story.status == Status.SUBMITTED
    assert Dispatch.objects.count() == 0
    assert Event.objects.filter(story=story).latest("pk").verb == "void"


# What happens round an approved story without a word or choice of it becoming another.
@pytest.mark.parametrize(
    "happen",
    [
        lambda patch: Tag.objects.update(name="Palestina", slug="palestina"),
        lambda patch: Picture.objects.update(focal_x=10, focal_y=90),
        lambda patch: Picture.objects.update(colour="#102030", keywords="sawah"),
        lambda patch: patch.setattr("articles.record.pieces.RECIPE", 99),
        lambda patch: Desk.objects.update(name="Kanal lain"),
        lambda patch: Person.objects.update(name="Nama Lain", title="Jabatan lain"),
        lambda patch: Edition.objects.update(sign_off="Lain"),
    ],
    ids=["tag-renamed", "focal-point", "colour", "recipe", "desk-renamed", "person", "edition"],
)
def test_approved_text_is_published_whatever_happens_round_it(
    happen: Callable[[pytest.MonkeyPatch], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = make_scheduled(
        publish_at=timezone.now() + LATER, picture=make_picture(), tags=("Palestin",)
    )
    happen(monkeypatch)

    publish(story)

    assert Story.objects.get().status == Status.PUBLISHED


def test_tag_renamed_after_approval_prints_as_it_is_spelt_when_it_goes_out() -> None:
    story = make_scheduled(publish_at=timezone.now() + LATER, tags=("Palestin",))
    Tag.objects.update(name="Palestina", slug="palestina")

    publish(story)

    assert Dispatch.objects.get().content["tags"] == [{"name": "Palestina", "slug": "palestina"}]


def former_digest(story: Story) -> str:
    """What an approval kept before it bound words and choices alone."""
    picture = story.picture
    assert picture is not None
    return digest(
        {
            "edition": "id",
            "desk": story.desk_id,
            "kind": "T",
            "writer": story.writer_id,
            "headline": story.headline,
            "standfirst": "",
            "slug": story.slug,
            "byline": "",
            "dateline_place": "Jakarta",
            "dateline": "",
            "hijri_shift": 0,
            "body": story.body,
            "code_text": "",
            "sign_off": "",
            "translation_of": None,
            "label": "",
            "is_ai": False,
            "awaiting_verification": False,
            "updates": None,
            "picture": {
                "id": picture.pk,
                "file": picture.file.name,
                "width": 64,
                "height": 48,
                "checksum": picture.checksum,
                "alternative": picture.alternative,
                "caption": "Sebuah bidang hijau",
                "photographer": "",
                "agency": "MINA",
                "credit": "MINA",
                "kind": "own",
                "licence": "own",
                "is_ai": False,
                "colour": picture.colour,
                "focal": [50, 50],
                "recipe": 1,
            },
            "tags": ["Gaza", "Palestin"],
            "related": [{"target": None, "title": "Lain", "after": 4}],
        }
    )


@pytest.mark.parametrize(
    ("headline", "status"), [(None, Status.PUBLISHED), ("Judul lain", Status.SUBMITTED)]
)
def test_approval_of_the_release_before_still_binds(
    headline: str | None, status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = make_scheduled(
        publish_at=timezone.now() + LATER,
        picture=make_picture(),
        tags=("Palestin", "Gaza"),
        related=(("Lain", 4),),
    )
    Story.objects.update(approved_digest=former_digest(story))
    monkeypatch.setattr("articles.record.pieces.RECIPE", 99)
    if headline:
        Story.objects.update(headline=headline)

    publish(story)

    assert Story.objects.get().status == status


def why(story: Story) -> str:
    with translation.override("en"):
        return say(Event.objects.filter(story=story).latest("pk").data["why"])


def test_story_that_goes_back_says_what_changed() -> None:
    story = make_scheduled(publish_at=timezone.now() + LATER, picture=make_picture())
    Picture.objects.update(caption="Keterangan lain")
    Story.objects.update(standfirst="Baru")

    publish(story)

    assert why(story) == (
        "The text is not the one that was approved. Changed since: standfirst, picture: caption."
    )


@pytest.mark.parametrize(
    "lose",
    [
        lambda editor: editor.groups.clear(),
        lambda editor: User.objects.filter(pk=editor.pk).update(is_active=False),
        lambda editor: editor.groups.get().permissions.filter(codename="review_story").delete(),
    ],
    ids=["group", "account", "right"],
)
def test_story_goes_back_when_its_approver_may_not_approve_any_more(
    lose: Callable[[User], object],
) -> None:
    editor = make_user("editor", first_name="Ali", last_name="Contoh")
    story = make_scheduled(publish_at=timezone.now() + LATER, editor=editor)
    lose(editor)

    publish(story)

    assert (Story.objects.get().status, Dispatch.objects.count()) == (Status.SUBMITTED, 0)
    assert why(story) == "Ali Contoh, who approved it, may not approve stories any more."
