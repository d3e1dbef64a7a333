import time
from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.models import Article, Desk
from articles.record.rebuilding import rebuild
from articles.search import CAP, LONGEST_QUERY, search, searchable
from articles.site.converters import MAIN
from articles.text.folding import folded
from tests.articles.site.helpers import Newsroom, Outline, alter, html
from tests.factories import make_desk, make_story

LARGE = ["max-image-preview:large"]


def found(words: str, edition: str = "id", **options: object) -> list[str]:
    return [hit.article.headline for hit in search(words, edition=edition, **options).hits]  # type: ignore[arg-type]  # options are search's own


def test_index_holds_what_the_excerpt_is_cut_from(newsroom: Newsroom) -> None:
    newsroom.publish(
        headline="Mi’raj",
        standfirst="Ringkas é",
        tags=("Panen",),
        body="<ul><li><p>a</p></li></ul>",
    )

    for article in Article.objects.select_related("dispatch"):
        assert folded(searchable(article.dispatch.data)) == article.search_text


@pytest.mark.parametrize(
    ("edition", "words", "text"),
    [
        ("id", "petani", "Para petani menanam padi."),
        ("id", "PETANI", "Para petani menanam padi."),
        ("id", "bukunya", "Sebuah buku dibaca anak-anak."),
        ("id", "miraj", "Kantor berita Mi’raj di Jakarta."),
        ("id", "mi'raj", "Kantor berita Mi’raj di Jakarta."),
        ("id", "kafe", "Sebuah kafé di Bandung."),
        ("id", "kafé", "Sebuah kafe di Bandung."),
        ("en", "harvested", "Farmers harvest the fields."),
        ("ar", "القهوة", "زراعة القَهْوَةِ في المرتفعات"),
        ("ar", "القَهْوَةِ", "زراعة القهوة في المرتفعات"),
        ("ar", "احمد", "قال أحمد إن الموسم جيد"),
        ("id", "polri", "Aparat TNI/Polri berjaga."),
        ("id", "tni", "Aparat TNI/Polri berjaga."),
        ("id", "tni/polri", "Aparat TNI/Polri berjaga."),
        ("id", "tni/polri", "TNI dan Polri hadir."),
        ("id", "covid 19", "Kasus Covid-19 turun."),
        ("id", "covid-19", "Kasus Covid 19 turun."),
        ("id", "covid19", "Kasus Covid-19 turun."),
        ("id", "covid–19", "Kasus covid19 turun."),
        ("id", "timnas u 23", "Laga timnas U-23 nanti."),
        ("id", "timnas u-23", "Laga timnas U23 nanti."),
        ("id", "al-murdana", "Pesantren Al Murdana."),
        ("id", "al murdana", "Pesantren Al-Murdana."),
        ("id", "al-fatihana", "Pesantren Al\u2011Fatihana."),
        ("id", "al\u2011fatihana", "Pesantren Al-Fatihana."),
        ("id", "panitia wirandika", "Acara berlangsung.Panitia Wirandika senang."),
        ("id", "berlangsung.panitia", "Acara berlangsung. Panitia Wirandika senang."),
        ("id", "12.500", "Harganya Rp12.500/kg."),
        ("id", "rp12.500", "Harganya Rp 12.500 per kg."),
        ("id", "kg", "Harganya Rp12.500/kg."),
        ("id", "5", "Suhu -5 derajat."),
        ("id", "62", "Telepon +62 21."),
        ("id", "2,5", "Tumbuh 2,5 persen."),
        ("id", "12/3/2026", "Pada 12/3/2026 dibuka."),
        ("id", "2026", "Pada 12/3/2026 dibuka."),
        ("id", "redaksi@contoh.test", "Surat ke redaksi@contoh.test dibalas."),
        ("id", "contoh.test", "Surat ke redaksi@contoh.test dibalas."),
        ("id", "redaksi", "Surat ke redaksi@contoh.test dibalas."),
        ("id", "arsip", "Lihat https://contoh.test/arsip?hal=2 nanti."),
        ("id", "palestina", "Aksi pro-Palestina digelar."),
        ("id", "pro palestina", "Aksi pro-Palestina digelar."),
        ("id", "anak-anak", "Buku anak-anak dibaca."),
        ("id", "panen_raya", "Tagar #panen_raya ramai."),
        ("id", "tebal", "Tanda &lt;tebal&gt; tercetak."),
        ("id", "mi`raj", "Kantor berita Mi’raj di Jakarta."),
        ("id", "keadilan", "Kea\u00addilan sosial."),
        ("id", "sinyal", "Ada siny\u200bal \ufb01nal."),
        ("id", "final", "Ada siny\u200bal \ufb01nal."),
        ("en", "u.s.", "The U.S. team left."),
        ("en", "e-mail", "Sent by e-mail."),
        ("ar", "مسئول", "قال مسؤول كبير"),
        ("ar", "مسؤول", "قال مسئول كبير"),
        ("ar", "الشئون", "وزارة الشؤون الدينية"),
        ("ar", "القدس", "مدينة القـــدس"),
        ("ar", "1447", "عام ١٤٤٧ هـ"),
        ("ar", "١٤٤٧", "عام 1447/1448 هـ"),
        ("ar", "الاسلام", "قيم الإسلام"),
    ],
)
def test_word_is_found_in_its_forms(db: None, edition: str, words: str, text: str) -> None:
    newsroom = Newsroom(edition)
    story = newsroom.publish(headline="Judul", body=f"<p>{text}</p>")
    newsroom.publish(headline="Lain", body="<p>xyz</p>")

    assert found(words, edition) == [story.headline]


