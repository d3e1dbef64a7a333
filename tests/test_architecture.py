"""The layers of docs/architecture.md, and the walls between the doors, read off the imports."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [
    {"text"},
    {"models"},
    {"snapshot", "pictures", "search", "intake", "forms", "visitors"},
    {"wire"},
    {"actions"},
    {"delivery"},
    {"admin", "site", "api", "management", "demo", "templatetags"},
]
DOORS = {"admin", "site", "api"}
LEVEL = {name: level for level, layer in enumerate(LAYERS) for name in layer}
# Django's own places: no layer imports them.
OUTSIDE = {"migrations", "apps"}
SOURCES = sorted((ROOT / "articles").rglob("*.py"))


def layer_of(dotted: str) -> str:
    return dotted.split(".")[1] if "." in dotted else ""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("articles.")}


def module_layer(path: Path) -> str:
    return path.relative_to(ROOT / "articles").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_only_its_own_layer_or_those_below(path: Path) -> None:
    layer = module_layer(path)
    if layer in OUTSIDE | {"__init__"}:
        return

    wrong = {
        name
        for name in imports(path)
        if LEVEL[layer_of(name)] > LEVEL[layer]
        or (layer in DOORS and layer_of(name) in DOORS - {layer})
    }

    assert wrong == set()


PRIVATE = {"Story", "StoryQuerySet", "RelatedLink", "Event", "Status"}


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in SOURCES
        if module_layer(path) in {"site", "api", "wire", "templatetags", "search"}
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_public_code_never_imports_the_desk(path: Path) -> None:
    names = {name.rsplit(".", 1)[1] for name in imports(path)}

    assert names & PRIVATE == set()
    assert not any(layer_of(name) == "actions" for name in imports(path))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "articles" / "text").glob("*.py")), ids=lambda p: p.name
)
def test_text_knows_no_orm(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert "django.db" not in source
