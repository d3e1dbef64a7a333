import json
from pathlib import Path

import pytest
from django.conf import settings


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
