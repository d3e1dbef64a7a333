"""The walls of docs/architecture.md, as pyproject.toml gives them to import-linter."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("articles", "wire", "editorial", "archive", "demo", "newsroom")
LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        # The packages of this folder, wherever others of the same names are installed.
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_wall_is_broken() -> None:
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("wire/formats/text.py", "import editorial.admin.desk", "Apps"),
        ("articles/site/rows.py", "import wire.formats.text", "Apps"),
        ("archive/__init__.py", "import wire.formats.text", "The archive knows no wire"),
        ("articles/text/slugs.py", "import articles.models.desk", "Layers of articles"),
        ("articles/actions/front.py", "import articles.site.rows", "Layers of articles"),
        ("articles/site/rows.py", "import articles.models.story", "Nothing public"),
        # Through another module.
        ("articles/models/article.py", "from articles.models import Story", "Nothing public"),
        ("articles/record/printing/prose.py", "import articles.record.freezing", "Nothing public"),
        ("articles/migrations/0003_house.py", "import articles.text.slugs", "Migrations"),
    ],
)
def test_wrong_import_is_found(module: str, line: str, broken: str, tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=_only_python)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    result = lint(tmp_path)

    assert result.returncode == 1
    found = [name for name in result.stdout.splitlines() if name.endswith("BROKEN")]
    assert any(name.startswith(broken) for name in found), result.stdout


def _only_python(folder: str, names: list[str]) -> list[str]:
    path = Path(folder)
    return [name for name in names if (path / name).is_file() and not name.endswith(".py")]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "articles" / "text").glob("*.py")), ids=lambda p: p.name
)
def test_text_knows_no_orm(path: Path) -> None:
    # The linter sees no part of a package of others.
    assert "django.db" not in path.read_text(encoding="utf-8")