@pytest.mark.parametrize(
    ("words", "headlines"),
    [
        ("panen kopi", ["kopi"]),
        ("panen or teh", ["teh", "kopi"]),
        ("desa -kopi", ["teh"]),
        ('"panen raya"', ["kopi"]),
        ('"raya panen"', []),
        ("-kopi", []),
        ("-kopi -teh", []),
        ("panen-raya", ["kopi"]),
        ("raya-panen", []),
        ("raya/panen", ["kopi"]),
        ("desa -panen-raya", ["teh"]),
        ("kopi/panen or minum", ["teh", "kopi"]),
    ],
)
def test_query_reads_like_a_web_search(
    newsroom: Newsroom, words: str, headlines: list[str]
) -> None:
    newsroom.publish(headline="kopi", body="<p>Panen raya di desa.</p>")
    newsroom.publish(headline="teh", body="<p>Minum di desa.</p>")

    assert found(words, newest_first=True) == headlines


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "\0",
        "yang dan di",
        "'",
        '"',
        "-",
        "or",
        "or or -or",
        "!&|():*<->\\",
        "' OR 1=1; DROP TABLE articles_article --",
        "%(words)s %s {}",
        "ا" * 10_000,
        "kata " * 2_000,
        "\ue000\ue001",
        "\u202e\u200d",
        "<script>alert(1)</script>",
        "𝕳𝖆𝖑𝖔 🌾",
    ],
)
def test_hostile_query_is_answered(newsroom: Newsroom, client: Client, words: str) -> None:
    newsroom.publish()

    page = html(client, "/cari/?" + _encoded(words))

    assert "<script" not in page
    # What was asked is said again only as far as it was searched for.
    assert len(page) < 10_000 + LONGEST_QUERY * 10


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=panen&hal=1", 200),
        ("q=panen&hal=0", 404),
        ("q=panen&hal=2", 404),
        ("q=panen&hal=-1", 404),
        ("q=panen&hal=x", 404),
        ("q=panen&hal=99999999999999999999", 404),
        ("q=panen&hal=%D9%A2", 404),
        ("q=panen&dari=kemarin", 200),
        ("q=panen&dari=0001-01-01&sampai=9999-12-31", 200),
        ("q=panen&dari=9999-12-31", 200),
        ("q=panen&kanal=tidak-ada", 200),
        ("q=panen&urut=x", 200),
        ("q=%00&kanal=%00&dari=%00", 200),
        ("q=panen&q=teh", 200),
        ("", 200),
    ],
)
def test_address_of_a_search_is_answered(
    newsroom: Newsroom, client: Client, query: str, status: int
) -> None:
    newsroom.publish()

    assert client.get(f"/cari/?{query}").status_code == status


@pytest.mark.parametrize("name", ["dari", "sampai"])
@pytest.mark.parametrize("typed", ["xx", "kemarin", "2021-02-30", "2021-08-08x", '"><b>'])
def test_unreadable_date_is_said_beside_its_field_and_not_written_into_it(
    newsroom: Newsroom, client: Client, name: str, typed: str
) -> None:
    newsroom.publish(headline="Panen")

    page = Outline(html(client, "/cari/?" + _encoded("panen", **{name: typed})))

    (field,) = page.attributes("input", name=name)
    assert (field["aria-describedby"], field["value"]) == (f"{name}-error", "")
    assert page.texts("p", id=f"{name}-error") == [
        "Ini bukan tanggal. Pencarian berjalan tanpa tanggal itu."
    ]
    assert page.headlines() == ["Panen"]


