"""``manage.py import_copy`` and ``export_copy``, as a person at the command line sees them."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from articles.actions import filing, reviewing
from articles.actions.importing import MAX_BYTES
from articles.models import Article, Event, Status, Story
from tests.articles.text.samples import ARABIC_STORY, ENGLISH_STORY, PLAIN_STORY, SIGNED_PIECE
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
SEED = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
SLUG = "warga-desa-cibuntu-membuka-kembali-perpustakaan-keliling-yang-berhenti-sejak-tiga-tahun"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def desks() -> None:
    for edition in ("id", "en", "ar"):
        make_desk(edition)


def run(*files: Path | str, **options: Any) -> tuple[list[str], list[str], int]:
    """The lines on standard output, those on standard error, and the exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_copy", *map(str, files), stdout=out, stderr=err, **options)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), status


def put(folder: Path, text: str, name: str = "kisah.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_import_prints_story_and_address(tmp_path: Path) -> None:
    path = put(tmp_path, PLAIN_STORY)

    out, err, status = run(path)

    story = Story.objects.get()
    assert (out, err, status) == ([f"{path}: story {story.pk} /{SLUG}/"], [], 0)
    assert (story.status, story.created_by) == (Status.DRAFT, None)


@pytest.mark.parametrize(
    ("edition", "source", "address"),
    [
        ("en", ENGLISH_STORY, "/en/village-library-back-on-the-road/"),
        ("ar", ARABIC_STORY, "/ar/"),
    ],
)
def test_address_has_the_prefix_of_its_edition(
    tmp_path: Path, edition: str, source: str, address: str
) -> None:
    out, _, _ = run(put(tmp_path, source), edition=edition)

    assert f" {address}" in out[0]


def test_same_text_given_twice_is_one_story_and_says_so(tmp_path: Path) -> None:
    first, second = put(tmp_path, PLAIN_STORY), put(tmp_path, PLAIN_STORY, "lagi.txt")

    out, _, status = run(first, second)

    story = Story.objects.get()
    line = f"story {story.pk} /{SLUG}/"
    assert out == [f"{first}: {line}", f"{second}: {line} (already here)"]
    assert status == 0


def test_what_was_found_in_a_copy_is_said_below_its_line(tmp_path: Path) -> None:
    path = put(tmp_path, "> Kota, MINA – Isi.\r\n> Selesai. []")

    filed, _, _ = run(path)
    tried, _, _ = run(path, dry_run=True)
    with translation.override("id"):
        said, _, _ = run(path, dry_run=True)

    below = [
        "  Line 1: The > of quoted mail was taken off these lines. 1–2",
        "  Line 2: Empty brackets stand in place of the agency code. []",
    ]
    assert (filed[1:], tried[1:]) == (below, below)
    assert said[2] == "  Baris 2: Ada kurung kosong di tempat kode berita. []"


def bad_files(folder: Path) -> dict[str, Path]:
    """One of each kind of bad file, by what is said of it."""
    (folder / "folder").mkdir()
    endless = folder / "endless"
    with endless.open("wb") as file:
        file.truncate(50_000_000)
    broken = folder / "latin"
    broken.write_bytes("Kota, MINA – Café".encode("latin-1", "replace"))
    binary = folder / "binary"
    binary.write_bytes(b"\x7fELF\x00\x01\x02")
    return {
        "No such file or directory": folder / "absent",
        "Is a directory": folder / "folder",
        f"It is longer than a story: over {MAX_BYTES // 1000} kB.": endless,
        "It is not UTF-8: byte 17.": broken,
        "This is no text: it holds control characters.": binary,
        "There is no text in it.": put(folder, " \r\n\n", "blank"),
        "The copy has no paragraph.": put(folder, "Baca Juga: Judul\n", "title"),
    }


def test_bad_files_are_named_with_their_reason_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    bad = bad_files(tmp_path)
    last = put(tmp_path, PLAIN_STORY)

    out, err, status = run(*bad.values(), last)

    assert out[:-1] == [f"{path}: {reason}" for reason, path in bad.items()]
    assert out[-1] == f"{last}: story {Story.objects.get().pk} /{SLUG}/"
    assert (err, status) == ([], 1)


def test_line_of_a_file_whose_name_cannot_be_printed_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\udcff.txt"

    out, _, _ = run(path)

    assert len(out) == 1
    assert out[0].startswith(f"{tmp_path}/a�b�.txt: ")


def test_publish_goes_through_the_editor_and_keeps_what_was_printed(tmp_path: Path) -> None:
    editor = make_user("editor")
    path = put(tmp_path, PLAIN_STORY)

    out, _, status = run(path, publish=True, username=editor.username)

    story = Story.objects.get()
    assert (out, status) == ([f"{path}: story {story.pk} /{SLUG}/"], 0)
    content = Article.objects.get().dispatch.data
    assert content["dateline"] == "Cibuntu, MINA –"
    assert content["code"] == "(T/XA-1/X2)"
    assert content["sign_off"] == "Mi’raj News Agency (MINA)"
    assert [link["after"] for link in content["related"]] == [4, 6]
    verbs = Event.objects.order_by("pk").values_list("verb", "actor")
    assert list(verbs) == [(v, editor.pk) for v in ("file", "submit", "approve", "publish")]


def test_publish_as_a_reporter_is_refused_and_keeps_nothing(tmp_path: Path) -> None:
    reporter = make_user("reporter")
    path = put(tmp_path, PLAIN_STORY)

    out, _, status = run(path, publish=True, username=reporter.username)

    assert len(out) == 1
    assert status == 1
    assert (Story.objects.count(), Event.objects.count()) == (0, 0)


def test_publish_of_a_copy_without_a_code_is_refused_by_the_rule(tmp_path: Path) -> None:
    path = put(tmp_path, SIGNED_PIECE.replace(" (A/XA-1)", ""))

    _, _, status = run(path, publish=True, username=make_user("editor").username)

    assert status == 1
    assert Story.objects.count() == 0


def test_publish_of_a_story_that_is_here_already_publishes_it_once(tmp_path: Path) -> None:
    editor = make_user("editor")
    path = put(tmp_path, PLAIN_STORY)
    run(path)

    here, _, _ = run(path, publish=True, username=editor.username)
    again, _, status = run(path, publish=True, username=editor.username)

    line = f"{path}: story {Story.objects.get().pk} /{SLUG}/"
    assert (here, again) == ([f"{line} (already here)"], [f"{line} (already published)"])
    assert status == 0
    assert Article.objects.get().dispatch.version == 1


def test_publish_of_a_submitted_story_only_approves_it(tmp_path: Path) -> None:
    reporter, editor = make_user("reporter"), make_user("editor")
    path = put(tmp_path, PLAIN_STORY)
    run(path, username=reporter.username)
    filing.submit(story=Story.objects.get(), by=reporter)

    _, _, status = run(path, publish=True, username=editor.username)

    assert (Story.objects.get().status, status) == (Status.PUBLISHED, 0)


def test_publish_of_a_spiked_story_is_refused(tmp_path: Path) -> None:
    editor = make_user("editor")
    path = put(tmp_path, PLAIN_STORY)
    run(path)
    reviewing.spike(story=Story.objects.get(), by=editor)

    _, _, status = run(path, publish=True, username=editor.username)

    assert (Story.objects.get().status, status) == (Status.SPIKED, 1)


@pytest.mark.parametrize(
    "options",
    [
        {"edition": "xx"},
        {"desk": "tidak-ada"},
        {"username": "tidak-ada"},
        {"publish": True},
        {"as_json": True, "json": True},
    ],
)
def test_wrong_option_ends_it_with_one_line(tmp_path: Path, options: dict[str, Any]) -> None:
    options.pop("as_json", None)
    path = put(tmp_path, PLAIN_STORY)

    with pytest.raises(CommandError) as error:
        run(path, **options)

    assert "\n" not in str(error.value)
    assert Story.objects.count() == 0


def test_desk_and_headline_are_as_told(tmp_path: Path) -> None:
    make_desk(slug="pendidikan")

    run(put(tmp_path, PLAIN_STORY), desk="pendidikan", headline="Mobil Buku Kembali")

    story = Story.objects.get()
    assert (story.desk.slug, story.headline) == ("pendidikan", "Mobil Buku Kembali")


def test_dry_run_with_json_prints_an_object_a_file_and_writes_nothing(tmp_path: Path) -> None:
    good, other = put(tmp_path, PLAIN_STORY), put(tmp_path, ENGLISH_STORY, "en.txt")

    out, err, status = run(good, tmp_path, other, dry_run=True, json=True)

    first, second = map(json.loads, out)
    assert list(first) == [
        *("headline", "byline", "dateline", "paragraphs", "related", "code", "sign_off"),
        "findings",
    ]
    assert first["code"] == {"text": "(T/XA-1/X2)", "kind": "T", "hands": ["XA-1", "X2"]}
    assert second["headline"] == "Village Library Back on the Road"
    assert err == [f"{tmp_path}: Is a directory"]
    assert (status, Story.objects.count()) == (1, 0)


def test_dry_run_without_json_prints_the_headlines(tmp_path: Path) -> None:
    path = put(tmp_path, ENGLISH_STORY)

    out, _, status = run(path, dry_run=True)

    assert (out, status) == ([f"{path}: Village Library Back on the Road"], 0)
    assert Story.objects.count() == 0


def test_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ENGLISH_STORY.encode())))

    out, _, _ = run("-", edition="en")

    assert out == [f"-: story {Story.objects.get().pk} /en/village-library-back-on-the-road/"]


