"""Raw copy in: what a story keeps of it, what is said of it, and what is refused."""

import hashlib
import threading
from datetime import timedelta
from itertools import islice, product

import pytest
from django.db import connection
from django.utils import timezone

from articles.actions import importing
from articles.actions.importing import export, import_copy, understood
from articles.actions.refused import Refused
from articles.models import Edition, Event, Kind, Status, Story, WireCode
from articles.text import findings, raw_copy
from tests.articles.actions.copies import bring_in, publish
from tests.articles.text.samples import ARABIC_STORY, ENGLISH_STORY, PLAIN_STORY, SIGNED_PIECE
from tests.factories import make_desk, make_person, make_published, make_user


def links(story: Story) -> list[tuple[str, int | None]]:
    return [(link.title, link.after) for link in story.related_links.all()]


@pytest.mark.django_db
def test_import_keeps_what_the_copy_printed() -> None:
    story = bring_in(PLAIN_STORY).story

    story.refresh_from_db()
    assert story.copy_source == PLAIN_STORY
    assert story.copy_digest == hashlib.sha256(PLAIN_STORY.encode()).hexdigest()
    assert story.dateline == "Cibuntu, MINA –"
    assert story.dateline_place == "Cibuntu"
    assert story.kind == Kind.objects.get(pk="T")
    assert story.code_text == "(T/XA-1/X2)"
    assert story.sign_off == "Mi’raj News Agency (MINA)"
    assert story.body.count("<p>") == 6
    assert story.status == Status.DRAFT
    assert links(story) == [
        ("Panen Jeruk di Lereng Gunung Dimulai Lebih Awal", 4),
        ("Sekolah di Pesisir Menanam Seribu Bakau", 6),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("edition", "source", "headline", "place", "byline"),
    [
        (
            "id",
            SIGNED_PIECE,
            "Menjaga Mata Air di Musim Kering",
            "",
            "Oleh: Contoh Penulis, guru di Cibuntu",
        ),
        ("en", ENGLISH_STORY, "Village Library Back on the Road", "Cibuntu", ""),
        ("ar", ARABIC_STORY, "عودة المكتبة المتنقلة إلى القرية", "لامبونج", ""),
    ],
)
def test_import_reads_every_edition(
    edition: str, source: str, headline: str, place: str, byline: str
) -> None:
    story = bring_in(source, edition=edition).story

    assert (story.headline, story.dateline_place, story.byline) == (headline, place, byline)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "given", "headline"),
    [
        (PLAIN_STORY, "", raw_copy.headline_from(raw_copy.parse(PLAIN_STORY))),
        (PLAIN_STORY, " Mobil buku\n kembali ", "Mobil buku kembali"),
        (PLAIN_STORY, "\u200b\u200b", raw_copy.headline_from(raw_copy.parse(PLAIN_STORY))),
        (PLAIN_STORY, "Harga \u202ekian naik", "Harga kian naik"),
        (ENGLISH_STORY, "Not this one", "Village Library Back on the Road"),
    ],
)
def test_headline_is_the_printed_one_or_the_given_one_or_the_first_sentence(
    source: str, given: str, headline: str
) -> None:
    story = bring_in(source, headline=given).story

    assert story.headline == headline


LONG = f"Jakarta, MINA – Hujan {'deras ' * 45}turun. Banjir surut. (T/RI-1/P2)"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "given", "said"),
    [
        (LONG, "", 1),
        (LONG.replace(". ", " ", 1), "", 1),
        (LONG, "Hujan deras", 0),
        (LONG, "\u200b", 1),
        (f"Hujan Deras di Jakarta\n\n{LONG}", "", 0),
        (PLAIN_STORY, "", 0),
    ],
)
def test_headline_that_was_cut_is_said(source: str, given: str, said: int) -> None:
    story = bring_in(source, headline=given).story

    cuts = [found for found in story.findings if found["why"] == findings.HEADLINE_CUT]
    assert len(cuts) == said
    assert understood(source, headline=given)["findings"] == story.findings
    assert all(story.headline.endswith(found["text"]) for found in cuts)


@pytest.mark.django_db
def test_same_copy_given_twice_is_one_story() -> None:
    first = bring_in(PLAIN_STORY)

    again = bring_in(PLAIN_STORY, headline="Lain")

    assert (first.created, again.created) == (True, False)
    assert again.story == first.story
    assert Story.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "again",
    [
        PLAIN_STORY + "\n",
        PLAIN_STORY + "\r\n\r\n",
        PLAIN_STORY.replace("\n", "\r\n"),
        PLAIN_STORY.replace("\n", "\r"),
        PLAIN_STORY.replace("\n", "\u2028"),
        "\ufeff" + PLAIN_STORY,
    ],
)
def test_copy_with_other_line_ends_is_the_same_story(again: str) -> None:
    first = bring_in(PLAIN_STORY)

    second = bring_in(again)

    assert (second.story, second.created) == (first.story, False)
    assert export(Story.objects.get(pk=first.story.pk)) == PLAIN_STORY


