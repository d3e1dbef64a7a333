"""What others read in the formats: NewsML-G2 by IPTC's own library, the rest as JSON and XML."""

import json
from typing import Any

import NewsMLG2
import pytest
from lxml import etree

from tests.wire.formats.contents import (
    AT,
    BASE,
    BLOCKS,
    NOTICE,
    OTHER,
    SIGNALS,
    UID,
    UNTIL,
    content,
    item,
    signalled,
)
from wire.formats.newsml import message, newsml
from wire.formats.ninjs import node
from wire.formats.nitf import nitf
from wire.formats.text import text

NEWSCODES = "http://cv.iptc.org/newscodes/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DIRECTION = "{http://www.w3.org/2005/11/its}dir"

STANDING = {"withdrawal": "canceled", "hold": "withheld", "embargo": "withheld"}
IPTC_SIGNAL = {"update": "update", "correction": "correction", "lift": "update"}
NOTES = {
    "id": {
        "update": "PEMBARUAN: Versi 3 menggantikan versi sebelumnya.",
        "correction": "PERBAIKAN, Hak jawab: Yang benar 3. Bukan 2.",
        "withdrawal": "PENCABUTAN: Jangan gunakan berita ini, dan turunkan bila sudah terbit. "
        "Dasar: Masa depan anak.",
        "hold": "TAHAN: Jangan gunakan berita ini sampai 9 Agustus 2026, 08:00 WIB.",
        "lift": "BEBAS: Berita ini boleh digunakan.",
        "embargo": "EMBARGO: Tidak untuk diterbitkan sebelum 9 Agustus 2026, 08:00 WIB.",
    },
    "en": {
        "correction": "CORRECTION, Right of reply: Yang benar 3. Bukan 2.",
        "embargo": "EMBARGOED: Not for publication before 9 August 2026, 08:00 WIB.",
    },
    "ar": {
        "lift": "رفع القيد: يجوز استخدام هذا الخبر.",
        "embargo": "حظر نشر: لا يُنشر قبل 9 أغسطس 2026، 08:00 بتوقيت جاكرتا.",
    },
}


def read(document: bytes) -> Any:
    return NewsMLG2.NewsMLG2Document(document).get_item()


@pytest.mark.parametrize("signal", SIGNALS)
def test_signal_and_standing_are_read_in_each_format(signal: str) -> None:
    told = signalled(signal)
    standing = STANDING.get(signal, "usable")
    own = "new" if signal == "embargo" else signal
    iptc = IPTC_SIGNAL.get(signal)

    g2 = read(newsml(told)).itemmeta
    found = [NewsMLG2.qcode_to_uri(each.qcode) for each in g2.signal]
    assert found == [
        *([f"{NEWSCODES}signal/{iptc}"] if iptc else []),
        f"tag:kantor.contoh.test,2026:signal/{own}",
    ]
    assert NewsMLG2.qcode_to_uri(g2.pubstatus.qcode) == f"{NEWSCODES}pubstatusg2/{standing}"
    assert (str(g2.embargoed) if signal == "embargo" else UNTIL) == UNTIL
    assert bool(g2.embargoed) == (signal == "embargo")

    ninjs = node(told)
    assert ninjs["pubStatus"] == standing
    assert ninjs.get("embargoedUntil") == (UNTIL if signal == "embargo" else None)
    (said,) = [each for each in ninjs["subjects"] if each["rel"] == "signal"]
    assert said["literal"] == own
    assert said["uri"] == found[0]

    tree = etree.fromstring(nitf(told))
    docdata = tree.find("{*}head/{*}docdata")
    assert docdata is not None
    assert docdata.get("management-status") == standing
    release = docdata.find("{*}date.release")
    assert (release is not None and release.get("norm")) == (signal == "embargo" and UNTIL)
    assert tree.find(f"{{*}}head/{{*}}meta[@name='signal'][@content='{own}']") is not None
    assert (docdata.find("{*}correction") is not None) == (signal == "correction")


@pytest.mark.parametrize(
    ("language", "signal", "note"),
    [(language, signal, note) for language in NOTES for signal, note in NOTES[language].items()],
)
def test_desk_reads_what_to_do_in_the_edition_s_language(
    language: str, signal: str, note: str
) -> None:
    told = signalled(signal, language)

    assert str(read(newsml(told)).itemmeta.ednote[0]) == note
    assert node(told)["edNote"].startswith(note)
    note_lines = etree.fromstring(nitf(told)).findall(".//{*}note[@type='npa']//{*}p")
    assert note_lines[0].text == note
    assert note in text(told).decode()


@pytest.mark.parametrize("signal", ["withdrawal", "hold"])
def test_what_may_not_be_used_brings_no_word_of_its_text(signal: str) -> None:
    told = signalled(signal, html="<p>Rahasia.</p>")
    made = [json.dumps(node(told)).encode(), newsml(told), nitf(told), text(told)]

    secrets = ("Rahasia", "Ringkasnya", "Takarir", "Sawah", "/media/", "Judul lain")
    assert [word for word in secrets for each in made if word.encode() in each] == []
    assert node(told)["representationType"] == "partial"
    assert etree.fromstring(newsml(told)).find("{*}contentSet") is None


def test_withdrawal_says_its_ground_and_reason() -> None:
    told = signalled("withdrawal")

    (ground,) = [each for each in node(told)["subjects"] if each["rel"] == "ground"]
    assert (ground["literal"], ground["name"]) == ("anak", "Masa depan anak")
    assert "Alasan: Menyebut nama anak. Dicabut." in node(told)["edNote"]
    subjects = [str(each.qcode) for each in read(newsml(told)).contentmeta.subject]
    assert subjects == ["desk:12", "ground:anak"]


def test_parts_of_a_story_are_read_back_by_iptc_s_library() -> None:
    marks = {"is_ai": True, "label": "sponsor", "sponsor": "Toko Contoh", "notices": [NOTICE]}
    told = item(content("id", "".join(BLOCKS.values()), **marks), signal="correction")

    found = read(newsml(told))

    assert (found.guid, found.version) == (f"urn:uuid:{UID}", "3")
    assert (found.standard, found.standardversion) == ("NewsML-G2", "2.35")
    assert (found.xml_lang, found.dir) == ("id", "ltr")
    meta, about = found.itemmeta, found.contentmeta
    assert str(meta.provider.name) == "Mi’raj News Agency (MINA)"
    assert str(meta.versioncreated) == AT.isoformat()
    assert [(link.rel, link.residref, link.title) for link in meta.link] == [
        ("irel:seeAlso", f"urn:uuid:{OTHER}", "Judul lain"),
        ("irel:seeAlso", None, "Judul lama"),
        ("relation:translationOf", f"urn:uuid:{OTHER}", None),
        ("relation:updates", f"urn:uuid:{OTHER}", None),
    ]
    assert str(about.headline) == "[BERSPONSOR] Panen <raya> & ‘padi’"
    assert str(about.urgency) == "3"
    assert str(about.slugline) == "panen-raya"
    assert str(about.dateline) == "Jakarta, MINA –"
    assert str(about.by) == "Fulan"
    assert str(about.located.name) == "Jakarta"
    assert about.creator.qcode == "person:5"
    assert [str(each.name) for each in about.contributor] == ["Fulanah"]
    assert [(each.qcode, str(each.name)) for each in about.genre] == [
        ("kind:T", "Terjemahan"),
        ("label:sponsor", "sponsor"),
    ]
    assert [str(each.name) for each in about.subject] == ["Daerah", "Panen", "🌾"]
    assert about.digitalsourcetype.uri.endswith("compositeWithTrainedAlgorithmicMedia")
    assert [str(each.name) for each in about.infosource][1:] == ["Toko Contoh"]
    assert about.language.tag == "id"
    roles = {each.role: str(each) for each in about.description}
    assert roles["drol:summary"] == "Ringkasnya"
    assert roles["notice:hak-jawab"].endswith("Yang benar 3. Bukan 2.")
    codes = [each.qcode for each in (*about.genre, *about.subject) if each.qcode]
    assert all("kantor.contoh.test" in NewsMLG2.qcode_to_uri(code) for code in codes)


def test_pictures_are_read_back_with_their_rights_and_sizes() -> None:
    told = item(content("id", "".join(BLOCKS.values())))

    found = read(newsml(told))

    lead, seventh, _eighth = found.partmeta
    assert [icon.width for icon in lead.icon] == ["1600", "1280", "1000", "720", "480", "1600"]
    assert lead.icon[0].href.startswith(f"{BASE}/media/r/")
    assert str(lead.creditline) == "Abdullah/MINA"
    assert [str(each) for each in seventh.description] == ["Takarir sendiri", "Sawah"]
    assert seventh.digitalsourcetype.uri.endswith("trainedAlgorithmicMedia")
    # IPTC's library knows no idrefs.
    tree = etree.fromstring(newsml(told))
    for part in tree.findall("{*}partMeta"):
        rights = tree.find(f"{{*}}rightsInfo[@idrefs='{part.get('partid')}']")
        assert rights is not None
        assert rights.findtext("{*}usageTerms", "").startswith("Milik sendiri")
        assert tree.find(f".//{{*}}figure[@id='{part.get('contentrefs')}']//{{*}}img") is not None
    until = tree.findtext("{*}rightsInfo[@idrefs='part-42-lead']/{*}usageTerms")
    assert until == "Milik sendiri. Boleh digunakan sampai 31 Desember 2026."
    ids = [each.get("id") for each in tree.iter("{*}figure") if each.get("id")]
    assert len(ids) == len(set(ids)) == 3


def test_subscriber_without_pictures_gets_none() -> None:
    told = item(content("id", "".join(BLOCKS.values())), has_pictures=False)

    made = [json.dumps(node(told)).encode(), newsml(told), nitf(told), text(told)]

    assert [each for each in made if b"/media/" in each or b"Abdullah" in each] == []


def test_arabic_is_set_right_to_left() -> None:
    told = item(content("ar"))

    found = read(newsml(told))
    assert (found.xml_lang, found.dir) == ("ar", "rtl")
    html = etree.fromstring(newsml(told)).find(".//{http://www.w3.org/1999/xhtml}html")
    assert html is not None
    assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")
    body = etree.fromstring(nitf(told)).find("{*}body")
    assert body is not None
    assert (body.get(XML_LANG), body.get(DIRECTION)) == ("ar", "rtl")
    ninjs = node(told)
    assert ninjs["language"] == "ar"
    assert ninjs["bodies"][0]["value"].startswith('<div lang="ar" dir="rtl"><p><b')


def test_text_stands_as_it_prints() -> None:
    marks = {"is_ai": True, "verification_note": "(Belum pasti.)", "notices": [NOTICE]}
    told = item(content("id", "<p>Satu.</p><p>Ke <a href='/x/'>sini</a>.</p>", **marks))

    html = node(told)["bodies"][0]["value"]

    assert html == (
        '<div lang="id" dir="ltr">'
        '<p class="notice"><strong>Hak jawab (8 Agustus 2026, 07:15 WIB):</strong> '
        "Yang benar 3.<br>Bukan 2.</p>"
        '<p><b class="dateline">Jakarta, MINA –</b> Satu.</p>'
        f'<p>Ke <a href="{BASE}/x/">sini</a>. <bdi class="agency-code">(T/RI-1/P2)</bdi></p>'
        '<p class="note"><em>(Naskah ini dibuat dengan bantuan kecerdasan buatan.)</em></p>'
        '<p class="note"><em>(Belum pasti.)</em></p>'
        '<p class="sign-off">Mi’raj News Agency (MINA)</p></div>'
    )


def test_links_of_today_leave_out_what_is_gone() -> None:
    told = content("id", "".join(f"<p>{number}</p>" for number in range(9)))
    told["related"][0]["follows"] = True

    today = item(told, live={OTHER: "Judul sekarang"})
    gone = item(told, live={})

    assert "Baca Juga: Judul sekarang\n" in text(today).decode()
    assert node(today)["associations"][1]["name"] == "Judul sekarang"
    assert "Judul lain" not in text(gone).decode()
    assert f"urn:uuid:{OTHER}" not in {each["uri"] for each in node(gone)["associations"]}


def test_library_reads_a_message_of_many() -> None:
    items = [signalled(signal, number=number) for number, signal in enumerate(SIGNALS, 1)]

    made = message(items, sender="kantor.contoh.test", sent=AT)

    header = read(made).header
    assert (str(header.sender), str(header.sent)) == ("kantor.contoh.test", AT.isoformat())
    inside = etree.fromstring(made).findall("{*}itemSet/{*}newsItem")
    signals = [[*read(etree.tostring(each)).itemmeta.signal][-1].qcode for each in inside]
    assert signals == [f"signal:{told.signal}" for told in items]


def test_guest_is_named_and_has_no_code() -> None:
    told = item(content("id", byline="Oleh: Prof. Contoh, M.A., pengajar", dateline=""))

    author = node(told)["people"][0]

    assert author == {"name": "Prof. Contoh, M.A.", "rel": "author", "literal": "pengajar"}
    assert str(read(newsml(told)).contentmeta.creator.name) == "Prof. Contoh, M.A."
