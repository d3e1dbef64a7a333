"""What HTML holds, seen without the code under test: tags, attributes, link schemes."""

import re
from html.parser import HTMLParser

FORMS = {"picture", "gallery", "pullquote", "speaker", "verse", "reference"} | {
    *("exchange", "question", "embed")
}
TAGS = {
    *("p", "h2", "h3", "blockquote", "ul", "ol", "li", "a", "strong", "em", "br"),
    *("table", "caption", "tr", "th", "td"),
    *(f"body-{name}" for name in FORMS),
}
LANGUAGE = {"lang", "dir"}
ATTRIBUTES = {
    **dict.fromkeys(("p", "h2", "h3", "blockquote", "li"), LANGUAGE),
    **dict.fromkeys(("body-speaker", "body-reference", "body-question"), LANGUAGE),
    "body-picture": {"data-picture"},
    "a": {"href"},
}


class _Walk(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()):
                self.faults.append(f"<{tag} {name}>")
            if name == "dir" and value not in ("ltr", "rtl"):
                self.faults.append(f"dir={value!r}")
            if name == "data-picture" and not re.fullmatch("[1-9][0-9]{0,8}", value or ""):
                self.faults.append(f"data-picture={value!r}")
            if name == "href" and not _harmless(value or ""):
                self.faults.append(f"href={value!r}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in TAGS:
            self.faults.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"<![{data}]>")


def _harmless(href: str) -> bool:
    # A browser drops these characters before it looks at the scheme.
    seen = re.sub(r"[\x00-\x20]", "", href).lower().replace("\\", "/")
    if seen.startswith("/"):
        return not seen.startswith("//")
    return seen.startswith(("http://", "https://", "mailto:"))


def faults(html: str) -> list[str]:
    """What a body may not contain; empty for a clean one."""
    walk = _Walk()
    walk.feed(html)
    walk.close()
    return walk.faults