@pytest.mark.django_db
def test_copy_that_differs_in_one_letter_is_another_story() -> None:
    first = bring_in(PLAIN_STORY).story

    second = bring_in(PLAIN_STORY.replace("pekan.", "pekan!")).story

    assert second.slug == f"{first.slug}-2"


def test_same_copy_given_by_many_at_once_is_one_story(committed_db: None) -> None:
    make_desk()
    together = threading.Barrier(6)
    seen: list[tuple[int, bool]] = []

    def work() -> None:
        together.wait()
        imported = bring_in(PLAIN_STORY)
        seen.append((imported.story.pk, imported.created))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 6
    assert len({pk for pk, _ in seen}) == 1
    assert sum(created for _, created in seen) == 1


@pytest.mark.django_db
def test_writer_is_who_holds_the_code_today() -> None:
    today = timezone.localdate()
    before = make_person()
    WireCode.objects.create(
        person=before,
        code="XA-1",
        valid_from=today - timedelta(days=900),
        valid_until=today - timedelta(days=400),
    )
    holder = make_person()
    WireCode.objects.create(person=holder, code="xa-1", valid_from=today - timedelta(days=399))

    story = bring_in(PLAIN_STORY).story

    assert story.writer == holder


@pytest.mark.django_db
def test_writer_of_a_code_that_nobody_holds_is_left_open() -> None:
    today = timezone.localdate()
    WireCode.objects.create(person=make_person(), code="XA-1", valid_from=today, valid_until=None)
    WireCode.objects.update(valid_from=today + timedelta(days=1))

    story = bring_in(PLAIN_STORY).story

    assert story.writer is None


@pytest.mark.django_db
def test_printed_title_leads_to_the_one_live_story_of_that_headline() -> None:
    title = "Panen Jeruk di Lereng Gunung Dimulai Lebih Awal"
    target = make_published(headline=title)
    make_published(headline=title, edition="en")

    story = bring_in(PLAIN_STORY).story

    assert [link.target for link in story.related_links.all()] == [target, None]
    assert links(story)[0] == (title, 4)


@pytest.mark.django_db
def test_printed_title_is_compared_with_what_was_published() -> None:
    title = "Panen Jeruk di Lereng Gunung Dimulai Lebih Awal"
    known, other = make_published(headline=title), make_published(headline="Judul lain")
    Story.objects.filter(pk=known.pk).update(headline="Judul berikut")
    Story.objects.filter(pk=other.pk).update(headline=title)

    story = bring_in(PLAIN_STORY).story

    assert [link.target for link in story.related_links.all()] == [known, None]


@pytest.mark.django_db
def test_printed_title_of_two_live_stories_leads_to_neither() -> None:
    for _ in range(2):
        make_published(headline="Panen Jeruk di Lereng Gunung Dimulai Lebih Awal")

    story = bring_in(PLAIN_STORY).story

    assert [link.target for link in story.related_links.all()] == [None, None]


@pytest.mark.django_db
def test_findings_are_kept_with_line_and_reason() -> None:
    story = bring_in("Cibuntu, MINA – Perpustakaan dibuka lagi.\nKoleksi bertambah. []").story

    story.refresh_from_db()
    assert story.findings == [{"line": 2, "text": "[]", "why": findings.EMPTY_CODE}]
    assert story.code_text == "[]"


@pytest.mark.django_db
def test_import_is_logged_with_who_did_it_or_nobody() -> None:
    reporter = make_user("reporter")

    filed = bring_in(PLAIN_STORY, by=reporter).story
    unsigned = bring_in(ENGLISH_STORY).story

    events = [(e.story_id, e.verb, e.actor_id, e.actor_name) for e in Event.objects.order_by("pk")]
    assert events == [
        (filed.pk, "file", reporter.pk, reporter.get_full_name()),
        (unsigned.pk, "file", None, ""),
    ]
    assert filed.created_by == reporter
    assert Event.objects.filter(story=filed).get().data["text"]["related"][0]["after"] == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("", "empty"),
        (" \r\n\t\ufeff\n", "empty"),
        ("\ufeff", "empty"),
        ("Baca Juga: Hanya Sebuah Judul", "empty"),
        ("Cibuntu, MINA – Satu\x00dua.", "binary"),
        ("%PDF-1.7\x01\x02", "binary"),
        ("a" * (importing.MAX_BYTES + 1), "size"),
        ("a\n" * (importing.MAX_LINES + 1), "size"),
        ("\u200b\u2060\n\u200f\n", "empty"),
        ("Judul\nCibuntu, MINA – \u200b\u3164\u00ad", "empty"),
        ("é" * (importing.MAX_BYTES // 2 + 1), "size"),
        (f"Cibuntu, MINA – Isi.\nBaca Juga: {'Judul ' * 60}", "field"),
    ],
)
def test_what_is_no_copy_is_refused_and_leaves_nothing(source: str, rule: str) -> None:
    make_desk()

    with pytest.raises(Refused) as refused:
        bring_in(source)

    assert refused.value.rule == rule
    assert Story.objects.count() == 0


@pytest.mark.django_db
def test_who_may_not_file_may_not_import() -> None:
    with pytest.raises(Refused) as refused:
        bring_in(PLAIN_STORY, by=make_user("photo"))

    assert refused.value.rule == "permission"
    assert Story.objects.count() == 0


