"""Bodies of a few words, so that two of them have much in common."""

from hypothesis import strategies as st

_WORD = st.sampled_from(["padi", "panen", "raya", "نص", "1,5", "&amp;", "(a)."]) | st.sampled_from(
    [
        *("a<br>b", "<em>padi</em>", "<strong>ra</strong>ya"),
        *('<a href="/x">panen</a>', '<a href="/y">panen</a>'),
    ]
)
_TEXT = st.lists(_WORD, min_size=1, max_size=8).map(" ".join)
_ITEMS = st.lists(_TEXT, min_size=1, max_size=3).map(
    lambda texts: "".join(f"<li>{text}</li>" for text in texts)
)
_BLOCK = st.one_of(
    _TEXT.map("<p>{}</p>".format),
    _TEXT.map('<p lang="ar" dir="rtl">{}</p>'.format),
    _TEXT.map("<h2>{}</h2>".format),
    _TEXT.map("<blockquote><p>{}</p></blockquote>".format),
    _ITEMS.map("<ul>{}</ul>".format),
    _ITEMS.map("<ol>{}</ol>".format),
    st.builds("<table><tr><th>{}</th></tr><tr><td>{}</td></tr></table>".format, _TEXT, _TEXT),
    st.builds(
        "<body-verse><p>{}</p><body-reference>{}</body-reference></body-verse>".format, _TEXT, _TEXT
    ),
    st.builds('<body-picture data-picture="{}">{}</body-picture>'.format, st.integers(1, 3), _TEXT),
)


def bodies() -> st.SearchStrategy[str]:
    return st.lists(_BLOCK, max_size=6).map("".join)
