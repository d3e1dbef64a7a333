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


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_by_its_name_compiles(name: str) -> None:
    engines["django"].get_template(name)