@pytest.mark.django_db
def test_edition_without_a_desk_takes_no_copy() -> None:
    with pytest.raises(Refused) as refused:
        import_copy(source=PLAIN_STORY, by=None, edition=Edition.objects.get(pk="en"))

    assert refused.value.rule == "desk"


@pytest.mark.django_db
def test_desk_is_the_first_at_the_top_unless_given() -> None:
    late = make_desk(position=5)
    first = make_desk(position=2)
    make_desk(position=1, parent=late)

    assert bring_in(PLAIN_STORY).story.desk == first
    assert bring_in(ENGLISH_STORY, desk=late).story.desk == late


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["{0}", "{0}-{1}", "{0}/{1}", "{0}.com/{1}", "{0}@{1}.id"])
def test_longest_copy_with_every_word_another_can_be_published(form: str) -> None:
    words = ("".join(letters) for letters in product("bcdfghjklmnpqrstvwxyz", repeat=4))
    pairs = (form.format(word, word[::-1]) for word in words)
    text = " ".join(islice(pairs, 120_000))[: importing.MAX_BYTES - 60]
    editor = make_user("editor")
    story = bring_in(f"Cibuntu, MINA – {text}. (T/XA-1/X2)", by=editor).story

    published = publish(story, editor)

    assert published.status == Status.PUBLISHED


TOP, END = "Cibuntu, MINA – Warga membuka taman.", "Taman itu luas. (T/XA-1/X2)"


AS_IT_COMES = [
    (f"Taman Dibuka\nWarga sudah lama menunggu\n{TOP}\n{END}", "Taman Dibuka", 1),
    (f"qqx0042 4 i 212 xyz 0311\n\nKota/\nTaman dibuka =\n\n{TOP}\n{END}\nNNNN", "Taman dibuka", 4),
    (f"From: a@b.example\nSubject: taman\n\n{TOP}\n{END}\n-- \nAni", "Warga membuka taman", 4),
    (f"> {TOP}\r\n> {END}\r\n", "Warga membuka taman", 1),
    ("Cibuntu, MINA =E2=80=93 Warga membuka =\ntaman.\n" + END, "Warga membuka taman", 1),
    (f"\u2060Cibuntu\u00ad, MINA – Warga membuka taman.\v{END}", "Warga membuka taman", 1),
    (f"{TOP}\u2029Taman itu luas. \u202a(T/XA\u20111/X2\u2060)\u202c", "Warga membuka taman", 1),
    (f"Taman \u202eDibuka\n{TOP}\n{END}", "Taman Dibuka", 1),
    (f"{TOP}\ufdd0\n{END}", "Warga membuka taman", 1),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("source", "headline", "most"), AS_IT_COMES)
def test_copy_as_mail_and_wires_bring_it_is_read_said_and_kept(
    source: str, headline: str, most: int
) -> None:
    story = bring_in(source).story

    story = Story.objects.get(pk=story.pk)
    assert (story.headline, story.dateline, story.dateline_place, story.code_text) == (
        headline,
        "Cibuntu, MINA –",
        "Cibuntu",
        "(T/XA-1/X2)",
    )
    assert story.body == "<p>Warga membuka taman.</p><p>Taman itu luas.</p>"
    assert len(story.findings) == most
    assert story.copy_source == source
    assert export(story) == source


def test_understood_names_all_parts() -> None:
    found = understood(ENGLISH_STORY)

    assert found == {
        "headline": "Village Library Back on the Road",
        "byline": "",
        "dateline": {
            "text": "Cibuntu, 5 Rabi’ul Akhir 1437/15 January 2016 (MINA) –",
            "places": ["Cibuntu"],
            "mark": "MINA",
            "date": "2016-01-15",
            "hijri": "5 Rabi’ul Akhir 1437",
        },
        "paragraphs": [
            "A travelling library is open again.",
            "It stops at eight places every week.",
            "Its keepers hope for two more cars.",
        ],
        "related": [{"title": "Orange Harvest Starts Early", "after": 2}],
        "code": {"text": "(L / X09 / X05/X03).", "kind": "L", "hands": ["X09", "X05", "X03"]},
        "sign_off": "Mi`raj Islamic News Agency (MINA)",
        "findings": [],
    }


def test_understood_of_a_copy_with_little_in_it_says_so() -> None:
    found = understood("Satu kalimat saja.")

    assert found == {
        "headline": "Satu kalimat saja",
        "byline": "",
        "dateline": None,
        "paragraphs": ["Satu kalimat saja."],
        "related": [],
        "code": None,
        "sign_off": "",
        "findings": [{"line": 1, "text": "Satu kalimat saja.", "why": findings.NO_CODE}],
    }


def test_understood_names_the_marks_that_the_copy_prints() -> None:
    found = understood(PLAIN_STORY, headline="[IKLAN] Teko baru")

    assert {name: found.get(name) for name in ("label", "is_ai", "awaiting_verification")} == {
        "label": "iklan",
        "is_ai": None,
        "awaiting_verification": None,
    }
