"""Raw copy out again: to the byte where nothing was edited, else as the story says it now."""

from collections.abc import Callable

import pytest
from django.conf import settings

from articles.actions.importing import export, understood
from articles.models import Kind, RelatedLink, Story
from tests.articles.actions.copies import bring_in, publish
from tests.articles.text.samples import ARABIC_STORY, ENGLISH_STORY, PLAIN_STORY, SIGNED_PIECE
from tests.factories import make_user

SOURCES = [
    ("id", PLAIN_STORY),
    ("id", SIGNED_PIECE),
    ("id", f"\ufeff{PLAIN_STORY}\r\n\r\n"),
    ("id", "Cibuntu,  (MINA) -- Kalimat  pertama.\r\n\tDengan <img> sisa.(L / M09 / R05/R03).\n"),
    ("en", ENGLISH_STORY),
    ("ar", ARABIC_STORY),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("edition", "source"), SOURCES)
def test_export_of_an_import_is_the_same_to_the_character(edition: str, source: str) -> None:
    editor = make_user("editor")
    story = bring_in(source, edition=edition, by=editor).story

    draft = export(Story.objects.get(pk=story.pk))
    publish(story, editor)
    published = export(Story.objects.get(pk=story.pk))

    assert (draft, published) == (source, source)


def change(**fields: object) -> Callable[[Story], object]:
    return lambda story: Story.objects.filter(pk=story.pk).update(**fields)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("edit", "line", "words"),
    [
        (change(headline="Judul baru"), 0, "Judul baru"),
        (change(dateline="Bogor, MINA –"), 1, "Bogor, MINA – Satu."),
        (change(body="<p>Lain.</p><p>Dua.</p>"), 1, "Cibuntu, MINA – Lain."),
        (change(code_text="(L/X9)"), 3, "Dua. (L/X9)"),
        (change(sign_off="Redaksi"), 4, "Redaksi"),
        (lambda story: story.related_links.update(title="Baru"), 2, "Baca Juga: Baru"),
        (lambda story: story.related_links.update(after=2), 3, "Baca Juga: Kisah lain"),
    ],
    ids=["headline", "dateline", "body", "code", "sign-off", "title", "place"],
)
def test_export_of_an_edited_import_says_what_the_story_says(
    edit: Callable[[Story], object], line: int, words: str
) -> None:
    source = (
        "Judul\nCibuntu, MINA – Satu.\nBaca Juga: Kisah lain\nDua. (T/XA-1/X2)\n"
        "Mi’raj News Agency (MINA)"
    )
    story = bring_in(source).story
    edit(story)

    copy = export(Story.objects.get(pk=story.pk))

    assert copy.split("\n")[line] == words
    assert len(copy.split("\n")) == 5


@pytest.mark.django_db
def test_export_of_an_import_without_a_code_prints_the_one_it_was_given() -> None:
    editor = make_user("editor", code="X2")
    kind = Kind.objects.get(pk="L")
    story = bring_in("Cibuntu, MINA – Satu.", by=editor, kind=kind).story

    publish(story, editor)

    copy = export(Story.objects.get(pk=story.pk))
    assert copy == "Satu\nCibuntu, MINA – Satu. (L/X2)\nMi’raj News Agency (MINA)"


@pytest.mark.django_db
def test_export_counts_a_list_as_the_paragraphs_it_prints() -> None:
    story = bring_in(PLAIN_STORY).story
    change(body="<h2>Isi</h2><p>A</p><ul><li><p>B</p></li><li><p>C</p></li></ul><p>D</p>")(story)
    story.related_links.all().delete()
    RelatedLink.objects.create(story=story, title="Sesudah daftar", after=2)
    RelatedLink.objects.create(story=story, title="Di mana saja", position=1)

    copy = export(Story.objects.get(pk=story.pk))

    assert copy.split("\n")[1:-1] == [
        "Cibuntu, MINA – Isi",
        "A",
        "- B",
        "- C",
        "Baca Juga: Sesudah daftar",
        "D (T/XA-1/X2)",
        "Baca Juga: Di mana saja",
    ]


TOP, END = "Cibuntu, MINA – Warga membuka taman.", "Taman itu luas. (T/XA-1/X2)"


@pytest.mark.django_db
def test_standfirst_of_a_copy_is_the_storys_until_it_is_edited() -> None:
    source = f"Taman Dibuka\nWarga sudah lama menunggu\n{TOP}\n{END}"
    story = bring_in(source).story

    assert story.standfirst == "Warga sudah lama menunggu"
    assert understood(source)["standfirst"] == "Warga sudah lama menunggu"
    change(standfirst="Lain")(story)
    assert export(Story.objects.get(pk=story.pk)).split("\n")[:2] == ["Taman Dibuka", TOP]


SEED = sorted((settings.BASE_DIR.parent / "shared" / "seed").glob("*.txt"))


@pytest.mark.django_db
@pytest.mark.skipif(not SEED, reason="the seed stays out of the repository, and isn't beside it")
def test_seed_comes_back_byte_for_byte() -> None:
    editor = make_user("editor")
    for path in SEED:
        source = path.read_bytes()
        story = bring_in(source.decode(), by=editor).story

        publish(story, editor)

        assert export(Story.objects.get(pk=story.pk)).encode() == source
