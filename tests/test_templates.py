import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

FOLDERS = ("templates", "articles/templates")
TEMPLATES = sorted(
    path.relative_to(settings.BASE_DIR / folder).as_posix()
    for folder in FOLDERS
    for path in Path(settings.BASE_DIR / folder).rglob("*")
    if path.is_file()
)

# A tag of HTML begins or ends, or one of Django's; what stands within a tag of HTML parts nothing.
TOKEN = re.compile(
    r"(?P<comment><!--.*?-->|<[!?][^>]*>|\{#.*?#\}|\{% comment.*?endcomment %\})"
    r"|\{% *(?P<tag>\w+).*?%\}"
    r"|<(?P<close>/?)(?P<element>[a-zA-Z][\w:-]*|\{\{.*?\}\})|(?P<end>/?>)|\{\{.*?\}\}",
    re.DOTALL,
)
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source"})
BRANCHES = frozenset({"else", "elif", "empty"})


class Elements:
    """The elements that a template opens and closes, walked through its branches and loops."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[list[str]] = [[]]
        self.odd: list[str] = []
        self.begun = ""
        for token in TOKEN.finditer(text):
            if not token["comment"]:
                self.walk(token)
        self.odd += self.open[0]

    def walk(self, token: re.Match[str]) -> None:
        if self.begun:
            if token["end"] == ">" and self.begun not in VOID:
                self.open[-1].append(self.begun)
            self.begun = "" if token["end"] else self.begun
        elif token["close"]:
            if not self.open[-1] or self.open[-1].pop() != token["element"]:
                self.odd.append(token["element"])
        elif token["element"]:
            self.begun = token["element"]
        elif token["tag"]:
            self.part(token["tag"])

    def part(self, tag: str) -> None:
        if tag in BRANCHES or tag.startswith("end"):
            self.odd += self.open.pop()
        if tag in BRANCHES or re.search(rf"{{% *end{tag}\b", self.text):
            self.open.append([])


def unbalanced(text: str) -> list[str]:
    """What is opened in one branch, loop or block of a template and closed in another."""
    return Elements(text).odd


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith(("html", "xml"))])
def test_elements_of_a_template_are_balanced(name: str) -> None:
    (path,) = (
        path for folder in FOLDERS if (path := Path(settings.BASE_DIR / folder / name)).is_file()
    )

    assert unbalanced(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% block a %}<p>{% endblock %}",
        "{% if a %}<p>{% endif %}</p>",
        "{% if a %}<p>x</p>{% else %}<div>{% endif %}",
        "{% for a in b %}</li><li>{% endfor %}",
        "<p><b></p></b>",
    ],
)
def test_unbalanced_template_is_found(text: str) -> None:
    assert unbalanced(text)


# A month's days and a reporter's own table: no cell of a row says what the row is about.
HEADLESS = {"articles/_month.html", "articles/printed/blocks/table.html"}
ROWS = re.compile(r"<tbody.*?</tbody>", re.DOTALL)


@pytest.mark.parametrize("name", sorted({*TEMPLATES} - HEADLESS))
def test_each_row_of_a_table_has_a_header(name: str) -> None:
    (path,) = (
        path for folder in FOLDERS if (path := Path(settings.BASE_DIR / folder / name)).is_file()
    )
    rows = "".join(ROWS.findall(path.read_text(encoding="utf-8")))

    assert rows.count("<tr") == rows.count('<th scope="row"') + rows.count("|headed %}")


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_by_its_name_compiles(name: str) -> None:
    engines["django"].get_template(name)