@pytest.mark.parametrize("typed", ["2021-08-08", "8/8/2021", "08-08-2021"])
def test_date_is_written_as_its_field_takes_it(db: None, client: Client, typed: str) -> None:
    page = Outline(html(client, "/cari/?" + _encoded(dari=typed)))

    assert page.attributes("input", name="dari")[0]["value"] == "2021-08-08"


def test_hits_are_marked_as_they_were_printed(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish(
        headline="Dari Mi’raj untuk semua", body="<p>Kantor Mi’raj &lt;b&gt; buka.</p>"
    )

    page = Outline(html(client, "/cari/?q=miraj"))

    assert page.texts("mark") == ["Mi’raj", "Mi’raj"]
    assert page.headlines() == ["Dari Mi’raj untuk semua"]
    assert page.texts("p", class_="teaser-summary") == ["Jakarta, MINA – Kantor Mi’raj <b> buka."]


def test_parts_of_a_word_are_marked_in_the_word_as_it_was_printed(
    newsroom: Newsroom, client: Client
) -> None:
    newsroom.publish(headline="TNI/Polri: harga Rp12.500/kg", body="<p>Isi.</p>")

    page = Outline(html(client, "/cari/?" + _encoded("polri 12.500")))

    assert page.texts("mark") == ["Polri", "12", "500"]
    assert page.headlines() == ["TNI/Polri: harga Rp12.500/kg"]


def test_headline_counts_more_than_text(newsroom: Newsroom) -> None:
    newsroom.publish(headline="Zaitun dipetik", body="<p>Isi.</p>")
    newsroom.publish(headline="Lain", body="<p>Ada zaitun di sini.</p>")

    assert found("zaitun") == ["Zaitun dipetik", "Lain"]
    assert found("zaitun", newest_first=True) == ["Lain", "Zaitun dipetik"]


def test_search_keeps_to_desk_days_and_edition(newsroom: Newsroom, client: Client) -> None:
    child: Desk = make_desk(parent=newsroom.desk)
    elsewhere = make_desk()
    old = newsroom.publish(headline="Panen lama")
    newsroom.publish(headline="Panen anak", desk=child)
    newsroom.publish(headline="Panen lain", desk=elsewhere)
    Newsroom("en").publish(headline="Panen English")
    alter(old, published_at="2021-08-08T16:59:59Z")

    def shown(**asked: str) -> list[str]:
        asked = {"q": "panen", "urut": "terbaru", **asked}
        return Outline(html(client, "/cari/?" + _encoded(**asked))).headlines()

    assert shown() == ["Panen lain", "Panen anak", "Panen lama"]
    assert shown(kanal=newsroom.desk.slug) == ["Panen anak", "Panen lama"]
    assert shown(kanal=child.slug) == ["Panen anak"]
    assert shown(dari="2021-08-08", sampai="2021-08-08") == ["Panen lama"]
    assert shown(sampai="2021-08-07") == []
    assert shown(dari="2021-08-09") == ["Panen lain", "Panen anak"]
    assert MAIN == "id"


def test_pages_of_results_hold_every_hit_once(newsroom: Newsroom, client: Client) -> None:
    stories = [newsroom.publish() for _ in range(45)]

    pages = [
        Outline(html(client, f"/cari/?q=panen&urut=terbaru&hal={number}")) for number in (1, 2, 3)
    ]

    assert [len(page.headlines()) for page in pages] == [20, 20, 5]
    assert {headline for page in pages for headline in page.headlines()} == {
        story.headline for story in stories
    }
    assert [len(page.attributes("a", rel="next")) for page in pages] == [1, 1, 0]


def test_count_stops_at_the_cap(
    newsroom: Newsroom, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        newsroom.publish()
    monkeypatch.setattr("articles.search.CAP", 3)

    results = search("panen", edition="id")

    assert (results.total, results.is_capped, len(results.hits)) == (3, True, 3)
    assert CAP == 1000


def test_long_text_is_searched_in_good_time(newsroom: Newsroom) -> None:
    newsroom.publish(body="<p>" + "panen padi " * 20_000 + "</p>")
    begin = time.monotonic()

    hits = search("panen", edition="id").hits

    assert len(hits) == 1
    assert time.monotonic() - begin < 5


DEEP = " ".join(f"kata{number % 900}" for number in range(17_000))
OFTEN = "neo a 320 b covid 19 2 " * 1_000


@pytest.mark.parametrize("before", [DEEP, OFTEN], ids=["deep", "often"])
@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("A320neo", "A320neo"),
        ("a320neo pesawat", "A320neo"),
        ("tiada or a320neo", "A320neo"),
        ("covid-19", "Covid 19"),
        ("B2B", "B2B"),
        ('"sawah hijau" b2b', "sawah hijau"),
        ("320a", None),
        ("B2B -pesawat", None),
        ('"hijau sawah" b2b', None),
    ],
)
def test_phrase_is_found_in_a_very_long_text(
    newsroom: Newsroom, client: Client, before: str, words: str, hit: str | None
) -> None:
    newsroom.publish(
        headline="Panjang",
        body=f"<p>{before}</p><p>Pesawat A320neo di sawah hijau, Covid 19 lewat, B2B.</p>",
    )

    rebuild()
    page = Outline(html(client, f"/cari/?{_encoded(words)}"))

    assert page.headlines() == (["Panjang"] if hit else [])
    if hit and before is DEEP:
        assert hit in page.texts("mark")


