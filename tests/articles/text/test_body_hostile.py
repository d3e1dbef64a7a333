"""Hostile HTML never survives."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.body import clean, parse, render
from tests.articles.text import html_walk
from tests.articles.text.html_walk import faults

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script\t\n>",
    "<p><script>alert(1)",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><foreignObject><p onclick=alert(1)>x</p></foreignObject></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<math><annotation-xml encoding='text/html'><img src onerror=alert(1)></annotation-xml></math>",
    "<math><mtext><table><mglyph><style><!--</style><i title='--&gt;&lt;img onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    "<p/onmouseover=alert(1)>x</p>",
    '<p title="><img src=x onerror=alert(1)>">x</p>',
    "<p lang='\"><img src=x onerror=alert(1)>'>x</p>",
    "<p dir='rtl\" onclick=\"alert(1)'>x</p>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java&#9;script:alert(1)'>x</a>",
    "<a href='java&NewLine;script&colon;alert(1)'>x</a>",
    "<a href='&#106;&#x61;vascript:alert(1)'>x</a>",
    "<a href='&#0000106avascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='DATA:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='blob:https://x.example/1'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='//x.example/'>x</a>",
    "<a href='/\\x.example/'>x</a>",
    "<a href='\\\\x.example\\'>x</a>",
    "<a href='/\t/x.example/'>x</a>",
    "<a href='https:x.example'>x</a>",
    "<a href='https:///x.example'>x</a>",
    "<a href='http://x.example/\"onmouseover=alert(1) x=\"'>x</a>",
    "<a href=/x target=_blank rel=opener ping=//x.example style='position:fixed'>x</a>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' srcset='javascript:alert(1)'>",
    "<image src=x onerror=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src onloadstart=alert(1)>",
    "<body onload=alert(1)>",
    "<body background=javascript:alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select><option><script>alert(1)</script></select>",
    "<textarea><img src=x onerror=alert(1)></textarea><img src=x onerror=alert(1)>",
    "<title><img src=x onerror=alert(1)></title>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:/x/'><a href=/y>x</a>",
    "<link rel=stylesheet href=//x.example/a.css>",
    "<style>@import '//x.example/a.css'</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<style><style/><img src=x onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<template><template><script>alert(1)</script></template></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<form action=javascript:alert(1)><form><input formaction=javascript:alert(1)></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<table background=javascript:alert(1)><td background=x>x</td></table>",
    "<table><p><a href=javascript:alert(1)><table><td></table></a>",
    "<table><tr><th onclick=alert(1) colspan='2\"><img onerror=alert(1)>'>x<tr><td>y</table>",
    "<table><caption><img src=x onerror=alert(1)>x<script>alert(1)</script><tr><th>a</table>",
    "<table><tr><th>a<table><tr><th><script>alert(1)</script></table><a href=javascript:x>b",
    "<body-picture data-picture='1\"><img src=x onerror=alert(1)>'>x</body-picture>",
    "<body-picture data-picture=1 onclick=alert(1)><script>alert(1)</script>x</body-picture>",
    "<body-picture data-picture='1 2'></body-picture><body-picture data-picture=\u0661>x",
    "<body-embed><a href='javascript:alert(1)//https://youtu.be/abcdefghijk'>x</a></body-embed>",
    "<body-embed><a href='https://youtu.be@x.example/abcdefghijk'>x</a></body-embed>",
    "<body-embed><a href='https://youtu.be/abcdefghijk?\"><script>alert(1)</script>'>x</a>",
    "<iframe src='https://www.youtube.com/embed/abcdefghijk' title='<script>alert(1)</script>'>",
    "<iframe src='https://www.youtube.com.x.example/embed/abcdefghijk'></iframe>",
    "<body-verse lang='\"><script>'><p dir='rtl\" onclick=alert(1)'>x<body-reference>y",
    "<body-exchange><body-question><body-exchange><svg onload=alert(1)><body-question>x",
    "<body-gallery><body-gallery><body-picture data-picture=1><iframe srcdoc=x>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!-- <p>x</p> --",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>",
    "<?xml version='1.0'?><?php echo 1 ?>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<\x00p onclick=alert(1)>x</p>",
    "<p\x0conclick=alert(1)>x</p>",
    "<a\u3000href=javascript:alert(1)>x</a>",
    "<<p onclick=alert(1)>x",
    "<p <script>alert(1)</script>",
    "<p title='x'onclick=alert(1)>x</p>",
    "</p onclick=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<custom-tag is=script onclick=alert(1)>x</custom-tag>",
    "<\ud800script>alert(1)</script>",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_clean_of_a_hostile_vector_leaves_only_what_is_allowed(vector: str) -> None:
    cleaned = clean(vector)

    assert faults(cleaned) == []
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<ul><li>{}</ul>", "<a href='/x'>{}</a>", "<!--{}"]
)
def test_clean_of_a_hostile_vector_inside_something_leaves_only_what_is_allowed(
    vector: str, around: str
) -> None:
    assert faults(clean(around.format(vector))) == []


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
        ("<p onclick=x()>a</p>", "<p>a</p>"),
        ("<p><a href='java&#9;script:x()'>a</a></p>", "<p>a</p>"),
        ("<p><img src=x onerror=x()>a</p>", "<p>a</p>"),
        ("<p>&lt;script&gt;a</p>", "<p>&lt;script&gt;a</p>"),
        ("<p lang='x\"y' dir=up>a</p>", "<p>a</p>"),
        ("<svg><p>a</p></svg>", "<p>a</p>"),
    ],
)
def test_clean_keeps_the_words_round_what_it_removes(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


def test_clean_of_very_deep_nesting_ends_and_keeps_the_text() -> None:
    cleaned = clean("<blockquote>" * 3000 + "<ul><li>" * 3000 + "kata")

    assert faults(cleaned) == []
    assert cleaned.count("kata") == 1


# The tags of a body, what they are read from, and those that switch a browser's parser.
TAG_NAMES = st.sampled_from(
    [
        *("p", "h1", "h2", "h3", "blockquote", "ul", "ol", "li", "a", "strong", "em", "b", "br"),
        *("div", "table", "tr", "td", "th", "tbody", "caption", "form", "select", "option", "img"),
        *("body-picture", "body-gallery", "body-pullquote", "body-speaker", "body-verse"),
        *("body-reference", "body-exchange", "body-question", "body-embed", "iframe", "template"),
        *("svg", "math", "mtext", "mglyph", "annotation-xml", "foreignObject"),
        *("script", "style", "noscript", "textarea", "title", "xmp", "plaintext"),
    ]
)
VALUES = st.sampled_from(
    [
        "javascript:alert(1)",
        "java\tscript:x",
        "//x",
        "/x",
        "https://x.example/",
        "https://youtu.be/abcdefghijk?si=x",
        "7",
        "2",
        "rtl",
        "ar",
        "'\"><p>",
    ]
)
NAMES = st.sampled_from(
    [
        *("href", "src", "onclick", "style", "lang", "dir", "srcdoc", "xlink:href"),
        *("data-picture", "colspan", "rowspan"),
    ]
)
ATTRIBUTE = st.builds(
    lambda name, quote, value: f" {name}={quote}{value}{quote}",
    NAMES,
    st.sampled_from(["", "'", '"']),
    VALUES,
)
PIECES = st.one_of(
    st.builds(lambda t, a: f"<{t}{''.join(a)}>", TAG_NAMES, st.lists(ATTRIBUTE, max_size=2)),
    st.builds(lambda t: f"</{t}>", TAG_NAMES),
    st.sampled_from(
        ["<!--", "-->", "--!>", "<![CDATA[", "]]>", "<", ">", "&", "&lt;", "&#x3c;", "\0"]
    ),
    st.sampled_from(["\n", " ", "  ", "\r\n", "\t", "\u00a0", "\v", "&#11;", "&#13;", "&#1;"]),
    st.text(max_size=6),
)
SOUP = st.lists(PIECES, max_size=25).map("".join)


@given(SOUP)
def test_clean_of_tag_soup_leaves_only_what_is_allowed(soup: str) -> None:
    assert faults(clean(soup)) == []


@given(SOUP)
def test_another_sanitizer_finds_nothing_to_take_from_a_clean_text(soup: str) -> None:
    other = nh3.Cleaner(
        # A browser puts a table's rows into its body.
        tags=html_walk.TAGS | {"tbody"},
        attributes={"*": set(), **html_walk.ATTRIBUTES},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    cleaned = clean(soup)

    assert parse(other.clean(cleaned)) == parse(cleaned)


@given(SOUP)
def test_parse_of_what_was_rendered_gives_the_same_blocks(soup: str) -> None:
    blocks = parse(soup)

    assert parse(render(blocks)) == blocks
    assert clean(soup) == render(blocks)
