import json
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.static_files import PACKED, JoiningStorage


@pytest.mark.parametrize("folder", ["css/site/", "css/newsroom/"])
def test_collected_sheet_holds_every_sheet_of_its_folder(
    collected_static: None, folder: str
) -> None:
    root = Path(settings.STATIC_ROOT)
    collected: dict[str, str] = json.loads((root / "staticfiles.json").read_text())["paths"]
    texts = {
        name: (root / path).read_text()
        for name, path in collected.items()
        if name.startswith(folder)
    }

    whole = texts.pop(f"{folder}all.css")

    assert len(texts) > 5
    assert [name for name, text in texts.items() if text not in whole] == []
    assert "@import" not in whole


def test_files_are_packed_under_the_names_that_pages_ask_for(tmp_path: Path) -> None:
    texts = {"a.css": "p { color: red }" * 100, "a.0123456789ab.css": "p { color: red }" * 100}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    for ending in PACKED:
        (tmp_path / f"a.css{ending}").write_text("of the last release")
    storage = JoiningStorage(location=tmp_path, base_url="/static/")
    storage.hashed_files = {"a.css": "a.0123456789ab.css"}

    list(storage.compress_files(set(texts)))

    packed = {f"a.0123456789ab.css{ending}" for ending in PACKED}
    assert {path.name for path in tmp_path.iterdir()} == {*texts, *packed}