def test_longest_phrase_is_looked_for_in_good_time(newsroom: Newsroom) -> None:
    newsroom.publish(body="<p>" + "a 1 " * 60_000 + "b</p>")
    phrase = "a1" * (LONGEST_QUERY // 2 - 1) + "b"
    begin = time.monotonic()

    assert len(search(phrase, edition="id").hits) == 1
    assert search("b" + phrase[:-1], edition="id").hits == []
    assert time.monotonic() - begin < 5


def _encoded(q: str = "", **asked: str) -> str:
    return urlencode({"q": q, **asked})


@pytest.mark.parametrize("query", ["", "?q=zzz"])
def test_topics_of_the_newest_stories_are_offered_where_nothing_is_shown(
    newsroom: Newsroom, client: Client, query: str
) -> None:
    for tags in (("Panen", "Beras"), ("Panen",), ("Zaitun", "Panen"), ("Beras",)):
        newsroom.publish(tags=tags)
    Newsroom("en").publish(tags=("Harvest",))

    page = Outline(html(client, f"/cari/{query}"))

    topics = page.attributes("option")
    names = [option["value"] for option in topics if option["value"].istitle()]
    assert names == ["Panen", "Beras", "Zaitun"]
    assert "/tag/panen/" in [link["href"] for link in page.attributes("a")]


def test_topics_beside_hits_are_offered_only_while_typing(
    newsroom: Newsroom, client: Client
) -> None:
    newsroom.publish(headline="Panen raya", tags=("Beras",))

    page = Outline(html(client, "/cari/?q=panen"))

    assert {"value": "Beras"} in page.attributes("option")
    assert "/tag/beras/" not in [link["href"] for link in page.attributes("a")]


@pytest.mark.parametrize(
    ("words", "meant"),
    [("palestna", ["Palestina"]), ("PALESTNIA", ["Palestina"]), ("pale", []), ("zzz", [])],
)
def test_word_misspelt_leads_to_the_topic_that_was_meant(
    newsroom: Newsroom, client: Client, words: str, meant: list[str]
) -> None:
    newsroom.publish(tags=("Palestina", "Panen"))

    page = Outline(html(client, f"/cari/?q={words}"))

    links = [link["href"] for link in page.attributes("a")]
    assert [link for link in links if link.startswith("?q=")] == [f"?q={name}" for name in meant]


def test_draft_offers_no_topics(newsroom: Newsroom, client: Client) -> None:
    make_story(tags=("Rahasia",))

    assert "Rahasia" not in html(client, "/cari/?q=rahasa")


def test_page_says_its_own_words_whatever_was_looked_for_before(
    newsroom: Newsroom, client: Client
) -> None:
    newsroom.publish(headline="Panen raya")
    newsroom.publish(headline="Panen kedua")

    first, second, none = (
        html(client, f"/cari/?{urlencode({'q': words})}") for words in ("raya", "kedua <b>", "")
    )

    assert "<title>raya – " in first
    assert "<title>kedua &lt;b&gt; – " in second
    assert 'value="kedua &lt;b&gt;"' in second
    assert ("/panen-raya/" in first, "/panen-raya/" in second) == (True, False)
    assert "<title>Cari" in none


@pytest.mark.parametrize(
    ("query", "robots"),
    [("", LARGE), ("?q=panen", LARGE), ("?q=zzz", ["noindex"]), ("?q=-panen", ["noindex"])],
)
def test_words_that_find_nothing_are_no_page_for_search_engines(
    newsroom: Newsroom, client: Client, query: str, robots: list[str]
) -> None:
    newsroom.publish(headline="Panen raya")

    page = Outline(html(client, f"/cari/{query}"))

    assert [meta["content"] for meta in page.attributes("meta", name="robots")] == robots
    assert [link["href"] for link in page.attributes("link", rel="canonical")] == [
        "http://testserver/cari/"
    ]
