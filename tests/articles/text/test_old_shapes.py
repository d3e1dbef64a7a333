"""What an address of the former site meant, by its shape alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.old_shapes import Meant, read, read_query

STORY = Meant("story", "panen-raya")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("", None),
        ("panen-raya", STORY),
        ("PANEN-RAYA", STORY),
        ("panen-raya.html", STORY),
        ("panen-raya.htm", STORY),
        ("panen-raya/3", STORY),
        ("panen-raya/feed", STORY),
        ("panen-raya/feed/atom", STORY),
        ("panen-raya/amp", STORY),
        ("panen-raya/2/amp", STORY),
        ("panen-raya/embed", STORY),
        ("panen-raya/trackback", STORY),
        ("panen-raya/comment-page-2", STORY),
        ("panen-raya/page/2", STORY),
        ("index.php/panen-raya", STORY),
        ("2014/05/panen-raya.html", STORY),
        ("2014/05/panen-raya/amp", STORY),
        ("2014/05/08/panen-raya", STORY),
        ("2014/05/08/Panen-Raya.html/feed", STORY),
        ("%D8%B9%D9%88%D8%AF%D8%A9", Meant("story", "عودة")),
        ("2014", Meant("year", "2014")),
        ("2014/page/4", Meant("year", "2014")),
        ("2014.html", Meant("story", "2014")),
        ("2014/05", Meant("day", "2014-05")),
        ("2014/05/08", Meant("day", "2014-05-08")),
        ("2014/05/page/4", Meant("day", "2014-05")),
        ("page/2", Meant("home")),
        ("index.php", Meant("home")),
        ("index.html", Meant("home")),
        ("feed/rss2", Meant("feed")),
        ("feed/rdf", Meant("feed")),
        ("feed/feed", Meant("feed")),
        ("FEED/Atom", Meant("atom")),
        ("category/a/ekonomi", Meant("desk", "ekonomi")),
        ("category/ekonomi/page/2", Meant("desk", "ekonomi")),
        ("category/ekonomi/feed", Meant("desk_feed", "ekonomi")),
        ("category/ekonomi/feed/atom", Meant("desk_atom", "ekonomi")),
        ("Kanal/Ekonomi", Meant("desk", "ekonomi")),
        ("tag/panen/page/3", Meant("tag", "panen")),
        ("tag/panen/feed/rss2", Meant("tag_feed", "panen")),
        ("Tag/Panen", Meant("tag", "panen")),
        ("author/budi/feed", Meant("reporter", "budi")),
        ("author/budi/page/2", Meant("reporter", "budi")),
        ("Tempat/Jakarta", Meant("place", "jakarta")),
        ("search/harga beras", Meant("search", "harga beras")),
        ("Cari", Meant("search")),
        ("Indeks", Meant("today")),
        ("a/b/c", None),
        ("tag/a/b", None),
        ("2014/5/panen/x/y", None),
        ("x" * 201, None),
        ("a\0b", None),
        ("a%00b", None),
    ],
)
def test_path_is_read_by_its_shape(path: str, meant: Meant | None) -> None:
    assert read(path) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({}, None),
        ({"utm_source": "x", "paged": "2"}, None),
        ({"p": "17"}, Meant("story", "?p=17")),
        ({"p": "17x"}, None),
        ({"s": " harga beras "}, Meant("search", "harga beras")),
        ({"s": " "}, None),
        ({"feed": "rss2"}, Meant("feed")),
        ({"feed": "Atom"}, Meant("atom")),
        ({"feed": "x"}, None),
        ({"m": "201405"}, Meant("day", "2014-05")),
        ({"m": "20140508"}, Meant("day", "2014-05-08")),
        ({"m": "2014"}, Meant("day", "2014")),
        ({"m": "201"}, None),
        ({"tag": "Panen"}, Meant("tag", "panen")),
        ({"category_name": "ekonomi"}, Meant("desk", "ekonomi")),
        ({"author_name": "budi"}, Meant("reporter", "budi")),
        ({"tag": "a\0"}, None),
    ],
)
def test_question_to_the_front_page_is_read(asked: dict[str, str], meant: Meant | None) -> None:
    assert read_query(asked) == meant


@given(st.text(st.one_of(st.sampled_from("/%page2014.html-feed"), st.characters())))
def test_any_path_is_read_or_not(path: str) -> None:
    meant = read(path)

    assert meant is None or "\0" not in meant.name
