"""Each check finds what it looks for, and is silent about a story that has none of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone, translation

from articles.actions import amending, withholding
from articles.models import Ground, Story
from articles.record import freeze
from editorial.checks.check import Sent
from editorial.checks.table import CHECKS, findings
from tests.articles.site.helpers import make_picture
from tests.factories import make_published, make_story, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 27)
LEAD = "Warga desa contoh memanen padi di lahan seluas 45 hektare pada Kamis (26/11)."


def sent(story: Story | None = None, /, *, day: date = DAY, **fields: Any) -> Sent:
    """What a sound story would send, but for these fields."""
    given = {"headline": "Warga Desa Contoh Panen Padi", "body": f"<p>{LEAD}</p><p>Tutup.</p>"}
    story = story or make_story(**{**given, **fields})
    content = freeze(story, at=timezone.now(), code="(T/R1/P2)", editors=[])
    return Sent(content, day)


def said(of: Sent, name: str) -> list[str]:
    with translation.override("en"):
        return [each.words for each in findings(of) if each.check.name == name]


def body(text: str) -> str:
    return f"<p>{LEAD}</p><p>{text}</p>"


def test_sound_story_is_found_nothing_in() -> None:
    assert findings(sent()) == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("headline", {"headline": "Panen " * 30}),
        ("headline", {"headline": "WARGA DESA PANEN PADI"}),
        ("headline", {"headline": "Warga Desa Panen Padi."}),
        ("dateline", {"dateline_place": ""}),
        ("lead", {"body": f"<p>{'kata ' * 60}</p>"}),
        ("weekdays", {"body": body("Acara berlangsung Jumat (26/11).")}),
        ("weekdays", {"body": body("Acara berlangsung Senin, 30 Februari 2026.")}),
        ("weekdays", {"body": body("Acara berlangsung pada 30 Februari.")}),
        ("weekdays", {"body": body("Acara itu digelar Kamis lalu (31/11).")}),
        ("weekdays", {"body": body("Acara berlangsung pada 29 Februari 2026.")}),
        ("headline-numbers", {"headline": "Warga Desa Panen 54 Hektare Padi"}),
        ("headline-numbers", {"headline": "Warga Panen pada 27 November"}),
        ("headline-numbers", {"headline": "Panen Capai 12 Juta", "body": body("Ada 13 juta.")}),
        ("headline-numbers", {"headline": "Hampir 60 Ribu", "body": body("Ada 45.000 orang.")}),
        ("names", {"body": body("Kata Syekh Umar. Lalu Sheikh Umar dan Syeikh itu pulang.")}),
        ("right-of-reply", {"body": body("Kepala desa itu dituduh menjual pupuk.")}),
        ("right-of-reply", {"body": body("KPK menahan bupati itu dalam kasus korupsi.")}),
        ("verification", {"body": body("Kabar itu belum dapat diverifikasi.")}),
        ("paid", {"body": body("Tulisan ini konten berbayar.")}),
        ("machine", {"body": body("Teks dibuat dengan kecerdasan buatan.")}),
    ],
)
def test_check_finds_what_it_looks_for(name: str, fields: dict[str, Any]) -> None:
    assert said(sent(**fields), name) != []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("dateline", {"dateline_place": "", "byline": "Oleh: Penulis Contoh"}),
        ("weekdays", {"body": body("Acara berlangsung Sabtu-Ahad (28-29/11).")}),
        ("weekdays", {"body": body("Lahir 29 Februari; skor (30/2/1), pada Juni 31 orang.")}),
        ("headline-numbers", {"headline": "Warga Desa Panen 45 Hektare Padi pada 2026"}),
        (
            "headline-numbers",
            {"headline": "Warga Desa Terima 12 Karung", "body": body("Ada dua belas karung.")},
        ),
        ("headline-numbers", {"headline": "Panen Raya 26 November"}),
        ("headline-numbers", {"headline": "Panen Raya 3 Desember", "body": body("Kamis (3/12).")}),
        (
            "headline-numbers",
            {"headline": "Jadwal Salat Senin 30 November", "body": "<p>Berikut jadwalnya.</p>"},
        ),
        ("headline-numbers", {"headline": "Rp 14 Miliar", "body": body("Sebanyak Rp14 miliar.")}),
        ("headline-numbers", {"headline": "Emas Rp1,5 Juta", "body": body("Kini Rp1.500.000.")}),
        ("headline-numbers", {"headline": "60 Ribu Orang", "body": body("Ada 60.034 orang.")}),
        ("headline-numbers", {"headline": "Hampir 60.000", "body": body("Ada 58.914 orang.")}),
        ("names", {"body": body("Palestina dan Palestine; Gaza dan GAZA; Israel dan Israeli.")}),
        ("right-of-reply", {"body": body("Komisi Pemberantasan Korupsi membuka lowongan.")}),
        ("right-of-reply", {"body": body("Warga diminta mewaspadai penipuan berkedok bantuan.")}),
        ("right-of-reply", {"body": body("Ia tersangka. Kuasa hukumnya mengajukan praperadilan.")}),
        ("machine", {"body": body("OpenAI meluncurkan ChatGPT. Foto itu dibuat dengan AI.")}),
        ("right-of-reply", {"body": body("Ia dituduh menjual pupuk, dan membantah.")}),
        (
            "verification",
            {"body": body("Kabar itu belum terverifikasi."), "awaiting_verification": True},
        ),
        ("paid", {"body": body("Ini konten berbayar."), "label": "iklan"}),
        ("machine", {"body": body("Dibuat dengan AI."), "is_ai": True}),
    ],
)
def test_check_is_silent_where_all_is_well(name: str, fields: dict[str, Any]) -> None:
    assert said(sent(**fields), name) == []


def test_date_of_last_year_is_asked_for_its_year() -> None:
    told = sent(day=date(2027, 1, 2), body=body("Ia tiba Rabu (30/12), dan pulang Jumat (1/1)."))

    assert said(told, "turn-of-the-year") == [
        "“Kamis (26/11)” has no year, and is of 2026. Say the year.",
        "“Rabu (30/12)” has no year, and is of 2026. Say the year.",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "It began on Friday, November 26, 2026."), ("ar", "بدأ يوم الجمعة 26 نوفمبر 2026")],
)
def test_weekday_is_held_against_its_date_in_every_edition(language: str, text: str) -> None:
    assert len(said(sent(edition=language, body=f"<p>{text}</p>"), "weekdays")) == 1


@pytest.mark.parametrize(
    ("said_there", "count"),
    [("وصلت اثنتا عشرة شاحنة", 0), ("وصلت 12 شاحنة", 0), ("وصلت خمس شاحنات", 1)],
)
def test_number_in_arabic_words_is_that_of_the_headline(said_there: str, count: int) -> None:
    told = sent(edition="ar", headline="وصول 12 شاحنة", body=f"<p>{said_there}.</p>")

    assert len(said(told, "headline-numbers")) == count


def test_the_same_is_said_once() -> None:
    told = sent(body=body("Pada 30 Februari. Lalu 30 Februari."))

    assert len(said(told, "weekdays")) == 1


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("alternative", "", "picture-words"),
        ("alternative", "Keterangan sama.", "picture-words"),
        ("licence", " ", "picture-rights"),
        ("agency", "", "picture-rights"),
    ],
)
def test_picture_lacks_its_words_or_its_rights(field: str, value: str, name: str) -> None:
    whole = {
        "caption": "Keterangan sama.",
        "alternative": "Sawah.",
        "agency": "MINA",
        "licence": "Milik sendiri",
    }
    picture = make_picture(**{**whole, field: value})

    assert len(said(sent(picture=picture), name)) == 1


def test_picture_of_the_text_is_told_by_its_number_and_led_to() -> None:
    whole = {"caption": "Sawah.", "alternative": "Padi.", "agency": "MINA", "licence": "Milik"}
    pictures = [make_picture(**{**whole, field: ""}) for field in ("caption", "agency")]
    placed = "".join(f'<body-picture data-picture="{each.pk}"></body-picture>' for each in pictures)

    found = findings(sent(body=body("Dua gambar.") + placed))

    with translation.override("en"):
        assert [(each.words, each.found.quote) for each in found] == [
            ("Picture 2 in the text: A picture has no credit.", f"picture:{pictures[1].pk}"),
            ("Picture 1 in the text: A picture has no caption.", f"picture:{pictures[0].pk}"),
        ]


def test_translation_of_a_story_that_was_withdrawn_is_asked_about() -> None:
    original = make_published()
    fields: dict[str, Any] = {"edition": "en", "translation_of": original}
    before = said(sent(**fields), "original")

    amending.withdraw(
        story=original, by=make_user("chief"), ground=Ground.CHILD, reason="Usia anak."
    )

    assert before == []
    assert said(sent(**fields), "original") == ["The original of this translation was withdrawn."]


def test_link_to_a_story_that_is_gone_is_named(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["mina.test"]
    live, gone, held = make_published(), make_published(), make_published()
    withholding.hold(story=held, by=make_user("editor"), reason="Uji.")
    amending.withdraw(story=gone, by=make_user("chief"), ground=Ground.SARA, reason="Uji.")
    links = "".join(
        f'<a href="https://{where}/">a</a> '
        for where in (
            *(f"mina.test/{slug}" for slug in (live.slug, gone.slug, held.slug)),
            *("mina.test/tidak-ada", "mina.test/en/tidak-ada"),
            *("lain.test/tidak-ada", "mina.test/kanal/asia", "mina.test/cari"),
        )
    )

    told = said(sent(body=body(links)), "links")

    assert told == [
        f"https://mina.test/{gone.slug}/ leads to a story that was withdrawn.",
        f"https://mina.test/{held.slug}/ leads to a story that is on hold.",
        "https://mina.test/tidak-ada/ leads to no story of this site.",
        "https://mina.test/en/tidak-ada/ leads to no story of this site.",
    ]


@pytest.mark.parametrize(
    ("allowed", "address"),
    [
        ([".mina.test"], "https://www.mina.test/tidak-ada/"),
        (["*"], "http://localhost:8000/tidak-ada/"),
        (["*"], "https://mina.test/tidak-ada/"),
        (["other.test"], "https://lama.test/tidak-ada/"),
        (["mina.test"], "/tidak-ada/"),
        (["mina.test"], "/en/tidak-ada/"),
    ],
)
def test_link_is_to_this_site_by_any_name_that_the_site_has(
    settings: Any, allowed: list[str], address: str
) -> None:
    settings.ALLOWED_HOSTS = allowed
    settings.SITE_URL = "https://mina.test"
    settings.OLD_HOSTS = {"lama.test": "en"}

    told = said(sent(body=body(f'<a href="{address}">a</a>')), "links")

    assert told == [f"{address} leads to no story of this site."]


def test_link_to_a_name_that_an_edition_had_leads_to_its_stories(settings: Any) -> None:
    settings.OLD_HOSTS = {"en.mina.test": "en"}
    story = make_published(edition="en")

    links = f'<a href="https://en.mina.test/{story.slug}/">a</a>'

    assert said(sent(body=body(links)), "links") == []


def test_link_to_another_site_is_none_of_ours_where_any_name_is_answered(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    links = '<a href="https://lain.test/tidak-ada/">a</a> <a href="mailto:tidak-ada">b</a>'

    assert said(sent(body=body(links)), "links") == []


def test_output_that_cannot_be_made_holds_the_story_up(monkeypatch: pytest.MonkeyPatch) -> None:
    told = sent()
    broken = {**told.content, "body": [{"kind": "unknown"}]}

    found = list(CHECKS[0].look(Sent(broken, DAY)))

    assert len(found) == 2
    assert CHECKS[0].refuses


def test_checks_have_names_of_their_own() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_checks_cost_the_same_queries_for_any_text(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    long = sent(body=body("Paragraf panjang. ") * 40)

    # The rules of the house's style, and what became of an original.
    with django_assert_num_queries(2):
        findings(long)
