from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from PIL import Image

from articles.pictures import recipe, rendering

SIZE = (1000, 500)


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(tmp_path)


def put(storage: FileSystemStorage, image: Image.Image, **options: Any) -> dict[str, Any]:
    """The picture in the storage, as a Dispatch has it."""
    file = BytesIO()
    image.save(file, "PNG" if image.mode in {"RGBA", "P"} else "JPEG", **options)
    (Path(storage.location) / "asli").write_bytes(file.getvalue())
    width, height = image.size
    return {
        "file": "asli",
        "checksum": "ab" * 32,
        "recipe": 1,
        "focal": [50, 50],
        "width": width,
        "height": height,
    }


def halves() -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", SIZE, "red")
    image.paste((0, 0, 255), (500, 0, 1000, 500))
    return image


def opened(storage: FileSystemStorage, name: str) -> Image.Image:
    with storage.open(name) as file, Image.open(file) as image:
        image.load()
        return image


def test_every_rendition_has_the_pixels_and_format_it_promises(storage: FileSystemStorage) -> None:
    picture = put(storage, halves())

    made = rendering.render(picture, storage=storage)

    wanted = [rendition for _, rendition in recipe.every(picture)]
    found = [opened(storage, rendition.name) for rendition in wanted]
    assert made == len(wanted)
    assert [image.size for image in found] == [(each.width, each.height) for each in wanted]
    formats = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
    assert [image.format for image in found] == [formats[each.format] for each in wanted]


@pytest.mark.parametrize(("x", "colour"), [(0, "red"), (100, "blue")])
@pytest.mark.parametrize("file_format", recipe.FORMATS)
def test_crop_keeps_the_focal_point(
    storage: FileSystemStorage, x: int, colour: str, file_format: str
) -> None:
    picture = {**put(storage, halves()), "focal": [x, 50]}

    rendering.render(picture, storage=storage)

    face = opened(storage, recipe.renditions(picture, "face", file_format)[0].name)
    red, _, blue = face.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]  # of RGB there are three
    assert ("red" if red > blue else "blue") == colour
    assert min(red, blue) < 20


def test_what_is_there_is_not_made_again(storage: FileSystemStorage) -> None:
    picture = put(storage, halves())
    rendering.render(picture, storage=storage)

    moved = rendering.render({**picture, "focal": [10, 50]}, storage=storage)

    whole = 3 * len(recipe.renditions(picture, "full", "jpg"))
    assert rendering.render(picture, storage=storage) == 0
    assert moved == len(recipe.every(picture)) - whole


def test_half_a_file_is_made_again_on_the_next_attempt(storage: FileSystemStorage) -> None:
    picture = put(storage, halves())
    rendering.render(picture, storage=storage)
    name = recipe.renditions(picture, "wide", "jpg")[0].name
    (Path(storage.location) / name).write_bytes(b"\xff\xd8\xff")

    rendering.render(picture, again=True, storage=storage)

    assert opened(storage, name).size == (160, 107)


def test_transparent_picture_stands_on_white(storage: FileSystemStorage) -> None:
    picture = put(storage, Image.new("RGBA", (40, 40), (0, 0, 0, 0)))

    rendering.render(picture, storage=storage)

    jpeg = opened(storage, recipe.renditions(picture, "full", "jpg")[0].name)
    assert jpeg.getpixel((20, 20)) == (255, 255, 255)


def test_large_jpeg_keeps_its_credit(storage: FileSystemStorage) -> None:
    picture = put(storage, halves(), xmp=b"<x:xmpmeta>Jagat Lensawira/MINA</x:xmpmeta>")

    rendering.render(picture, storage=storage)

    small, large = (
        opened(storage, recipe.renditions(picture, "full", "jpg")[index].name) for index in (0, 1)
    )
    assert "xmp" not in small.info
    assert b"Jagat Lensawira/MINA" in large.info["xmp"]


def test_picture_whose_file_is_gone_says_so(storage: FileSystemStorage) -> None:
    picture = put(storage, halves())
    storage.delete("asli")

    with pytest.raises(FileNotFoundError):
        rendering.render(picture, storage=storage)
