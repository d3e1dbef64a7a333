"""Feeds with the whole text, as programs that know feeds read them."""

import json
from dataclasses import replace
from uuid import UUID

import feedparser
from lxml import etree

from tests.wire.formats.contents import AT, BLOCKS, content, item, signalled
from wire.formats import feeds
from wire.formats.feeds import Channel
from wire.formats.item import Item

CHANNEL = Channel("Kawat Koran Contoh", "https://kantor.contoh.test/", "https://x.test/feed")


def of_other_story(told: Item, number: int) -> Item:
    """The same under another number, of a story of its own."""
    return replace(told, story=UUID(int=number), number=number)


def test_entry_has_the_whole_story_in_both_forms() -> None:
    html = "".join(BLOCKS.values())
    told = item(content("id", html, label="sponsor", sponsor="Toko"), signal="update")

    (entry,) = feedparser.parse(feeds.rss([told], CHANNEL)).entries
    (node,) = json.loads(feeds.json_feed([told], CHANNEL))["items"]

    assert entry.id == node["id"] == told.uri
    assert entry.link == node["url"] == "https://kantor.contoh.test/panen-raya/"
    assert entry.title == node["title"] == "[BERSPONSOR] Panen <raya> & ‘padi’"
    assert entry.author == node["authors"][0]["name"] == "Fulan"
    assert entry.published_parsed[:5] == AT.timetuple()[:5]
    assert [tag.term for tag in entry.tags] == node["tags"] == ["Daerah", "Panen", "🌾"]
    assert entry.summary == node["summary"] == "Ringkasnya"
    assert "Video &lt;1&gt;" in node["content_html"]
    assert node["content_html"].startswith('<div lang="id" dir="ltr"><figure id="picture-lead">')
    raw = etree.fromstring(feeds.rss([told], CHANNEL))
    assert raw.findtext("channel/item/{*}encoded") == node["content_html"]
    assert len(entry.media_content) == len(node["attachments"]) == 3
    assert node["image"] == entry.media_content[0]["url"]
    assert node["_wire"]["signal"] == "update"
    assert node["_wire"]["ednote"].startswith("PEMBARUAN: ")


def test_what_is_taken_back_or_held_stays_as_an_entry_that_says_so() -> None:
    told = [signalled("withdrawal", html="<p>Rahasia</p>"), signalled("hold", "en", "<p>Rahasia")]

    entries = feedparser.parse(feeds.rss(told, CHANNEL)).entries
    nodes = json.loads(feeds.json_feed(told, CHANNEL))["items"]

    titles = ["[DICABUT] Panen <raya> & ‘padi’", "[ON HOLD] Panen <raya> & ‘padi’"]
    assert [entry.title for entry in entries] == [node["title"] for node in nodes] == titles
    assert "Alasan: Menyebut nama anak. Dicabut." in nodes[0]["content_html"]
    assert "Do not use this story until" in nodes[1]["content_html"]
    assert "Rahasia" not in json.dumps(nodes)


def test_feed_has_each_story_once() -> None:
    first, second = signalled("new", number=1), signalled("update", number=5)
    other = of_other_story(signalled("new"), 7)

    assert feeds.newest([first, second, other], 30) == [other, second]
    assert feeds.newest([first, other], 1) == [other]


def test_empty_feed_is_a_feed() -> None:
    assert feedparser.parse(feeds.rss([], CHANNEL)).feed.title == CHANNEL.title
    assert json.loads(feeds.json_feed([], CHANNEL))["items"] == []
