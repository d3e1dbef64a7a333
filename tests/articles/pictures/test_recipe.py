from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures import recipe

CHECKSUM = "5e" * 32


def data(
    width: int = 3000, height: int = 2000, focal: tuple[int, int] = (50, 50)
) -> dict[str, Any]:
    return {
        "file": "pictures/2026/11/contoh.jpg",
        "checksum": CHECKSUM,
        "recipe": 1,
        "width": width,
        "height": height,
        "focal": list(focal),
    }


@pytest.mark.parametrize(
    ("width", "height", "crop", "sizes"),
    [
        (3000, 2000, "full", [(480, 320), (720, 480), (1000, 667), (1280, 853), (1600, 1067)]),
        (2000, 3000, "full", [(480, 720), (720, 1080), (1000, 1500), (1280, 1920), (1600, 2400)]),
        (3000, 2000, "lead", [(480, 270), (720, 405), (1000, 562), (1280, 720), (1600, 900)]),
        (
            3000,
            2000,
            "wide",
            [(160, 107), (240, 160), (320, 213), (480, 320), (720, 480), (960, 640)],
        ),
        (500, 1000, "wide", [(160, 107), (240, 160), (320, 213), (480, 320), (500, 333)]),
        (3000, 2000, "face", [(96, 96), (192, 192)]),
        (1000, 400, "share", [(762, 400)]),
        (30, 20, "wide", [(30, 20)]),
        (1, 1, "lead", [(1, 1)]),
    ],
)
def test_widths_are_the_layouts_and_never_more_than_there_is(
    width: int, height: int, crop: str, sizes: list[tuple[int, int]]
) -> None:
    found = recipe.renditions(data(width, height), crop, "jpg")

    assert [(each.width, each.height) for each in found] == sizes


def test_focal_point_is_in_the_name_of_what_it_crops() -> None:
    picture = data(focal=(30, 70))

    names = [
        recipe.renditions(picture, "wide", "avif")[0].name,
        recipe.renditions(picture, "full", "webp")[0].name,
    ]

    assert names == [
        f"r/{CHECKSUM[:20]}/1-wide-30-70-160.avif",
        f"r/{CHECKSUM[:20]}/1-full-480.webp",
    ]


@given(
    st.builds(
        data,
        st.integers(1, 20_000),
        st.integers(1, 20_000),
        st.tuples(st.integers(0, 100), st.integers(0, 100)),
    )
)
def test_every_name_is_one_files_and_leads_back_to_the_picture(picture: dict[str, Any]) -> None:
    names = [rendition.name for _, rendition in recipe.every(picture)]

    matches = [recipe.NAME.fullmatch(name) for name in names]
    assert len(set(names)) == len(names)
    assert {match and match["token"] for match in matches} == {CHECKSUM[:20]}


def test_picture_of_before_renditions_is_shared_as_it_is() -> None:
    old = {"file": "pictures/2026/01/lama.jpg", "width": 640, "height": 400}

    shared = recipe.for_others(old, "share")

    assert (shared.name, shared.width, shared.height) == ("pictures/2026/01/lama.jpg", 640, 400)