def exported(story: Story) -> bytes:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    call_command("export_copy", str(story.pk), stdout=out)
    out.seek(0)
    return out.buffer.read()


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_export_prints_the_bytes_that_came_in(tmp_path: Path, end: str) -> None:
    source = "\ufeff" + PLAIN_STORY + end
    run(put(tmp_path, source), publish=True, username=make_user("editor").username)

    copy = exported(Story.objects.get())

    assert copy == source.encode()


@pytest.mark.parametrize("number", ["0", "12345", "9" * 30, "-1", "satu", "١"])
def test_export_of_no_story_is_one_clear_line(number: str) -> None:
    with pytest.raises(CommandError) as error:
        call_command("export_copy", "--", number)

    assert number in str(error.value)


@pytest.mark.skipif(not SEED, reason="the seed stays out of the repository, and isn't beside it")
def test_seed_is_published_as_printed_and_comes_back_byte_for_byte() -> None:
    editor = make_user("editor")

    _, _, status = run(*SEED, publish=True, username=editor.username)

    assert status == 0
    story = Story.objects.get()
    content = Article.objects.get().dispatch.data
    assert content["dateline"] == "Moskow, MINA –"
    assert [link["after"] for link in content["related"]] == [4, 7]
    assert content["code"] == "(T/RI-1/P2)"
    assert content["sign_off"] == "Mi’raj News Agency (MINA)"
    assert exported(story) == SEED[0].read_bytes()


def test_manage_py_shows_no_traceback_for_a_wrong_option(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "import_copy", "--json", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: ")
    assert done.stderr.count("\n") == 1
